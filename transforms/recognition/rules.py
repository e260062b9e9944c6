"""The rules of tables in a flat picture: thin, long, with paper on both sides; dots and gaps too.

The picture is averaged along a rule's direction, which drowns noise and joins dots, and searched
for narrow dark ridges across it. Strokes of type also make such ridges: they are short, or do not
have paper on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import PIXELS, Mask, Pixels

_ALONG = 12 * PIXELS  # averaged over so much of a rule
_THICKEST = 3 * PIXELS
_CONTRAST = 12  # of 255, of an averaged rule against its surroundings
_SHORTEST = 10 * PIXELS
_BESIDE = (5, 7, 8)  # pixels from a rule's middle: there is paper on both sides
_LOOK = 7 * PIXELS  # of a rule's length are judged together
_GAP_COST, _TYPE_COST = 0.4, 1.2  # against 1 for clean rule: a dotted one still passes
_BRIDGED = 12 * PIXELS  # of a rule may lie in type that touches it
_SOLID = 0.9  # of such a stretch has ink
_PAPER = 250
_GONE = 235  # of brightness
_IN_LINE = 1.2  # points
_SPECK = 10.0  # points of a rule that a speck on it may hide
_GAP = 60.0  # points
_RUNS_ON = 0.6  # of a gap has ink; type that crosses it has less
_LONG = 60.0  # points: longer than what type can look like
_TOUCHES = 3.5  # points
_NEAR = (-2, -1, 0, 1, 2)  # pixels


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule, and its pixels: the slice of the picture that they lie in, and which of it."""

    rule: Rule
    rows: slice
    columns: slice
    pixels: np.ndarray


def rules(grey: Pixels, type_: Pixels) -> tuple[list[Rule], list[Rule], Mask]:
    """Level and upright rules in points, and the pixels that are theirs.

    `type_` is the same sheet without seals: a short rule that is gone there was a part of one.
    """
    across = np.ascontiguousarray(grey.T)
    found, found_across = _level(grey, type_), _level(across, np.ascontiguousarray(type_.T))
    level, upright = _framed(found, found_across)
    level, upright = (
        level + _prolonged(grey, level, upright),
        upright + _prolonged(across, upright, level),
    )
    mask = _painted(level, grey.shape)
    np.maximum(mask, _painted(upright, grey.shape[::-1]).T, out=mask)
    return [f.rule for f in level], [f.rule for f in upright], mask


