"""Marks that somebody made on paper with a blue or red pen, or a small stamp: told by their colour.

Print is black. A seal is red as well, and large. Red marks are bleached with seals (`light`), blue
ones here. A page whose print is blue itself, coloured grounds and rules are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import Floats32, Mask, Pixels

_COLOURED, _CLEARLY = 6, 13  # of Cr or Cb: more colour than paper as dark has; the most of a mark
_RED_CHANNEL, _BLUE_CHANNEL = 1, 2  # of YCrCb
_STROKE = 1.2  # points: pieces of a mark that stand so near are one
_LEAST = 12.0  # square points of colour: less is a JPEG's
_SEAL = (60.0, 35.0)  # points: of its longer and its shorter side at least
_RULE = (90.0, 6.0)  # points: at least as long, and no thicker
_GROUND = (24.0, 0.55)  # points of its shorter side; of its box are coloured
_MOST = 0.2  # of the ink is a pen's; more is print
_DARK = 0.6  # of the paper's brightness: ink
_PALE = 0.3  # of the way from black to paper, in its palest channel: a pen's ink alone
_LOOKED_AT = 1.5  # pixels a point: enough to see a pen's stroke; a JPEG's colour is no finer
_EACH = 4  # pixels: one tells for those around it


@dataclass(frozen=True, slots=True)
class Penned:
    """A picture without the marks of a blue pen, and where those of any pen are."""

    picture: Pixels
    marks: Mask


class _Size(NamedTuple):
    """Longer and shorter side of what hangs together, in points."""

    longer: float
    shorter: float


def without_pen(picture: Pixels, per_point: float) -> Penned | None:
    """The picture without such marks; None if there are none. `per_point` pixels are a point."""
    if picture.ndim == 2:
        return None
    shrink = min(1.0, _LOOKED_AT / per_point)
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    converted = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    scale = per_point * shrink
    red = _marks(_colour(converted, _RED_CHANNEL), scale, red=True)
    blue = _marks(_colour(converted, _BLUE_CHANNEL), scale, red=False)
    found, ink = (red | blue) > 0, converted[..., 0] < _DARK * _median(converted[..., 0])
    if not found.any() or np.count_nonzero(found & ink) > _MOST * np.count_nonzero(ink):
        return None
    height, width = picture.shape[:2]

    def in_picture(some: Mask) -> Mask:
        near = cv2.dilate(some, np.ones((3, 3), np.uint8))
        return np.asarray(cv2.resize(near, (width, height), interpolation=cv2.INTER_NEAREST))

    return Penned(_bleached(picture, in_picture(blue)), in_picture(red | blue))


def _colour(converted: np.ndarray, channel: int) -> Floats32:
    """How much more of that colour a pixel has than the paper would have if it were as dark."""
    bright = converted[..., 0].astype(np.float32)
    own = converted[..., channel].astype(np.float32) - 128
    tone = _median(own) / max(1.0, _median(bright))
    return np.asarray(cv2.blur(own - tone * bright, (3, 3)), np.float32)


def _marks(colour: Floats32, per_point: float, *, red: bool) -> Mask:
    """The coloured pixels of what a pen may have drawn."""
    coloured = (colour > _COLOURED).astype(np.uint8)
    if coloured.sum() < _LEAST * per_point**2:
        return np.zeros_like(coloured)
    reach = max(3, round(_STROKE * per_point) | 1)
    near = cv2.dilate(coloured, np.ones((reach, reach), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(near, connectivity=8)
    areas = np.bincount(labels[coloured > 0], minlength=count)
    clear = np.bincount(labels[colour > _CLEARLY], minlength=count) > 0
    found = [n for n in range(1, count) if clear[n] and areas[n] > _LEAST / 4 * per_point**2]
    seals = [stats[n] for n in found if red and _is_seal(_size(stats[n], per_point))]
    kept = np.zeros(count, np.uint8)
    for n in found:
        part = any(_holds(seal, centres[n]) for seal in seals)
        share = areas[n] / (stats[n][cv2.CC_STAT_WIDTH] * stats[n][cv2.CC_STAT_HEIGHT])
        kept[n] = 0 if part or _is_printed(_size(stats[n], per_point), share) else 255
    return np.asarray(np.where(coloured > 0, kept[labels], 0), np.uint8)


def _size(stats: np.ndarray, per_point: float) -> _Size:
    width, height = (float(stats[k]) for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    return _Size(max(width, height) / per_point, min(width, height) / per_point)


def _holds(stats: np.ndarray, centre: np.ndarray) -> bool:
    """Whether a point lies in the box of what hangs together: a seal's star lies in its ring."""
    left, top, width, height = stats[: cv2.CC_STAT_AREA]
    return bool(0 <= centre[0] - left <= width and 0 <= centre[1] - top <= height)


def _is_seal(size: _Size) -> bool:
    return size.longer > _SEAL[0] and size.shorter > _SEAL[1]


def _is_printed(size: _Size, share: float) -> bool:
    """Whether it is a rule, or a ground: `share` of its box is coloured."""
    if size.longer > _RULE[0] and size.shorter < _RULE[1]:
        return True
    return size.shorter > _GROUND[0] and share > _GROUND[1]


def _bleached(picture: Pixels, marks: Mask) -> Pixels:
    """The picture with paper where a pen has drawn and nothing is printed below."""
    paper = np.array([_median(picture[..., k]) for k in range(3)], np.uint8)
    black = float(np.percentile(picture[::_EACH, ::_EACH, 0], 1))
    rows, columns = np.nonzero(marks)
    shown = picture[rows, columns]
    pale = shown.max(axis=1) > black + _PALE * (float(paper.max()) - black)
    shown[pale] = paper
    bleached = picture.copy()
    bleached[rows, columns] = shown
    return bleached


def _median(plane: np.ndarray) -> float:
    return float(np.median(plane[::_EACH, ::_EACH]))
