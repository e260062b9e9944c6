"""Rules of which a scan in black and white, or a bad copy, has left pieces and dots.

Between two rules that cross it a rule is drawn from one to the other or not at all. So each such
stretch of a line that is a rule elsewhere is judged by itself: by the dots that are left of it all
along, or by a piece that ends in its middle, where no rule can end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import PIXELS, Pixels
from transforms.recognition.ridges import PAPER, Found, along
from transforms.recognition.rule_lines import (
    NARROWEST,
    TOUCHES,
    RuleLine,
    in_its_table,
    lines_of,
    stretches,
)

_INSIDE = 1.0  # points, from the rules across
_SHIFTS = (0, -1, 1, -2, 2)  # pixels, by which a piece of a rule may stand beside its line
_BESIDE = (5, 6, 7, 8)  # pixels: there is paper on both sides
_CLEAN = 0.6  # of a stretch at least has it
_DOTS = 0.15  # of that has ink: more than noise
_ENDS = 2.0  # points: dots stand so near to the rules across, type does not
_HALF = 0.7  # points: of a rule's breadth
_FREE = 2.0  # points on both sides of a column's edge, between the figures of two cells
_BOTH = 2  # ends
_OFTEN = 2  # stretches between rules across that show dots: a rule without long pieces
_PARTS = 4  # of a stretch; each has some, while a stroke of type stands in its middle
_EVENLY = 0.3  # of what the others have
_TRACE = 0.5  # of it has ink, where rows are parted
_MOSTLY = 0.5  # of its stretches are drawn
_HIDDEN = 0.45  # of a stretch has ink, beside those that are drawn
_PIECE = 0.3  # of a stretch: what is left there is a rule's
_CROSSED = 0.1  # of the rest has ink at most, or type stands there

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def completed(
    pictures: Sequence[Pixels],
    found: Sequence[list[Found]],
    kept: Sequence[list[Found]],
    *,
    dotted: bool,
) -> list[list[Found]]:
    """Level and upright rules with what is missing of them; of the upright ones all is
    transposed. `found` are those that were kept, and short ones; `dotted` where rules are dots:
    else they are lines, and more is asked of short ones."""
    whole = [list(one) for one in kept]
    for k, surely in ((0, True), (1, True), (0, False), (1, False)):
        grey, across = pictures[k], list(lines_of(pictures[1 - k], whole[1 - k]))
        lines = list(lines_of(grey, whole[k]))
        short = [f for f in found[k] if not any(_is_near(f.rule, line) for line in lines)]
        loose = [
            line for line in lines_of(grey, short) if _is_rule(grey, line, across, dotted=dotted)
        ]
        whole[k] = [
            *whole[k],
            *(
                f
                for line in lines
                for f in _missing(grey, line, lines, across, surely=surely, upright=k == 1)
            ),
            *(
                f
                for line in loose
                for f in _missing(
                    grey, line, lines, across, loose=True, surely=surely, upright=k == 1
                )
            ),
        ]
    for k in (0, 1, 0, 1):  # one that is found may be the neighbour of another
        lines, across = (list(lines_of(pictures[i], whole[i])) for i in (k, 1 - k))
        whole[k] += [f for line in lines for f in _between_drawn(pictures[k], line, across)]
    return whole


def _between_drawn(grey: Pixels, line: RuleLine, across: Sequence[RuleLine]) -> Iterator[Found]:
    """What type that touches the rule hides of it: ink that reaches the rules across, where the
    line is drawn on both sides, or on one."""
    parts = list(stretches(line, across))
    drawn = [any(_covers(r, *part) for r in line.pieces) for part in parts]
    if sum(drawn) < _MOSTLY * len(parts):
        return  # strokes that stand in line by chance
    for n, (start, stop) in enumerate(parts):
        beside = [m for m in (n - 1, n + 1) if 0 <= m < len(parts) and drawn[m]]
        if drawn[n] or not beside:
            continue
        seen = _looked_at(grey, line, start, stop)
        if seen.ends >= 3 - len(beside) and seen.ink.mean() > _HIDDEN:
            yield _found(grey, Rule(seen.at, start, stop), line.brightness)


def _is_near(rule: Rule, line: RuleLine) -> bool:
    """Whether a short rule stands in a line, or so near to it that nothing fits between them."""
    return any(abs(rule.at - piece.at) <= NARROWEST for piece in line.pieces)


def _is_rule(grey: Pixels, line: RuleLine, across: Sequence[RuleLine], *, dotted: bool) -> bool:
    """Whether short pieces are all that is left of a rule: dots between rules across, from one to
    the other; of a line, in three rows below each other."""
    shown = [_looked_at(grey, line, start, stop) for start, stop in stretches(line, across)]
    whole = [one.is_dotted and one.ends == _BOTH for one in shown]
    if not dotted:
        return any(map(all, zip(whole, whole[1:], whole[2:], strict=False)))
    return sum(one.is_dotted for one in shown) >= _OFTEN and any(whole)


def _missing(
    grey: Pixels,
    line: RuleLine,
    lines: Sequence[RuleLine],
    across: Sequence[RuleLine],
    *,
    surely: bool,
    upright: bool,
    loose: bool = False,
) -> Iterator[Found]:
    """What is there of a line besides its pieces; of a loose one, those are not known either. That
    is told `surely` by dots from one rule across to the next; by less once those are known: dots
    that reach one of them, while a 1 between them reaches none."""
    for start, stop in in_its_table(line, lines, list(stretches(line, across))):
        if not loose and any(_covers(r, start, stop) for r in line.pieces):
            continue
        seen = _looked_at(grey, line, start, stop)
        drawn = seen.is_dotted and seen.ends > (1 if surely else 0)
        likely = not surely and _is_likely(grey, line, lines, seen, (start, stop), upright=upright)
        if drawn or likely:
            yield _found(grey, Rule(seen.at, start, stop), line.brightness)


def _covers(rule: Rule, start: float, stop: float) -> bool:
    return rule.start - TOUCHES <= start and rule.stop + TOUCHES >= stop


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is left of a rule in a stretch: where it stands, its ink, whether dots stand all along
    it with paper on both sides, and how many of the rules across they reach."""

    at: float
    ink: Flags
    is_dotted: bool
    ends: int


