"""The rows of a list: a label, perhaps a unit, and one figure. Lists may stand side by side.

A list is told by its labels. Its columns are told by what stands in them: labels that the form
knows, units, numbers that count the rows, figures. Where several columns hold figures, the header
must say which of them is the form's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from transforms.blocks import Entry, Grid
from transforms.forms import Table
from transforms.labels import plain
from transforms.official import breakdown_variants, item_variants
from transforms.values import is_unit, parse

_YEAR = re.compile(r"20\d\d")
_FEW = 8  # a column with an eighth of the figures of another has them by slips
_FEWEST_SERIALS = 4  # numbers one up from the last, in so many rows, count the rows


@dataclass(frozen=True, slots=True)
class ListRow:
    """One printed row of one list; `value` is None where it has no cell for its figure.

    `others` are figures beside it under columns that the form does not have, each with its head.
    `fits` is False where the row's cells do not stand under the list's columns.
    """

    grid: Grid
    index: int
    label: str
    group: str
    unit: str
    head: str
    value: Entry | None
    others: tuple[tuple[Entry, str], ...] = ()
    fits: bool = True

    @property
    def shows_figure(self) -> bool:
        """Whether a number stands in the row."""
        return any(is_figure(e) for e in (self.value, *(e for e, _ in self.others)) if e)


@dataclass(frozen=True, slots=True)
class _Lane:
    """Columns of one list: labels from `start` on, everything else before `stop`."""

    start: int
    labels_stop: int
    stop: int
    value: int | None
    unit: int | None
    others: tuple[int, ...]
    strays: frozenset[int]
    heads: dict[int, str]
    alone: bool


def is_figure(entry: Entry) -> bool:
    """Whether a cell shows a number."""
    return parse(entry.cell.text, "count").state == "number"


@cache
def labels_of(table: Table) -> frozenset[str]:
    """Plain labels of all rows of a list."""
    return frozenset(v for i in table.items for v in item_variants(i))


def list_rows(
    table: Table, grid: Grid, rows: Sequence[Sequence[Entry]], least: int
) -> list[ListRow]:
    """All rows of the lists in a grid, each list from top to bottom, from left to right.

    None if it holds fewer than `least` different labels of the table.
    """
    labels = {plain(e.cell.text) for row in rows for e in row if e.own}
    if len(labels & labels_of(table)) < least:
        return []
    if not grid.aligned:
        return [found for r, row in enumerate(rows) for found in _in_turn(grid, r, row)]
    first = next(r for r, row in enumerate(rows) if any(_known(table, e) for e in row))
    lanes = _lanes(table, rows, first)
    slipped = {r for r in range(first, len(rows)) if _slipped(table, rows[r], lanes)}
    return [
        _row(grid, r, rows[r], lane, slipped=r in slipped)
        for lane in lanes
        for r in range(first, len(rows))
    ]


def _known(table: Table, entry: Entry) -> bool:
    return entry.own and plain(entry.cell.text) in labels_of(table)


def _lanes(table: Table, rows: Sequence[Sequence[Entry]], first: int) -> list[_Lane]:
    body = rows[first:]
    starts = _label_columns(table, body)
    width = max(e.stop for row in body for e in row)
    numbers = [c for c in range(width) if any(is_figure(e) for e in _column(body, c))]
    heads = {c: _head(rows[:first], c) for c in range(width)}
    serials = {c for c in range(width) if _is_serial(table, body, c, heads[c])}
    lanes: list[_Lane] = []
    while starts:
        start = starts[0]
        figures = [c for c in numbers if c > start and c not in serials]
        after = [s for s in starts if figures and s > figures[0]]
        stop = min(after, default=width)
        last_label = max((s for s in starts if s < stop), default=start)
        lanes.append(_lane(table, body, (start, last_label, stop), serials, heads))
        starts = after
    overhang = any(e.start >= width and e.cell.text.strip() for row in rows[:first] for e in row)
    return [
        replace(_undecided(lane) if overhang else lane, alone=len(lanes) == 1) for lane in lanes
    ]


def _undecided(lane: _Lane) -> _Lane:
    """Of several columns of figures none is the form's: the heads reach beyond them."""
    if not lane.others or lane.value is None:
        return lane
    return replace(lane, value=None, others=(lane.value, *lane.others))


