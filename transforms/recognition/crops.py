"""Pictures of single lines, prepared for the recogniser in ways that err differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from transforms.recognition.ink import Part
from transforms.recognition.pixels import Box, Mask, Pixels

PAD = 0.3  # of a line's height, of paper around it
_PAPER = 250
_KEPT_AROUND = 5  # pixels around ink: its grey edge
_WIDE_PAD = 0.45  # of the line's height


def box_of(parts: Iterable[Part]) -> Box:
    """The box around parts."""
    found = list(parts)
    return (
        min(p.x0 for p in found),
        min(p.top for p in found),
        max(p.x1 for p in found),
        max(p.bottom for p in found),
    )


def edge_of(parts: Iterable[Part], pad: float) -> int:
    """Pixels of paper around parts, of which it is `pad` of their height."""
    _, top, _, bottom = box_of(parts)
    return max(3, round(pad * (bottom - top)))


def cleaned(grey: Pixels, mask: Mask, parts: Sequence[Part], pad: float) -> Pixels:
    """The parts with `pad` of their height of paper around them, and nothing else of the page."""
    x0, top, x1, bottom = box_of(parts)
    edge = edge_of(parts, pad)
    ink = np.zeros((bottom - top + 2 * edge, x1 - x0 + 2 * edge), np.uint8)
    for p in parts:
        rows = slice(p.top - top + edge, p.bottom - top + edge)
        columns = slice(p.x0 - x0 + edge, p.x1 - x0 + edge)
        ink[rows, columns] |= mask[p.top : p.bottom, p.x0 : p.x1]
    near = np.asarray(cv2.dilate(ink, np.ones((_KEPT_AROUND, _KEPT_AROUND), np.uint8)), np.uint8)
    around = _window(grey, (x0 - edge, top - edge, x1 + edge, bottom + edge))
    return np.where(near > 0, around, _PAPER).astype(np.uint8)


def as_is(grey: Pixels, parts: Sequence[Part], within: Box) -> Pixels:
    """The place of the parts as the sheet shows it, not beyond a box; with stretched contrast."""
    x0, top, x1, bottom = box_of(parts)
    edge = max(3, round(_WIDE_PAD * (bottom - top)))
    shown = (
        max(x0 - edge, min(within[0], x0)),
        max(top - edge, min(within[1], top)),
        min(x1 + edge, max(within[2], x1)),
        min(bottom + edge, max(within[3], bottom)),
    )
    window = _window(grey, shown).astype(np.float32)
    low = float(np.percentile(window, 2))
    lit = np.clip((window - low) * (255 / max(_PAPER - low, 40.0)), 0, 255)
    sides = (
        shown[1] - top + edge,
        bottom + edge - shown[3],
        shown[0] - x0 + edge,
        x1 + edge - shown[2],
    )
    framed = cv2.copyMakeBorder(lit, *sides, cv2.BORDER_CONSTANT, value=255)
    return np.asarray(framed, np.float32).astype(np.uint8)


def coarse(grey: Pixels, mask: Mask, parts: Sequence[Part]) -> Pixels:
    """The cleaned parts, bolder, smoother and wider set."""
    crop = cleaned(grey, mask, parts, 0.6)
    bold = cv2.erode(crop, np.ones((2, 2), np.uint8))
    wide = cv2.resize(bold, None, fx=1.15, fy=1.0, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), 1.1), np.uint8)


def side_by_side(crops: Sequence[Pixels]) -> Pixels:
    """Pictures of lines as one line, as high as the highest."""
    high = max(crop.shape[0] for crop in crops)
    scaled = [
        cv2.resize(
            c, (max(1, round(c.shape[1] * high / c.shape[0])), high), interpolation=cv2.INTER_CUBIC
        )
        for c in crops
    ]
    return np.asarray(np.hstack(scaled), np.uint8)


def lean_of(mask: Mask, glyph: Box) -> float:
    """How far a stroke leans to the right, of its height: 0 for an upright one."""
    x0, top, x1, bottom = glyph
    ink = mask[top:bottom, x0:x1] > 0
    third = max(1, (bottom - top) // 3)
    ends = (ink[:third], ink[-third:])
    if not all(end.any() for end in ends):
        return 0.0
    upper, lower = (float(np.nonzero(end)[1].mean()) for end in ends)
    return (upper - lower) / (bottom - top)


def _window(grey: Pixels, box: Box) -> Pixels:
    """A part of the sheet, with paper where it reaches over the sheet's edge."""
    x0, top, x1, bottom = box
    height, width = grey.shape[:2]
    inside = grey[max(top, 0) : max(bottom, 0), max(x0, 0) : max(x1, 0)]
    sides = (max(-top, 0), max(bottom - height, 0), max(-x0, 0), max(x1 - width, 0))
    return np.asarray(
        cv2.copyMakeBorder(inside, *sides, cv2.BORDER_CONSTANT, value=_PAPER), np.uint8
    )
