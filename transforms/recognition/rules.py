"""The rules of tables in a flat picture: which lines are rules, and how far they run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from transforms.pages.drawn import Rule
from transforms.recognition.broken import completed
from transforms.recognition.ghosts import without_ghosts
from transforms.recognition.open_ends import is_open
from transforms.recognition.overrun import TOUCHES, cut_back, reaches, solid_parts
from transforms.recognition.pixels import PIXELS, Mask, Pixels
from transforms.recognition.ridges import LONG, PAPER, Found, brightness_of, inked, level_ridges
from transforms.recognition.torn import are_torn

_IN_LINE = 1.2  # points
_SPECK = 10.0  # points of a rule that a speck on it may hide
_GAP = 60.0  # points
_RUNS_ON = 0.6  # of a gap has ink; type that crosses it has less
_SOLID = 0.95  # of a rule that is not dotted has ink, and of a wider gap
_JOINED = 0.85  # of what leads from a short rule to the one that it meets has ink
_TYPE = 13.0  # points: as high as type is, where it touches the rules above and below it
_AT_ONCE = 1.0  # points: nearer than this there is nothing to prolong


def rules(grey: Pixels, type_: Pixels) -> tuple[list[Rule], list[Rule], Mask]:
    """Level and upright rules in points, and the pixels that are theirs.

    `type_` is the same sheet without seals: a short rule that is gone there was a part of one.
    """
    pictures = grey, np.ascontiguousarray(grey.T)
    found = [
        level_ridges(pictures[0], type_),
        level_ridges(pictures[1], np.ascontiguousarray(type_.T)),
    ]
    found = without_ghosts(pictures, found)
    kept = [[f for f in one if f.rule.stop - f.rule.start > LONG] for one in found]
    found = [_without_overrun(pictures, k, found[k], kept[1 - k]) for k in (0, 1)]
    kept = [[f for f in one if f.rule.stop - f.rule.start > LONG] for one in found]
    sealed = type_ is not grey
    kept = _with_prolonged(pictures, kept, sealed=sealed)
    kept = _with_prolonged(pictures, _with_framed(pictures, found, kept), sealed=sealed)
    dotted = any(kept[k] and not _are_solid(pictures[k], kept[k]) for k in (0, 1))
    if dotted or are_torn(pictures, kept):
        kept = completed(pictures, found, kept, dotted=dotted)
    level, upright = kept
    mask = _painted(level, grey.shape)
    np.maximum(mask, _painted(upright, grey.shape[::-1]).T, out=mask)
    return [f.rule for f in level], [f.rule for f in upright], mask


def _without_overrun(
    pictures: Sequence[Pixels], k: int, found: list[Found], across: list[Found]
) -> list[Found]:
    """The rules cut back; on a page of dotted ones as they are, since paper is behind each dot."""
    if not _are_solid(pictures[1 - k], across):
        return found
    return [cut_back(pictures[k], f, across) for f in found]


def _with_prolonged(
    pictures: Sequence[Pixels], kept: Sequence[list[Found]], *, sealed: bool
) -> list[list[Found]]:
    """Level and upright rules with what prolongs them; of the upright ones all is transposed."""
    loose = [sealed or not _are_solid(pictures[k], kept[k]) for k in (0, 1)]
    return [kept[k] + _prolonged(pictures[k], kept[k], kept[1 - k], loose=loose[k]) for k in (0, 1)]


def _painted(found: list[Found], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for one in found:
        mask[one.rows, one.columns][one.pixels] = 255
    return mask


def _with_framed(
    pictures: Sequence[Pixels], found: Sequence[list[Found]], kept: Sequence[list[Found]]
) -> list[list[Found]]:
    """The long rules with short ones that run from one rule to another; others are strokes of
    type."""
    framed = [list(one) for one in kept]
    solid = [_are_solid(pictures[k], kept[k]) for k in (0, 1)]
    solid = [solid[k] if kept[k] else solid[1 - k] for k in (0, 1)]  # a part of a low table
    long = {id(f) for one in kept for f in one}
    short = [[f for f in one if id(f) not in long] for one in found]
    for k in (0, 1):
        if solid[k]:
            short[k] = [p for f in short[k] for p in solid_parts(pictures[k], f, kept[1 - k])]
    for _ in range(2):
        for k in (0, 1):
            known = {id(f) for f in framed[k]}
            framed[k] += [
                f
                for f in short[k]
                if id(f) not in known
                and _is_framed(pictures[k] if solid[k] else None, f.rule, framed[1 - k], framed[k])
            ]
    return framed


def _are_solid(grey: Pixels, long: list[Found]) -> bool:
    """Whether the page's rules are lines, and not dots."""
    shares = [inked(grey, f.rule, f.rule.start, f.rule.stop) for f in long]
    return bool(shares) and float(np.median(shares)) > _SOLID