def _label_columns(table: Table, body: Sequence[Sequence[Entry]]) -> list[int]:
    """Columns that hold labels; one among units or figures has slipped there."""
    found: list[int] = []
    for c in sorted({e.start for row in body for e in row if _known(table, e)}):
        texts = [e for e in _column(body, c) if e.cell.text.strip()]
        foreign = sum(is_figure(e) or is_unit(e.cell.text) for e in texts)
        if foreign * 2 <= len(texts):
            found.append(c)
    return found


def _lane(
    table: Table,
    body: Sequence[Sequence[Entry]],
    span: tuple[int, int, int],
    serials: set[int],
    heads: dict[int, str],
) -> _Lane:
    start, last_label, stop = span
    behind = [c for c in range(last_label + 1, stop) if c not in serials]
    unit = next((c for c in behind if _is_unit_column(body, c)), None)
    spread = {c for row in body for e in row if _known(table, e) for c in range(e.start, e.stop)}
    counts = {c: sum(map(is_figure, _column(body, c))) for c in behind}
    few = max(counts.values(), default=0) / _FEW
    strays = {c for c, n in counts.items() if 0 < n <= few and not heads[c].strip()}
    with_figures = {c for c, n in counts.items() if n and c not in strays}
    columns = [c for c in behind if c != unit and c not in strays]
    figures = [c for c in columns if c not in spread or c in with_figures]
    shown = [c for c in figures if c in with_figures]
    value = _value_column(table, shown or figures, heads)
    if len(shown) > 1 and _heads_slipped(table, shown, columns, heads):
        value = None
    others = tuple(c for c in shown if c != value)
    labels_stop = min([c for c in (unit, value, *others) if c is not None], default=last_label + 1)
    return _Lane(
        start, labels_stop, stop, value, unit, others, frozenset(strays), heads, alone=True
    )


def _heads_slipped(
    table: Table, shown: list[int], columns: list[int], heads: dict[int, str]
) -> bool:
    """Whether heads stand beside their columns: 单位 over figures, 本年度 over none."""
    captions = {plain(c) for c in table.captions}
    if any(plain(heads[c]) in captions for c in shown):
        return True
    return any(
        heads[c].strip() and plain(heads[c]) not in captions for c in columns if c not in shown
    )


def _value_column(table: Table, candidates: list[int], heads: dict[int, str]) -> int | None:
    """The one column of figures, else the one whose head the form knows, else the latest year's.

    A column whose head speaks of another time is none.
    """
    own = [c for c in candidates if not any(word in heads[c] for word in table.other_heads)]
    if len(own) == 1:
        return own[0]
    names = {n for group in breakdown_variants(table).values() for n in group}
    named = [c for c in own if plain(heads[c]) in names]
    if len(named) == 1:
        return named[0]
    years = {c: max(_YEAR.findall(heads[c]), default="") for c in own}
    latest = [c for c in own if years[c] == max(years.values())]
    return latest[0] if len(latest) == 1 and all(years.values()) else None


def _column(rows: Sequence[Sequence[Entry]], column: int) -> list[Entry]:
    return [e for row in rows for e in row if e.own and e.start == column]


def _head(rows: Sequence[Sequence[Entry]], column: int) -> str:
    """The word nearest above the list in that column, if it heads few columns only."""
    for row in reversed(rows):
        for e in row:
            if e.start <= column < e.stop and _is_word(e.cell.text) and e.stop - e.start <= 2:
                return e.cell.text
    return ""


def _is_word(text: str) -> bool:
    return len(plain(text)) > 1 or _YEAR.search(text) is not None


