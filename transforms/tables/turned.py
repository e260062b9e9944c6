"""Tables on their side: what the form has as columns stands in rows, its rows in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.blocks import Entry, Grid
from transforms.tables.column_labels import tables_naming
from transforms.tables.labels import plain

_FEWEST = 4  # labels of columns below each other


def turned(grid: Grid, rows: Sequence[Sequence[Entry]]) -> Grid | None:
    """The grid with rows and columns exchanged, if the labels of columns stand below each other.

    Locators stay: they say where a cell is printed.
    """
    if not grid.aligned:
        return None
    labels = {plain(e.cell.text) for row in rows for e in row[:1] if e.own}
    if sum(bool(tables_naming(label)) for label in labels) < _FEWEST:
        return None
    return exchanged(grid)


def exchanged(grid: Grid) -> Grid:
    """The grid with rows and columns exchanged."""
    cells = [
        c._replace(row=c.column, column=c.row, row_span=c.column_span, column_span=c.row_span)
        for c in grid.cells
    ]
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells), breaks=frozenset())
