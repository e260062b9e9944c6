"""Light type on a dark ground (heads of tables, mostly), made dark type on white."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Pixels

_STROKE, _TYPE = 8, 18  # points: no stroke is wider, no light type on a ground is larger
_DARK = 0.75  # of the paper's brightness: a ground
_LEAST_HEIGHT, _LEAST_WIDTH, _MOST = 9, 30, 0.5  # points; of the page
_PALE = 15  # of brightness
_LIGHTER = 2.0  # times as much light on it as dark: black type on a coloured ground stays
_WRITTEN = 0.02  # of the ground is written on
_PAPER = 250.0
_LEAST_CONTRAST = 40.0


def on_white(picture: Pixels, per_point: float) -> Pixels:
    """The picture with what is light on dark grounds dark on white; `per_point` pixels a point."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture
    small = cv2.resize(
        grey, None, fx=1 / per_point, fy=1 / per_point, interpolation=cv2.INTER_AREA
    ).astype(np.float32)
    without_type = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_STROKE, _STROKE)))
    ground = cv2.morphologyEx(without_type, cv2.MORPH_OPEN, np.ones((_TYPE, _TYPE)))
    paper = float(np.median(without_type))
    chosen = _written_on(small, ground, paper)
    if not chosen.any():
        return picture
    size = (grey.shape[1], grey.shape[0])
    there = cv2.resize(chosen.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    behind = cv2.resize(ground, size, interpolation=cv2.INTER_LINEAR)
    contrast = np.maximum(paper - behind, _LEAST_CONTRAST)
    turned = _PAPER - np.abs(grey.astype(np.float32) - behind) * (_PAPER / contrast)
    turned = np.clip(turned, 0, 255).astype(np.uint8)
    if picture.ndim == 3:
        return np.where(there[..., None], turned[..., None], picture).astype(np.uint8)
    return np.where(there, turned, picture).astype(np.uint8)


def _written_on(small: np.ndarray, ground: np.ndarray, paper: float) -> np.ndarray:
    """Which places are dark grounds with light type on them."""
    dark = (ground < _DARK * paper).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    chosen = np.zeros(small.shape, bool)
    for number in range(1, count):
        x0, top, width, height, area = (int(v) for v in stats[number])
        if height < _LEAST_HEIGHT or width < _LEAST_WIDTH or area > _MOST * small.size:
            continue
        place = slice(top, top + height), slice(x0, x0 + width)
        inside = labels[place] == number
        over = (small[place] - ground[place])[inside]
        light, deep = np.maximum(over - _PALE, 0), np.maximum(-over - _PALE, 0)
        if light.sum() > _LIGHTER * deep.sum() and (light > 0).mean() > _WRITTEN:
            chosen[place] |= inside
    return chosen
