"""Even light and black ink: what is left of a scan without shadows, paper tone and red seals."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Floats32, Mask, Pixels

_FINE = 8  # the paper's brightness is looked at this many times smaller
_WIDEST_INK = 14.0  # points: no stroke, bold headings included, is wider
_WIDEST_TYPE = 5.0  # points: no stroke of a table's type is wider
_PALE = (0.6, 0.96)  # of the paper's brightness: a watermark's
_LOOKED_AT = 2.0  # pixels a point: enough to see a watermark
_NEGATIVE = 96  # of brightness: nothing wide is lighter in a negative
_MOST_OF_NEGATIVE = 0.4  # of it is lighter
_DARKEST_PAPER = 60.0
_LEAST_SEAL = 0.0005  # of a picture's pixels
_RED = 12  # of Cr: a pixel that is so much redder than the page
_TO_RED = 1.402  # from Cr to the red channel
_BLEACHING = 1.25
_PINK = 7  # of Cr: on the average around a pixel
_SEAL_STROKE, _SPREAD = 3, 7  # pixels: of a seal's thinnest strokes; around them
_PALEST = 0.6  # of the paper's brightness: print is no paler
_DARK, _GREY = 0.14, 0.56  # of the way from black to paper: print for sure; seal for sure
_LIGHT = 0.22  # of that way, from print to what may be seal


def positive(picture: Pixels, per_point: float) -> Pixels:
    """The picture, a negative (light type and rules on a dark page) with light and dark exchanged;
    `per_point` pixels are a point. A sheet that lies on dark ground is no negative: it is wide."""
    grey = picture if picture.ndim == 2 else picture[..., 1]  # green: red seals are dark
    small = cv2.resize(grey, None, fx=1 / per_point, fy=1 / per_point, interpolation=cv2.INTER_AREA)
    light = (small > _NEGATIVE).astype(np.uint8)
    if light.mean() > _MOST_OF_NEGATIVE:
        return picture
    size = round(_WIDEST_INK)
    wide = cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    return picture if wide.any() or not light.any() else np.asarray(255 - picture, np.uint8)


def even(picture: Pixels, per_point: float) -> Pixels:
    """Grey picture with white paper; `per_point` pixels are a point. Red ink is pale."""
    bright, redness = _brightness_and_redness(picture)
    light = bright.astype(np.float32)
    pale = light + np.where(redness > _RED, _TO_RED * _BLEACHING * redness, 0)
    paper = np.maximum(light, np.median(light))
    return _lit(np.minimum(pale, paper).clip(0, 255).astype(np.uint8), per_point)


def without_seals(picture: Pixels, per_point: float) -> Pixels | None:
    """The same with red ink bleached out, and thin rules near it; None if there is no red."""
    if not has_red(picture):
        return None
    return _lit(_without_red(picture), per_point)


def _lit(grey: Pixels, per_point: float) -> Pixels:
    small = cv2.resize(grey, None, fx=1 / _FINE, fy=1 / _FINE, interpolation=cv2.INTER_AREA)
    size = max(3, round(_WIDEST_INK * per_point / _FINE) | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), size / 2)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    paper = _with_watermarks(grey, paper, per_point)
    divisor = np.maximum(paper.astype(np.float32), _DARKEST_PAPER)
    lit = grey.astype(np.float32) * (250.0 / divisor)
    return np.clip(lit, 0, 255).astype(np.uint8)


def near_seals(picture: Pixels) -> Mask:
    """Where seals stand and their edges, whose colour a JPEG has spread: single pixels, as noise
    has them, are none."""
    _, redness = _brightness_and_redness(picture)
    red = (cv2.blur(redness, (_SEAL_STROKE, _SEAL_STROKE)) > _PINK).astype(np.uint8) * 255
    return np.asarray(cv2.dilate(red, np.ones((_SPREAD, _SPREAD), np.uint8)), np.uint8)


def _with_watermarks(grey: Pixels, paper: np.ndarray, per_point: float) -> np.ndarray:
    """The paper's brightness, with pale strokes on it that are wider than those of type."""
    shrink = min(1.0, _LOOKED_AT / per_point)
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    size = max(3, round(_WIDEST_TYPE * per_point * shrink) | 1)
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, round_)
    ground = cv2.resize(ground, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    share = ground.astype(np.float32) / np.maximum(paper, 1)
    pale = (share > _PALE[0]) & (share < _PALE[1])
    return np.where(pale, ground, paper)


def has_red(picture: Pixels) -> bool:
    """Whether so much of the picture is red that it must be a seal."""
    _, redness = _brightness_and_redness(picture)
    return bool((redness > _RED).mean() > _LEAST_SEAL)


def _without_red(picture: Pixels) -> Pixels:
    """Grey, with what is red bleached: black print under it is much darker than the seal itself.

    A JPEG's colour is coarser than its brightness: red is looked for around each pixel.
    """
    bright, redness = _brightness_and_redness(picture)
    paper = float(np.median(bright))
    around = cv2.dilate(np.maximum(redness, 0), np.ones((3, 3), np.uint8))
    around[around < _RED] = 0
    light = bright.astype(np.float32)
    black = min(float(np.percentile(bright, 1)) / paper, _PALEST)
    dark, grey = black + _DARK * (1 - black), black + _GREY * (1 - black)
    share = np.clip((light / paper - dark) / (_LIGHT * (1 - black)), 0, 1)
    bleached = np.maximum(light + _TO_RED * redness, light + _TO_RED * _BLEACHING * around * share)
    steep = (bleached - dark * paper) / (grey - dark)  # half grey is seal, too
    near = cv2.dilate((around > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    bleached = np.where(near, np.maximum(bleached, np.minimum(steep, paper)), light)
    return np.minimum(bleached, np.maximum(light, paper)).clip(0, 255).astype(np.uint8)


def _brightness_and_redness(picture: Pixels) -> tuple[Pixels, Floats32]:
    """Luma, and how much more red than that (Cr) the pixel is than most of the page."""
    if picture.ndim == 2:
        return picture, np.zeros((1, 1), np.float32)
    converted = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    redness = converted[..., 1].astype(np.float32)
    return np.ascontiguousarray(converted[..., 0]), redness - float(np.median(redness))
