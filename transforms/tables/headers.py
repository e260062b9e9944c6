"""Finding the headers of statutory tables inside grids, by content: which columns mean what.

Any grid may hold several statutory tables, or a part of one. A header is at most three rows whose
cells carry the labels of one table's columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.column_labels import column_of, tables_naming
from transforms.tables.cut_heads import with_cut_heads
from transforms.tables.header_columns import Header, items_in_header, items_in_rows
from transforms.tables.header_leaves import Leaf, Rows, implied, stacked
from transforms.tables.heads_in_place import heads_in_place
from transforms.tables.labels import plain
from transforms.tables.official import captions

_DEPTH = 3  # rows that a header may have
_LABELS = 2  # in a header of one column: its own, and that of the rows
_ABOVE = 4  # rows above a header's first, among which the items of its columns stand
_FIGURE = "0"  # stands for any
_FIGURES = 2  # of one row make it no header's

Words = Sequence[tuple[Entry, str]]  # a row's own cells that are no figures, with plain labels


def find_headers(rows: Rows) -> list[Header]:
    """All headers of a grid from top to bottom; each row belongs to one header at most."""
    headers: list[Header] = []
    row = 0
    while row < len(rows):
        if _names_any(rows[row]):
            header, is_doubtful = header_at(rows, row)
            if header and (headers or not is_doubtful):
                headers.append(header)  # below another, a doubtful one at least ends its rows
                row = header.last
        row += 1
    return headers


def _names_any(row: Sequence[Entry]) -> bool:
    """Whether a cell of the row names a column of some table."""
    for cell, _, _, own in row:
        text = cell.text
        if own and text and not text.isdecimal() and _names_column(text):
            return True
    return False


@lru_cache(maxsize=16384)
def _names_column(text: str) -> bool:
    return bool(tables_naming(plain(text)))


def header_at(rows: Rows, row: int) -> tuple[Header | None, bool]:
    """The header that begins in a row, if any, and whether it may be none at all.

    Most reports print the same headers: what rows say that were met before is not worked out again.
    """
    start = max(0, row - _ABOVE)
    seen = rows[start : row + _DEPTH]
    window = _Window(_said(seen), row - start, tuple(seen))
    header, is_doubtful = _header_in(window)
    if header is None:
        return None, is_doubtful
    figures = any(_is_figure(e) for r in seen[row - start : header.last + 1] for e in r)
    if figures or (start and not header.first):
        return _best(rows, row)  # a figure names one of its columns, or its items stand higher up
    return replace(header, first=header.first + start, last=header.last + start), is_doubtful


@dataclass(frozen=True, slots=True)
class _Window:
    """The rows at which a header may begin, and those around it; equal where they say the same."""

    said: tuple[object, ...]
    row: int
    rows: Rows = field(compare=False)


def _said(rows: Rows) -> tuple[object, ...]:
    """What decides upon a header that begins in one of the rows: not which figures stand there."""
    return tuple([tuple(map(_shape, r)) for r in rows])


def _shape(entry: Entry) -> tuple[object, ...]:
    cell, start, stop, own = entry
    text = _FIGURE if cell.text.isdecimal() else cell.text
    return text, start, stop, own, cell.confidence


@lru_cache(maxsize=512)
def _header_in(window: _Window) -> tuple[Header | None, bool]:
    return _best(window.rows, window.row)


def _best(rows: Rows, row: int) -> tuple[Header | None, bool]:
    words = [_words(r) for r in rows[row : row + _DEPTH]]
    tables = dict.fromkeys(t for _, label in words[0] for t in tables_naming(label))
    found = [h for t in tables if (h := _header_from(t, rows, words, row)) is not None]
    header = max(found, key=_quality, default=None)
    return header, header is not None and _is_none(header, words[0])


def _words(row: Sequence[Entry]) -> Words:
    shown = [(e, e.cell.text) for e in row if e.own and e.cell.text]
    labels = [(e, plain(text)) for e, text in shown if not text.isdecimal()]
    return [(e, label) for e, label in labels if not label.isdigit()]


def _quality(header: Header) -> tuple[int, float, int]:
    newest = int(header.table.forms[0])
    return len(header.known), sum(c.score for c in header.known), newest


def _header_from(table: Table, rows: Rows, words: Sequence[Words], first: int) -> Header | None:
    """The table's header that begins in row `first`, if one does; `words` from that row on."""
    leaves = _leaves_from(table, rows, words, first)
    if not leaves:
        return None
    leaves += implied(table, rows[first : first + _DEPTH], leaves)
    leaves = heads_in_place(table, rows, with_cut_heads(table, rows, leaves))
    if len({leaf.code for leaf in leaves}) < table.least_columns:
        return None
    if table.layout == "columns":
        return items_in_header(table, rows, first, leaves)
    return items_in_rows(table, rows, first, leaves)


def _leaves_from(table: Table, rows: Rows, words: Sequence[Words], first: int) -> list[Leaf]:
    """The cells that name the table's columns, in row `first` and below it; none if none does
    there."""
    window = list(_may_be_header(rows[first : first + _DEPTH]))
    joined = [leaf._replace(row=first + leaf.row) for leaf in stacked(table, window)]
    leaves: list[Leaf] = []
    for r, row in enumerate(window, start=first):
        named = ((e, *column_of(table, label)) for e, label in words[r - first])
        found = [Leaf(r, entry, code, score) for entry, code, score in named if code]
        halves = any(leaf.row in (r, r + 1) for leaf in joined)
        if not found and not halves and (r == first or not _only_captions(row)):
            break
        leaves.extend(found)
    halves_at = {(j.entry.start, j.entry.stop, row) for j in joined for row in (j.row - 1, j.row)}
    return joined + [n for n in leaves if (n.entry.start, n.entry.stop, n.row) not in halves_at]


def _may_be_header(rows: Rows) -> Iterator[Sequence[Entry]]:
    """The first row, and those below it without figures: 总计 heads a column, and is the label of a
    row."""
    yield from rows[:1]
    yield from takewhile(lambda row: not _holds_figures(row), rows[1:])


def _is_none(header: Header, labels: Words) -> bool:
    """Whether the one label that is like a column's, or that of a column which no row has alone
    beside years (2022年 | 2023年 | 增减), stands beside others, which no form has."""
    known = header.known
    if len(known) != 1 or len(labels) <= _LABELS:
        return False
    alone = any(i.breakdowns == (known[0].breakdown,) for i in header.table.items)
    of_years = any(not label for _, label in labels)  # of 2022年 nothing is left
    return known[0].score < 1 or (of_years and not alone)


def _holds_figures(row: Sequence[Entry]) -> bool:
    return len([e for e in row if e.own and _is_figure(e)]) >= _FIGURES


def _is_figure(entry: Entry) -> bool:
    return entry.cell.text.strip().isdecimal()


def _only_captions(row: Sequence[Entry]) -> bool:
    return all(not e.cell.text or plain(e.cell.text) in captions() for e in row if e.own)
