"""Light type on a dark ground (heads of tables, mostly), made dark type on white."""

from __future__ import annotations

import cv2
import numpy as np

from transforms.recognition.pixels import Pixels

_AROUND = 15  # points: a row of a table, about
_STROKE = 5  # points: no stroke of light type is wider
_BESIDE = 20  # points: wider than what type near a ground makes with it
_DARK = 0.75  # of the paper's brightness: a ground
_LEAST_HEIGHT, _LEAST_WIDTH, _MOST = 9, 30, 0.5  # points; of the page
_PALE = 15  # of brightness
_LIGHTER = 0.7  # times as much light on it as dark, rules included: black type alone has none
_WRITTEN = 0.02  # of the ground is written on
_BARE, _EVEN = 0.35, 20  # of a ground nothing is written on, and it is as bright; dense type is not
_PAPER = 250.0
_LEAST_CONTRAST = 40.0
_BLACK = 0.7  # of a ground's brightness, down to black ink on it
_RULE, _RULE_WIDTH = 60, 0.7  # brightness; points


def on_white(picture: Pixels, per_point: float) -> Pixels:
    """The picture with what is light on dark grounds dark on white, each ground outlined: its edge
    is a rule, drawn or not. `per_point` pixels are a point."""
    grey = picture
    if picture.ndim == 3:
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    small = cv2.resize(grey, None, fx=1 / per_point, fy=1 / per_point, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(small, _AROUND).astype(np.float32)  # type covers less than half
    paper = float(np.median(ground))
    chosen = _written_on(small.astype(np.float32), ground, paper)
    if not chosen.any():
        return picture
    behind = float(np.median(ground[chosen]))
    there = _exactly(grey, chosen, (behind + paper) / 2, per_point)
    over = grey.astype(np.float32) - behind  # type is lighter, rules may be darker
    most = np.where(over > 0, paper - behind, _BLACK * behind)
    turned = _PAPER - np.abs(over) * (_PAPER / np.maximum(most, _LEAST_CONTRAST))
    result = np.where(there > 0, np.clip(turned, 0, 255).astype(np.uint8), grey)
    outlines, _ = cv2.findContours(there, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    large = [o for o in outlines if cv2.contourArea(o) > (_LEAST_HEIGHT * per_point) ** 2]
    cv2.drawContours(result, large, -1, _RULE, max(1, round(_RULE_WIDTH * per_point)))
    if picture.ndim == 2:
        return np.asarray(result, np.uint8)
    changed = (result != grey)[..., None]
    return np.where(changed, result[..., None], picture).astype(np.uint8)


def _exactly(grey: Pixels, chosen: np.ndarray, darker: float, per_point: float) -> Pixels:
    """The grounds to the pixel, with the type on them, but not with type that stands right below
    them or above: 255 there."""
    near = cv2.dilate(chosen.astype(np.uint8), np.ones((5, 5), np.uint8))
    near = cv2.resize(near, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_NEAREST)
    dark = ((cv2.blur(grey, (3, 3)) < darker) & (near > 0)).astype(np.uint8) * 255
    stroke = round(_STROKE * per_point)
    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((stroke, stroke), np.uint8))
    along = np.ones((1, round(_BESIDE * per_point)), np.uint8)
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, along), np.uint8)


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
        if (np.abs(over) < _EVEN).mean() < _BARE:
            continue
        light, deep = np.maximum(over - _PALE, 0), np.maximum(-over - _PALE, 0)
        if light.sum() > _LIGHTER * deep.sum() and (light > 0).mean() > _WRITTEN:
            chosen[place] |= inside
    return chosen
