"""Tables on their side: what the form has as columns stands in rows, its rows in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.blocks import Entry, Grid
from transforms.tables.column_labels import tables_naming
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import plain

_FEWEST = 4  # labels of columns below each other


def turned(grid: Grid, rows: Sequence[Sequence[Entry]]) -> Grid | None:
    """The grid with rows and columns exchanged, if the labels of columns stand below each other.

    Locators stay: they say where a cell is printed.
    """
    if not grid.aligned:
        return None
    firsts = (next((e for e in row if e.cell.text.strip()), None) for row in rows)
    labels = {plain(e.cell.text) for e in firsts if e and e.own}
    if sum(bool(tables_naming(label)) for label in labels) < _FEWEST:
        return None
    return exchanged(grid)


def in_full(header: Header, rows: Sequence[Sequence[Entry]]) -> Header:
    """The header, columns that were rows longer or shorter than the others told as nobody's: their
    figures may stand one place too far. `rows` are those below it, of the grid that was turned."""
    left = header.columns[0].start
    labelled = [row for row in rows if any(e.start < left and e.cell.text.strip() for e in row)]
    beyond = [row for row in rows if row not in labelled]

    def is_whole(column: Column) -> bool:
        fields = sum(any(e.start == column.start for e in row) for row in labelled)
        pushed = any(e.start == column.start and e.cell.text.strip() for row in beyond for e in row)
        return fields == len(labelled) and not pushed

    columns = [c if is_whole(c) else c._replace(breakdown="", score=0.0) for c in header.columns]
    return replace(header, columns=tuple(columns))


def exchanged(grid: Grid) -> Grid:
    """The grid with rows and columns exchanged."""
    cells = [
        c._replace(row=c.column, column=c.row, row_span=c.column_span, column_span=c.row_span)
        for c in grid.cells
    ]
    cells.sort(key=lambda c: (c.row, c.column))
    return replace(grid, cells=tuple(cells), breaks=frozenset())
