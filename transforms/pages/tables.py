"""The parts that one table has on its pages, put together as one grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from transforms.blocks import Grid, GridCell
from transforms.pages.drawn import Rectangle, unchanged
from transforms.pages.ruled_grid import RuledGrid, common_columns, place
from transforms.pages.slices import WHOLE, Slices
from transforms.values import is_unit

_SAME = 1.0  # points
_FRAME = 2  # columns between a table's sides and those of the frame around it


class CellText(NamedTuple):
    """What stands in a ruled cell. It is not `clear` if something is there that cannot be read, or
    not surely as this cell's: text that runs over its border, glyphs without meaning, a smudge."""

    text: str
    clear: bool = True
    confidence: float = 1.0


class Beside(NamedTuple):
    """What was set right of a table, from an edge on, and how far to the right of where it stands
    on its own page, in points."""

    edge: float
    shift: float
    table: PageTable


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or its part, on one page (counted from 1), with one text per cell of the grid.

    `on_page` gives a box of the grid as a locator's box: where the page was turned, straightened or
    scaled to be read, it undoes that. `slices` says where pages begin that were put together.
    `beside` are the parts of a wide table that stand on other pages, from left to right.
    Of a table that is not `ruled`, the outer edges are where its texts happen to end.
    """

    page: int
    grid: RuledGrid
    cells: tuple[CellText, ...]
    on_page: Callable[[Rectangle], Rectangle] = unchanged
    slices: Slices = WHOLE
    beside: tuple[Beside, ...] = ()
    ruled: bool = True

    @property
    def begins(self) -> tuple[int, int]:
        """The page on which it begins, and which of a picture's pages that is."""
        return self.page, self.slices.part

    @property
    def ends_before(self) -> tuple[int, int]:
        """The page behind the table's, in the same way."""
        if self.slices.part + 1 < self.slices.parts:
            return self.page, self.slices.part + 1
        return self.page + len(self.slices.tops), 0

    def figure_columns(self) -> list[tuple[float, float]]:
        """The columns right of the labels, in points; none where there are no figures."""
        single = [
            (cell, shown.text)
            for cell, shown in zip(self.grid.cells, self.cells, strict=True)
            if cell.column_span == 1
        ]
        rows = {cell.row for cell, text in single if text.isdigit()}
        labels = [c.column for c, text in single if c.row in rows and not _is_figure(text)]
        first = max(labels, default=-1) + 1
        return list(pairwise(self.grid.xs))[first:] if rows else []

    def unit_column(self) -> tuple[float, float] | None:
        """The column in which nothing but units stands below its head, in points."""
        texts: dict[int, list[str]] = {}
        for cell, shown in zip(self.grid.cells, self.cells, strict=True):
            if cell.column_span == 1 and shown.text and _is_word(shown.text):
                texts.setdefault(cell.column, []).append(shown.text)
        units = [
            c for c, found in texts.items() if sum(map(is_unit, found)) >= max(1, len(found) - 1)
        ]
        return (self.grid.xs[units[0]], self.grid.xs[units[0] + 1]) if len(units) == 1 else None

    def locator(self, box: Rectangle) -> dict[str, object]:
        """Where on which page a cell stands."""
        for part in reversed(self.beside):
            if box[0] >= part.edge - _SAME:
                x0, top, x1, bottom = box
                return part.table.locator((x0 - part.shift, top, x1 - part.shift, bottom))
        page, shown = self.slices.place(self.page, self.on_page(box))
        return {"page": page, "box": [round(v, 1) for v in shown]}


