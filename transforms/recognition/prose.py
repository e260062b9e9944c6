"""Running text outside the tables: lines as the detector finds them, joined into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transforms.pages.layout import Line
from transforms.pages.ruled_grid import RuledGrid
from transforms.recognition.engine import read_lines, text_boxes
from transforms.recognition.pixels import PIXELS, Box, Floats, Pixels

_AROUND_TABLE = 2.0  # points
_LEAST_SCORE = 0.3  # of a line's least sure character: less is no text
_PAD = 2  # pixels
_INDENT = 1.2  # of a line's height, to the right of the margin: a paragraph begins
_SHORT = 2.5  # of a line's height, left free at its end: a paragraph ended
_OTHER_SIZE = 1.3
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


def paragraphs(grey: Pixels, grids: Sequence[RuledGrid], width: float) -> list[Line]:
    """Paragraphs of a sheet `width` points wide, each as one line that begins at its right edge, so
    that the page layer joins no two of them."""
    outside = _without(grey, grids)
    boxes = [b for b in map(_upright, _detected(outside)) if b[2] > b[0] and b[3] > b[1]]
    crops = [np.ascontiguousarray(outside[top:bottom, x0:x1]) for x0, top, x1, bottom in boxes]
    found = [
        _Text(read.text, box)
        for box, read in zip(boxes, read_lines(crops), strict=True)
        if read.text and read.score >= _LEAST_SCORE
    ]
    bounds = [grid.ys[0] * PIXELS for grid in grids]
    return [
        Line("".join(t.text for t in lines), width, lines[0].box[1] / PIXELS)
        for lines in _joined([_whole(row) for row in _rows(found)], bounds, grey.shape[1])
    ]


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
    darkest = grey[first : top + most].min(axis=1)
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


def _whole(row: Sequence[_Text]) -> _Text:
    """The pieces of one line as one; a wide gap between two stays a gap."""
    text, end = row[0].text, row[0].box[2]
    for piece in row[1:]:
        gap = piece.box[0] - end > piece.height
        text, end = text + (" " if gap else "") + piece.text, piece.box[2]
    box = (row[0].box[0], min(t.box[1] for t in row), end, max(t.box[3] for t in row))
    return _Text(text, box)


def _joined(lines: Sequence[_Text], bounds: Sequence[float], width: int) -> Iterator[list[_Text]]:
    """Lines paragraph by paragraph; none goes on below one of the heights `bounds`."""
    if not lines:
        return
    left = min(t.box[0] for t in lines)
    right = max(*(t.box[2] for t in lines), width - left)
    paragraph: list[_Text] = []
    for line in lines:
        if paragraph and _begins(line, paragraph[-1], left, right, bounds):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _begins(line: _Text, last: _Text, left: float, right: float, bounds: Sequence[float]) -> bool:
    larger, smaller = sorted((line.height, last.height), reverse=True)
    return (
        line.box[0] > left + _INDENT * line.height
        or last.box[2] < right - _SHORT * last.height
        or larger > _OTHER_SIZE * smaller
        or any(last.box[1] < bound < line.box[3] for bound in bounds)
    )
