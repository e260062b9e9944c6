"""Which way up a page was scanned: the way its lines of text run, and in which they can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from transforms.recognition.engine import read_lines, text_boxes
from transforms.recognition.pixels import Floats, Pixels

_LINES_TRIED = 6
_TRIED = 9  # times its height of each line
_CLEARLY_LONG = 1.8
_DOUBT = 0.15  # of the length of all lines runs the other way
_LEGIBLE = 0.7  # of the characters that fit into a line, times their score: it can be read
_CLEARLY_BETTER = 2.0  # times as legible, in a mirror


class WayUp(NamedTuple):
    """By how many quarters clockwise a page has to be turned to be read, and its lines of text: the
    corners of each, on the page turned so, or so and upside down. It cannot be read if it is
    `mirrored`, as a sheet scanned through its back is: its mirror image can."""

    quarters: int
    lines: list[Floats]
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class _Way:
    """How lines are looked at: turned by so many halves, and in a mirror."""

    half: int
    mirrored: bool = False


_WAYS = (_Way(0), _Way(1))


def way_up(grey: Pixels) -> WayUp:
    """By how many quarters clockwise the page has to be turned to be read, and whether it has to be
    mirrored instead."""
    boxes = text_boxes(grey)
    ways: list[tuple[float, int, list[Floats]]] = []
    for first in _likely(boxes):
        turned = turn(grey, first)
        found = text_boxes(turned) if first else boxes
        read = [_legibility(turned, found, way) for way in _WAYS]
        ways.append((max(read), first + 2 * read.index(max(read)), found))
    best, quarters, found = max(ways, key=lambda way: way[0])
    if best > _LEGIBLE * sum(min(_longness(box), _TRIED) for box in _longest(found)):
        return WayUp(quarters, found)
    turned = turn(grey, quarters % 2)
    mirrored = max(_legibility(turned, found, replace(way, mirrored=True)) for way in _WAYS)
    return WayUp(quarters, found, mirrored=mirrored > _CLEARLY_BETTER * best)


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


def _legibility(grey: Pixels, boxes: Sequence[Floats], way: _Way) -> float:
    """How surely the longest lines are read: characters times the score of the least sure one."""
    crops: list[Pixels] = []
    for box in _longest(boxes):
        (x0, y0), (x1, y1) = box.min(axis=0).astype(int), box.max(axis=0).astype(int)
        crop = grey[max(y0, 0) : y1, max(x0, 0) : min(x1, x0 + _TRIED * (y1 - y0))]
        if crop.size:
            crops.append(turn(crop[:, ::-1] if way.mirrored else crop, 2 * way.half))
    return sum((read.score * len(read.text) for read in read_lines(crops)), 0.0)
