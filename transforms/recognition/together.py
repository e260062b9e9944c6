"""Scanned pages never lie alike: a table that goes on is moved under its first part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from transforms.pages.drawn import Rectangle
from transforms.pages.layout import PageText
from transforms.pages.ruled_grid import RuledGrid, common_columns, place
from transforms.pages.tables import PageTable

_NARROWEST, _WIDEST = 0.93, 1.07  # how much one scan may be larger than the next
_FARTHEST = 40.0  # points, from page to page


def on_common_columns(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, tables that begin a page moved where the table that ended the last one stands."""
    moved: list[PageText] = []
    for page in pages:
        last = moved[-1].pieces[-1] if moved and moved[-1].pieces else None
        first = page.pieces[0] if page.pieces else None
        if isinstance(last, PageTable) and isinstance(first, PageTable):
            under = _under(last, first)
            page = replace(page, pieces=(under, *page.pieces[1:]))
        moved.append(page)
    return moved


def _under(upper: PageTable, lower: PageTable) -> PageTable:
    """The lower table with its outer edges where the upper one's are, if its columns fit then."""
    left, right = upper.grid.xs[0], upper.grid.xs[-1]
    scale = (right - left) / (lower.grid.xs[-1] - lower.grid.xs[0])
    shift = left - scale * lower.grid.xs[0]
    near = abs(left - lower.grid.xs[0]) < _FARTHEST and _NARROWEST < scale < _WIDEST
    xs = tuple(scale * x + shift for x in lower.grid.xs)
    if not near or not common_columns(upper.grid.xs, xs):
        return lower
    boxes = [
        (scale * c.box[0] + shift, c.box[1], scale * c.box[2] + shift, c.box[3])
        for c in lower.grid.cells
    ]
    grid: RuledGrid = place(boxes, xs, lower.grid.ys)
    return replace(lower, grid=grid, on_page=_moved_back(lower.on_page, scale, shift))


def _moved_back(
    on_page: Callable[[Rectangle], Rectangle], scale: float, shift: float
) -> Callable[[Rectangle], Rectangle]:
    def back(box: Rectangle) -> Rectangle:
        x0, top, x1, bottom = box
        return on_page(((x0 - shift) / scale, top, (x1 - shift) / scale, bottom))

    return back
