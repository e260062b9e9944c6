"""What readers make of a document: paragraphs and grids, in reading order.

A grid keeps what the document says of its own shape. `aligned` tells whether a column index means
the same place in every row (HTML, Word, ruled PDF) or only a count of fields (tab-separated text).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, Final, NamedTuple

# Makes a named tuple of all its fields, in half the time of its own: a page has hundreds of cells.
new_tuple: Final = tuple.__new__
PRINTED: Final = 1.0  # confidence in what is text already

Locator = Mapping[str, Any]  # where something stands in its document


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text between the tables, white space folded; and where it stands, on paper. `blanks`
    counts the empty lines behind it: where the lines are cells, those are blank ones."""

    text: str
    locator: Locator = field(default_factory=dict)
    blanks: int = 0


class GridCell(NamedTuple):
    """One cell as the document has it; row and column are those of its upper left corner.

    `readable` is False where something is shown that is not text (a picture, glyphs without
    meaning): such a cell is not blank. `confidence` is below 1 where the reader itself has doubts.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    readable: bool = True
    confidence: float = 1.0
    locator: Mapping[str, Any] = {}


class Entry(NamedTuple):
    """A cell as one row meets it: columns [start, stop); `own` unless it hangs from a row above."""

    cell: GridCell
    start: int
    stop: int
    own: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `breaks` holds the indices of the rows that stand first on a new page. `shown` is
    False where the page hides it until somebody asks for it, or for other screens. `note` is the
    line above it that says the unit of its figures, if there is one."""

    cells: tuple[GridCell, ...]
    index: int
    aligned: bool = True
    breaks: frozenset[int] = frozenset()
    shown: bool = True
    note: str = ""

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max([c.row + c.row_span for c in self.cells], default=0)

    def rows(self) -> list[list[Entry]]:
        """Every row's entries from left to right; a place without a cell has no entry."""
        rows: list[list[Entry]] = [[] for _ in range(self.height)]
        for cell in self.cells:
            row, start = cell.row, cell.column
            stop = start + cell.column_span
            rows[row].append(new_tuple(Entry, (cell, start, stop, True)))
            if cell.row_span > 1:
                for below in rows[row + 1 : row + cell.row_span]:
                    below.append(new_tuple(Entry, (cell, start, stop, False)))
        for entries in rows:
            entries.sort(key=_START)
        return rows


_START = attrgetter("start")

Block = Paragraph | Grid


def inside(block: Block, part: Locator, index: int) -> Block:
    """A block of what is inside a document, told apart from the document's own: its places name
    the part that they lie in, and a grid has its index among all."""
    if isinstance(block, Paragraph):
        return replace(block, locator={**part, **block.locator})
    cells = tuple(c._replace(locator={**part, **c.locator}) for c in block.cells)
    return replace(block, index=index, cells=cells)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's whole result. `metadata` holds what the carrier itself declares, by name;
    `missing` the addresses of attachments and pictures that carry what the text lacks.
    `recognised`: text of pictures is among it, which may be wrong. `in_columns`: grids of another
    way to read the same text, by where its words stand.
    """

    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    recognised: bool = False
    in_columns: tuple[Block, ...] = ()
