"""Pictures on pages: a page that somebody scanned, a figure that somebody pasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.pages.drawn import Drawn, Glyph, Rectangle
from transforms.pages.ruled_grid import RuledCell, RuledGrid

_FULL = 0.7  # share of the page
_SPECK = 2.0  # points: what is smaller is no figure
_SHADING = 0.95  # of the cell's width or height: what is larger is its background


def covered(pictures: Iterable[Rectangle], width: float, height: float) -> bool:
    """Whether pictures fill a page of that size."""
    area = sum(
        max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
        for x0, top, x1, bottom in pictures
    )
    return area > _FULL * width * height


def pictured_cells(
    grid: RuledGrid, inside: Mapping[RuledCell, Sequence[Glyph]], drawn: Drawn
) -> set[RuledCell]:
    """Cells without text in which a picture or a shape stands: a figure pasted, or drawn."""
    found = set()
    find = grid.finder()
    for box in (*drawn.pictures, *drawn.areas):
        x0, top, x1, bottom = box
        cell = find((x0 + x1) / 2, (top + bottom) / 2)
        if cell is not None and not inside.get(cell) and _is_smaller(box, cell.box):
            found.add(cell)
    return found


def _is_smaller(box: Rectangle, cell: Rectangle) -> bool:
    """Whether a box lies in a cell as its content does, and not as its background."""
    width, height = box[2] - box[0], box[3] - box[1]
    across, down = cell[2] - cell[0], cell[3] - cell[1]
    fills = width > _SHADING * across and height > _SHADING * down
    fits = width <= across and height <= down
    return fits and not fills and min(width, height) > _SPECK
