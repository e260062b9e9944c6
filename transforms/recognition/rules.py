"""The rules of tables in a flat picture: which lines are rules, and how far they run."""

from __future__ import annotations

import numpy as np

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import PIXELS, Mask, Pixels
from transforms.recognition.ridges import LONG, Found, along, brightness_of, level_ridges

_PAPER = 250
_IN_LINE = 1.2  # points
_SPECK = 10.0  # points of a rule that a speck on it may hide
_GAP = 60.0  # points
_RUNS_ON = 0.6  # of a gap has ink; type that crosses it has less
_TOUCHES = 3.5  # points
_NEAR = (-2, -1, 0, 1, 2)  # pixels


def rules(grey: Pixels, type_: Pixels) -> tuple[list[Rule], list[Rule], Mask]:
    """Level and upright rules in points, and the pixels that are theirs.

    `type_` is the same sheet without seals: a short rule that is gone there was a part of one.
    """
    across = np.ascontiguousarray(grey.T)
    found, found_across = (
        level_ridges(grey, type_),
        level_ridges(across, np.ascontiguousarray(type_.T)),
    )
    level, upright = _framed(found, found_across)
    level, upright = (
        level + _prolonged(grey, level, upright),
        upright + _prolonged(across, upright, level),
    )
    mask = _painted(level, grey.shape)
    np.maximum(mask, _painted(upright, grey.shape[::-1]).T, out=mask)
    return [f.rule for f in level], [f.rule for f in upright], mask


def _painted(found: list[Found], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for one in found:
        mask[one.rows, one.columns][one.pixels] = 255
    return mask


def _framed(level: list[Found], upright: list[Found]) -> tuple[list[Found], list[Found]]:
    """Long rules, and short ones that run from one rule to another; others are strokes of type."""
    both = (level, upright)
    kept = [[f for f in found if f.rule.stop - f.rule.start > LONG] for found in both]
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


def _is_framed(rule: Rule, across: list[Found], along: list[Found]) -> bool:
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


def _prolonged(grey: Pixels, found: list[Found], across: list[Found]) -> list[Found]:
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


def _run_on(grey: Pixels, rule: Rule, start: float, stop: float) -> Found | None:
    """The rule from `start` to `stop`, if it is drawn there."""
    columns = np.arange(round(start * PIXELS), round(stop * PIXELS))
    if not len(columns):
        return None
    row = round(rule.at * PIXELS)
    around = np.min([along(grey, np.full(len(columns), row + d), columns) for d in _NEAR], axis=0)
    edge = (_PAPER + brightness_of(grey, rule)) / 2
    if (around < edge).mean() < _RUNS_ON:
        return None
    place = slice(row - 2, row + 3), slice(int(columns[0]), int(columns[-1]) + 1)
    return Found(Rule(rule.at, start, stop), *place, grey[place] < edge)