def _is_framed(grey: Pixels | None, rule: Rule, across: list[Found], along: list[Found]) -> bool:
    """Whether both ends lie on a rule across, or near the end of another one in the same line; or
    one of them, and the rule is one of a table without outer rules.

    A picture is given where rules are solid: their ends meet others without a gap.
    """
    others, mates = [f.rule for f in across], [f.rule for f in along]
    in_line = [m for m in mates if abs(m.at - rule.at) < _IN_LINE]
    if rule.stop - rule.start < _TYPE and not in_line:
        return False  # a stroke of type that fills its row
    free = [
        end
        for end in (rule.start, rule.stop)
        if not _meets(end, rule, others, grey)
        and not any(min(abs(o.start - end), abs(o.stop - end)) < _SPECK for o in in_line)
    ]
    if len(free) == 1 and grey is not None:
        return is_open(rule, free[0], others, mates)
    return not free


def _meets(end: float, rule: Rule, others: list[Rule], grey: Pixels | None = None) -> bool:
    """Whether that end of a rule lies on one of the rules across; if a picture is given, without
    the gap that there is between a stroke of type and the rules above and below it."""
    return any(
        abs(o.at - end) <= TOUCHES
        and o.start - TOUCHES <= rule.at <= o.stop + TOUCHES
        and (
            grey is None or reaches(rule, o.at) or inked(grey, rule, *sorted((end, o.at))) > _JOINED
        )
        for o in others
    )


def _prolonged(
    grey: Pixels, found: list[Found], across: list[Found], *, loose: bool
) -> list[Found]:
    """What joins rules in one line, or a rule and those across behind its ends, where ink runs on
    between them: a seal lies over it, or type stands too near."""
    others = [f.rule for f in across]
    filled: list[Found] = []
    for rule in (f.rule for f in found):
        mates = [f.rule for f in found if abs(f.rule.at - rule.at) < _IN_LINE]
        crossing = [o.at for o in others if o.start - TOUCHES < rule.at < o.stop + TOUCHES]
        behind = sorted(at for at in [*crossing, *(o.start for o in mates)] if at > rule.stop)
        before = sorted(at for at in [*crossing, *(o.stop for o in mates)] if at < rule.start)
        for end, places in ((rule.stop, behind), (rule.start, before[::-1])):
            free = loose and not _meets(end, rule, others)
            filled += _run_on(grey, rule, end, places, loose=free)
    return filled


def _run_on(
    grey: Pixels, rule: Rule, end: float, places: Sequence[float], *, loose: bool
) -> Iterator[Found]:
    """The rule from its end to one place after the other, as far as it is drawn. Only a `loose`
    one, which meets no other yet, is one where less than a line of ink runs on."""
    met = False
    for place in places:
        start, stop = sorted((end, place))
        if stop - start < _AT_ONCE:
            continue
        least = _RUNS_ON if loose and not met and stop - start < _GAP else _SOLID
        if inked(grey, rule, start, stop) < least:
            return
        row, edge = round(rule.at * PIXELS), (PAPER + brightness_of(grey, rule)) / 2
        there = slice(row - 2, row + 3), slice(round(start * PIXELS), round(stop * PIXELS))
        yield Found(Rule(rule.at, start, stop), *there, grey[there] < edge)
        end, met = place, True
