"""Streaks: lines that dirt on a scanner's glass draws through the whole sheet, as narrow as a rule.

A streak is exactly upright on the picture (or level, where the picture was turned later), runs from
one margin to the other, and on beyond the rules that it crosses: an upright rule ends with its
table. It is made as bright as what is beside it; print below it stays.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.pixels import Floats32, Mask, Pixels
from transforms.recognition.ridges import runs

_EACH = 0.75  # points: rows looked at
_WIDEST = 1.5  # points
_BESIDE = 1.2  # points: so much of the paper is looked at on either side
_PAPER = 0.8  # of the usual brightness: paper, in shadow as well
_DARKER = 0.97  # of the paper beside it: a streak
_SEEN = 5  # rows that are looked at together: noise
_PERHAPS = 0.85  # of its length where few rows are looked at: what may be one
_THROUGHOUT = 0.95  # of its length, where there is paper on both sides
_LEAST_PAPER = 0.25  # of the picture's length there is
_MARGIN = 0.1  # of it, from the picture's edge: dark borders of a scanner's lid
_BEYOND = (30.0, 100.0)  # points beyond the rules that it crosses, on each side and on both
_LEVEL = 40  # points: longer than level strokes of type
_AROUND = 15  # points: a rule is crossed by what is so near
_RULE = 0.9  # of the usual brightness: a rule
_BORDER = 0.7  # of the usual brightness: a dark border
_THICK = 5  # points: thicker than any rule
_BLACK = 0.35  # of the paper: nothing can be seen below it
_MOST = 8  # streaks: more are something else


class _Beside(NamedTuple):
    """The brightness beside each pixel, along the rows, and whether that is paper on both sides."""

    brightness: Floats32
    paper: np.ndarray


def without_streaks(picture: Pixels, per_point: float) -> Pixels:
    """The picture without streaks; the same one if there are none. `per_point` pixels are a
    point."""
    upright = _cleaned(picture, _grey(picture), per_point)
    turned = np.swapaxes(upright, 0, 1)
    level = _cleaned(turned, np.asarray(cv2.transpose(_grey(upright)), np.uint8), per_point)
    return upright if level is turned else np.ascontiguousarray(np.swapaxes(level, 0, 1))


def _grey(picture: Pixels) -> Pixels:
    return picture if picture.ndim == 2 else np.asarray(cv2.extractChannel(picture, 1), np.uint8)


def _cleaned(picture: Pixels, grey: Pixels, per_point: float) -> Pixels:
    """The picture, `grey` of which is given, without upright ones."""
    each = max(1, round(_EACH * per_point))
    few = np.ascontiguousarray(grey[::each])
    if not _may_have_streaks(few, per_point):
        return picture
    beside = _beside(few, few, per_point)
    found = _streaks(few, beside, per_point)
    if not found or len(found) > _MOST:
        return picture
    rules = _level_rules(grey, per_point)
    cleaned: Pixels | None = None
    for start, stop in found:
        there = np.repeat(beside.paper[:, start:stop].any(axis=1), each)[: len(picture)]
        if _runs_beyond(rules, there, (start, stop), per_point):
            cleaned = picture.copy() if cleaned is None else cleaned
            _brighten(cleaned, there, start, stop)
    return picture if cleaned is None else cleaned


def _beside(grey: Pixels, whole: Pixels, per_point: float) -> _Beside:
    """Beside the pixels of `grey`: some of the rows of the `whole`, or all."""
    light = grey.astype(np.float32)
    near, wide = max(2, round(_WIDEST * per_point)), max(2, round(_BESIDE * per_point))
    mean = cv2.blur(light, (wide, 1))
    off = near // 2 + wide // 2 + 1
    left, right = np.roll(mean, off, axis=1), np.roll(mean, -off, axis=1)
    least = _PAPER * _usual(whole, grey.shape, per_point)
    return _Beside(np.asarray((left + right) / 2, np.float32), (left > least) & (right > least))


def _usual(grey: Pixels, shape: tuple[int, ...], per_point: float) -> Floats32:
    """The paper's brightness around each pixel, shadows included, at that many pixels."""
    small = cv2.resize(grey, None, fx=1 / per_point, fy=1 / per_point, interpolation=cv2.INTER_AREA)
    light = small.astype(np.float32)
    paper = cv2.GaussianBlur(cv2.dilate(light, np.ones((9, 9), np.uint8)), (0, 0), 8)
    return np.asarray(cv2.resize(paper, shape[1::-1]), np.float32)


