"""The rows of a list: a label, perhaps a unit, and one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.blocks import Entry, Grid
from transforms.forms import Table
from transforms.tables.list_columns import Lane, is_figure, known, lanes_of
from transforms.tables.list_names import goes_on
from transforms.tables.list_row import ListRow
from transforms.tables.list_start import first_row
from transforms.tables.list_turns import rows_in_turn
from transforms.values import is_plain_number, is_unit


def labels_in(rows: Sequence[Sequence[Entry]]) -> frozenset[str]:
    """All texts of a grid that are no plain numbers."""
    texts = {e.cell.text for row in rows for e in row if e.own}
    return frozenset(text for text in texts if not is_plain_number(text))


def list_rows(
    table: Table,
    grid: Grid,
    rows: Sequence[Sequence[Entry]],
    scope: str,
    heads_above: Sequence[Sequence[Entry]] = (),
) -> list[ListRow]:
    """All rows of the lists in a grid that holds labels of theirs, each list from top to bottom,
    from left to right; of several scopes' columns those of `scope`. `heads_above` are the heads of
    the grid before, with which one without heads goes on."""
    if not grid.aligned and not _is_even(rows):
        return rows_in_turn(table, grid, rows, scope)
    first = first_row(table, rows)
    lanes = lanes_of(table, rows[:first] or heads_above, rows[first:], scope)
    width = Counter(row[-1].stop for row in rows[first:] if row).most_common(1)[0][0]
    slipped = {r for r in range(first, len(rows)) if _slipped(table, rows[r], lanes, width)}
    return [
        row
        for lane in lanes
        for row in _whole(
            [
                _row(grid, r, rows[r], lane, _rest_below(rows, r, lane), slipped=r in slipped)
                for r in range(first, len(rows))
            ]
        )
    ]


def heads_of(table: Table, grid: Grid, rows: Sequence[Sequence[Entry]]) -> list[Sequence[Entry]]:
    """The rows above a list's first one, where places mean something."""
    return list(rows[: first_row(table, rows)]) if grid.aligned else []


def width_of(rows: Sequence[Sequence[Entry]]) -> int:
    """The number of columns."""
    return max((e.stop for row in rows for e in row), default=0)


def _is_even(rows: Sequence[Sequence[Entry]]) -> bool:
    """Whether all rows of fields have as many: blank ones are among them, and fields of one number
    stand in one column."""
    return len({len(row) for row in rows if len(row) > 1}) == 1


def _whole(rows: Sequence[ListRow]) -> list[ListRow]:
    """A row whose label goes on in the next row is one with it, unless both have a figure."""
    whole: list[ListRow] = []
    for row in rows:
        upper = whole[-1] if whole else None
        if upper is None or not goes_on(upper.label, row.label) or (upper.filled and row.filled):
            whole.append(row)
        elif row.filled:
            whole[-1] = row._replace(
                row=upper.row,
                label=upper.label + row.label,
                group=upper.group,
                unit=f"{upper.unit} {row.unit}",
                fits=upper.fits and row.fits,
            )
        else:
            whole[-1] = upper._replace(label=upper.label + row.label)
    return whole


def _rest_below(rows: Sequence[Sequence[Entry]], r: int, lane: Lane) -> int:
    """How many of the next rows hold nothing but the rest of this row's label."""
    label = _own_label(rows[r], lane)
    below = 0
    while r + below + 1 < len(rows) and goes_on(label, _own_label(rows[r + below + 1], lane)):
        below += 1
    return below


def _own_label(row: Sequence[Entry], lane: Lane) -> str:
    own = _labels(row, lane)
    return own[-1].cell.text if own and own[-1].own else ""


def _labels(row: Sequence[Entry], lane: Lane) -> list[Entry]:
    return [e for e in row if lane.start <= e.start < lane.labels_stop and e.cell.text.strip()]


def _slipped(table: Table, row: Sequence[Entry], lanes: Sequence[Lane], width: int) -> bool:
    """Whether cells of a row stand under columns of another kind: one too few or too many before.
    Beside columns of other figures, a row that ends before the others lacks one, too.

    In a single list a row may have no cell for its unit: its one figure then stands there.
    """
    labels = {c for lane in lanes for c in range(lane.start, lane.labels_stop)}
    if any(known(table, e) and e.start not in labels for e in row):
        return True
    if any(lane.others for lane in lanes) and row and row[-1].stop < width:
        return True
    figures = {e.start for e in row if e.own and is_figure(e)}
    units = {lane.unit for lane in lanes if not lane.alone or lane.others or len(figures) > 1}
    return bool(figures & (labels | units | {c for lane in lanes for c in lane.strays}))


def _row(
    grid: Grid, index: int, row: Sequence[Entry], lane: Lane, below: int, *, slipped: bool
) -> ListRow:
    labels = _labels(row, lane)
    own = [e for e in labels if e.own and not is_unit(e.cell.text)]
    group = next((e.cell.text for e in reversed(labels) if not e.own), "")
    label = own[-1].cell.text if own else ""
    inside = [e for e in row if e.own and lane.labels_stop <= e.start < lane.stop]
    others = tuple((e, lane.heads[c]) for c in lane.others if (e := _cell(inside, c, below)))
    if slipped or len(others) < len(lane.others):
        found = tuple((e, "") for e in inside if is_figure(e))
        return ListRow(grid, index, label, group, label, "", None, found, fits=False)
    value = _cell(inside, lane.value, below)
    if value is not None and is_figure(value) and any(e.start == value.start for e, _ in others):
        return ListRow(grid, index, label, group, label, "", None, others, fits=False)
    if value is not None and _is_over(value, lane.unit) and is_unit(value.cell.text):
        value = None  # a unit over both columns: what is blank there has no cell
    if value is None and lane.value is not None and lane.alone:
        value = _only_figure(row, lane)
    unit = next((e.cell.text for e in row if _is_over(e, lane.unit)), label)
    head = lane.heads.get(lane.value, "") if lane.value is not None else ""
    scopes = tuple(one for one, _ in lane.scopes)
    return ListRow(grid, index, label, group, unit, head, value, others, scopes=scopes)


def _cell(entries: Sequence[Entry], column: int | None, below: int) -> Entry | None:
    """The cell of one row in one column; one that reaches over other rows is no row's own."""
    found = next((e for e in entries if _is_over(e, column)), None)
    return found if found is None or found.cell.row_span <= 1 + below else None


def _is_over(entry: Entry, column: int | None) -> bool:
    return column is not None and entry.start <= column < entry.stop


def _only_figure(row: Sequence[Entry], lane: Lane) -> Entry | None:
    """Where a row has a cell too few: its one figure, if it has one only."""
    inside = [e for e in row if e.own and lane.start < e.start < lane.stop]
    figures = [e for e in inside if is_figure(e)]
    single = len(figures) == 1 and figures[0].cell.row_span == 1
    return figures[0] if single and not lane.others else None
