"""Even light and black ink: what is left of a scan without shadows, paper tone and red seals."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Pixels

_FINE = 8  # the paper's brightness is looked at this many times smaller
_WIDEST_INK = 14.0  # points: no stroke, bold headings included, is wider
_DARKEST_PAPER = 60.0
_FADING = 0.35  # of its redness, a seal fades into the paper
_RED = 40  # a pixel whose red is that much over its green is no black ink


def even(picture: Pixels, per_point: float) -> Pixels:
    """Grey picture with white paper; `per_point` pixels are a point. Red ink is gone.

    Black print under a red seal is dark in every channel, the seal itself is bright in the red one.
    """
    grey = _without_red(picture)
    small = cv2.resize(grey, None, fx=1 / _FINE, fy=1 / _FINE, interpolation=cv2.INTER_AREA)
    size = max(3, round(_WIDEST_INK * per_point / _FINE) | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), size / 2)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    divisor = np.maximum(paper.astype(np.float32), _DARKEST_PAPER)
    lit = grey.astype(np.float32) * (250.0 / divisor)
    return np.clip(lit, 0, 255).astype(np.uint8)


def has_red(picture: Pixels) -> bool:
    """Whether so much of the picture is red that it must be a seal."""
    if picture.ndim == 2:
        return False
    red = picture[..., 0].astype(np.int16)
    seal = red - np.maximum(picture[..., 1], picture[..., 2]).astype(np.int16) > _RED
    return bool(seal.mean() > 0.0005)


def _without_red(picture: Pixels) -> Pixels:
    if picture.ndim == 2:
        return picture
    red = picture[..., 0]
    over = cv2.subtract(red, np.maximum(picture[..., 1], picture[..., 2]))
    brightest = np.maximum(red, cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    return np.asarray(cv2.add(brightest, (over * _FADING).astype(np.uint8)), np.uint8)
