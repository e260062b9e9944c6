"""The ink of a sheet and of one cell: pieces that hang together, without the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import PIXELS, Box, Mask, Pixels

_PAPER = 250
_INK = 0.36  # of the contrast between paper and black: ink
_FAINT = 0.2  # of it: ink as well, where it hangs together with ink; thin strokes stay whole
_BLACK = 5  # percent of the ink elsewhere on the sheet is as black
_CORE = 0.65  # of that contrast: ink of print, in the middle of its strokes
_HAIRLINE = 9  # pixels: so far around them may be paler strokes of the same character
_EDGE = 2  # pixels: what reaches so near to the cell's edge may belong to its rule
_STUB, _LEADS = 4, 1.2  # pixels; times its breadth: what is longer leads away from a rule
_RULE_LIKE = 8.0  # times as long as thick
_LEAST = 3  # pixels: less is noise of the sensor


class Part(NamedTuple):
    """A piece of ink that hangs together, in pixels of the sheet; `area` counts its pixels."""

    x0: int
    top: int
    x1: int
    bottom: int
    area: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class CellInk:
    """The parts of a cell; `overrun` if something other than a rule runs over its edge. `rests` is
    what was taken for the rough borders of its rules."""

    box: Box
    parts: tuple[Part, ...]
    overrun: bool
    rests: tuple[Part, ...] = ()


def ink_mask(grey: Pixels) -> Mask:
    """Ink of a whole sheet; how dark ink is follows from the sheet itself."""
    black = float(np.percentile(grey, 1.0))
    contrast = _PAPER - min(black, 150.0)
    ink = grey < _PAPER - _INK * contrast
    count, labels = cv2.connectedComponents((grey < _PAPER - _FAINT * contrast).astype(np.uint8))
    holds = np.zeros(count, bool)
    holds[labels[ink]] = True
    holds[0] = False
    return np.where(holds[labels], 255, 0).astype(np.uint8)


def rests_of_seals(grey: Pixels, ink: Mask, sealed: Mask) -> Mask:
    """Ink that a bleached seal has left: pale, where it stood, and not next to what is black."""
    beside = grey[(ink > 0) & (sealed == 0)]
    black = float(np.percentile(beside, _BLACK)) if beside.size else 0.0
    core = (grey < _PAPER - _CORE * (_PAPER - black)).astype(np.uint8)
    print_ = cv2.dilate(core, np.ones((_HAIRLINE, _HAIRLINE), np.uint8)) > 0
    return np.where((ink > 0) & (sealed > 0) & ~print_, 255, 0).astype(np.uint8)


def ink_of_cell(mask: Mask, rules: Mask, box: Box) -> CellInk:
    """What stands in a cell, without its rules."""
    x0, top, x1, bottom = box
    if x0 >= x1 or top >= bottom:
        return CellInk(box, (), overrun=False)
    cut = mask[top:bottom, x0:x1].copy()
    cut[rules[top:bottom, x0:x1] > 0] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(cut, connectivity=8)
    parts, rests, overrun = [], [], False
    for number in range(1, count):
        left, upper, width, height, area = (int(v) for v in stats[number])
        part = Part(x0 + left, top + upper, x0 + left + width, top + upper + height, area)
        if max(width, height) < _LEAST:
            continue
        if _at_edge(part, box):
            stroke = _stands_off(part, box)
            if not stroke and _is_rest_of_rule(part, box):
                rests.append(part)
                continue
            overrun |= stroke or min(width, height) > PIXELS
        parts.append(part)
    return CellInk(box, tuple(parts), overrun, tuple(rests))


def _at_edge(part: Part, box: Box) -> bool:
    return (
        part.x0 < box[0] + _EDGE
        or part.top < box[1] + _EDGE
        or part.x1 > box[2] - _EDGE
        or part.bottom > box[3] - _EDGE
    )


def _stands_off(part: Part, box: Box) -> bool:
    """Whether a part at the edge leads away from the rule there: a dash that touches it."""
    beside = part.x0 < box[0] + _EDGE or part.x1 > box[2] - _EDGE
    below = part.top < box[1] + _EDGE or part.bottom > box[3] - _EDGE
    off, along = (part.width, part.height) if beside else (part.height, part.width)
    room = box[2] - box[0] if beside else box[3] - box[1]
    return beside != below and _STUB <= off < 0.5 * room and off > _LEADS * along


def _is_rest_of_rule(part: Part, box: Box) -> bool:
    """Whether a part at the edge is a rule that is not quite straight, or its rough border."""
    thin, long = sorted((part.width, part.height))
    if thin <= 2 * PIXELS and long > _RULE_LIKE * thin:
        return True
    along = part.width if part.top < box[1] + _EDGE or part.bottom > box[3] - _EDGE else part.height
    room = box[2] - box[0] if along == part.width else box[3] - box[1]
    return thin <= PIXELS or (along > 0.5 * room and thin <= 2 * PIXELS)
