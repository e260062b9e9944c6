"""The parts that one table has on its pages, put together as one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.blocks import Grid, GridCell
from transforms.readers.ruled_grid import RuledGrid, common_columns, place


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or its part, on one page (counted from 1), with one text per ruled cell.

    A cell is not `clear` if its text runs over its border, or another cell's text into it.
    """

    page: int
    grid: RuledGrid
    texts: tuple[str, ...]
    clear: tuple[bool, ...]
    confidence: float = 1.0


def to_grid(parts: Sequence[PageTable], index: int) -> Grid:
    """One grid of consecutive parts; each part's first row is a page break."""
    xs = parts[0].grid.xs
    for part in parts[1:]:
        xs = common_columns(xs, part.grid.xs) or xs
    cells: list[GridCell] = []
    breaks: set[int] = set()
    first_row = 0
    for part in parts:
        placed = place([c.box for c in part.grid.cells], xs, part.grid.ys)
        if first_row:
            breaks.add(first_row)
        for cell, text, clear in zip(placed.cells, part.texts, part.clear, strict=True):
            cells.append(
                GridCell(
                    text=text,
                    row=first_row + cell.row,
                    column=cell.column,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    readable=clear and not unmapped_glyphs(text),
                    confidence=part.confidence,
                    locator={"page": part.page, "box": [round(v, 1) for v in cell.box]},
                )
            )
        first_row += len(placed.ys) - 1
    return Grid(tuple(cells), index, breaks=frozenset(breaks))


def unmapped_glyphs(text: str) -> bool:
    """Whether a font gave glyphs without a meaning: (cid:17), U+FFFD, private use."""
    return "(cid:" in text or any(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
