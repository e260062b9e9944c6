"""Two pages side by side on one picture: a booklet, or two sheets on a large scanner's glass.

They are parted where paper runs from the upper edge to the lower one, as broad as two margins, with
text on both sides. A page on its side, or one whose lines or rules cross the middle, is one page.
"""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.leaf import Leaf
from transforms.recognition.light import even
from transforms.recognition.pixels import Pixels
from transforms.recognition.ridges import runs
from transforms.recognition.upright import way_up

_RATIO = (1.25, 1.65)  # of two sheets' sides
_WIDE = 1190  # pixels, of two sheets: one to a point
_MIDDLE = (0.4, 0.6)  # of the width: pages are as wide as each other
_GUTTER = 40  # points: two margins
_INK = 170  # of brightness: darker
_CLEAN = 0.003  # of a column's length: specks
_SPINE = 0.5  # of it: the fold itself, as a line
_LEAST = 0.1  # of the rows have ink on either side


def halves(picture: Pixels) -> tuple[Leaf, ...]:
    """The two pages in reading order; none where the picture shows one page."""
    height, width = picture.shape[:2]
    if not _RATIO[0] <= width / height <= _RATIO[1]:
        return ()
    shrink = _WIDE / width
    small = cv2.resize(picture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    lit = even(np.asarray(small, np.uint8), 1.0)
    at = _gutter(cv2.medianBlur(lit, 3) < _INK)
    if at is None:
        return ()
    quarters = way_up(lit).quarters
    if quarters % 2:
        return ()
    cut = round(at / shrink)
    pages = Leaf(picture[:, :cut]), Leaf(picture[:, cut:], cut)
    return pages if quarters == 0 else pages[::-1]


def _gutter(ink: np.ndarray) -> int | None:
    """The column in the middle of the paper between two pages; None if there is none."""
    width = ink.shape[1]
    share = ink.mean(axis=0)
    clean = (share < _CLEAN) | (share > _SPINE)
    first, last = (round(part * width) for part in _MIDDLE)
    broad = [run for run in runs(clean) if run[1] - run[0] >= _GUTTER]
    among = [run for run in broad if run[0] < last and run[1] > first]
    if len(among) != 1:
        return None
    start, stop = among[0]
    sides = ink[:, :start].any(axis=1).mean(), ink[:, stop:].any(axis=1).mean()
    middle = (start + stop) // 2
    return middle if min(sides) > _LEAST and first <= middle <= last else None
