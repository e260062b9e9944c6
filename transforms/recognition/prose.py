"""Running text outside the tables: lines as the detector finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transforms.pages.lines import Line
from transforms.pages.ruled_grid import RuledGrid
from transforms.recognition.engine import read_lines, text_boxes
from transforms.recognition.pixels import PIXELS, Box, Floats, Pixels

_AROUND_TABLE = 2.0  # points
_LEAST_SCORE = 0.3  # of a line's least sure character: less is no text
_PAD = 2  # pixels
_PAPER = 250
_PAGE = 1.7  # times its width is a page long at most
_NOT_BEFORE = 0.75
_NEARLY = 10  # of brightness


@dataclass(frozen=True, slots=True)
class _Text:
    """A recognised line; its box in pixels."""

    text: str
    box: Box

    @property
    def height(self) -> int:
        """Of the type, roughly."""
        return self.box[3] - self.box[1]


def lines_of(grey: Pixels, grids: Sequence[RuledGrid]) -> list[Line]:
    """Lines of a sheet outside its tables, in points, from top to bottom."""
    outside = _without(grey, grids)
    boxes = [b for b in map(_upright, _detected(outside)) if b[2] > b[0] and b[3] > b[1]]
    crops = [np.ascontiguousarray(outside[top:bottom, x0:x1]) for x0, top, x1, bottom in boxes]
    found = [
        _Text(read.text, box)
        for box, read in zip(boxes, read_lines(crops), strict=True)
        if read.text and read.score >= _LEAST_SCORE
    ]
    return [_line(row) for row in _rows(found)]


def _without(grey: Pixels, grids: Sequence[RuledGrid]) -> Pixels:
    outside = grey.copy()
    for grid in grids:
        left, right = grid.xs[0] - _AROUND_TABLE, grid.xs[-1] + _AROUND_TABLE
        top, bottom = grid.ys[0] - _AROUND_TABLE, grid.ys[-1] + _AROUND_TABLE
        x0, y0, x1, y1 = (max(0, round(v * PIXELS)) for v in (left, top, right, bottom))
        outside[y0:y1, x0:x1] = _PAPER
    return outside


def _detected(grey: Pixels) -> list[Floats]:
    """Lines of text; a strip longer than a page is looked at page by page, cut at white rows."""
    height, width = grey.shape
    found: list[Floats] = []
    top = 0
    while top < height:
        bottom = _cut(grey, top, round(_PAGE * width))
        found += [box + np.array([0, top]) for box in text_boxes(grey[top:bottom])]
        top = bottom
    return found


def _cut(grey: Pixels, top: int, most: int) -> int:
    """Where the page that begins at `top` ends: at the last white row among its last rows."""
    if top + most >= grey.shape[0]:
        return int(grey.shape[0])
    first = top + round(_NOT_BEFORE * most)
    darkest = grey[first : top + most].min(axis=1).astype(np.int16)  # below 0 there is no wrapping
    white = np.flatnonzero(darkest >= darkest.max() - _NEARLY)
    return int(first + white[-1])


def _upright(box: Floats) -> Box:
    (x0, y0), (x1, y1) = box.min(axis=0), box.max(axis=0)
    return max(int(x0) - _PAD, 0), max(int(y0) - _PAD, 0), int(x1) + _PAD, int(y1) + _PAD


def _rows(found: Sequence[_Text]) -> list[list[_Text]]:
    """Pieces of text that stand on one line, from left to right; lines from top to bottom."""
    rows: list[list[_Text]] = []
    for piece in sorted(found, key=lambda t: t.box[1] + t.box[3]):
        middle = (piece.box[1] + piece.box[3]) / 2
        if rows and rows[-1][0].box[1] < middle < rows[-1][0].box[3]:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda t: t.box[0]) for row in rows]


def _line(row: Sequence[_Text]) -> Line:
    """The pieces of one line as one; a wide gap between two stays a gap."""
    text, end = row[0].text, row[0].box[2]
    for piece in row[1:]:
        gap = piece.box[0] - end > piece.height
        text, end = text + (" " if gap else "") + piece.text, piece.box[2]
    left, top = row[0].box[0], min(t.box[1] for t in row)
    bottom = max(t.box[3] for t in row)
    return Line(text, left / PIXELS, top / PIXELS, end / PIXELS, bottom=bottom / PIXELS)
