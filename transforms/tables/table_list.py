"""A statutory table that is a list of indicators: found by its labels, in whatever grids.

All lists of a document that go on with each other are aligned as one, since the same words stand
under different parents and only the order tells them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from transforms.blocks import Entry, Grid
from transforms.forms import Item, Table, list_tables
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import SURE, plain
from transforms.tables.list_columns import is_figure, known
from transforms.tables.list_names import labels_of, name_of, own_labels
from transforms.tables.list_row import ListRow
from transforms.tables.list_rows import heads_of, labels_in, list_rows, width_of
from transforms.tables.matching import match
from transforms.tables.segment import Part, Segment, kept_label, row_certainty, short
from transforms.tables.turned import exchanged

_FEWEST = 3  # labels of the form that make a grid one of its lists
_FEWEST_IN_ALL = 8  # a table of a few comparisons (收到申请数: last year, this year) is no list
_FEWEST_SEEN = 5  # of those stand in one cell each, and are worth a closer look
_PERHAPS = 0.85  # similarity of a label that several rows share, below a row of no form
_NEAREST = 0.12  # 政务短信 is like 政务微信, and nearly as much like 政务微博: it is neither


@dataclass
class _List:
    """One list of a form, in one or several grids, from top to bottom."""

    rows: list[ListRow] = field(default_factory=list)


def read_lists(
    grids: Sequence[tuple[Grid, Sequence[Sequence[Entry]]]], scope: str = ""
) -> list[Segment]:
    """All lists of all forms in a document, one segment for each grid that they stand in; of
    columns that are several bodies', those of `scope`."""
    labelled = [(grid, rows, labels_in(rows)) for grid, rows in grids]
    texts = frozenset().union(*(labels for _, _, labels in labelled))
    return [
        segment
        for table in list_tables()
        if len(_known(table, texts)) >= _FEWEST_SEEN
        for one in _lists(table, labelled, scope)
        if _is_whole(table, one.rows)
        for segment in _read(table, one.rows)
    ]


def may_have_lists(texts: Iterable[str]) -> bool:
    """Whether `read_lists` would look closer at grids that hold these texts."""
    labels = frozenset(texts)
    return any(len(_known(table, labels)) >= _FEWEST_SEEN for table in list_tables())


def _is_whole(table: Table, rows: Sequence[ListRow]) -> bool:
    """Whether enough rows are the form's: by their own labels, or by names that differ in lead and
    ending where few rows are another's. Local forms share some names with it."""
    if len({plain(r.label) for r in rows} & labels_of(table)) >= _FEWEST_IN_ALL:
        return True
    shown = [name_of(table, r.label) for r in rows if r.shows_figure]
    known = [name for name in shown if name in labels_of(table)]
    return len(set(known)) >= _FEWEST_IN_ALL and len(known) * 3 >= len(shown) * 2


def _lists(
    table: Table,
    grids: Sequence[tuple[Grid, Sequence[Sequence[Entry]], frozenset[str]]],
    scope: str,
) -> Iterator[_List]:
    current = _List()
    heads: list[Sequence[Entry]] = []
    for printed, lines, labels in grids:
        least = 1 if current.rows else _FEWEST
        if len(_known(table, labels)) < least:
            continue
        grid, rows = _upright(table, printed, lines)
        above = heads if grid.aligned and width_of(heads) == width_of(rows) else []
        found = list_rows(table, grid, rows, scope, above if current.rows else [])
        if not _goes_on(table, found, least):
            continue
        if current.rows and _again(table, current.rows, found):
            yield current
            current = _List()
        current.rows += found
        heads = heads_of(table, grid, rows) or above
    yield current


def _goes_on(table: Table, rows: Sequence[ListRow], least: int) -> bool:
    """Whether a grid's rows are the form's: `least` of its labels, and by half of the rows with
    figures; where the form's rows are blank, by half of all rows."""
    known = [r for r in rows if name_of(table, r.label) in labels_of(table)]
    names = {name_of(table, r.label) for r in known}
    if len(names) < least:
        return False
    whole = len(names) >= _FEWEST_IN_ALL and len(known) * 2 >= len(rows)
    shown = sum(r.shows_figure for r in rows)
    return whole or sum(r.shows_figure for r in known) * 2 >= shown


def _upright(
    table: Table, grid: Grid, rows: Sequence[Sequence[Entry]]
) -> tuple[Grid, Sequence[Sequence[Entry]]]:
    """The grid with its labels below each other; where they stand side by side, turned round."""
    places = [(r, e.start) for r, row in enumerate(rows) for e in row if known(table, e)]
    in_row = Counter(r for r, _ in places)
    in_column = Counter(c for _, c in places)
    most_in_row = max(in_row.values(), default=0)
    if not grid.aligned or most_in_row < max(_FEWEST, 1 + max(in_column.values(), default=0)):
        return grid, rows
    turned = exchanged(grid)
    return turned, turned.rows()


