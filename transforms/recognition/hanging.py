"""Cells that a page's end cuts: browsers draw their rules as far as the row goes, and their type
farther, below the table's edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from transforms.pages.drawn import Rule
from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.recognition.canvas import Canvas
from transforms.recognition.pixels import PIXELS

_SAME = 3.5  # points: a rule that stands so near to the edge is drawn there
_LINE = 8.0  # points of paper, below which no line of a cell's type stands
_FARTHEST = 48.0  # points: three lines of type
_INSET = 1.5  # points, from a cell's sides
_PAD = 1.0  # points, below the type


def with_hanging(grid: RuledGrid, level: Sequence[Rule], canvas: Canvas) -> RuledGrid:
    """The grid, its last row so high that what hangs out of its cells stands in them; as it is
    where a rule closes them, or where something stands below one that is closed."""
    bottom = grid.ys[-1]
    last = [c for c in grid.cells if c.row + c.row_span == len(grid.ys) - 1]
    open_ = [c for c in last if not _is_closed(c, level)]
    foot = max((_foot(c, canvas) for c in open_), default=bottom)
    if foot <= bottom or any(_foot(c, canvas) > bottom for c in last if c not in open_):
        return grid
    cells = tuple(c._replace(box=(*c.box[:3], foot + _PAD)) if c in last else c for c in grid.cells)
    return replace(grid, cells=cells, ys=(*grid.ys[:-1], foot + _PAD))


def _is_closed(cell: RuledCell, level: Sequence[Rule]) -> bool:
    x0, _, x1, bottom = cell.box
    middle = (x0 + x1) / 2
    return any(abs(r.at - bottom) <= _SAME and r.start <= middle <= r.stop for r in level)


def _foot(cell: RuledCell, canvas: Canvas) -> float:
    """Where the type ends that goes on below a cell's lower edge, line by line."""
    x0, _, x1, bottom = cell.box
    edge = round((bottom + _INSET) * PIXELS)
    rows = slice(edge, edge + round(_FARTHEST * PIXELS))
    columns = slice(round((x0 + _INSET) * PIXELS), round((x1 - _INSET) * PIXELS))
    ink = (canvas.ink[rows, columns] > 0) & (canvas.rules[rows, columns] == 0)
    inked = np.flatnonzero(ink.any(axis=1))
    foot = -1
    for row in inked:
        if row - foot > _LINE * PIXELS:
            break
        foot = int(row)
    return bottom + _INSET + foot / PIXELS if foot >= 0 else bottom
