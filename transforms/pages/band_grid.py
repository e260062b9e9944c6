"""A table of which level rules part the rows, drawn whole: upright rules between its columns.

Where a level rule begins or ends within the table, an upright one stands: a group's label hangs
over the rows whose rules begin behind it, a head over the columns of the rule below it. All other
uprights stand in the free room between columns, as far as no text crosses them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.pages.band_columns import blocks
from transforms.pages.band_gutters import Columns, gutters_of
from transforms.pages.band_heads import Parting, crowd, parted
from transforms.pages.band_labels import several_labels
from transforms.pages.bands import Banded, banded_tables
from transforms.pages.broken_figures import heaped
from transforms.pages.drawn import Drawn, Glyph, Rule
from transforms.pages.ruled_grid import RuledCell, RuledGrid, ruled_grid

_NEAR = 4.0  # points: a rule that ends as near stops at an edge
_SAME = 6.0  # points: edges as near are one
_OVER = 0.5  # points
_APART = 0.6  # of the font's size: words of two cells
_STRIPE = 0.7  # of the lowest row's height: what is higher is its background


def banded_grids(
    drawn: Drawn, glyphs: Sequence[Glyph], others: Sequence[RuledGrid], above: RuledGrid | None
) -> list[RuledGrid]:
    """All tables of level rules or stripes alone, from top to bottom; `others` have all rules,
    `above` ends the page before: the first table may go on with its columns."""
    tables = sorted(banded_tables(drawn, glyphs, others), key=lambda table: table.bands[0].top)
    found = [_grid(table, _columns_of(above, table)) for table in tables]
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def without_stripes(drawn: Drawn, grid: RuledGrid) -> Drawn:
    """The page without the colour behind the rows of a table: it is no content of its cells."""
    row = min(b - a for a, b in pairwise(grid.ys))
    areas = tuple(a for a in drawn.areas if a[3] - a[1] <= _STRIPE * row)
    return replace(drawn, areas=areas)


def _columns_of(above: RuledGrid | None, table: Banded) -> Sequence[float]:
    """The places between the columns of a table of the same outline."""
    same = above and max(abs(above.xs[0] - table.left), abs(above.xs[-1] - table.right)) <= _SAME
    return above.xs[1:-1] if above and same else ()


def _grid(table: Banded, columns: Sequence[float]) -> RuledGrid | None:
    """The table drawn whole; none if the columns of its rows cannot be told."""
    parts = blocks(table)
    if not parts:
        return None
    level = list(_level(table))
    edges = _rule_ends(level, table)
    gutters = gutters_of(parts, edges, columns)
    top, bottom = table.bands[0].top, table.bands[-1].bottom
    outer = [Rule(table.left, top, bottom), Rule(table.right, top, bottom)]
    certain = [*outer, *_certain(edges, level, table)]
    regions = ruled_grid(level, certain).cells
    between = [_between(region, gutters, table) for region in regions]
    level += [rule for parting in between for rule in parting.level]
    grid = ruled_grid(level, [*certain, *(r for parting in between for r in parting.upright)])
    inside = _shared_out(grid, table)
    rows = {b.band.top for a, b in pairwise(gutters) if b.is_row and not a.is_row}
    heads = [found for cell, found in inside.items() if _is_over(cell, rows)]
    if heaped(inside) or several_labels(inside) or any(map(crowd, heads)):
        return None
    return grid


def _is_over(cell: RuledCell, tops: Collection[float]) -> bool:
    return any(abs(cell.box[3] - top) < 1 for top in tops)


def _shared_out(grid: RuledGrid, table: Banded) -> dict[RuledCell, list[Glyph]]:
    """The glyphs of each cell."""
    inside: dict[RuledCell, list[Glyph]] = {}
    find = grid.finder()
    for glyph in (g for band in table.bands for line in band.lines for g in line):
        cell = find((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if cell is not None:
            inside.setdefault(cell, []).append(glyph)
    return inside


def _level(table: Banded) -> Iterator[Rule]:
    """The rules of the table, and one where its first or last row has none."""
    top, bottom = table.bands[0].top, table.bands[-1].bottom
    yield Rule(top, table.left, table.right)
    yield Rule(bottom, table.left, table.right)
    for rule in table.level:
        within = top + _SAME < rule.at < bottom - _SAME
        if within and table.left - _SAME <= rule.start and rule.stop <= table.right + _SAME:
            yield rule


def _rule_ends(level: Sequence[Rule], table: Banded) -> list[float]:
    """Where level rules begin or end within the table."""
    ends = sorted(x for rule in level for x in (rule.start, rule.stop))
    kept: list[float] = []
    for x in ends:
        within = table.left + _SAME < x < table.right - _SAME
        if within and (not kept or x - kept[-1] > _SAME):
            kept.append(x)
    return kept


def _certain(edges: Sequence[float], level: Sequence[Rule], table: Banded) -> Iterator[Rule]:
    """Upright rules where level ones begin or end, as far as no rule crosses that place; and beside
    such a stretch in the table's first and last row, where a page's end has cut a group to one row,
    if its words stand apart there."""
    heights = sorted({rule.at for rule in level})
    for edge in edges:
        crossed = [h for h in heights if any(r.at == h and _crosses(r, edge) for r in level)]
        met = [h for h in heights if any(r.at == h and _ends_at(r, edge) for r in level)]
        known = [any(a < h < b for h in met) for a, b in pairwise(crossed)]
        for n, (a, b) in enumerate(pairwise(crossed)):
            beside = n in (0, len(known) - 1) and any(known[max(n - 1, 0) : n + 2])
            if known[n] or (beside and _stand_apart(table, edge, a, b)):
                yield Rule(edge, a, b)


def _stand_apart(table: Banded, edge: float, top: float, bottom: float) -> bool:
    """Whether a group's words stand left of an edge, in one band, and no text runs across it."""
    found = [band.lines for band in table.bands if top <= band.top and band.bottom <= bottom]
    lines = [[g for g in line if g.text.strip()] for lines in found for line in lines]
    sides = [
        ([g for g in line if g.x0 < edge - _OVER], [g for g in line if g.x0 >= edge - _OVER])
        for line in lines
    ]
    across = [(left[-1], right[0]) for left, right in sides if left and right]
    whole = all(left[-1].x1 <= edge + _OVER for left, _ in sides if left)
    alone = any(left and not right for left, right in sides)
    return whole and alone and all(b.x0 - a.x1 > _APART * a.size for a, b in across)


def _crosses(rule: Rule, edge: float) -> bool:
    return rule.start < edge - _NEAR and edge + _NEAR < rule.stop


def _ends_at(rule: Rule, edge: float) -> bool:
    return min(abs(rule.start - edge), abs(rule.stop - edge)) <= _SAME


def _between(region: RuledCell, columns: Sequence[Columns], table: Banded) -> Parting:
    """The rules that part a region into cells."""
    x0, top, x1, bottom = region.box
    here = [c for c in columns if top - 1 <= (c.band.top + c.band.bottom) / 2 <= bottom + 1]
    within = sorted({g for c in here for g in c.gutters if x0 + _SAME < g < x1 - _SAME})
    if not within:
        return Parting((), ())
    if any(c.is_row for c in here):
        return Parting((), tuple(Rule(gutter, top, bottom) for gutter in within))
    return parted(_inside(region, table), region.box, within)


def _inside(region: RuledCell, table: Banded) -> list[Glyph]:
    x0, top, x1, bottom = region.box
    return [
        g
        for band in table.bands
        for line in band.lines
        for g in line
        if x0 <= (g.x0 + g.x1) / 2 < x1 and top <= (g.top + g.bottom) / 2 < bottom
    ]
