"""Finding the headers of statutory tables inside grids, by content: which columns mean what.

Any grid may hold several statutory tables, or a part of one. A header is at most three rows whose
cells carry the labels of one table's columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms.blocks import Entry
from transforms.column_labels import column_of, names_column, of_other_time
from transforms.forms import Item, Table, headed_tables
from transforms.labels import closest, plain
from transforms.official import (
    captions,
    item_variants,
)

Rows = Sequence[Sequence[Entry]]
_DEPTH = 3  # rows that a header may have
_FIGURES = 2  # of one row make it no header's
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Column:
    """Columns [start, stop) under one label; `breakdown` is empty where no form knows the label.

    `item` is set in tables whose items stand in the header. `score` is the label's similarity.
    """

    item: str
    breakdown: str
    label: str
    start: int
    stop: int
    score: float


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header in rows [first, last]; `placed` is False where only the order is known."""

    table: Table
    first: int
    last: int
    columns: tuple[Column, ...]
    placed: bool

    @property
    def complete(self) -> bool:
        """Whether every column stands there that some row has, and no other."""
        if self.table.layout == "columns":
            return len(self.columns) == sum(len(i.breakdowns) for i in self.table.items)
        return any(map(self.fits, self.table.items))

    def fits(self, item: Item) -> bool:
        """Whether the columns are exactly those that this row has."""
        return {c.breakdown for c in self.columns} == set(item.breakdowns)

    @property
    def known(self) -> tuple[Column, ...]:
        """Columns that the form knows, from left to right."""
        return tuple(c for c in self.columns if c.breakdown)


def find_headers(rows: Rows) -> list[Header]:
    """All headers of a grid from top to bottom; each row belongs to one header at most."""
    headers: list[Header] = []
    row = 0
    while row < len(rows):
        labels = [plain(e.cell.text) for e in rows[row] if e.own and e.cell.text]
        words = [label for label in labels if not label.isdigit()]
        candidates = headed_tables() if any(map(names_column, words)) else ()
        found = [h for t in candidates if (h := _header_from(t, rows, row)) is not None]
        if found:
            headers.append(max(found, key=_quality))
            row = headers[-1].last
        row += 1
    return headers


def _quality(header: Header) -> tuple[int, float, int]:
    newest = int(header.table.forms[0])
    return len(header.known), sum(c.score for c in header.known), newest


def _header_from(table: Table, rows: Rows, first: int) -> Header | None:
    """The table's header that begins in row `first`, if one does."""
    leaves: list[tuple[int, Entry, str, float]] = []
    for r in range(first, min(first + _DEPTH, len(rows))):
        if r > first and _holds_figures(rows[r]):
            break  # 总计 heads a column, and is the label of a row
        found = [(r, *leaf) for leaf in _leaves(table, rows[r])]
        if r == first and not found:
            return None
        if not found and r > first and not _only_captions(rows[r]):
            break
        leaves.extend(found)
    if len({code for _, _, code, _ in leaves}) < table.least_columns:
        return None
    last = max(r for r, *_ in leaves)
    if table.layout == "columns":
        return _items_in_header(table, rows, first, last, leaves)
    return _items_in_rows(table, rows, first, last, leaves)


def _holds_figures(row: Sequence[Entry]) -> bool:
    figures = [e for e in row if e.own and e.cell.text.strip().isdecimal()]
    return len(figures) >= _FIGURES


def _leaves(table: Table, row: Sequence[Entry]) -> list[tuple[Entry, str, float]]:
    """Entries of one row that carry a label of the table's columns."""
    found = [(e, *column_of(table, plain(e.cell.text))) for e in row if e.own and e.cell.text]
    return [leaf for leaf in found if leaf[1]]


def _only_captions(row: Sequence[Entry]) -> bool:
    return all(plain(e.cell.text) in captions() or not e.cell.text for e in row if e.own)


def _items_in_rows(
    table: Table, rows: Rows, first: int, last: int, leaves: list[tuple[int, Entry, str, float]]
) -> Header | None:
    found = [Column("", code, e.cell.text, e.start, e.stop, s) for _, e, code, s in leaves]
    found.sort(key=lambda c: c.start)
    columns = [c for c in found if not _of_earlier_year(c, found)]
    earlier = [replace(c, breakdown="", score=0.0) for c in found if c not in columns]
    codes = [c.breakdown for c in columns]
    if len(set(codes)) < len(codes):
        return None
    placed = _apart(found) and _below_groups(table, rows[first : last + 1], columns)
    if not placed:
        official = [b.code for b in table.breakdowns]
        columns.sort(key=lambda c: official.index(c.breakdown))
        if earlier or len(columns) < len(official) or not _in_order(leaves, official):
            return None
    strangers = [*earlier, *_strangers(table, rows, last, found)] if placed else []
    return Header(
        table,
        first,
        last,
        tuple(sorted(columns + strangers, key=lambda c: c.start)) if placed else tuple(columns),
        placed,
    )


