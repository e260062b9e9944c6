"""Short rules that end where there is no rule across: those of a table without outer rules."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.pages.drawn import Rule
from transforms.recognition.overrun import TOUCHES

_BEYOND = 5.0  # points on both sides: no stroke of type crosses a rule so


def is_open(rule: Rule, end: float, across: Sequence[Rule], along: Sequence[Rule]) -> bool:
    """Whether a short rule that meets another at its other end may end freely at this one: it
    crosses a rule on its way, or ends there as a longer rule of its table does."""
    met = [o for o in across if o.start - TOUCHES <= rule.at <= o.stop + TOUCHES]
    if any(_crosses(rule, o) for o in met):
        return True
    touched = [o for o in met if rule.start - TOUCHES <= o.at <= rule.stop + TOUCHES]
    return any(
        abs((mate.stop if end == rule.stop else mate.start) - end) <= TOUCHES
        and any(
            o.start - TOUCHES <= mate.at <= o.stop + TOUCHES and mate.start < o.at < mate.stop
            for o in touched
        )
        for mate in along
        if abs(mate.at - rule.at) > _BEYOND
    )


def _crosses(rule: Rule, other: Rule) -> bool:
    down = rule.start + _BEYOND < other.at < rule.stop - _BEYOND
    return down and other.start + _BEYOND < rule.at < other.stop - _BEYOND
