"""Whether a page's rules are whole: a copy in black and white loses thin ones where they pass from
one row of pixels to the next, in all rows of a table at the same place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import Pixels
from transforms.recognition.ridges import Found, inked
from transforms.recognition.rule_lines import TOUCHES, RuleLine, lines_of

_LOST = 0.0025  # of the rules of a page that is whole is not
_TORN = 3  # gaps of a page's rules where no rule can end
_GAP = 2.0  # points


def are_torn(pictures: Sequence[Pixels], kept: Sequence[list[Found]]) -> bool:
    """Whether rules that are lines lack so much that a copy in black and white has lost them: they
    have gaps, or end where there is no rule across and go on farther on."""
    lines = [list(lines_of(pictures[k], kept[k])) for k in (0, 1)]
    if _lack_much(pictures, kept):
        return True
    gaps = ((pair, lines[1 - k]) for k in (0, 1) for one in lines[k] for pair in _gaps(one))
    return sum(_is_torn(*pair, across) for pair, across in gaps) >= _TORN


def _lack_much(pictures: Sequence[Pixels], kept: Sequence[list[Found]]) -> bool:
    """Whether more of the rules is gone than noise takes."""
    rules = [(pictures[k], f.rule, f.rule.stop - f.rule.start) for k in (0, 1) for f in kept[k]]
    drawn = sum(length * inked(grey, r, r.start, r.stop) for grey, r, length in rules)
    return drawn < (1 - _LOST) * sum(length for _, _, length in rules)


def _gaps(line: RuleLine) -> Iterator[tuple[Rule, Rule]]:
    """Neighbours among a line's pieces that do not touch."""
    pieces = sorted(line.pieces, key=lambda r: r.start)
    return ((a, b) for a, b in pairwise(pieces) if b.start - a.stop > _GAP)


def _is_torn(before: Rule, behind: Rule, across: Sequence[RuleLine]) -> bool:
    ends = ((before.at, before.stop), (behind.at, behind.start))
    return not all(any(_crosses(o, at, end) for o in across) for at, end in ends)


def _crosses(line: RuleLine, at: float, place: float) -> bool:
    """Whether a line across stands at that place, and comes as far as `at`."""
    there = line.start - TOUCHES <= at <= line.stop + TOUCHES
    return there and abs(line.at(at) - place) <= TOUCHES
