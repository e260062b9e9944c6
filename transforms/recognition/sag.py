"""What a sheet that does not lie flat bends: its level lines sag or rise across the page.

The slopes of its level lines tell: no skew, perspective or lens makes slopes that change across the
page in the same way above and below. Where they do, columns of pixels are moved up or down, as the
slopes add up from the middle of the page.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from transforms.recognition.pixels import Floats, Pixels

_ENOUGH = 30  # level lines
_ROUNDS = 5
_LEAST = 4.0  # pixels of a sheet, by which a line leaves the level somewhere: less is a rule's own
_MOST = 0.03  # of the sheet's height: more is no sheet
_EXPLAINED = 0.5  # of the slopes is left at most
_SPREAD = 0.5  # of the sheet's width has lines


@dataclass(frozen=True, slots=True)
class Sag:
    """How far below its level place a point of a sheet of that size stands; `slopes` are those of
    the powers 1, 2 and 3 of its place across, each without and with its place down."""

    slopes: tuple[float, ...]
    width: float
    height: float

    def down(self, x: Floats, y: Floats) -> Floats:
        """Pixels by which points are too low."""
        across, place = 2 * x / self.width - 1, 2 * y / self.height - 1
        powers = [across, across**2, across**3, across**4]
        terms = [p / n for n, p in enumerate(powers, 1)]
        total = sum(
            (a + b * place) * t
            for a, b, t in zip(self.slopes[::2], self.slopes[1::2], terms, strict=True)
        )
        return np.asarray(total * self.width / 2, np.float64)


def sag_of(level: Floats, width: float, height: float) -> Sag | None:
    """The sag of a sheet of that size, from its nearly level segments, each (x0, y0, x1, y1); None
    where they are straight, too few, or bent otherwise."""
    if len(level) < _ENOUGH:
        return None
    x0, y0, x1, y1 = level.T
    x, y = (x0 + x1) / width - 1, (y0 + y1) / height - 1
    if np.ptp(x) < 2 * _SPREAD:
        return None
    slope, length = (y1 - y0) / (x1 - x0), np.abs(x1 - x0)
    terms = np.column_stack([t for n in range(4) for t in (x**n, x**n * y)])
    weights, solved = length, np.zeros(terms.shape[1])
    for _ in range(_ROUNDS):
        solved = np.linalg.lstsq(terms * weights[:, None], slope * weights, rcond=None)[0]
        off = np.abs(terms @ solved - slope)
        weights = length / (1 + (off / max(1.5 * float(np.median(off)), 1e-4)) ** 2)
    straight = np.average(np.abs(slope - np.median(slope)), weights=length)
    found = Sag(tuple(map(float, solved)), width, height)
    if np.average(off, weights=length) > _EXPLAINED * straight:
        return None
    return found if _LEAST < _deepest(found) < _MOST * height else None


def _deepest(sag: Sag) -> float:
    """By how much a line across the sheet leaves the straight line between its ends, at most."""
    x = np.linspace(0.1, 0.9, 33) * sag.width
    deepest = 0.0
    for part in (0.1, 0.5, 0.9):
        down = sag.down(x, np.full_like(x, part * sag.height))
        deepest = max(deepest, float(np.ptp(down - np.polyval(np.polyfit(x, down, 1), x))))
    return deepest


def level_again(sheet: Pixels, sag: Sag, beyond: int) -> Pixels:
    """The sheet without the sag."""
    height, width = sheet.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64))
    down = (y + sag.down(x, y)).astype(np.float32)
    moved = cv2.remap(sheet, x.astype(np.float32), down, cv2.INTER_CUBIC, borderMode=beyond)
    return np.asarray(moved, np.uint8)
