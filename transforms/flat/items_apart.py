"""A statutory table of one line whose items stand apart: 行政复议 in one table or list and 行政诉讼
in another, each named in its first row, before its figures, or in a line above it.

What is printed is gone through in reading order. An item's figures are taken where there are
exactly as many as labels of columns, above them or before each; whatever does not come out even
gives nothing, and where an item has different figures in two places nothing is taken at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from transforms.blocks import Block, Entry, Grid, GridCell
from transforms.flat.item_tokens import Token, tokens
from transforms.forms import Table, headed_tables
from transforms.tables.header_columns import Column, Header
from transforms.tables.segment import Part, Segment, kept_label
from transforms.values import parse

_BY_ORDER, _PERHAPS = 0.95, 0.85  # confidence of what the order of lines tells


class Figure(NamedTuple):
    """A cell of the table: what it is the figure of, and the label of its column."""

    item: str
    breakdown: str
    cell: GridCell
    label: str


@dataclass
class _State:
    """`labels` were printed since the last figures; `heads` and `items` are those of the rows
    before, which the next ones may share."""

    labels: list[Token] = field(default_factory=list)
    heads: list[Token] = field(default_factory=list)
    items: list[Token] = field(default_factory=list)


def read_apart(
    blocks: Sequence[Block], segments: Sequence[Segment], first_index: int
) -> list[Segment]:
    """The items that `segments` lack of a table that has its items in its header; nothing where
    what stands apart contradicts them. A segment's grid has an index after `first_index`."""
    if any(s.cells and s.table.layout == "list" for s in segments):
        return []  # on an older form, which has no such table
    lacking: list[Segment] = []
    for table in (t for t in headed_tables() if t.layout == "columns"):
        cells = [c for s in segments if s.table is table for c in s.cells]
        items = {c.item for c in cells}
        if len(items) == len(table.items):
            continue
        known = {(c.item, c.breakdown): c.raw.strip() for c in cells}
        apart = figures_apart(table, blocks)
        if all(known.get(f[:2], f.cell.text.strip()) == f.cell.text.strip() for f in apart):
            own = [f for f in apart if f.item not in items]
            lacking.append(_segment(table, own, first_index + len(lacking) + 1))
    return [s for s in lacking if s.cells]


def _segment(table: Table, figures: Sequence[Figure], index: int) -> Segment:
    header = Header(table, -1, -1, (), placed=True)
    segment = Segment(Part(Grid((), index), header, []))
    for one in figures:
        item = table.item(one.item)
        column = Column(one.item, one.breakdown, one.label, 0, 1, 1.0)
        certainty = _certainty(table, [f for f in figures if f.item == one.item])
        entry = Entry(one.cell, 0, 1, True)
        segment.take(item, column, entry, kept_label(item.label), certainty)
    return segment


def figures_apart(table: Table, blocks: Sequence[Block]) -> list[Figure]:
    """All figures of the table that stand by their items; none where some contradict others."""
    state, found = _State(), list[Figure]()
    for kind, run in groupby(tokens(table, blocks), key=lambda token: token.kind):
        printed = list(run)
        if kind in ("item", "head"):
            state.labels += printed
        elif kind == "group":
            state.labels = [t for t in state.labels if t.kind == "head"]
            state.items = []
        elif kind == "other":
            state = _State()
        elif own := _own(state, [t.cell for t in printed]):
            found += own
        elif any(t.cell.text for t in printed):
            state = _State()
    return _even(table, found)


def _even(table: Table, found: Sequence[Figure]) -> list[Figure]:
    """The figures of items that have a table's columns; none if a figure is there twice, and
    differs."""
    by_key = {(f.item, f.breakdown): f for f in found}
    if any(f.cell.text.strip() != by_key[f.item, f.breakdown].cell.text.strip() for f in found):
        return []
    columns = {item: sum(key[0] == item for key in by_key) for item, _ in by_key}
    return [f for f in by_key.values() if columns[f.item] >= table.least_columns]


def _certainty(table: Table, figures: Sequence[Figure]) -> float:
    """How sure an item's figures are: those of lines least where they do not add up to a total, for
    some texts have their lines in another order."""
    if not any("paragraph" in f.cell.locator for f in figures):
        return 1.0
    values = {f.breakdown: parse(f.cell.text, table.unit).value or 0.0 for f in figures}
    sums = [
        sum(values.get(b, 0.0) for b in identity.left) == values.get(identity.right[0])
        for identity in table.identities
    ]
    return _BY_ORDER if all(sums) else _PERHAPS


def _own(state: _State, cells: list[GridCell]) -> list[Figure]:
    """What figures are by the labels before them; nothing if these are not as many."""
    shape = "".join(t.kind[0] for t in state.labels)
    items = [t for t in state.labels if t.kind == "item"]
    heads = [t for t in state.labels if t.kind == "head"]
    above: list[Token] = []
    if re.fullmatch("i?h*i", shape):  # heads, perhaps of the row before, and a row's label
        items, above = items[-1:], heads or state.heads
        pairs = [(items[0], head) for head in above]
    elif re.fullmatch("i*h", shape):  # a head is the row's label, and items stand above
        items = items or state.items
        pairs = [(item, heads[0]) for item in items]
    elif re.fullmatch("i+h+", shape) and len(heads) % len(items) == 0:
        width = len(heads) // len(items)
        pairs = [(items[n // width], head) for n, head in enumerate(heads)]
    elif re.fullmatch("(?:ih+)+", shape):
        pairs = _with_item_before(state.labels)
    else:
        pairs = []
    own = _fitting(pairs, cells)
    if own:
        state.labels, state.heads = [], above
        state.items = items if len(heads) == 1 and not above else []
    return own


def _with_item_before(labels: Sequence[Token]) -> list[tuple[Token, Token]]:
    item = labels[0]
    pairs = []
    for token in labels:
        if token.kind == "item":
            item = token
        else:
            pairs.append((item, token))
    return pairs


def _fitting(pairs: Sequence[tuple[Token, Token]], cells: list[GridCell]) -> list[Figure]:
    """A figure for each pair of item and head, if there are as many and no pair is there twice;
    blank cells before or behind a full line fill up the table."""
    own = [c for c in cells if c.text.strip()] if len(cells) > len(pairs) else cells
    names = {(item.code, head.code) for item, head in pairs}
    if not pairs or not len(own) == len(pairs) == len(names):
        return []
    if len(own) < len(cells) and _blank_between(cells):
        return []
    return [
        Figure(item.code, head.code, cell, head.cell.text)
        for (item, head), cell in zip(pairs, own, strict=True)
    ]


def _blank_between(cells: Sequence[GridCell]) -> bool:
    texts = [c.text.strip() for c in cells]
    shown = [n for n, text in enumerate(texts) if text]
    return not all(texts[min(shown) : max(shown) + 1])
