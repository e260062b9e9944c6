"""Which way up a page was scanned: the way its lines of text run, and in which they can be read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transforms.recognition.engine import read_lines, text_boxes
from transforms.recognition.pixels import Floats, Pixels

_LINES_TRIED = 6
_TRIED = 9  # times its height of each line
_CLEARLY_LONG = 1.8


def way_up(grey: Pixels) -> tuple[int, list[Floats]]:
    """By how many quarters clockwise the page has to be turned to be read, and its lines of text:
    the corners of each, on the page turned so, or so and upside down."""
    boxes = text_boxes(grey)
    wide = sum(1 for box in boxes if _longness(box) > _CLEARLY_LONG)
    tall = sum(1 for box in boxes if _longness(box) < 1 / _CLEARLY_LONG)
    first = 1 if tall > wide else 0
    turned = turn(grey, first)
    boxes = text_boxes(turned) if first else boxes
    lines = _longest(boxes)
    upright = _legibility(turned, lines, upside_down=False)
    upside_down = _legibility(turned, lines, upside_down=True)
    return (first if upright >= upside_down else first + 2), boxes


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