def _is_serial(table: Table, body: Sequence[Sequence[Entry]], column: int, head: str) -> bool:
    if plain(head) in {plain(s) for s in table.serials}:
        return True
    texts = [e.cell.text.strip() for e in _column(body, column) if e.cell.text.strip()]
    if len(texts) < _FEWEST_SERIALS or not all(t.isdecimal() for t in texts):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _is_unit_column(body: Sequence[Sequence[Entry]], column: int) -> bool:
    texts = [t for e in _column(body, column) if (t := "".join(e.cell.text.split()))]
    units = sum(is_unit(t) for t in texts)
    return units > 0 and units * 2 >= sum(t.strip("-—–－/") != "" for t in texts)


def _slipped(table: Table, row: Sequence[Entry], lanes: Sequence[_Lane]) -> bool:
    """Whether cells of a row stand under columns of another kind: one too few or too many before.

    In a single list a row may have no cell for its unit: its one figure then stands there.
    """
    labels = {c for lane in lanes for c in range(lane.start, lane.labels_stop)}
    if any(_known(table, e) and e.start not in labels for e in row):
        return True
    figures = {e.start for e in row if e.own and is_figure(e)}
    units = {lane.unit for lane in lanes if not lane.alone or lane.others or len(figures) > 1}
    return bool(figures & (labels | units | {c for lane in lanes for c in lane.strays}))


def _row(grid: Grid, index: int, row: Sequence[Entry], lane: _Lane, *, slipped: bool) -> ListRow:
    labels = [e for e in row if lane.start <= e.start < lane.labels_stop and e.cell.text.strip()]
    own = [e for e in labels if e.own and not is_unit(e.cell.text)]
    group = next((e.cell.text for e in reversed(labels) if not e.own), "")
    label = own[-1].cell.text if own else ""
    inside = [e for e in row if e.own and lane.labels_stop <= e.start < lane.stop]
    others = tuple((e, lane.heads[c]) for c in lane.others if (e := _cell(inside, c)))
    if slipped or len(others) < len(lane.others):
        found = tuple((e, "") for e in inside if is_figure(e))
        return ListRow(grid, index, label, group, label, "", None, found, fits=False)
    value = _cell(inside, lane.value)
    if value is None and lane.value is not None and lane.alone:
        value = _only_figure(row, lane)
    cell = _cell(inside, lane.unit)
    unit = cell.cell.text if cell else label
    head = lane.heads.get(lane.value, "") if lane.value is not None else ""
    return ListRow(grid, index, label, group, unit, head, value, others)


def _cell(entries: Sequence[Entry], column: int | None) -> Entry | None:
    """The cell of one row in one column; one that reaches over several rows is no row's own."""
    found = next((e for e in entries if column is not None and e.start <= column < e.stop), None)
    return found if found is None or found.cell.row_span == 1 else None


def _only_figure(row: Sequence[Entry], lane: _Lane) -> Entry | None:
    """Where a row has a cell too few: its one figure, if it has one only."""
    inside = [e for e in row if e.own and lane.start < e.start < lane.stop]
    figures = [e for e in inside if is_figure(e)]
    return figures[0] if len(figures) == 1 and not lane.others else None


def _in_turn(grid: Grid, index: int, row: Sequence[Entry]) -> Iterator[ListRow]:
    """Rows of fields without places: a label, a unit or none, one figure, then perhaps the next."""
    label, unit, group = "", "", ""
    figures: list[Entry] = []
    for entry in [*row, None]:
        text = entry.cell.text.strip() if entry else ""
        if entry is None or (figures and not _is_value(text)):
            if len(figures) == 1:
                yield ListRow(grid, index, label, group, unit or label, "", figures[0])
            elif label and figures:
                others = tuple((e, "") for e in figures)
                yield ListRow(grid, index, label, group, unit or label, "", None, others)
            label, unit, group, figures = "", "", "", []
        if entry is None:
            return
        if _is_value(text):
            figures.append(entry)
        elif is_unit(text):
            unit = text
        elif text:
            label, group = text, label


def _is_value(text: str) -> bool:
    return parse(text, "count").state in ("number", "not_applicable") and bool(text)
