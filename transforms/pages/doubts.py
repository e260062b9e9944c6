"""Cells of a page's table whose digits cannot be trusted: overrun, raised marks, struck out.

The text layer gives all digits alike; only their places and sizes tell that 121 with a footnote 1
is not 1211.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from transforms.pages.drawn import Glyph, Rule
from transforms.pages.ruled_grid import RuledCell
from transforms.pages.tables import unmapped_glyphs
from transforms.pages.words import uneven

Inside = Mapping[RuledCell, Sequence[Glyph]]

_SAME_LINE = 2.0
_TOUCHING = 0.7  # digits of one number stand this near, in points; those of two cells do not
_OVERLAP = 3.0
_OVERHANG = 1.0
_RAISED = 0.15  # of its size: a mark stands that much above the line
_MOSTLY = 0.5  # of a cell's glyphs are digits: a figure, and no label
_EDGE = 0.25  # a rule within the middle half of a digit's height strikes it out


def doubtful_cells(
    inside: Inside, beside: Sequence[Glyph], level: Sequence[Rule]
) -> set[RuledCell]:
    """Cells whose digits may not be what they seem; `beside` are the glyphs in no cell, `level`
    the page's level rules."""
    digits = {
        cell: found
        for cell, chars in inside.items()
        if (found := [c for c in chars if c.text.isdigit()])
    }
    marked = {
        cell
        for cell, found in digits.items()
        if len(found) >= _MOSTLY * len(inside[cell]) and (uneven(found) or _raised(found))
    }
    whole = {cell: found for cell, chars in inside.items() if (found := _of_numbers(chars))}
    return marked | set(_overrun(whole, _of_numbers(beside))) | set(_struck(digits, level))


def _of_numbers(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The digits, and what may be one: a character that something hides."""
    return [g for g in glyphs if g.text.isdigit() or unmapped_glyphs(g.text)]


def _raised(digits: Sequence[Glyph]) -> bool:
    """Whether a digit stands higher or lower than the one it touches."""
    ordered = sorted(digits, key=lambda c: c.x0)
    return any(
        abs(a.x1 - b.x0) < _TOUCHING and _RAISED * a.size < abs(a.bottom - b.bottom) < a.size / 2
        for a, b in pairwise(ordered)
    )


def _overrun(digits: Inside, lost: Sequence[Glyph]) -> Iterator[RuledCell]:
    """Cells of a number that was too long for its cell, the neighbours that it runs into too."""
    placed: list[tuple[Glyph, RuledCell | None]] = [(char, None) for char in lost]
    placed += [(char, cell) for cell, chars in digits.items() for char in chars]
    placed.sort(key=lambda pair: (round(pair[0].top), pair[0].x0))
    for (left, its_cell), (right, next_cell) in pairwise(placed):
        same_line = abs(left.top - right.top) < _SAME_LINE
        touching = -_OVERLAP < right.x0 - left.x1 < _TOUCHING
        if its_cell != next_cell and same_line and touching:
            yield from (cell for cell in (its_cell, next_cell) if cell is not None)
    for char, cell in placed:
        if cell is None:
            continue
        if char.x0 < cell.box[0] - _OVERHANG or char.x1 > cell.box[2] + _OVERHANG:
            yield cell


def _struck(digits: Inside, level: Sequence[Rule]) -> Iterator[RuledCell]:
    """Cells with a rule through the middle of a digit."""
    ordered = sorted(level)
    heights = [rule.at for rule in ordered]
    for cell, chars in digits.items():
        _, top, _, bottom = cell.box
        rules = ordered[bisect_right(heights, top + 2) : bisect_left(heights, bottom - 2)]
        if any(_through(char, rule) for char in chars for rule in rules):
            yield cell


def _through(char: Glyph, rule: Rule) -> bool:
    height = char.bottom - char.top
    middle = (char.x0 + char.x1) / 2
    inner = char.top + _EDGE * height < rule.at < char.bottom - _EDGE * height
    return inner and rule.start <= middle <= rule.stop
