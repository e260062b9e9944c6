"""What is too pale to be ink, and may yet be a minus sign."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.glyphs import DASH
from transforms.recognition.pixels import PIXELS, Box, Mask, Pixels

_PAPER = 250
_AWAY = 7  # pixels: the grey edge of ink, on both sides of it
_STROKE = (6, 2)  # pixels, of a dash in the smallest type
_SPREAD = 1.5  # from the median deviation to the standard deviation
_CENTRAL = 0.5  # of a digit's height, from the middle of its cell
_LEVEL, _LONGEST = 2.0, 3.5  # times its height; of a digit's height
_WEAK, _OVER_NOISE = 0.07, 6.0  # of the contrast; of the noise's standard deviation
_BESIDE = 31  # pixels: a JPEG's noise stands beside ink, 8 pixels of the picture around it
_USUAL, _OVER_USUAL = 99.5, 1.5  # percent of what is beside ink is no darker; times as dark
_FLAT = 2  # pixels: less is no stroke, once averaged


def faint_mask(grey: Pixels, ink: Mask) -> Mask:
    """Strokes that are too pale to be ink and yet more than the paper's noise, away from ink.

    The picture is averaged along level and along upright strokes: a pale minus sign shows.
    """
    dark = np.maximum(_PAPER - grey.astype(np.float32), 0)
    at_ink = cv2.dilate(ink, np.ones((_AWAY, _AWAY), np.uint8)) > 0
    beside = (cv2.dilate(ink, np.ones((_BESIDE, _BESIDE), np.uint8)) > 0) & ~at_ink
    dark[at_ink] = 0
    least = _WEAK * (_PAPER - float(np.percentile(grey, 1.0)))
    found = np.zeros(grey.shape, bool)
    for size in (_STROKE, _STROKE[::-1]):
        soft = cv2.blur(dark, size)
        middle = float(np.median(soft))
        noise = float(np.median(np.abs(soft - middle))) * _SPREAD
        found |= soft > np.where(
            beside, _usual_beside(soft[beside], least), max(least, middle + _OVER_NOISE * noise)
        )
    return np.where(found, 255, 0).astype(np.uint8)


def _usual_beside(beside: np.ndarray, least: float) -> float:
    """How dark the noise beside ink gets, or `least` if that is more."""
    return max(least, _OVER_USUAL * float(np.percentile(beside, _USUAL))) if beside.size else least


def level_ones(faint: Mask) -> Mask:
    """The level pieces alone: where a seal was, it leaves pale edges of all shapes, and what may be
    lost in them is a dash. Type is as black there as elsewhere."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(faint, connectivity=8)
    level = stats[:, cv2.CC_STAT_WIDTH] > _LEVEL * stats[:, cv2.CC_STAT_HEIGHT]
    level[0] = False
    return np.where(level[labels], 255, 0).astype(np.uint8)


def holds_faint(faint: Mask, box: Box, digit: float) -> str:
    """Whether something as large as a dash is there, unread: "dash" if it is one, level and alone,
    "something" else; empty if there is nothing."""
    x0, top, x1, bottom = box
    inner = faint[top + PIXELS : bottom - PIXELS, x0 + PIXELS : x1 - PIXELS]
    if not inner.any():
        return ""
    stats = cv2.connectedComponentsWithStats(inner)[2][1:]
    large = stats[
        (stats[:, 2:4].max(axis=1) >= DASH * digit) & (stats[:, 2:4].min(axis=1) >= _FLAT)
    ]
    if not len(large):
        return ""
    width, height = (int(v) for v in large[0, 2:4])
    middle = large[0, 1] + height / 2
    central = abs(middle - inner.shape[0] / 2) < _CENTRAL * digit
    level = width > _LEVEL * height and width < _LONGEST * digit
    return "dash" if len(large) == 1 and level and central else "something"
