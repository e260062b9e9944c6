"""A statutory table of one line, printed another way: a row or a column an item, or a row a figure.

Every figure then has two labels, that of its item and that of its column of the form: beside it or
above it. The nearest count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from transforms.blocks import Entry, Grid, GridCell
from transforms.forms import Table, headed_tables
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, item_variants
from transforms.tables.segment import Part, Segment, kept_label
from transforms.values import parse

_BRACKETS = re.compile(r"[()（）]")
_PERHAPS = 0.85
_LEAST_COLUMNS = 4  # different labels of the form's columns, and one of its items

Rows = Sequence[Sequence[Entry]]
Key = tuple[str, str]


class _Figure(NamedTuple):
    """A cell with its item and column, the cell of the column's label, and the index of its row:
    page breaks and repeated heads are gone from the rows, so that it is not always the cell's."""

    key: Key
    entry: Entry
    label: GridCell
    row: int


class _Labels(NamedTuple):
    """What the table's labels name, and the indices of the rows that have any, in order."""

    codes: Mapping[str, str]
    rows: Sequence[int]


def read_crossed(grid: Grid, rows: Rows) -> Segment | None:
    """The table, if the grid is one that has all its labels beside and above its figures."""
    for table in headed_tables():
        if table.layout != "columns" or not _is_one(table, rows):
            continue
        if grid.aligned or _is_even(table, rows):
            return _read(table, grid, rows)
    return None


def _is_even(table: Table, rows: Rows) -> bool:
    """Whether fields of text stand under each other all the same: all rows that have several have
    as many, and heads end in a head, so that none was padded."""
    several = [row for row in rows if len(row) > 1]
    codes = _column_codes(table)
    ends = (rows[r][-1].cell.text for r in _heads_by_row(table, rows))
    return len(set(map(len, several))) == 1 and all(_code(text, codes) for text in ends)


def _is_one(table: Table, rows: Rows) -> bool:
    labels = {n for row in rows for e in row if e.own and e.cell.text for n in _names(e.cell.text)}
    columns = sum(not labels.isdisjoint(v) for v in breakdown_variants(table).values())
    return columns >= _LEAST_COLUMNS and any(
        not labels.isdisjoint(item_variants(i)) for i in table.items
    )


def _read(table: Table, grid: Grid, rows: Rows) -> Segment:
    segment = Segment(Part(grid, Header(table, -1, -1, (), placed=True), []))
    found: dict[Key, list[tuple[Entry, str]]] = {}
    figures = list(_whole_rows(segment, rows, _figures(table, rows)))
    for figure in figures:
        found.setdefault(figure.key, []).append((figure.entry, figure.label.text))
    twice = _twice(figures)
    filled = {
        key: [e for e in entries if e[0].cell.text.strip() or not e[0].cell.readable]
        for key, entries in found.items()
    }
    # where the labels settle some figures only, another row or column may be one too many
    crowded = segment.problems or twice or any(len(shown) > 1 for shown in filled.values())
    if bare := _without_figures(table, rows, figures):
        segment.doubt("ambiguous", f"/{bare}: no figure stands under its label")
        for figure in figures:
            segment.keep(figure.row, figure.entry, figure.label.text, "")
        return segment
    for (item, breakdown), entries in found.items():
        shown = filled[item, breakdown]
        entry, label = (shown or entries)[0]
        if len(shown) > 1 or (item, breakdown) in twice:
            told = f"{len(entries)} cells" if len(shown) < 2 else f"{len(shown)} figures"
            segment.doubt("ambiguous", f"/{item}/{breakdown}: {told} under one label")
            continue
        column = Column(item, breakdown, label, entry.start, entry.stop, 1.0)
        named = kept_label(table.item(item).label)
        segment.take(table.item(item), column, entry, named, _PERHAPS if crowded else 1.0)
    return segment


def _twice(figures: Sequence[_Figure]) -> set[Key]:
    """What two labels of one row of figures name: a caption that hangs over too many heads takes
    the next one's."""
    heads: dict[tuple[Key, int], set[tuple[int, int]]] = {}
    for figure in figures:
        at = (figure.label.row, figure.label.column)
        heads.setdefault((figure.key, figure.row), set()).add(at)
    return {key for (key, _), places in heads.items() if len(places) > 1}


def _without_figures(table: Table, rows: Rows, figures: Sequence[_Figure]) -> str:
    """The item whose label stands there without a figure, where figures have no item's: the heads
    may have slid, and theirs be others'."""
    codes = {v: i.code for i in table.items for v in item_variants(i)}
    printed = {code for row in rows for e in row if e.own and (code := _code(e.cell.text, codes))}
    bare = printed - {item for (item, _), *_ in figures}
    told = {id(figure.entry.cell) for figure in figures}
    left = (e for row in rows for e in row if e.own and id(e.cell) not in told)
    loose = bare and any(parse(e.cell.text, "count").state == "number" for e in left)
    return min(bare) if loose else ""