def _may_have_streaks(grey: Pixels, per_point: float) -> bool:
    """Whether some column may be one, as a row in `_SEEN` tells: most pages have none."""
    height = len(grey) // _SEEN * _SEEN
    if not height:
        return False
    size = grey.shape[1], height // _SEEN
    rows = np.asarray(cv2.resize(grey[:height], size, interpolation=cv2.INTER_AREA), np.uint8)
    beside = _beside(rows, grey, per_point)
    dark = (rows < _DARKER * beside.brightness) & beside.paper
    count = beside.paper.sum(axis=0)
    enough = count > _LEAST_PAPER / 2 * len(rows)
    return bool((enough & (dark.sum(axis=0) > _PERHAPS * count)).any())


def _streaks(grey: Pixels, beside: _Beside, per_point: float) -> list[tuple[int, int]]:
    """Ranges of columns that are darker than what is beside them, all along."""
    light, around = (
        cv2.blur(values, (1, _SEEN)) for values in (grey.astype(np.float32), beside.brightness)
    )
    dark = light < _DARKER * around
    count = np.maximum(beside.paper.sum(axis=0), 1)
    share = (dark & beside.paper).sum(axis=0) / count
    margin = round(_MARGIN * len(grey))
    ends = beside.paper[:margin].any(axis=0) & beside.paper[-margin:].any(axis=0)
    enough = count > _LEAST_PAPER * len(grey)
    found = runs(np.asarray((share > _THROUGHOUT) & ends & enough))
    return [(a, b) for a, b in found if b - a <= max(2, round(_WIDEST * per_point))]


def _level_rules(grey: Pixels, per_point: float) -> Mask:
    """Where level rules run, at one pixel a point; a dark border of a scanner's lid is none."""
    small = cv2.resize(grey, None, fx=1 / per_point, fy=1 / per_point, interpolation=cv2.INTER_AREA)
    light = small.astype(np.float32)
    paper = cv2.GaussianBlur(cv2.dilate(light, np.ones((9, 9), np.uint8)), (0, 0), 8)
    ink = (light < _RULE * paper).astype(np.uint8)
    ink[_borders(light) > 0] = 0
    return np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, _LEVEL), np.uint8)))


def _borders(light: Floats32) -> Mask:
    """What is dark and too thick for a rule, and the blurred edge of it; beyond the picture it may
    go on."""
    dark = (light < _BORDER * np.median(light)).astype(np.uint8)
    thick = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_THICK, 1), np.uint8))
    return np.asarray(cv2.dilate(thick, np.ones((3, 1), np.uint8)), np.uint8)


def _runs_beyond(
    rules: Mask, paper: np.ndarray, columns: tuple[int, int], per_point: float
) -> bool:
    """Whether the streak runs on beyond the first and the last of the rules that it crosses, as far
    as there is paper beside it."""
    first, last = (round(column / per_point) for column in columns)
    crossed = np.flatnonzero(rules[:, max(0, first - _AROUND) : last + _AROUND].any(axis=1))
    if not len(crossed):
        return True
    at = [round(float(row) * per_point) for row in (crossed[0], crossed[-1])]
    above, below = (float(part.sum()) / per_point for part in (paper[: at[0]], paper[at[1] :]))
    return min(above, below) > _BEYOND[0] and above + below > _BEYOND[1]


def _brighten(picture: Pixels, paper: np.ndarray, start: int, stop: int) -> None:
    """Make these columns, and their edges, as bright as what is beside them; on `paper` rows there
    is nothing else."""
    first, last = max(0, start - 1), min(picture.shape[1] - 1, stop)
    left, right = (
        picture[:, max(0, first - 1)].astype(np.float32),
        picture[:, min(last + 1, picture.shape[1] - 1)].astype(np.float32),
    )
    for column in range(first, last + 1):
        share = (column - first + 1) / (last - first + 2)
        between = left * (1 - share) + right * share
        shown = picture[:, column].astype(np.float32)
        kept = float(np.median((shown[paper] + 1) / (between[paper] + 1)))
        whole = between if kept < _BLACK else shown / min(kept, 1.0)
        picture[:, column] = np.clip(whole, 0, 255).astype(np.uint8)
