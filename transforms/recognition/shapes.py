"""A vote of shapes: the digits of one page are of one type, so equal digits look alike.

Each digit is compared with the mean picture of every digit as read elsewhere on the page. One that
looks like another digit more than like its own is doubtful, whatever the recogniser's score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from transforms.recognition.pixels import Box, Mask, Pixels

_HEIGHT, _WIDTH = 24, 18
_MARGIN = 0.03  # of correlation, by which another digit must be nearer
_ENOUGH = 2  # samples of a digit, for its mean to speak
_HOLE = 0.55  # of its height a ring's hole is high, at least; those of 6, 8, 9 are lower
_CENTRED = 0.12  # of it, the hole lies off the middle at most
_UNLIKE = 0.55  # a digit that is like none of its kind

Shape = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One digit as read, of the cell with that number."""

    cell: int
    digit: str
    shape: Shape


def shape_of(grey: Pixels, box: Box) -> Shape:
    """A glyph's picture: of one size, its proportions kept, free of brightness and contrast."""
    x0, top, x1, bottom = box
    crop = 255.0 - grey[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1].astype(np.float32)
    scale = min((_HEIGHT - 2) / crop.shape[0], (_WIDTH - 2) / crop.shape[1])
    size = (max(1, round(crop.shape[1] * scale)), max(1, round(crop.shape[0] * scale)))
    small = cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    canvas = np.full((_HEIGHT, _WIDTH), float(crop.min()), np.float32)
    left, upper = (_WIDTH - size[0]) // 2, (_HEIGHT - size[1]) // 2
    canvas[upper : upper + size[1], left : left + size[0]] = small
    soft = np.asarray(cv2.GaussianBlur(canvas, (0, 0), 0.8), np.float32)
    soft -= soft.mean()
    return np.asarray(soft / max(float(np.linalg.norm(soft)), 1e-6), np.float32)


def is_ring(mask: Mask, box: Box) -> bool:
    """Whether a glyph's ink goes once around one large hole in its middle, as that of a 0 does."""
    x0, top, x1, bottom = box
    paper = np.pad((mask[top:bottom, x0:x1] == 0).astype(np.uint8), 1, constant_values=1)
    count, _, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    if count != 3:  # ink, the paper around it, and one hole
        return False
    height = bottom - top
    holes = [s for s in stats[1:] if s[cv2.CC_STAT_LEFT] > 0]
    if len(holes) != 1:
        return False
    upper, high = int(holes[0][cv2.CC_STAT_TOP]) - 1, int(holes[0][cv2.CC_STAT_HEIGHT])
    return high > _HOLE * height and abs(upper + high / 2 - height / 2) < _CENTRED * height


def doubtful(samples: Sequence[Sample]) -> set[int]:
    """Numbers of the cells with a digit that looks like another one."""
    sums: dict[str, Shape] = defaultdict(_nothing)
    counts: dict[str, int] = defaultdict(int)
    for sample in samples:
        sums[sample.digit] = sums[sample.digit] + sample.shape
        counts[sample.digit] += 1
    return {s.cell for s in samples if _looks_otherwise(s, sums, counts)}


def _nothing() -> Shape:
    return np.zeros((_HEIGHT, _WIDTH), np.float32)


def _looks_otherwise(sample: Sample, sums: dict[str, Shape], counts: dict[str, int]) -> bool:
    others = [
        _likeness(sample.shape, total)
        for digit, total in sums.items()
        if digit != sample.digit and counts[digit] >= _ENOUGH
    ]
    nearest = max(others, default=0.0)
    if counts[sample.digit] <= 1:
        return nearest > 0.9
    own = _likeness(sample.shape, sums[sample.digit] - sample.shape)
    return nearest > own + _MARGIN or own < _UNLIKE


def _likeness(shape: Shape, total: Shape) -> float:
    return float((shape * total).sum()) / max(float(np.linalg.norm(total)), 1e-6)