def _painted(found: list[_Found], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for one in found:
        mask[one.rows, one.columns][one.pixels] = 255
    return mask


def _framed(level: list[_Found], upright: list[_Found]) -> tuple[list[_Found], list[_Found]]:
    """Long rules, and short ones that run from one rule to another; others are strokes of type."""
    both = (level, upright)
    kept = [[f for f in found if f.rule.stop - f.rule.start > _LONG] for found in both]
    for _ in range(2):
        kept = [
            [
                f
                for f in both[k]
                if any(f is k_ for k_ in kept[k]) or _is_framed(f.rule, kept[1 - k], kept[k])
            ]
            for k in (0, 1)
        ]
    return kept[0], kept[1]


def _is_framed(rule: Rule, across: list[_Found], along: list[_Found]) -> bool:
    """Whether both ends lie on a rule across, or near the end of another one in the same line."""
    others = [f.rule for f in across]
    in_line = [f.rule for f in along if abs(f.rule.at - rule.at) < _IN_LINE]
    return all(
        _meets(end, rule, others)
        or any(min(abs(o.start - end), abs(o.stop - end)) < _SPECK for o in in_line)
        for end in (rule.start, rule.stop)
    )


def _meets(end: float, rule: Rule, others: list[Rule]) -> bool:
    """Whether that end of a rule lies on one of the rules across."""
    return any(
        abs(o.at - end) <= _TOUCHES and o.start - _TOUCHES <= rule.at <= o.stop + _TOUCHES
        for o in others
    )


def _level(grey: Pixels, type_: Pixels) -> list[_Found]:
    averaged = cv2.blur(grey, (_ALONG, 1))
    across = np.ones((2 * _THICKEST + 1, 1), np.uint8)
    ridge = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, across)
    dark = (ridge > _CONTRAST).astype(np.uint8) * 255
    long = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, _SHORTEST), np.uint8))
    long = cv2.dilate(long, np.ones((3, 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    found: list[_Found] = []
    for number in range(1, count):
        x0, top, width, height, _ = (int(v) for v in stats[number])
        part = labels[top : top + height, x0 : x0 + width] == number
        weight = ridge[top : top + height, x0 : x0 + width].astype(np.float64) * part
        heights = np.arange(top, top + height)
        at = (weight * heights[:, None]).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
        for start, stop in _stretches(grey, x0, at):
            height_there = float(np.median(at[start:stop])) / PIXELS
            rule = Rule(height_there, (x0 + start) / PIXELS, (x0 + stop) / PIXELS)
            if rule.stop - rule.start < _LONG and _darkness(type_, rule) > _GONE:
                continue
            there = slice(x0 + start, x0 + stop)
            found.append(_Found(rule, slice(top, top + height), there, part[:, start:stop]))
    return found


def _prolonged(grey: Pixels, found: list[_Found], across: list[_Found]) -> list[_Found]:
    """What joins rules in one line, or a rule and the next one across, where ink runs on between
    them: a seal lies over it, or type stands too near."""
    others = [f.rule for f in across]
    filled = []
    for one in found:
        rule = one.rule
        mates = [f.rule for f in found if abs(f.rule.at - rule.at) < _IN_LINE]
        crossing = [o.at for o in others if o.start - _TOUCHES < rule.at < o.stop + _TOUCHES]
        behind = [o.start for o in mates if 0 < o.start - rule.stop < _GAP]
        if not _meets(rule.stop, rule, others):
            behind += [at for at in crossing if 0 < at - rule.stop < _GAP]
        before = [at for at in crossing if 0 < rule.start - at < _GAP]
        if behind:
            filled.append(_run_on(grey, rule, rule.stop, min(behind)))
        if before and not _meets(rule.start, rule, others):
            filled.append(_run_on(grey, rule, max(before), rule.start))
    return [f for f in filled if f is not None]


def _run_on(grey: Pixels, rule: Rule, start: float, stop: float) -> _Found | None:
    """The rule from `start` to `stop`, if it is drawn there."""
    columns = np.arange(round(start * PIXELS), round(stop * PIXELS))
    if not len(columns):
        return None
    row = round(rule.at * PIXELS)
    around = np.min([_line(grey, np.full(len(columns), row + d), columns) for d in _NEAR], axis=0)
    edge = (_PAPER + _darkness(grey, rule)) / 2
    if (around < edge).mean() < _RUNS_ON:
        return None
    place = slice(row - 2, row + 3), slice(int(columns[0]), int(columns[-1]) + 1)
    return _Found(Rule(rule.at, start, stop), *place, grey[place] < edge)


def _darkness(grey: Pixels, rule: Rule) -> float:
    """How bright the rule is, along its middle."""
    columns = np.arange(round(rule.start * PIXELS), round(rule.stop * PIXELS))
    row = np.full(len(columns), round(rule.at * PIXELS))
    darkest = np.min([_line(grey, row + d, columns) for d in (-1, 0, 1)], axis=0)
    return float(np.median(darkest)) if len(columns) else float(_PAPER)


def _stretches(grey: Pixels, x0: int, at: np.ndarray) -> list[tuple[int, int]]:
    """Where along that line a rule runs: ink, and paper on both sides of it."""
    columns = np.arange(x0, x0 + len(at))
    rows = at.round().astype(int)
    beside = np.array([_line(grey, rows + side * d, columns) for d in _BESIDE for side in (-1, 1)])
    middle = np.min([_line(grey, rows + d, columns) for d in (-1, 0, 1)], axis=0)
    edge = (float(np.percentile(beside, 90)) + float(np.percentile(middle, 25))) / 2
    drawn = middle < edge
    clean = drawn & (beside.min(axis=0) > edge)
    score = np.where(clean, 1.0, np.where(drawn, -_TYPE_COST, -_GAP_COST))
    runs = _runs(np.convolve(score, np.ones(_LOOK) / _LOOK, mode="same") > 0)
    joined: list[tuple[int, int]] = []
    for start, stop in runs:
        if (
            joined
            and start - joined[-1][1] < _BRIDGED
            and drawn[joined[-1][1] : start].mean() > _SOLID
        ):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return [(a, b) for a, b in (_trimmed(clean, run) for run in joined) if b - a > _SHORTEST // 2]


def _runs(there: np.ndarray) -> list[tuple[int, int]]:
    """Half-open ranges where the flags are set."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]])))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _trimmed(clean: np.ndarray, run: tuple[int, int]) -> tuple[int, int]:
    """The run from its first clean place to its last."""
    places = np.flatnonzero(clean[run[0] : run[1]])
    return (run[0] + int(places[0]), run[0] + int(places[-1]) + 1) if len(places) else (0, 0)


def _line(grey: Pixels, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The picture's brightness along a line; outside it there is paper."""
    inside = (rows >= 0) & (rows < grey.shape[0])
    return np.where(inside, grey[np.clip(rows, 0, grey.shape[0] - 1), columns], 255).astype(int)
