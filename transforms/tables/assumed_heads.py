"""Statutory tables whose heads are gone: their columns are told by the form's order.

Only where nothing else can be meant: each row has as many figures as the form has columns, and the
last of them is the sum of the others in every row, as the form has it. Else the table stays unread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from transforms.blocks import Entry, Grid
from transforms.forms import Table, headed_tables
from transforms.tables.few_heads import header_of_few
from transforms.tables.header_columns import Column, Header
from transforms.tables.headers import find_headers
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, captions, item_labels
from transforms.values import parse

_FEWEST_ROWS = 10  # of items
_FEWEST_FULL = 3  # with all figures, where blanks left no trace
_HEAD_ROWS = 4  # above a line of figures that may name its columns in part

Row = Sequence[Entry]


class Headed(NamedTuple):
    """A grid with its rows, and the headers among them."""

    grid: Grid
    rows: list[list[Entry]]
    headers: list[Header]


class _Line(NamedTuple):
    """A row's index, its labels and its figures."""

    row: int
    labels: Sequence[str]
    figures: Sequence[Entry]


def headed(grids: Sequence[tuple[Grid, list[list[Entry]]]]) -> list[Headed]:
    """The grids with their headers; in a document with a statutory table, tables of topics that
    have none get the header that their form has."""
    found = [Headed(grid, rows, find_headers(rows)) for grid, rows in grids]
    topics = {h.table.topic for one in found for h in one.headers if _is_headed(one, h)}
    for table in headed_tables():
        if not topics or table.topic in topics or not _sums(table):
            continue
        assumed = [(n, h) for n, one in enumerate(found) if (h := _header(table, one))]
        if len(assumed) == 1:
            n, (header, rows) = assumed[0]
            others = (h for h in found[n].headers if h.table is not table)
            headers = sorted([*others, header], key=lambda h: h.first)
            found[n] = found[n]._replace(headers=headers, rows=rows)
            topics.add(table.topic)
    return list(_with_few(found))


def _with_few(found: Sequence[Headed]) -> Iterator[Headed]:
    """The grids, those without headers with one of few columns, if its topic has no table else."""
    topics = {h.table.topic for one in found for h in one.headers}
    lacking = [t for t in headed_tables() if t.topic not in topics]
    tables = [t for t in lacking if t.layout == "rows" and _sums(t)]
    for one in found:
        few = (header_of_few(table, one.rows) for table in tables if one.grid.aligned)
        header = next(filter(None, few), None) if not one.headers else None
        yield one._replace(headers=[header]) if header else one


def _is_headed(one: Headed, header: Header) -> bool:
    """Whether a header tells its columns: in lines of text, one that lacks some tells none."""
    return one.grid.aligned or header.complete or not _sums(header.table)


@cache
def _sums(table: Table) -> tuple[frozenset[str], str] | None:
    """The columns that add up to another one, if these are all that the table has."""
    for identity in table.identities:
        codes = {*identity.left, *identity.right}
        if identity.per == "item" and codes == {b.code for b in table.breakdowns}:
            return frozenset(identity.left), identity.right[0]
    return None


def _header(table: Table, one: Headed) -> tuple[Header, list[list[Entry]]] | None:
    """The header that a table in these rows would have, and the rows, a line's without what stands
    before it; None if it is not surely one."""
    keys = _keys(table)
    lines = list(_lines(table, one.rows, len(keys)))
    if not lines or not all(_adds_up(table, keys, line) for line in lines):
        return None
    if table.layout == "rows" and not _is_table(table, one, lines):
        return None
    if table.layout == "columns" and not (len(lines) == 1 and _stands_alone(table, one, lines[0])):
        return None
    first = lines[0]
    starts = {tuple(e.start for e in line.figures) for line in lines}
    placed = one.grid.aligned and len(starts) == 1
    columns = tuple(
        Column(item, breakdown, "", entry.start, entry.stop, 1.0)
        for (item, breakdown), entry in zip(keys, first.figures, strict=True)
    )
    rows = list(one.rows)
    if table.layout == "columns":
        rows[first.row] = list(first.figures)
    return Header(table, first.row, first.row - 1, columns, placed), rows