def _whole_rows(segment: Segment, rows: Rows, figures: Iterator[_Figure]) -> Iterator[_Figure]:
    """Without rows that have a figure too few or too many: theirs may stand under other labels."""
    by_row: dict[int, list[_Figure]] = {}
    for figure in figures:
        by_row.setdefault(figure.row, []).append(figure)
    most = max(map(len, by_row.values()), default=0)
    heads = _heads_by_row(segment.table, rows)
    head_rows = list(heads)
    for row, own in by_row.items():
        above = bisect_left(head_rows, row)
        expected = heads[head_rows[above - 1]] if above else most
        if len(own) < expected or any(_is_stray(rows, row, e) for e in rows[row]):
            printed = own[0].entry.cell.row + 1
            segment.doubt("ambiguous", f": row {printed} does not stand under the labels")
        else:
            yield from own


def _heads_by_row(table: Table, rows: Rows) -> dict[int, int]:
    """How many labels of columns stand in each row that has several."""
    columns = _column_codes(table)
    counts = {
        r: sum(bool(_code(e.cell.text, columns)) for e in row if e.own)
        for r, row in enumerate(rows)
    }
    return {r: count for r, count in counts.items() if count > 1}


def _is_stray(rows: Rows, r: int, entry: Entry) -> bool:
    """Whether a figure, or a dash for one, stands where no row above has a cell with a text; or a
    blank where none has a cell."""
    state = parse(entry.cell.text, "count").state
    if not entry.own or state == "text" or r == 0:
        return False
    above = (e for row in islice(rows, r) for e in row if e.start <= entry.start < e.stop)
    return not any(e.cell.text.strip() or state == "blank" for e in above)


def _figures(table: Table, rows: Rows) -> Iterator[_Figure]:
    """Each cell that may hold a figure, row by row."""
    items = _labels(rows, {v: i.code for i in table.items for v in item_variants(i)})
    columns = _labels(rows, _column_codes(table))
    captions = _captions(rows, set(_heads_by_row(table, rows)))
    for r, row in enumerate(rows):
        for entry in row if r not in captions else ():
            text = entry.cell.text
            named = _code(text, items.codes) or _code(text, columns.codes)
            if named or not entry.own or _is_text(entry):
                continue
            item = _nearest(rows, r, entry, items, captions)
            label = _nearest(rows, r, entry, columns, frozenset())
            if item and label and not _contradicted(rows, r, entry, item, items.codes):
                key = (_code(item.text, items.codes), _code(label.text, columns.codes))
                yield _Figure(key, entry, label, r)


def _contradicted(
    rows: Rows, r: int, entry: Entry, item: GridCell, codes: Mapping[str, str]
) -> bool:
    """Whether another item's label stands right above the one that a figure is told by: a head
    spans too little, and those below it have slid."""
    at = next((n for n in range(r) if any(e.own and e.cell is item for e in rows[n])), 0)
    over = [e.cell.text for e in rows[at - 1] if e.start <= entry.start < e.stop] if at else []
    return any(_code(text, codes) not in ("", _code(item.text, codes)) for text in over)


def _labels(rows: Rows, codes: Mapping[str, str]) -> _Labels:
    return _Labels(
        codes, [r for r, row in enumerate(rows) if any(_code(e.cell.text, codes) for e in row)]
    )


def _column_codes(table: Table) -> Mapping[str, str]:
    return {v: code for code, names in breakdown_variants(table).items() for v in names}


@lru_cache(maxsize=16384)
def _names(text: str) -> tuple[str, str]:
    """A label without and with what stands in brackets: 行政诉讼（复议后起诉） is one label."""
    return plain(text), plain(_BRACKETS.sub("", text))


def _code(text: str, labels: Mapping[str, str]) -> str:
    """What a label names, empty if nothing."""
    return next((labels[name] for name in _names(text) if name in labels), "")


def _is_text(entry: Entry) -> bool:
    return parse(entry.cell.text, "count").state == "text"


def _captions(rows: Rows, heads: set[int]) -> frozenset[int]:
    """The rows with nothing but texts and blanks above a row of heads: what they hold is no figure,
    and names what is below, up to their next text."""
    found: set[int] = set()
    for head in heads:
        for r in range(head - 1, -1, -1):
            own = [e for e in rows[r] if e.own and e.cell.text.strip()]
            if not own or r in heads or not all(map(_is_text, own)):
                break
            found.add(r)
    return frozenset(found)


def _nearest(
    rows: Rows, r: int, entry: Entry, labels: _Labels, captions: frozenset[int]
) -> GridCell | None:
    """The nearest of the labels to the left, else above. In the rows of captions a label goes on
    over the blanks beside it."""
    left: Iterator[GridCell] = (e.cell for e in reversed(rows[r]) if e.stop <= entry.start)
    if beside := next((cell for cell in left if _code(cell.text, labels.codes)), None):
        return beside
    for above in reversed(labels.rows[: bisect_left(labels.rows, r)]):
        wide = above in captions
        started = [e for e in rows[above] if e.start <= entry.start]
        if wide:
            started = [e for e in started if e.cell.text.strip()][-1:]
        for e in started:
            if (wide or entry.stop <= e.stop) and _code(e.cell.text, labels.codes):
                return e.cell
    return None
