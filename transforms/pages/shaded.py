"""Tables that coloured areas draw where there are no rules: a colour for each cell.

Colour that alternates from row to row, or that heads and labels alone have, draws no table: the
edges of its areas are no rules for the rows between, which then stand as if nothing were drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.pages.drawn import Drawn, Rectangle, Rule
from transforms.pages.ruled_grid import RuledCell, RuledGrid, find_grids

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
    return kept if within * 2 > len(drawn.areas) and not _alternate(kept, drawn) else []


def _alternate(grids: Sequence[RuledGrid], drawn: Drawn) -> bool:
    """Whether many digits stand between grids, in none of them: rows that have no colour."""
    if not grids:
        return False
    top, bottom = min(g.ys[0] for g in grids), max(g.ys[-1] for g in grids)
    digits = [g[1:5] for g in drawn.glyphs if g.text.isdigit() and top < g.top < bottom]
    outside = [box for box in digits if not any(_holds(grid, box) for grid in grids)]
    return len(outside) > _BARE * len(digits)


def _covers(grid: RuledGrid, drawn: Drawn) -> bool:
    """Whether there are several rows, figures in them, and areas under all but a few glyphs."""
    if len(grid.ys) < _FEWEST_EDGES:
        return False
    find = grid.finder()
    coloured = {find(*_middle(area)) for area in drawn.areas}
    inside = [find(*_middle(g[1:5])) for g in drawn.glyphs if g.text.strip()]
    bare = [cell for cell in inside if cell is not None and cell not in coloured]
    printed = sum(cell is not None for cell in inside)
    return len(bare) <= _BARE * printed and _has_figures(grid, drawn)


def _has_figures(grid: RuledGrid, drawn: Drawn) -> bool:
    """Whether a cell holds nothing but digits: coloured heads alone are no table."""
    find = grid.finder()
    texts: dict[RuledCell, list[str]] = {}
    for glyph in drawn.glyphs:
        if glyph.text.strip() and (cell := find(*_middle(glyph[1:5]))) is not None:
            texts.setdefault(cell, []).append(glyph.text)
    return any("".join(text).isdigit() for text in texts.values())


def _holds(grid: RuledGrid, area: Rectangle) -> bool:
    x, y = _middle(area)
    return grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]


def _middle(box: Rectangle) -> tuple[float, float]:
    x0, top, x1, bottom = box
    return (x0 + x1) / 2, (top + bottom) / 2
