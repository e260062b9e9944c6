"""A table whose lines are gone, with a row for each item where the form has one line for all.

Local reports print 行政复议, 未经复议直接起诉 and 复议后起诉 below each other, under one set of
outcomes. Each row has then as many values as there are outcomes, and their places are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from transforms.blocks import Grid, GridCell
from transforms.flat.flat_labels import is_value
from transforms.forms import Table, headed_tables
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, item_variants

_FEWEST = 2  # rows of items


def is_by_item(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether heads and the rows below them are those of such a table."""
    table = next((t for t in headed_tables() if _are_heads(t, heads)), None)
    if table is None:
        return False
    full = [row for row in rows if any(map(is_value, row))]
    return len(full) >= _FEWEST and all(_is_item(table, row, len(heads)) for row in full)


def placed(cells: Sequence[GridCell], index: int) -> Grid:
    """Such a table's grid with its places; a group's label gets a row of its own."""
    found: list[GridCell] = []
    height = 0
    for n, row in groupby(cells, key=lambda c: c.row):
        line = list(row)
        labels = [c for c in line if n and not is_value(c.text)]
        for label in labels:
            height += 1
            found.append(label._replace(row=height, column=0))
        values = line[len(labels) :]
        found += [c._replace(row=height, column=m) for m, c in enumerate(values, start=1)]
    return Grid(tuple(found), index)


def _are_heads(table: Table, heads: Sequence[str]) -> bool:
    """Whether the labels are all the columns of one item of a table that has its items above."""
    variants = breakdown_variants(table).values()
    if table.layout != "columns" or len(heads) != len(variants):
        return False
    return all(plain(h) in names for h, names in zip(heads, variants, strict=True))


def _is_item(table: Table, row: Sequence[str], columns: int) -> bool:
    """Whether labels, the last of them an item's, are followed by a value for each column."""
    labels = [text for text in row if not is_value(text)]
    if not labels or list(row[: len(labels)]) != labels or len(row) - len(labels) != columns:
        return False
    name = plain(labels[-1])
    return any(name in item_variants(item) for item in table.items)
