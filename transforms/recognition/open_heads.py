"""Heads between whose columns no rule can be seen: their rules have the colour of their ground.

Word processors draw dark heads so. The rows below show where the columns are; which heads stand
over which of them is told as in a table without upright rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from transforms.pages.band_heads import crowd, parted, runs
from transforms.pages.bands import figures_of
from transforms.pages.drawn import Glyph, Rectangle, Rule
from transforms.pages.glyph_text import lines
from transforms.pages.ruled_grid import RuledCell, RuledGrid, ruled_grid
from transforms.recognition.canvas import Canvas
from transforms.recognition.ink_words import ink_words
from transforms.recognition.pixels import PIXELS, Mask
from transforms.recognition.read_words import glyphs_of

_INSET = 1.5  # points, from a cell's rules
_LEAST_LINES = 2  # of heads in one cell: a title on one line is spaced out


class _Rules(NamedTuple):
    level: Sequence[Rule]
    upright: Sequence[Rule]


def with_heads_apart(grid: RuledGrid, canvas: Canvas) -> RuledGrid:
    """The grid, the heads in cells over several columns parted; itself where there are none."""
    found = [rules for cell in grid.cells for rules in _parting(grid, cell, canvas)]
    if not found:
        return grid
    sides = [_sides(cell.box) for cell in grid.cells]
    return ruled_grid(
        [rule for rules in (*sides, *found) for rule in rules.level],
        [rule for rules in (*sides, *found) for rule in rules.upright],
    )


def _sides(box: Rectangle) -> _Rules:
    x0, top, x1, bottom = box
    level = Rule(top, x0, x1), Rule(bottom, x0, x1)
    return _Rules(level, (Rule(x0, top, bottom), Rule(x1, top, bottom)))


def _parting(grid: RuledGrid, cell: RuledCell, canvas: Canvas) -> Iterator[_Rules]:
    """The rules that part a cell; none of one that holds one text, or figures."""
    gutters = _edges_below(grid, cell)
    if not gutters:
        return
    there = _inside(cell.box)
    ink = np.where(canvas.rules[there] > 0, 0, canvas.ink[there]).astype(np.uint8)
    if not ink.size:
        return
    words = ink_words(ink)
    if len(words.lines()) < _LEAST_LINES or not words.stand_apart():
        return
    glyphs = _glyphs(canvas, ink, there)
    set_lines = lines(glyphs)
    if any(map(figures_of, set_lines)) or not crowd(glyphs):
        return
    x0, top, x1, bottom = cell.box
    if len(runs(set_lines[0])) == 1:  # a title over all heads
        last = max(g.bottom for g in set_lines[0])
        top = (last + min(g.top for line in set_lines[1:] for g in line)) / 2
        yield _Rules((Rule(top, x0, x1),), ())
        glyphs = [g for line in set_lines[1:] for g in line]
    found = parted(glyphs, (x0, top, x1, bottom), gutters)
    yield _Rules(found.level, found.upright)


def _edges_below(grid: RuledGrid, cell: RuledCell) -> list[float]:
    """Where cells right below a cell meet, within its width."""
    row, last = cell.row + cell.row_span, cell.column + cell.column_span
    edges = {c.column for c in grid.cells if c.row <= row < c.row + c.row_span}
    return [grid.xs[column] for column in sorted(edges) if cell.column < column < last]


def _inside(box: Rectangle) -> tuple[slice, slice]:
    """Rows and columns of pixels in a cell."""
    x0, top = (max(0, round((v + _INSET) * PIXELS)) for v in box[:2])
    x1, bottom = (max(0, round((v - _INSET) * PIXELS)) for v in box[2:])
    return slice(top, bottom), slice(x0, x1)


def _glyphs(canvas: Canvas, ink: Mask, there: tuple[slice, slice]) -> list[Glyph]:
    """The characters of a cell's ink, where they stand on the sheet."""
    whole = np.zeros_like(canvas.ink)
    whole[there] = ink
    return glyphs_of(canvas, whole, ink_words(whole))