def _known(table: Table, labels: frozenset[str]) -> set[str]:
    """The list's labels among those of a grid."""
    return {name_of(table, label) for label in labels} & labels_of(table)


def _again(table: Table, before: Sequence[ListRow], rows: Sequence[ListRow]) -> bool:
    """Whether rows begin the list anew: a label that is one row's own has been there already."""
    seen = {name_of(table, r.label) for r in before} & own_labels(table)
    return bool(seen & {name_of(table, r.label) for r in rows})


def _read(table: Table, printed: Sequence[ListRow]) -> list[Segment]:
    rows = [r for r in printed if r.says_something]  # an empty one is no parent that was lost
    grids = {r.grid.index: r.grid for r in rows}
    segments = {index: _segment(table, grid) for index, grid in grids.items()}
    for row in rows:
        segments[row.grid.index].scopes = row.scopes or segments[row.grid.index].scopes
    labels = tuple((name_of(table, r.label), r.group) for r in rows)
    matched = match(labels, table.items, tuple(r.shows_figure for r in rows), nearest=_NEAREST)
    strange = set(matched.unknown)
    for r, (item, score) in sorted(matched.decided.items()):
        lost = r - 1 in strange and labels[r][0] not in own_labels(table)  # of which parent?
        _take(segments[rows[r].grid.index], rows[r], item, min(score, _PERHAPS) if lost else score)
    for item, claiming in matched.claims.items():
        _settle(segments, rows, item, claiming, rivals=len(matched.claims) > 1)
    _tell_columns_apart(segments, [rows[r] for r in sorted(matched.decided)])
    for r in matched.unknown:
        _keep(segments[rows[r].grid.index], rows[r], doubtful=True)
    return list(segments.values())


def _segment(table: Table, grid: Grid) -> Segment:
    return Segment(Part(grid, Header(table, -1, -1, (), placed=True), []))


def _take(segment: Segment, row: ListRow, item: Item, score: float) -> None:
    where = f"/{item.code}"
    if not row.fits and row.others:
        segment.doubt("ambiguous", f"{where}: its cells do not stand under the list's columns")
    if row.value is None:
        _keep_others(segment, row)
        return
    if score < SURE:
        segment.doubt("label_doubtful", f"{where}: read from a row labelled {short(row.label)!r}")
    breakdown = segment.table.breakdowns[0].code
    column = Column("", breakdown, row.head, row.value.start, row.value.stop, 1.0)
    certainty = row_certainty(score, 1.0)
    segment.take(item, column, row.value, kept_label(row.label), certainty, row.unit)
    _keep_others(segment, row)


def _tell_columns_apart(segments: dict[int, Segment], rows: Sequence[ListRow]) -> None:
    """Announce rows of the form with several figures, none of them under the form's own head."""
    for index, segment in segments.items():
        undecided = [
            r for r in rows if r.grid.index == index and r.fits and not r.value and r.others
        ]
        if undecided:
            heads = " | ".join(dict.fromkeys(short(head) for _, head in undecided[0].others))
            message = f": {len(undecided)} rows with several figures, the heads {heads!r}"
            segment.doubt("ambiguous", f"{message} do not say which is the report's")


def _keep_others(segment: Segment, row: ListRow) -> None:
    for entry, head in row.others:
        if entry.cell.text.strip():
            segment.keep(row.row, entry, row.label, head)


def _settle(
    segments: dict[int, Segment],
    rows: Sequence[ListRow],
    item: Item,
    claiming: Sequence[int],
    *,
    rivals: bool,
) -> None:
    """Rows that claim one item: the same twice is one row, anything else is undecided."""
    values = [(rows[r].label, rows[r].value) for r in claiming]
    shown = {(label, value.cell.text if value else "") for label, value in values}
    segment = segments[rows[claiming[0]].grid.index]
    if len(shown) == 1 and not rivals:
        _take(segment, rows[claiming[0]], item, 1.0)
        return
    named = " | ".join(dict.fromkeys(short(rows[r].label) for r in claiming))
    segment.doubt("ambiguous", f"/{item.code}: may be any of the rows {named}")
    for r in claiming:
        _keep(segment, rows[r], doubtful=False)


def _keep(segment: Segment, row: ListRow, *, doubtful: bool) -> None:
    """A row that no form names: its figures go to the unmapped cells."""
    cells = [*([(row.value, row.head)] if row.value else []), *row.others]
    kept = [(e, head) for e, head in cells if is_figure(e)]
    for entry, head in kept:
        segment.keep(row.row, entry, row.label or row.group, head)
    if kept and doubtful:
        segment.doubt("unmapped_row", f": no form has a row {short(row.label or row.group)!r}")
