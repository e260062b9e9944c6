"""Lines that should be level or upright, and the projection that makes them so.

All level lines of a photographed page meet in one point, all upright ones in another (their
vanishing points). The projection that sends both points to infinity, along x and along y,
straightens skew and perspective at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from transforms.recognition.pixels import Floats, Pixels

_STEEPEST = 0.16  # about 9 degrees: no sheet is laid down worse, by hand
_SHORTEST = 24.0  # points: longer than any stroke of a character
_DOTTED = 3000.0  # points: a page with less of long lines has dotted ones, or none
_DOT_GAP = 7  # pixels of the small picture
_ENOUGH = 6  # lines, to believe in perspective
_STIFF = 0.05  # how little one believes in perspective, against all lines together
_ROUNDS = 6


def page_lines(grey: Pixels, per_point: float) -> tuple[Floats, Floats]:
    """The nearly level and the nearly upright segments of a page, dotted ones where it has no
    others."""
    level, upright = segments(grey, per_point)
    if min(_length(level), _length(upright)) < _DOTTED * per_point:
        return segments(grey, per_point, joined=True)
    return level, upright


def projection(
    grey: Pixels, per_point: float, lines: tuple[Floats, Floats], text: Sequence[Floats]
) -> Floats:
    """3 x 3 matrix from pixels of `grey` to a flat page of the same scale.

    `lines` are its level and upright ones; `text` are the corners of lines of text, which tell the
    skew of a page without rules.
    """
    half = np.array([grey.shape[1] / 2, grey.shape[0] / 2])
    level, upright = lines
    few = _ENOUGH * _SHORTEST * per_point
    if _length(level) < few:
        level = np.array([(*box[0], *box[1]) for box in text if _is_long(box)]).reshape(-1, 4)
    scale = float(half.max())
    x_away = _vanishing(_lines(level, half, scale), np.array([1.0, 0.0, 0.0]))
    across = np.array([-x_away[1], x_away[0], 0.0])
    upright = upright if _length(upright) >= few else upright[:0]  # strokes of type
    y_away = _vanishing(_lines(upright, half, scale), across)
    return _flat(x_away, y_away, half, scale)


def _flat(x_away: Floats, y_away: Floats, half: Floats, scale: float) -> Floats:
    """The projection that has these vanishing points, keeping the middle and its scale."""
    horizon = np.cross(x_away, y_away)
    horizon = horizon / horizon[2]
    perspective = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], horizon])
    along = [p[:2] / np.hypot(*p[:2]) for p in (x_away, y_away)]
    affine = np.eye(3)
    affine[:2, :2] = np.linalg.inv(np.array(along).T)
    place = np.array(
        [[1 / scale, 0, -half[0] / scale], [0, 1 / scale, -half[1] / scale], [0, 0, 1]]
    )
    flat: Floats = np.linalg.inv(place) @ affine @ perspective @ place
    return flat


def segments(grey: Pixels, per_point: float, *, joined: bool = False) -> tuple[Floats, Floats]:
    """Long nearly level and nearly upright segments, each (x0, y0, x1, y1); dots joined or not."""
    shrink = min(1.0, 1.6 / per_point)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    along = np.ones((1, _DOT_GAP), np.uint8)
    level = _lines_in(cv2.morphologyEx(small, cv2.MORPH_OPEN, along) if joined else small)
    upright = _lines_in(cv2.morphologyEx(small, cv2.MORPH_OPEN, along.T)) if joined else level
    level, upright = level / shrink, upright / shrink
    return (
        level[_is_along(level, _SHORTEST * per_point)],
        upright[_is_along(upright[:, [1, 0, 3, 2]], _SHORTEST * per_point)],
    )


def _lines_in(small: np.ndarray) -> Floats:
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(small)[0]
    return np.empty((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)


def _is_along(lines: Floats, least: float) -> np.ndarray:
    """Which of the lines are long enough, and level."""
    across, down = np.abs(lines[:, 2] - lines[:, 0]), np.abs(lines[:, 3] - lines[:, 1])
    return (across > least) & (down < _STEEPEST * across)


def _lines(segments: Floats, half: Floats, scale: float) -> Floats:
    """Lines through the segments as vectors; the page's middle is 0."""
    if not len(segments):
        return np.empty((0, 3))
    ends = np.concatenate([segments[:, :2], segments[:, 2:]])
    ends = np.column_stack([(ends - half) / scale, np.ones(len(ends))])
    first, second = np.split(ends, 2)
    return np.cross(first, second)  # as long as the segment: longer ones weigh more


def _vanishing(lines: Floats, expected: Floats) -> Floats:
    """The point on all lines, robustly; `expected` if there are none."""
    if not len(lines):
        return expected
    stiff = _STIFF if len(lines) >= _ENOUGH else 100.0
    weights = np.ones(len(lines))
    point = expected
    for _ in range(_ROUNDS):
        against = np.array([[0.0, 0.0, stiff * float(np.linalg.norm(lines))]])
        rows = np.vstack([lines * weights[:, None], against])
        point = np.linalg.eigh(rows.T @ rows)[1][:, 0]
        sizes = np.hypot(lines[:, 0], lines[:, 1])
        off = np.abs(lines @ point) / sizes
        weights = 1 / (1 + (off / max(1.5 * float(np.median(off)), 1e-4)) ** 2)
    return point if point @ expected > 0 else -point


def _length(segments: Floats) -> float:
    return float(np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]).sum())


def _is_long(box: Floats) -> bool:
    width, height = np.hypot(*(box[1] - box[0])), np.hypot(*(box[3] - box[0]))
    return bool(width > 6 * height)
