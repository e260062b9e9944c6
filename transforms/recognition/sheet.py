"""A picture of a page, made upright, flat and evenly lit, and the way back to the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from transforms.pages.drawn import Rectangle
from transforms.recognition.flatten import projection
from transforms.recognition.light import even, has_red
from transforms.recognition.pixels import PIXELS, Floats, Pixels
from transforms.recognition.upright import turn, way_up

_LOOKED_AT = 960  # pixels of the longer side, for the way up
_FINEST = 1.4  # a scan that is so much finer than needed is made coarser first


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page at `PIXELS` pixels a point; `back` maps its pixels to those of the picture."""

    grey: Pixels
    back: Floats
    sealed: bool

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.grey.shape[1] / PIXELS, self.grey.shape[0] / PIXELS

    def in_picture(self, box: Rectangle) -> Rectangle:
        """The picture's pixels around a box in points."""
        x0, top, x1, bottom = (v * PIXELS for v in box)
        corners = np.array([(x0, top), (x1, top), (x1, bottom), (x0, bottom)], np.float64)
        corners = corners.reshape(-1, 1, 2)
        seen = cv2.perspectiveTransform(corners, self.back).reshape(-1, 2)
        (left, upper), (right, lower) = seen.min(axis=0), seen.max(axis=0)
        return float(left), float(upper), float(right), float(lower)


def sheet_of(picture: Pixels, per_point: float) -> Sheet:
    """The sheet that the picture shows; `per_point` of its pixels are a point on paper."""
    smaller = min(1.0, _FINEST * PIXELS / per_point)
    if smaller < 1:
        picture = np.asarray(
            cv2.resize(picture, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA),
            np.uint8,
        )
    lit = even(picture, per_point * smaller)
    quarters, text = _way_up(lit)
    upright = turn(lit, quarters)
    flat = projection(upright, per_point * smaller, text)
    grow = np.diag([PIXELS / (per_point * smaller)] * 2 + [1.0])
    size = _size(upright, PIXELS / (per_point * smaller))
    grey = cv2.warpPerspective(
        upright, grow @ flat, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    back = _unturned(lit, quarters) @ np.linalg.inv(grow @ flat)
    shrunk = np.diag([1 / smaller, 1 / smaller, 1.0])
    return Sheet(np.asarray(grey, np.uint8), shrunk @ back, has_red(picture))


def _way_up(lit: Pixels) -> tuple[int, list[Floats]]:
    """Quarters to turn, and the corners of lines of text, true in their directions at least."""
    shrink = min(1.0, _LOOKED_AT / max(lit.shape))
    small = cv2.resize(lit, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    quarters, boxes = way_up(np.asarray(small, np.uint8))
    return quarters, [box / shrink for box in boxes]


def _size(upright: Pixels, grow: float) -> tuple[int, int]:
    return round(upright.shape[1] * grow), round(upright.shape[0] * grow)


def _unturned(lit: Pixels, quarters: int) -> Floats:
    """Matrix from the turned picture's pixels to those before the turn."""
    height, width = lit.shape[:2]
    ways = {
        0: np.eye(3),
        1: np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]]),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]]),
        3: np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]]),
    }
    return ways[quarters % 4]
