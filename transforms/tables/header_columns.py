"""What a header says of its columns: one label each where the items are rows below it, an item
above several labels where the items stand in the header as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from transforms.blocks import Entry
from transforms.forms import Item, Table
from transforms.tables.column_labels import of_other_time
from transforms.tables.header_leaves import Leaf, Rows
from transforms.tables.labels import SURE, closest, is_slip, plain
from transforms.tables.official import (
    breakdown_variants,
    captions,
    item_labels,
    item_variants,
)
from transforms.tables.repeated_heads import without_repeats

_DEPTH = 3  # rows above a label among which its item stands
_NAMES = 0.8  # a label so similar to an item's is that item's


class Column(NamedTuple):
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


def items_in_rows(table: Table, rows: Rows, first: int, leaves: Sequence[Leaf]) -> Header | None:
    """The header of a table whose items are rows; None if its columns contradict each other."""
    last = max(leaf.row for leaf in leaves)
    found = [_column("", leaf) for leaf in leaves]
    found.sort(key=lambda c: c.start)
    columns = without_repeats(table, found)
    others = [c._replace(breakdown="", score=0.0) for c in found if c not in columns]
    codes = [c.breakdown for c in columns]
    if len(set(codes)) < len(codes):
        return None
    placed = _apart(found) and _below_groups(table, rows[first : last + 1], columns)
    if not placed:
        official = [b.code for b in table.breakdowns]
        columns.sort(key=lambda c: official.index(c.breakdown))
        if others or len(columns) < len(official) or not _in_order(leaves, official):
            return None
        return Header(table, first, last, tuple(columns), placed=False)
    strangers = [*others, *_strangers(table, rows, last, found)]
    ordered = _held_in_place(table, sorted(columns + strangers, key=lambda c: c.start))
    return Header(table, first, last, tuple(ordered), placed=True)


def _held_in_place(table: Table, columns: list[Column]) -> list[Column]:
    """The columns, one with a slip in its label made sure where all others are exact and the
    form's columns stand there in their order, with no other."""
    codes = [c.breakdown for c in columns]
    in_order = [b.code for b in table.breakdowns if b.code in codes]
    doubtful = [c for c in columns if c.score < SURE]
    whole = any(set(codes) == set(i.breakdowns) for i in table.items) and codes == in_order
    if not whole or len(doubtful) != 1:
        return columns
    # a label that nobody printed, or that its place told, has another score than its likeness
    variants = breakdown_variants(table)[doubtful[0].breakdown]
    if not is_slip(plain(doubtful[0].label), variants):
        return columns
    return [c._replace(score=SURE) if c is doubtful[0] else c for c in columns]


def _held(table: Table, column: Column) -> Column:
    """A column made sure that has a slip in its label, where all of the form's are in order."""
    slip = column.score < SURE and is_slip(
        plain(column.label), breakdown_variants(table)[column.breakdown]
    )
    return column._replace(score=SURE) if slip else column


def _column(item: str, leaf: Leaf) -> Column:
    entry = leaf.entry
    return Column(item, leaf.code, entry.cell.text, entry.start, entry.stop, leaf.score)


def _below_groups(table: Table, rows: Rows, columns: list[Column]) -> bool:
    """Whether each column stands below its group's cell, where the header shows one."""
    for group in {b.group for b in table.breakdowns if b.group}:
        captions = [_extent(row, e) for row in rows for e in row if _says(e, group)]
        for column in (
            c for c in columns if captions and table.breakdown(c.breakdown).group == group
        ):
            if not any(start <= column.start and column.stop <= stop for start, stop in captions):
                return False
    return True


def _says(entry: Entry, label: str) -> bool:
    return plain(entry.cell.text) == plain(label)


def _extent(row: Sequence[Entry], caption: Entry) -> tuple[int, int]:
    """The columns that a caption stands above: its own, and blank ones that were never merged."""
    stop = caption.stop
    for entry in row:
        if entry.start == stop and entry.own and not entry.cell.text:
            stop = entry.stop
    return caption.start, stop