def _is_table(table: Table, one: Headed, lines: Sequence[_Line]) -> bool:
    """Whether enough rows have all figures; in text, where blank cells may have left no trace, a
    few that state something, among as many that have the form's labels."""
    if len({line.labels[-1] for line in lines}) >= _FEWEST_ROWS:
        return True
    if one.grid.aligned or len(lines) < _FEWEST_FULL:
        return False
    labels = {plain(e.cell.text) for row in one.rows for e in row} & item_labels(table)
    stated = (parse(e.cell.text, "count").value for line in lines for e in line.figures)
    return len(labels) >= _FEWEST_ROWS and any(stated)


def _keys(table: Table) -> list[tuple[str, str]]:
    """Item, where it stands in the header, and breakdown of each column in the form's order."""
    if table.layout == "rows":
        return [("", b.code) for b in table.breakdowns]
    return [(item.code, b) for item in table.items for b in item.breakdowns]


def _lines(table: Table, rows: Sequence[Row], width: int) -> Iterator[_Line]:
    """The rows that may be the table's: an item's label and a figure for each column."""
    words = _words(table) if table.layout == "columns" else item_labels(table)
    for r, row in enumerate(rows):
        own = [e for e in row if e.own]
        first = next((n for n, e in enumerate(reversed(own)) if _says(e, "text")), len(own))
        labels, behind = own[: len(own) - first], own[len(own) - first :]
        ways = _ways(behind, width)
        names = [plain(e.cell.text) for e in labels if e.cell.text]
        if len(ways) == 1 and (_names_line if table.layout == "columns" else _names_row)(
            names, words
        ):
            yield _Line(r, names, ways[0])


def _names_row(names: Sequence[str], words: Collection[str]) -> bool:
    """Whether the last name before the figures is a row's."""
    return bool(names) and names[-1] in words


def _names_line(names: Sequence[str], words: Collection[str]) -> bool:
    """Whether names before figures, if there are any, are those of the table's columns, or pieces
    of them among others."""
    pairs = ((name, word) for name in names for word in words if min(len(name), len(word)) > 1)
    return not names or any(word in name or name in word for name, word in pairs)


def _ways(behind: Row, width: int) -> list[Row]:
    """The ways to take so many of the cells behind a label without leaving out a figure."""
    if not any(e.cell.text for e in behind):
        return []
    starts = range(len(behind) - width + 1)
    outside = [(n, [*behind[:n], *behind[n + width :]]) for n in starts]
    return [behind[n : n + width] for n, rest in outside if not any(e.cell.text for e in rest)]


def _says(entry: Entry, state: str) -> bool:
    return parse(entry.cell.text, "count").state == state


@cache
def _words(table: Table) -> frozenset[str]:
    """All that may be printed in the header of a table with its items there."""
    heads = {n for names in breakdown_variants(table).values() for n in names}
    return item_labels(table) | heads | captions()


def _adds_up(table: Table, keys: Sequence[tuple[str, str]], line: _Line) -> bool:
    """Whether the figures that are stated add up to the stated total, item by item."""
    sums = _sums(table)
    if sums is None:
        return False
    parts, total = sums
    stated = [parse(e.cell.text, "count").value for e in line.figures]
    for item in dict.fromkeys(item for item, _ in keys):
        own = [(b, v) for (i, b), v in zip(keys, stated, strict=True) if i == item]
        figures = [v for b, v in own if b in parts and v is not None]
        whole = next(v for b, v in own if b == total)
        if (whole is None and any(figures)) or (whole is not None and sum(figures) != whole):
            return False
    return True


def _stands_alone(table: Table, one: Headed, line: _Line) -> bool:
    """Whether nothing above a line of figures says that it is another table's."""
    if not one.grid.aligned:
        return True
    above = islice(one.rows, max(0, line.row - _HEAD_ROWS), line.row)
    names = [plain(e.cell.text) for row in above for e in row if e.cell.text]
    figures = [e for row in one.rows for e in row if e.own and _says(e, "number")]
    all_here = len(figures) <= len(line.figures)
    return all_here and all(name in _words(table) for name in names)


def is_assumed(header: Header) -> bool:
    """Whether no head is printed over the header's columns."""
    return header.last < header.first
