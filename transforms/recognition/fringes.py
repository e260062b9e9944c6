"""Coloured fringes of type in pictures of a screen: sub-pixel rendering (ClearType) is no colour.

A stroke has one colour on its left and the opposite one on its right, which together make grey.
What a pen, a seal or a coloured ground shows is of one colour all around.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import Floats32, Pixels

_WIDEST = 3.0  # pixels a point: what is finer has no fringes that matter
_REACH = 9  # pixels: across the two sides of a stroke
_GROUND = 4  # pixels: a coloured ground is as broad on all sides
_COLOURED = 20  # of Cr and Cb together: a fringe
_CANCELS = 0.4  # of the colour around a fringe is left at most once it is taken together
_MOST = 0.5  # of what is coloured, grounds aside, are fringes
_LEAST = 200  # pixels of fringes
_TRUE = 4.0  # of Cr and Cb, taken together: true colour on such a page, however it is looked at


class _Colour(NamedTuple):
    """Cr and Cb of each pixel, as sums of their sizes: its own; on the average around it, each
    pixel by itself; and all of these taken together."""

    own: Floats32
    apart: Floats32
    together: Floats32


def without_fringes(picture: Pixels, per_point: float) -> Pixels:
    """The picture with grey fringes, as bright (luma) as they were; the same picture if it has
    none. `per_point` pixels are a point."""
    if picture.ndim == 2 or per_point > _WIDEST:
        return picture
    converted = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    colour = _colour(converted)
    if not _has_fringes(colour):
        return picture
    grey = np.repeat(converted[..., :1], 3, axis=2)
    true = cv2.erode(colour.together, np.ones((1, _REACH), np.uint8)) > _TRUE
    return np.where(true[..., None], picture, grey).astype(np.uint8)


def _colour(converted: np.ndarray) -> _Colour:
    """Of a picture in YCrCb."""
    planes = [converted[..., channel].astype(np.float32) for channel in (1, 2)]
    planes = [plane - np.median(plane[::4, ::4]) for plane in planes]
    sizes = np.abs(planes[0]) + np.abs(planes[1])
    together = np.abs(_around(planes[0])) + np.abs(_around(planes[1]))
    return _Colour(sizes, _around(sizes), together)


def _has_fringes(colour: _Colour) -> bool:
    coloured = (colour.own > _COLOURED).astype(np.uint8)
    if np.count_nonzero(coloured) < _LEAST:
        return False
    ground = cv2.morphologyEx(coloured, cv2.MORPH_OPEN, np.ones((_GROUND, _REACH), np.uint8))
    lines = (coloured > 0) & (ground == 0)
    fringes = lines & (colour.together < _CANCELS * colour.apart)
    return bool(np.count_nonzero(fringes) > max(_LEAST, _MOST * np.count_nonzero(lines)))


def _around(plane: Floats32) -> Floats32:
    return np.asarray(cv2.blur(plane, (_REACH, 1)), np.float32)