def _in_order(leaves: Sequence[Leaf], official: list[str]) -> bool:
    """Whether the labels of each row stand in the official order."""
    for r in {leaf.row for leaf in leaves}:
        places = [official.index(leaf.code) for leaf in leaves if leaf.row == r]
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


def items_in_header(table: Table, rows: Rows, first: int, leaves: Sequence[Leaf]) -> Header | None:
    """The header of a table whose items stand above the labels of its columns; None if it cannot be
    told which label is whose."""
    last = max(leaf.row for leaf in leaves)
    top = _top(table, rows, first)
    ordered = sorted(leaves, key=lambda leaf: leaf.entry.start)
    columns = [_column(_item_above(table, rows, leaf), leaf) for leaf in ordered]
    keys = [(c.item, c.breakdown) for c in columns]
    official = [(i.code, b) for i in table.items for b in i.breakdowns]
    if _apart(columns) and all(c.item for c in columns) and len(set(keys)) == len(keys):
        held = map(_held, [table] * len(columns), columns) if keys == official else columns
        return Header(table, top, last, tuple(held), placed=True)
    for items in (table.items, _items_over(table, rows[top:first], ordered)):
        expected = [(i.code, b) for i in items for b in i.breakdowns]
        for one_way in (ordered, leaves):  # by place, else as they are printed
            if expected and [leaf.code for leaf in one_way] == [b for _, b in expected]:
                names = zip(one_way, expected, strict=True)
                named = [_column(item, leaf) for leaf, (item, _) in names]
                return Header(table, top, last, tuple(named), placed=_apart(named))
    return None


def _items_over(table: Table, above: Rows, leaves: Sequence[Leaf]) -> Sequence[Item]:
    """The items named in the rows above a part of a table's leaves, each by one label over leaves
    of its own, inside them: in print without rules it stands in their middle. Empty if that is not
    so; in text, nothing stands above anything."""
    named = [
        (e, code) for row in above for e in row if (code := _item_named(table, plain(e.cell.text)))
    ]
    if any("paragraph" in e.cell.locator for e, _ in named):
        return ()
    items = [i for i in table.items if i.code in {code for _, code in named}]
    named.sort(key=lambda one: one[0].start)
    if [code for _, code in named] != [i.code for i in items]:
        return ()
    at = 0
    for (entry, _), item in zip(named, items, strict=True):
        own = leaves[at : at + len(item.breakdowns)]
        at += len(item.breakdowns)
        if not own or entry.start <= own[0].entry.start or entry.stop >= own[-1].entry.stop:
            return ()
    return items


def _item_above(table: Table, rows: Rows, leaf: Leaf) -> str:
    """Code of the nearest item label above a leaf; empty if there is none."""
    start, stop = leaf.entry.start, leaf.entry.stop
    for r in range(leaf.row - 1, max(-1, leaf.row - 1 - _DEPTH), -1):
        for entry in rows[r]:
            above = entry.start <= start and stop <= entry.stop
            if above and (code := _item_named(table, plain(entry.cell.text))):
                return code
    return ""


@lru_cache(maxsize=4096)
def _item_named(table: Table, label: str) -> str:
    """Code of the item that a plain label names; empty if none."""
    scores = {i.code: closest(label, item_variants(i)) for i in table.items}
    code = max(scores, key=lambda c: scores[c])
    return code if scores[code] >= _NAMES else ""


def _top(table: Table, rows: Rows, first: int) -> int:
    labels = item_labels(table)
    while first > 0 and any(
        (label := plain(e.cell.text)) in labels or label in captions()
        for e in rows[first - 1]
        if e.own
    ):
        first -= 1
    return first


def _apart(columns: Sequence[Column]) -> bool:
    return all(a.stop <= b.start for a, b in pairwise(columns))