def _is_word(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_figure(text: str) -> bool:
    """Whether a cell has a figure, or stands blank in the place of one."""
    return not _is_word(text)


def moved(table: PageTable, scale: float, right: float, down: float) -> PageTable:
    """The table scaled, then moved by so many points; its locators stay."""
    xs = tuple(scale * x + right for x in table.grid.xs)
    ys = tuple(scale * y + down for y in table.grid.ys)
    boxes = [
        (scale * x0 + right, scale * y0 + down, scale * x1 + right, scale * y1 + down)
        for x0, y0, x1, y1 in (c.box for c in table.grid.cells)
    ]

    def back(box: Rectangle) -> Rectangle:
        x0, y0, x1, y1 = box
        x0, x1 = (x0 - right) / scale, (x1 - right) / scale
        return table.on_page((x0, (y0 - down) / scale, x1, (y1 - down) / scale))

    return replace(table, grid=place(boxes, xs, ys), on_page=back)


def _within_frame(table: PageTable) -> PageTable:
    """The part without the blank rows over its whole width at its start and end: they lie between a
    table and the frame around it."""
    shown = list(zip(table.grid.cells, table.cells, strict=True))
    height = len(table.grid.ys) - 1
    blank = set(range(height)) - {
        row
        for cell, text in shown
        if text.text or not text.clear
        for row in range(cell.row, cell.row + cell.row_span)
    }
    width = len(table.grid.xs) - 1 - _FRAME
    across = {c.row for c, _ in shown if c.row_span == 1 and c.column_span >= max(2, width)}
    first, stop = 0, height
    while first in blank & across:
        first += 1
    while stop - 1 in blank & across and stop - 1 > first:
        stop -= 1
    if (first, stop) == (0, height) or first >= stop:
        return table
    kept = [(c, t) for c, t in shown if first < c.row + c.row_span and c.row < stop]
    ys = table.grid.ys[first : stop + 1]
    boxes = [(c.box[0], max(c.box[1], ys[0]), c.box[2], min(c.box[3], ys[-1])) for c, _ in kept]
    grid = place(boxes, table.grid.xs, ys)
    return replace(table, grid=grid, cells=tuple(text for _, text in kept))


def _has_blank_sides(table: PageTable) -> bool:
    """Whether nothing stands in the first column, nor in the last, but what goes over all."""
    last = len(table.grid.xs) - 2
    return last >= _FRAME and not any(
        shown.text or not shown.clear
        for cell, shown in zip(table.grid.cells, table.cells, strict=True)
        if cell.column_span < last and (cell.column == 0 or cell.column + cell.column_span > last)
    )


def _without_sides(table: PageTable) -> PageTable:
    """The part without its first column and its last one."""
    xs = table.grid.xs[1:-1]
    kept = [
        (c, t)
        for c, t in zip(table.grid.cells, table.cells, strict=True)
        if c.column + c.column_span > 1 and c.column < len(xs)
    ]
    boxes = [(max(c.box[0], xs[0]), c.box[1], min(c.box[2], xs[-1]), c.box[3]) for c, _ in kept]
    grid = place(boxes, xs, table.grid.ys)
    return replace(table, grid=grid, cells=tuple(t for _, t in kept))


def to_grid(parts: Sequence[PageTable], index: int) -> Grid:
    """One grid of consecutive parts; each part's first row is a page break."""
    inner = [_within_frame(part) for part in parts]
    is_framed = any(a is not b for a, b in zip(inner, parts, strict=True))
    if is_framed and all(map(_has_blank_sides, inner)):
        inner = [_without_sides(part) for part in inner]
    parts = inner
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
        for cell, shown in zip(placed.cells, part.cells, strict=True):
            cells.append(
                GridCell(
                    text=shown.text,
                    row=first_row + cell.row,
                    column=cell.column,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    readable=shown.clear and not unmapped_glyphs(shown.text),
                    confidence=shown.confidence,
                    locator=part.locator(cell.box),
                )
            )
        first_row += len(placed.ys) - 1
    return Grid(tuple(cells), index, breaks=frozenset(breaks))


def unmapped_glyphs(text: str) -> bool:
    """Whether a font gave glyphs without a meaning: (cid:17), U+FFFD, private use."""
    return "(cid:" in text or any(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