def _looked_at(grey: Pixels, line: RuleLine, start: float, stop: float) -> _Seen:
    columns = np.arange(round((start + _INSIDE) * PIXELS), round((stop - _INSIDE) * PIXELS))
    at, edge = line.at((start + stop) / 2), (PAPER + line.brightness) / 2
    row = round(at * PIXELS)
    beside = [_ink(grey, row + side * d, columns, edge) for d in _BESIDE for side in (-1, 1)]
    clean = ~np.any(beside, axis=0)
    shown = [
        np.any([_ink(grey, row + shift + d, columns, edge) for d in (-1, 0, 1)], axis=0)
        for shift in _SHIFTS
    ]
    best = max(range(len(_SHIFTS)), key=lambda n: int(shown[n].sum()))
    ink, end = shown[best], round(_ENDS * PIXELS)
    ends = int(ink[:end].any()) + int(ink[-end:].any())
    return _Seen(at + _SHIFTS[best] / PIXELS, ink, _is_dotted(ink, clean), ends)


def _is_dotted(ink: Flags, clean: Flags) -> bool:
    """Whether dots are left all along the stretch, where there is paper on both sides."""
    if clean.mean() < _CLEAN:
        return False
    parts = [p[c] for p, c in zip(*(np.array_split(a, _PARTS) for a in (ink, clean)), strict=True)]
    usual = float(ink[clean].mean())
    return usual > _DOTS and all(p.mean() > _EVENLY * usual for p in parts if p.size)


def _is_likely(
    grey: Pixels,
    line: RuleLine,
    lines: Sequence[RuleLine],
    seen: _Seen,
    stretch: tuple[float, float],
    *,
    upright: bool,
) -> bool:
    """Whether a piece ends in the stretch, or it parts figures: of two columns; two lines of a cell
    have paper between them, too."""
    if _ends_midway(line, seen, stretch[0]):
        return True
    return (upright or seen.ink.mean() > _TRACE) and _parts_type(grey, line, lines, stretch)


def _ends_midway(line: RuleLine, seen: _Seen, start: float) -> bool:
    """Whether a piece of the rule lies in the stretch, and no type in the rest of it."""
    left = np.ones(len(seen.ink), bool)
    for rule in line.pieces:
        first, last = (round((v - start - _INSIDE) * PIXELS) for v in (rule.start, rule.stop))
        left[max(0, first) : max(0, last)] = False
    covered = 1 - left.mean()
    if covered < _PIECE:
        return False
    return seen.is_dotted or not left.any() or bool(seen.ink[left].mean() < _CROSSED)


def _parts_type(
    grey: Pixels, line: RuleLine, lines: Sequence[RuleLine], stretch: tuple[float, float]
) -> bool:
    """Whether type stands on both sides of a line between its neighbours, and none on it: the
    figures of two columns, and no cell that is as wide as both."""
    middle = sum(stretch) / 2
    at = line.at(middle)
    others = [one.at(middle) for one in lines if one.start <= middle <= one.stop]
    before, behind = (
        [o for o in others if o < at - NARROWEST],
        [o for o in others if o > at + NARROWEST],
    )
    if not before or not behind:
        return False
    first, last = round((stretch[0] + _INSIDE) * PIXELS), round((stretch[1] - _INSIDE) * PIXELS)
    dark = grey[:, first:last] < (PAPER + line.brightness) / 2
    places = (max(before), at - _FREE, at - _HALF, at + _HALF, at + _FREE, min(behind))
    rows = [round(v * PIXELS) for v in places]
    upper, free, _, free_too, lower = (dark[a:b] for a, b in pairwise(rows))
    margin = round(_INSIDE * PIXELS)
    sides = upper[margin:], lower[:-margin]
    return not free.any() and not free_too.any() and all(side.any() for side in sides)


def _ink(grey: Pixels, row: int, columns: np.ndarray, edge: float) -> Flags:
    ink: Flags = along(grey, np.full(len(columns), row), columns) < edge
    return ink


def _found(grey: Pixels, rule: Rule, brightness: float) -> Found:
    row = round(rule.at * PIXELS)
    there = slice(row - 2, row + 3), slice(round(rule.start * PIXELS), round(rule.stop * PIXELS))
    return Found(rule, *there, grey[there] < (PAPER + brightness) / 2)