def _of_earlier_year(column: Column, columns: Sequence[Column]) -> bool:
    """Whether another column gives the same figures of a later year, as both labels say."""
    years = [
        max(_YEAR.findall(c.label), default="") for c in columns if c.breakdown == column.breakdown
    ]
    apart = len(set(years)) == len(years) and all(years)
    return apart and max(_YEAR.findall(column.label)) < max(years)


def _below_groups(table: Table, rows: Rows, columns: list[Column]) -> bool:
    """Whether each column stands below its group's cell, where the header shows one."""
    for group in {b.group for b in table.breakdowns if b.group}:
        captions = [e for row in rows for e in row if plain(e.cell.text) == plain(group)]
        for column in (
            c for c in columns if captions and table.breakdown(c.breakdown).group == group
        ):
            if not any(e.start <= column.start and column.stop <= e.stop for e in captions):
                return False
    return True


def _in_order(leaves: list[tuple[int, Entry, str, float]], official: list[str]) -> bool:
    """Whether the labels of each row stand in the official order."""
    for r in {r for r, *_ in leaves}:
        places = [official.index(code) for row, _, code, _ in leaves if row == r]
        if places != sorted(places):
            return False
    return True


def _strangers(table: Table, rows: Rows, last: int, columns: list[Column]) -> list[Column]:
    """Columns of the header's last row that no form knows: of last year for instance, or
    without a label between two others, where the form has one more."""
    left, right = min(c.start for c in columns), max(c.start for c in columns)
    codes = {c.breakdown for c in columns}
    lacking = all(codes != set(i.breakdowns) for i in table.items)
    return [
        Column("", "", e.cell.text, e.start, e.stop, 0.0)
        for e in rows[last]
        if (e.start >= left or of_other_time(table, e.cell.text))
        and (e.cell.text or (lacking and e.start < right))
        and all(e.stop <= c.start or e.start >= c.stop for c in columns)
    ]


def _items_in_header(
    table: Table, rows: Rows, first: int, last: int, leaves: list[tuple[int, Entry, str, float]]
) -> Header | None:
    """Columns of a table whose items stand above the breakdowns."""
    ordered = sorted(leaves, key=lambda leaf: leaf[1].start)
    columns = [
        Column(_item_above(table, rows, e, r), code, e.cell.text, e.start, e.stop, s)
        for r, e, code, s in ordered
    ]
    keys = [(c.item, c.breakdown) for c in columns]
    if _apart(columns) and all(c.item for c in columns) and len(set(keys)) == len(keys):
        return Header(table, _top(table, rows, first), last, tuple(columns), placed=True)
    expected = [(i.code, b) for i in table.items for b in i.breakdowns]
    if [c.breakdown for c in columns] != [b for _, b in expected]:
        return None
    named = tuple(
        Column(item, b, c.label, c.start, c.stop, c.score)
        for c, (item, b) in zip(columns, expected, strict=True)
    )
    return Header(table, _top(table, rows, first), last, named, placed=_apart(columns))


def _item_above(table: Table, rows: Rows, leaf: Entry, row: int) -> str:
    """Code of the nearest item label above a leaf; empty if there is none."""
    for r in range(row - 1, max(-1, row - 1 - _DEPTH), -1):
        for entry in rows[r]:
            if entry.start <= leaf.start and leaf.stop <= entry.stop:
                label = plain(entry.cell.text)
                scores = {i.code: closest(label, item_variants(i)) for i in table.items}
                code = max(scores, key=lambda c: scores[c])
                if scores[code] >= 0.8:
                    return code
    return ""


def _top(table: Table, rows: Rows, first: int) -> int:
    labels = {v for i in table.items for v in item_variants(i)} | captions()
    while first > 0 and any(plain(e.cell.text) in labels for e in rows[first - 1] if e.own):
        first -= 1
    return first


def _apart(columns: Sequence[Column]) -> bool:
    return all(a.stop <= b.start for a, b in pairwise(columns))
