"""The ink of one cell: glyphs, and dirt told from them by size and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import PIXELS, Box, Mask, Pixels

_PAPER = 250
_INK = 0.36  # of the contrast between paper and black: ink
_FAINT = 0.2  # of it: ink as well, where it hangs together with ink; thin strokes stay whole
_EDGE = 2  # pixels: what reaches so near to the cell's edge may belong to its rule
_SPECK = 0.3  # of a digit's height: dirt, or a dot
_BLOT = 0.55  # of a digit's height: what is as compact, and stands alone, is no character
_FULL = 0.6  # of its box is ink: a blot, and no character
_TALL = 0.6  # of a digit's height: what is smaller is a sign, or dirt
_DASH = 0.28  # of a digit's height, at least, is a dash long
_LOST = 0.5  # of a digit's height
_SHORTEST_DASH = 0.18  # of a digit's height
_LONGISH = 1.4  # times as long as high: no blot
_RULE_LIKE = 8.0  # times as long as thick
_AWAY = 7  # pixels: the grey edge of ink, on both sides of it
_STROKE = (6, 2)  # pixels, of a dash in the smallest type
_SPREAD = 1.5  # from the median deviation to the standard deviation
_WEAK, _OVER_NOISE = 0.07, 6.0  # of the contrast; of the noise's standard deviation
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
    contrast = _PAPER - min(black, 150.0)
    ink = grey < _PAPER - _INK * contrast
    count, labels = cv2.connectedComponents((grey < _PAPER - _FAINT * contrast).astype(np.uint8))
    holds = np.zeros(count, bool)
    holds[labels[ink]] = True
    holds[0] = False
    return np.where(holds[labels], 255, 0).astype(np.uint8)


def faint_mask(grey: Pixels, ink: Mask) -> Mask:
    """Strokes that are too pale to be ink and yet more than the paper's noise, away from ink.

    The picture is averaged along level and along upright strokes: a pale minus sign shows.
    """
    dark = np.maximum(_PAPER - grey.astype(np.float32), 0)
    dark[cv2.dilate(ink, np.ones((_AWAY, _AWAY), np.uint8)) > 0] = 0
    least = _WEAK * (_PAPER - float(np.percentile(grey, 1.0)))
    found = np.zeros(grey.shape, bool)
    for size in (_STROKE, _STROKE[::-1]):
        soft = cv2.blur(dark, size)
        middle = float(np.median(soft))
        noise = float(np.median(np.abs(soft - middle))) * _SPREAD
        found |= soft > max(least, middle + _OVER_NOISE * noise)
    return np.where(found, 255, 0).astype(np.uint8)


def holds_faint(faint: Mask, box: Box, digit: float) -> bool:
    """Whether something as large as a dash is there, unread."""
    x0, top, x1, bottom = box
    inner = faint[top + PIXELS : bottom - PIXELS, x0 + PIXELS : x1 - PIXELS]
    if not inner.any():
        return False
    stats = cv2.connectedComponentsWithStats(inner)[2][1:]
    return bool((stats[:, 2:4].max(axis=1) >= _DASH * digit).any())


def holds_dash(ink: CellInk, digit: float) -> bool:
    """Whether a speck is as flat as a minus sign."""
    return any(
        p.width >= _LONGISH * p.height and p.width > _SHORTEST_DASH * digit for p in ink.parts
    )


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
    joined = _joined(large, digit)
    small = [p for p in ink.parts if p not in large and _belongs(p, joined, digit)]
    return _joined([*large, *small], digit) if small else joined


def _joined(parts: Sequence[Part], digit: float) -> list[Glyph]:
    """Parts that stand over each other as one glyph, from left to right."""
    joined: list[list[Part]] = []
    for part in sorted(parts, key=lambda p: (p.x0, p.top)):
        home = next((g for g in joined[::-1] if _stacked(g, part, digit)), None)
        if home is None:
            joined.append([part])
        else:
            home.append(part)
    return sorted((_glyph(g) for g in joined), key=lambda g: g.x0)


def lost_parts(ink: CellInk, parts: Sequence[Part], digit: float) -> bool:
    """Whether something too large for dirt, or as flat as a minus sign, is left out of a figure."""
    out = tuple(p for p in ink.parts if p not in parts)
    large = any(max(p.width, p.height) > _LOST * digit for p in out)
    return large or holds_dash(CellInk(ink.box, out, ink.overrun), digit)


def figure_parts(found: Sequence[Glyph], digit: float) -> list[Part]:
    """Parts of what a figure is written with: digits, and signs where signs stand."""
    tall = [g for g in found if g.bottom - g.top > _TALL * digit]
    if not tall:
        return [p for g in found for p in g.parts]
    top = float(np.median([g.top for g in tall]))
    foot = float(np.median([g.bottom for g in tall]))
    signs = [g for g in found if g not in tall and _is_sign(g, tall, top, foot)]
    return [p for g in found if g in tall or g in signs for p in g.parts]


def _is_sign(glyph: Glyph, tall: Sequence[Glyph], top: float, foot: float) -> bool:
    """A minus or plus before the digits, at their middle; a point or comma between, at the foot."""
    height, middle = foot - top, (glyph.top + glyph.bottom) / 2
    before, behind = glyph.x1 <= tall[0].x0 + 1, glyph.x0 >= tall[-1].x1 - 1
    if before or behind:
        level = abs(middle - (top + foot) / 2) < 0.22 * height
        flat = glyph.x1 - glyph.x0 > 1.4 * (glyph.bottom - glyph.top)
        square = min(glyph.x1 - glyph.x0, glyph.bottom - glyph.top) > 0.35 * height
        return before and level and (flat or square)
    return glyph.bottom > foot - 0.18 * height and glyph.top > top + 0.5 * height


def is_blot(ink: CellInk, digit: float) -> bool:
    """Whether all that stands there is too compact for a character, and too large for a speck."""
    large = [p for p in ink.parts if max(p.width, p.height) >= _SPECK * digit]
    return bool(large) and all(
        max(p.width, p.height) < _BLOT * digit
        and (p.area > _FULL * p.width * p.height or max(p.width, p.height) < _DASH * digit)
        and p.width < _LONGISH * p.height
        for p in large
    )


def _belongs(small: Part, characters: Sequence[Glyph], digit: float) -> bool:
    """Whether a small part is a piece of a character, or the point between two."""
    if any(
        g.x0 - 1 <= small.x0
        and small.x1 <= g.x1 + 1
        and g.top - 2 <= small.top
        and small.bottom <= g.bottom + 2
        for g in characters
    ):
        return True
    tall = [g for g in characters if g.bottom - g.top > _TALL * digit]
    line = [g for g in tall if g.top < small.top < g.bottom + digit / 4]
    left = [g for g in line if g.x1 <= small.x0 + 1]
    right = [g for g in line if g.x0 >= small.x1 - 1]
    if not (left and right):
        return False
    foot = float(np.median([g.bottom for g in line]))
    at_foot = abs(small.bottom - foot) < 0.18 * digit or small.top < foot < small.bottom
    gap = min(g.x0 for g in right) - max(g.x1 for g in left)
    return at_foot and gap > 0.3 * digit


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
