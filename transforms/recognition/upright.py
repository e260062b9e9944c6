"""Which way up a page was scanned: the way its lines of text run, and in which they can be read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transforms.recognition.engine import read_lines, text_boxes
from transforms.recognition.pixels import Floats, Pixels

_LINES_TRIED = 6
_TRIED = 9  # times its height of each line
_CLEARLY_LONG = 1.8
_DOUBT = 0.15  # of the length of all lines runs the other way


def way_up(grey: Pixels) -> tuple[int, list[Floats]]:
    """By how many quarters clockwise the page has to be turned to be read, and its lines of text:
    the corners of each, on the page turned so, or so and upside down."""
    boxes = text_boxes(grey)
    ways: list[tuple[float, int, list[Floats]]] = []
    for first in _likely(boxes):
        turned = turn(grey, first)
        found = text_boxes(turned) if first else boxes
        lines = _longest(found)
        upright = _legibility(turned, lines, upside_down=False)
        upside_down = _legibility(turned, lines, upside_down=True)
        quarters = first if upright >= upside_down else first + 2
        ways.append((max(upright, upside_down), quarters, found))
    _, quarters, found = max(ways, key=lambda way: way[0])
    return quarters, found


def _likely(boxes: Sequence[Floats]) -> tuple[int, ...]:
    """0 for a page that stands or is upside down, 1 for one on its side; both where lines run
    either way, as heads of narrow columns do whose characters stand below each other."""
    wide = sum(float(np.ptp(b[:, 0])) for b in boxes if _longness(b) > _CLEARLY_LONG)
    tall = sum(float(np.ptp(b[:, 1])) for b in boxes if _longness(b) < 1 / _CLEARLY_LONG)
    if min(wide, tall) > _DOUBT * max(wide, tall):
        return 0, 1
    return (1,) if tall > wide else (0,)


def turn(picture: Pixels, quarters: int) -> Pixels:
    """The picture turned clockwise."""
    return np.ascontiguousarray(np.rot90(picture, -quarters)) if quarters % 4 else picture


def _longness(box: Floats) -> float:
    width, height = np.ptp(box[:, 0]), np.ptp(box[:, 1])
    return float(width / max(height, 1))


def _longest(boxes: Sequence[Floats]) -> list[Floats]:
    return sorted(boxes, key=_longness, reverse=True)[:_LINES_TRIED]


def _legibility(grey: Pixels, boxes: Sequence[Floats], *, upside_down: bool) -> float:
    """How surely the lines are read: characters times the score of the least sure one."""
    crops: list[Pixels] = []
    for box in boxes:
        (x0, y0), (x1, y1) = box.min(axis=0).astype(int), box.max(axis=0).astype(int)
        crop = grey[max(y0, 0) : y1, max(x0, 0) : min(x1, x0 + _TRIED * (y1 - y0))]
        if crop.size:
            crops.append(turn(crop, 2 if upside_down else 0))
    return sum((read.score * len(read.text) for read in read_lines(crops)), 0.0)
