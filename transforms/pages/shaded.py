"""Tables that coloured areas draw where there are no rules: a colour for each cell.

Colour that alternates from row to row, or that heads and labels alone have, draws no table: the
edges of its areas are no rules for the rows between, which then stand as if nothing were drawn.
"""

from __future__ import annotations

from transforms.pages.drawn import Drawn, Rectangle, Rule
from transforms.pages.ruled_grid import RuledGrid, find_grids

_FEWEST_EDGES = 3  # of two rows: one alone is a stripe
_BARE = 0.25  # of a table's glyphs: more than these outside its areas, and they do not draw it


def shaded_grids(drawn: Drawn) -> list[RuledGrid]:
    """Tables between the edges of areas and what rules there are; none where most areas of the
    page are in no such table."""
    level = [Rule(y, x0, x1) for x0, top, x1, bottom in drawn.areas for y in (top, bottom)]
    upright = [Rule(x, top, bottom) for x0, top, x1, bottom in drawn.areas for x in (x0, x1)]
    grids = find_grids([*drawn.level, *level], [*drawn.upright, *upright])
    kept = [grid for grid in grids if _covers(grid, drawn)]
    within = sum(any(_holds(grid, area) for grid in kept) for area in drawn.areas)
    return kept if within * 2 > len(drawn.areas) else []


def _covers(grid: RuledGrid, drawn: Drawn) -> bool:
    """Whether there are several rows, and areas under all but a few of their glyphs."""
    if len(grid.ys) < _FEWEST_EDGES:
        return False
    find = grid.finder()
    coloured = {find(*_middle(area)) for area in drawn.areas}
    inside = [find(*_middle(g[1:5])) for g in drawn.glyphs if g.text.strip()]
    bare = [cell for cell in inside if cell is not None and cell not in coloured]
    return len(bare) <= _BARE * sum(cell is not None for cell in inside)


def _holds(grid: RuledGrid, area: Rectangle) -> bool:
    x, y = _middle(area)
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def _middle(box: Rectangle) -> tuple[float, float]:
    x0, top, x1, bottom = box
    return (x0 + x1) / 2, (top + bottom) / 2
