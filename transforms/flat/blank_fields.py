"""Blank cells of tables that have a cell on each line: the empty lines among the figures.

Empty lines part paragraphs as well, or stand between all lines. They are cells only where each row
below a header has as many figures and empty lines together as the header has columns; a table of
many rows must show it, in which some figure stands behind an empty line: had lines that only part
rows made up for cells that left no trace, all of them would be last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from transforms.values import is_unit

Row = Sequence["Field"]

_MANY = 8  # rows with figures or empty lines


class Field(NamedTuple):
    """One cell, as far as it can be told: its text and the paragraph that it stood in, or behind
    which it is an empty line; `is_sure` unless it may be a part of a figure."""

    text: str
    paragraph: int
    is_value: bool
    is_sure: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty line."""
        return not self.text


def with_blanks_settled(
    tables: Sequence[Sequence[Row]], columns_of: Callable[[Row], int]
) -> list[list[Row]]:
    """The tables with their empty lines where those are cells, else without. `columns_of` tells how
    many columns a row of labels heads."""
    settled = [list(_parts(table, columns_of)) for table in tables]
    shown = any(_shows_cells(part) for parts in settled for part in parts)
    if shown:
        return [[r for part in parts for r in part] for parts in settled]
    return [list(_before_units([_without(r) for part in parts for r in part])) for parts in settled]


def _parts(table: Sequence[Row], columns_of: Callable[[Row], int]) -> Iterator[list[Row]]:
    """The table's headers and the rows below each, in turn."""
    part: list[Row] = []
    columns = 0
    for row in table:
        heads = 0 if any(f.is_value for f in row) else columns_of(row)
        if heads and part:
            yield _checked(part, columns)
            part, columns = [], 0
        columns += heads
        if heads:
            yield [row]
        else:
            part.append(row)
    yield _checked(part, columns)


def _shows_cells(part: Sequence[Row]) -> bool:
    many = sum(any(f.is_value for f in row) for row in part) >= _MANY
    return many and any(map(_shows_behind_blank, part))


def _checked(rows: list[Row], columns: int) -> list[Row]:
    """The rows below one header, without empty lines unless these make up all its columns."""
    full = [r for r, row in enumerate(rows) if any(f.is_value for f in row)]
    if full:
        rows[full[-1]] = _cut(rows[full[-1]], columns)
    even = all(sum(f.is_value for f in rows[r]) == columns for r in full)
    return rows if even else [_without(row) for row in rows]


def _cut(row: Row, columns: int) -> Row:
    """The last row without the empty lines that part it from what follows."""
    extra = sum(f.is_value for f in row) - columns
    while extra > 0 and row[-1].is_value and row[-1].is_blank:
        row, extra = row[:-1], extra - 1
    return row


def _without(row: Row) -> Row:
    return [f for f in row if not f.is_blank]


def _before_units(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, a lone label that an empty line parted from its unit on the row of the unit."""
    label: Row = []
    for n, row in enumerate(rows):
        lone = len(row) == 1 and not row[0].is_value
        below = rows[n + 1] if lone and not label and n + 1 < len(rows) else ()
        if below and is_unit(below[0].text):
            label = row
        else:
            yield [*label, *row]
            label = []


def _shows_behind_blank(row: Row) -> bool:
    blank = next((n for n, f in enumerate(row) if f.is_blank), len(row))
    return any(not f.is_blank for f in row[blank:])
