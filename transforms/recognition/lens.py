"""What a lens bends: photographs and document cameras show a sheet's straight lines as bows.

A lens moves a point by `k` r² of its way from the middle, r being that way in
widths of the picture. A level line at height y then slopes by 2 k x y at x, an upright one as much:
no skew and no perspective makes slopes that change along one line. So `k` is read off the slopes.
"""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Floats, Pixels

_LEAST, _MOST = 0.012, 0.25  # of k: less bends no rule by its own breadth; more is no lens
_ENOUGH = 24  # lines in either direction
_ALIKE = 2.0  # times, by which what level and what upright lines say may differ
_ROUNDS = 5
_STRIP = 256  # rows of a sheet at once: their places take 50 bytes a pixel


def bulge_of(level: Floats, upright: Floats, width: float, height: float) -> float:
    """`k` of a picture of that size, from its nearly level and upright segments, each (x0, y0, x1,
    y1); 0 where lines are straight, or too few, or bent otherwise than by a lens."""
    middle = np.array([width / 2, height / 2] * 2)
    along = (level - middle) / width, (upright - middle)[:, [1, 0, 3, 2]] / width
    if min(len(one) for one in along) < _ENOUGH:
        return 0.0
    found = [_slope_change(one) / 2 for one in along]
    small, large = sorted(abs(k) for k in found)
    alike = found[0] * found[1] > 0 and large < _ALIKE * small
    bulge = float(np.mean(found))
    return bulge if alike and _LEAST < abs(bulge) < _MOST else 0.0


def _slope_change(segments: Floats) -> float:
    """How much slopes grow with the place along lines times the place across them, robustly."""
    x0, y0, x1, y1 = segments.T
    x, y, slope = (x0 + x1) / 2, (y0 + y1) / 2, (y1 - y0) / (x1 - x0)
    terms = np.column_stack([np.ones_like(x), y, x * y])
    length = np.abs(x1 - x0)
    weights = length
    solved = np.zeros(3)
    for _ in range(_ROUNDS):
        solved = np.linalg.lstsq(terms * weights[:, None], slope * weights, rcond=None)[0]
        off = np.abs(terms @ solved - slope)
        weights = length / (1 + (off / max(1.5 * float(np.median(off)), 1e-4)) ** 2)
    return float(solved[2])


def bent(points: Floats, bulge: float, width: float, height: float) -> Floats:
    """Where points (n, 2) of a picture of that size, had it no lens, stand in it."""
    if not bulge:
        return points
    middle = np.array([width / 2, height / 2])
    away = (points - middle) / width
    return np.asarray(middle + width * away * (1 + bulge * (away**2).sum(axis=1, keepdims=True)))


def straightened(segments: Floats, bulge: float, width: float, height: float) -> Floats:
    """Segments of such a picture as they would be without the lens."""
    seen = segments.reshape(-1, 2)
    straight = seen
    for _ in range(_ROUNDS):
        straight = straight + seen - bent(straight, bulge, width, height)
    return straight.reshape(-1, 4)


def unbent(
    picture: Pixels, warp: Floats, size: tuple[int, int], bulge: float, beyond: int
) -> Pixels:
    """A sheet of that size; `warp` leads to it from the picture as it would be without the lens."""
    width, height = size
    strips = [
        _where(picture, warp, (width, top, min(top + _STRIP, height)), bulge)
        for top in range(0, height, _STRIP)
    ]
    out = [
        cv2.remap(picture, w[..., 0], w[..., 1], cv2.INTER_CUBIC, borderMode=beyond) for w in strips
    ]
    return np.asarray(np.vstack(out), np.uint8)


def _where(picture: Pixels, warp: Floats, strip: tuple[int, int, int], bulge: float) -> np.ndarray:
    """Where in the picture the pixels of a sheet's rows (width, first, stop) stand."""
    width, first, stop = strip
    across, down = np.meshgrid(np.arange(width), np.arange(first, stop))
    flat = np.column_stack([across.ravel(), down.ravel()]).astype(np.float64).reshape(-1, 1, 2)
    straight = cv2.perspectiveTransform(flat, np.linalg.inv(warp)).reshape(-1, 2)
    seen = bent(np.asarray(straight, np.float64), bulge, picture.shape[1], picture.shape[0])
    return seen.reshape(stop - first, width, 2).astype(np.float32)
