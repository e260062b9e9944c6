"""The ink of one cell: glyphs, and dirt told from them by size and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import PIXELS, Box, Mask, Pixels

_PAPER = 250
_WEAKEST = 0.36  # of the contrast between paper and black: fainter is no ink
_EDGE = 2  # pixels: what reaches so near to the cell's edge may belong to its rule
_SPECK = 0.3  # of a digit's height: dirt, or a dot
_BLOT = 0.55  # of a digit's height: what is as compact, and stands alone, is no character
_FULL = 0.6  # of its box is ink: a blot, and no character
_DASH = 0.28  # of a digit's height, at least, is a dash long
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
    """The parts of a cell; `overrun` if something other than a rule runs over its edge."""

    box: Box
    parts: tuple[Part, ...]
    overrun: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """Parts that stand over each other: one character, usually."""

    x0: int
    top: int
    x1: int
    bottom: int
    parts: tuple[Part, ...]


def ink_mask(grey: Pixels) -> Mask:
    """Ink of a whole sheet; how dark ink is follows from the sheet itself."""
    black = float(np.percentile(grey, 1.0))
    edge = _PAPER - _WEAKEST * (_PAPER - min(black, 150.0))
    return (grey < edge).astype(np.uint8) * 255


def ink_of_cell(mask: Mask, rules: Mask, box: Box) -> CellInk:
    """What stands in a cell, without its rules."""
    x0, top, x1, bottom = box
    cut = mask[top:bottom, x0:x1].copy()
    cut[rules[top:bottom, x0:x1] > 0] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(cut, connectivity=8)
    parts, overrun = [], False
    for number in range(1, count):
        left, upper, width, height, area = (int(v) for v in stats[number])
        part = Part(x0 + left, top + upper, x0 + left + width, top + upper + height, area)
        if max(width, height) < _LEAST:
            continue
        if _at_edge(part, box):
            if _is_rest_of_rule(part, box):
                continue
            overrun |= min(width, height) > PIXELS
        parts.append(part)
    return CellInk(box, tuple(parts), overrun)


def _at_edge(part: Part, box: Box) -> bool:
    return (
        part.x0 < box[0] + _EDGE
        or part.top < box[1] + _EDGE
        or part.x1 > box[2] - _EDGE
        or part.bottom > box[3] - _EDGE
    )


def _is_rest_of_rule(part: Part, box: Box) -> bool:
    """Whether a part at the edge is a rule that is not quite straight, or its rough border."""
    thin, long = sorted((part.width, part.height))
    if thin <= 2 * PIXELS and long > _RULE_LIKE * thin:
        return True
    along = part.width if part.top < box[1] + _EDGE or part.bottom > box[3] - _EDGE else part.height
    room = box[2] - box[0] if along == part.width else box[3] - box[1]
    return thin <= PIXELS or (along > 0.5 * room and thin <= 2 * PIXELS)


def glyphs(ink: CellInk, digit: float) -> list[Glyph]:
    """Characters from left to right and line by line mixed; `digit` is a digit's height in pixels.

    Dirt is left out; a dot at the foot of a line, between two characters, is a decimal point.
    """
    large = [p for p in ink.parts if max(p.width, p.height) >= _SPECK * digit]
    kept = large + [p for p in ink.parts if p not in large and _belongs(p, large, digit)]
    joined: list[list[Part]] = []
    for part in sorted(kept, key=lambda p: (p.x0, p.top)):
        home = next((g for g in joined[::-1] if _stacked(g, part, digit)), None)
        if home is None:
            joined.append([part])
        else:
            home.append(part)
    return sorted((_glyph(g) for g in joined), key=lambda g: g.x0)


def is_blot(ink: CellInk, digit: float) -> bool:
    """Whether all that stands there is too compact for a character, and too large for a speck."""
    large = [p for p in ink.parts if max(p.width, p.height) >= _SPECK * digit]
    return bool(large) and all(
        max(p.width, p.height) < _BLOT * digit
        and (p.area > _FULL * p.width * p.height or max(p.width, p.height) < _DASH * digit)
        and p.width < 2 * p.height
        for p in large
    )


def _belongs(small: Part, large: Sequence[Part], digit: float) -> bool:
    """Whether a small part is a piece of a character, or the point between two."""
    for p in large:
        inside = p.x0 - 1 <= small.x0 and small.x1 <= p.x1 + 1
        if inside and p.top - 2 <= small.top and small.bottom <= p.bottom + 2:
            return True
    line = [p for p in large if p.height > 0.6 * digit and p.top < small.top < p.bottom + digit / 4]
    if not line:
        return False
    foot = float(np.median([p.bottom for p in line]))
    at_foot = abs(small.bottom - foot) < 0.18 * digit or small.top < foot < small.bottom
    left, right = (
        [p for p in line if p.x1 <= small.x0 + 1],
        [p for p in line if p.x0 >= small.x1 - 1],
    )
    if not (at_foot and left and right):
        return False
    gap = min(p.x0 for p in right) - max(p.x1 for p in left)
    return gap > 0.3 * digit


def _stacked(group: Sequence[Part], part: Part, digit: float) -> bool:
    x0, x1 = min(p.x0 for p in group), max(p.x1 for p in group)
    shared = min(x1, part.x1) - max(x0, part.x0)
    near = part.top - max(p.bottom for p in group) < 0.6 * digit
    near &= min(p.top for p in group) - part.bottom < 0.6 * digit
    return near and shared > 0.5 * min(x1 - x0, part.width)


def _glyph(parts: Sequence[Part]) -> Glyph:
    return Glyph(
        min(p.x0 for p in parts),
        min(p.top for p in parts),
        max(p.x1 for p in parts),
        max(p.bottom for p in parts),
        tuple(parts),
    )
