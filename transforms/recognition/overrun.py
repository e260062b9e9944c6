"""Rules without the strokes of type that stand in line with them beyond the table's last rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import PIXELS, Pixels
from transforms.recognition.ridges import Found, inked

TOUCHES = 3.5  # points: a rule that ends so near to another one meets it
_MEETS = 0.7  # points: surely, however rough its end
_OVER = 1.5  # points beyond a rule: more than the breadth of one
_STROKE = 24.0  # points: longer than any stroke
_SOLID = 0.95  # of what is a rule has ink
_RUNS_ON = 0.6  # of it, where something lies over it


def cut_back(grey: Pixels, found: Found, across: list[Found]) -> Found:
    """The rule, ended at the last of the rules across where behind it there is paper, and then a
    stroke no longer than type's, or strokes of several lines that do not come to the next one."""
    rule = found.rule
    places = sorted(
        o.rule.at for o in across if o.rule.start - TOUCHES <= rule.at <= o.rule.stop + TOUCHES
    )
    met = [at for at in places if _is_met(grey, rule, at)]
    if not met:
        return found
    stop, start = rule.stop, rule.start
    if _is_stroke(grey, rule, met[-1], stop, next((at for at in places if at > met[-1]), None)):
        stop = met[-1]
    if _is_stroke(
        grey, rule, met[0], start, next((at for at in places[::-1] if at < met[0]), None)
    ):
        start = met[0]
    return _part(found, start, stop) if stop - start > TOUCHES else found


def solid_parts(grey: Pixels, found: Found, across: list[Found]) -> Iterator[Found]:
    """The rule if ink runs all along it; else those of its parts between rules across of which that
    is true: strokes of type may stand in line with rules above and below them."""
    rule = found.rule
    if inked(grey, rule, rule.start, rule.stop) > _SOLID:
        yield found
        return
    places = [o.rule.at for o in across if _crosses(o.rule, rule)]
    ends = sorted({rule.start, *places, rule.stop})
    solid = [(a, b) for a, b in pairwise(ends) if inked(grey, rule, a, b) > _SOLID]
    for start, stop in _in_one(solid):
        if stop - start > TOUCHES:
            yield _part(found, start, stop)


def _crosses(other: Rule, rule: Rule) -> bool:
    reach = other.start - TOUCHES <= rule.at <= other.stop + TOUCHES
    return reach and rule.start < other.at < rule.stop


def _in_one(ranges: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Ranges that follow each other without a gap as one."""
    joined: list[tuple[float, float]] = []
    for start, stop in ranges:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def reaches(rule: Rule, at: float) -> bool:
    """Whether the rule surely comes as far as that place; the pixels at its end may be pale."""
    return rule.start - _MEETS <= at <= rule.stop + _MEETS


def _is_met(grey: Pixels, rule: Rule, at: float) -> bool:
    """Whether the rule reaches that place; with the gap that there is between type and the rules
    above and below it, it does not."""
    if reaches(rule, at):
        return True
    end = rule.stop if at > rule.stop else rule.start
    near = abs(at - end) <= TOUCHES
    return near and inked(grey, rule, *sorted((end, at))) > _RUNS_ON


def _is_stroke(grey: Pixels, rule: Rule, last: float, end: float, beyond: float | None) -> bool:
    """Whether what the rule has between the last rule across and its end is type's; `beyond` is
    the next rule across."""
    over = abs(end - last)
    if over < _OVER or inked(grey, rule, *sorted((last, end))) > _SOLID:
        return False
    if beyond is None:
        return over < _STROKE
    return inked(grey, rule, *sorted((end, beyond))) < _RUNS_ON


def _part(found: Found, start: float, stop: float) -> Found:
    rule = found.rule
    if (start, stop) == (rule.start, rule.stop):
        return found
    width = found.columns.stop - found.columns.start
    first, last = (min(max(0, round((at - rule.start) * PIXELS)), width) for at in (start, stop))
    columns = slice(found.columns.start + first, found.columns.start + last)
    return Found(Rule(rule.at, start, stop), found.rows, columns, found.pixels[:, first:last])
