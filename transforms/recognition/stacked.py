"""Pages below one another on one long picture, as tools make it of a PDF, margins and all.

They are parted where a table is cut: its upright rules end at the foot of one page and go on at the
same places on the next one, with paper and no more than a page's number between.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np

from transforms.recognition.leaf import Leaf
from transforms.recognition.light import even
from transforms.recognition.pixels import Mask, Pixels
from transforms.recognition.ridges import runs

_LONG = 1.7  # times its width: longer than a page
_WIDE = 595  # pixels, of the picture looked at: one to a point
_INK = (200, 236)  # of brightness: darker; thin grey rules are pale there, but so are grounds
_UPRIGHT = 10  # points: longer than strokes of a table's type
_LEAST = 3  # upright rules of a table
_SEAM = 24  # points between the parts of a table: margins, and no row
_NUMBER = 80  # points: what stands there is no wider
_REST = 16  # points: a row whose upright rules are too short to be told
_NEAR = 2  # points
_MANY = 7  # upright rules of a table that is closed on both pages: only one has so many
_CLOSED = 60  # points of an unbroken line: a rule that closes the table
_EDGE = 3  # points: such a rule stands so near to the uprights' ends


def leaves_below(picture: Pixels) -> tuple[Leaf, ...]:
    """The pages from top to bottom; none where the picture shows no such table."""
    height, width = picture.shape[:2]
    if height < _LONG * width:
        return ()
    shrink = _WIDE / width
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    lit = even(np.asarray(small, np.uint8), 1.0)
    found = sorted(at for level in _INK for at in _seams((lit < level).astype(np.uint8)))
    if not found:
        return ()
    apart = [b for a, b in pairwise([-_SEAM, *found]) if b - a >= _SEAM]
    cuts = [0, *(round(at / shrink) for at in apart), height]
    return tuple(Leaf(picture[a:b], top=a) for a, b in pairwise(cuts))


def _seams(ink: Mask) -> Iterator[int]:
    """The rows at which a table is cut, in the middle of the paper there."""
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((_UPRIGHT, 1), np.uint8))
    starts = np.diff(upright, axis=1, prepend=0) == 1
    for (_, foot), (head, _) in pairwise(runs(starts.sum(axis=1) >= _LEAST)):
        blank = runs(np.asarray(~ink[foot:head].any(axis=1)))
        start, stop = max(blank, key=lambda run: run[1] - run[0], default=(0, 0))
        beside = ink[foot : foot + start], ink[foot + stop : head]
        if stop - start < _SEAM or not all(map(_may_stand_there, beside)):
            continue
        shared = _shared(*(np.flatnonzero(upright[row]) for row in (foot - 1, head)))
        if shared >= (_LEAST if _is_open(ink, foot, head) else _MANY):
            yield foot + (start + stop) // 2


def _may_stand_there(ink: Mask) -> bool:
    """Whether it is a page's number, or what is as short, or the rest of a row that is cut."""
    columns = np.flatnonzero(ink.any(axis=0))
    return len(ink) < _REST or not len(columns) or int(columns[-1] - columns[0]) < _NUMBER


def _shared(above: np.ndarray, below: np.ndarray) -> int:
    """How many upright rules stand at the same places; what is as near is one rule."""
    near = [x for x in above if np.abs(below - x).min(initial=_WIDE) <= _NEAR]
    return int(np.count_nonzero(np.diff(near, prepend=-_WIDE) > _NEAR)) if near else 0


def _is_open(ink: Mask, foot: int, head: int) -> bool:
    """Whether no rule closes the table on one side at least."""
    edges = ink[foot - _EDGE : foot + _EDGE], ink[head - _EDGE : head + _EDGE]
    kernel = np.ones((1, _CLOSED), np.uint8)
    return any(not cv2.morphologyEx(edge, cv2.MORPH_OPEN, kernel).any() for edge in edges)
