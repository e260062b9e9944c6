"""Pieces of rules that stand in one line, and the stretches of such a line between the rules that
cross it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.pages.drawn import Rule
from transforms.recognition.pixels import Pixels
from transforms.recognition.ridges import Found, brightness_of

ONE_LINE = 2.0  # points: pieces of one rule stand so exactly in line
TOUCHES = 3.5  # points: a rule that ends so near to another one meets it
NARROWEST = 6.0  # points, from rule to rule


@dataclass(frozen=True, slots=True)
class RuleLine:
    """The pieces of one rule, in their order."""

    pieces: tuple[Rule, ...]
    brightness: float

    @property
    def start(self) -> float:
        """Where its first piece begins."""
        return min(r.start for r in self.pieces)

    @property
    def stop(self) -> float:
        """Where its last piece ends."""
        return max(r.stop for r in self.pieces)

    def at(self, place: float) -> float:
        """Where it stands there: as the piece that is nearest."""
        nearest = min(self.pieces, key=lambda r: max(r.start - place, place - r.stop))
        return nearest.at


def lines_of(grey: Pixels, found: Sequence[Found]) -> Iterator[RuleLine]:
    """Rules that stand in line, as one each."""
    pieces: list[Rule] = []
    for rule in sorted(f.rule for f in found):
        if pieces and rule.at - pieces[-1].at > ONE_LINE:
            yield _line(grey, pieces)
            pieces = []
        pieces.append(rule)
    if pieces:
        yield _line(grey, pieces)


def _line(grey: Pixels, pieces: Sequence[Rule]) -> RuleLine:
    longest = max(pieces, key=lambda r: r.stop - r.start)
    return RuleLine(tuple(pieces), brightness_of(grey, longest))


def stretches(line: RuleLine, across: Sequence[RuleLine]) -> Iterator[tuple[float, float]]:
    """From one rule across to the next, all along the rules that the line crosses."""
    places = sorted(
        o.at(line.at(o.pieces[0].at))
        for o in across
        if o.start - TOUCHES <= line.at(o.pieces[0].at) <= o.stop + TOUCHES
    )
    yield from ((a, b) for a, b in pairwise(places) if b - a > NARROWEST)


def in_its_table(
    line: RuleLine, lines: Sequence[RuleLine], parts: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """The stretches of tables in which the line has pieces: between two tables no line has any."""
    run: list[tuple[float, float]] = []
    for start, stop in [*parts, (math.inf, math.inf)]:
        middle = (start + stop) / 2
        if any(r.start <= middle <= r.stop for one in lines for r in one.pieces):
            run.append((start, stop))
            continue
        if run and any(r.start < run[-1][1] and r.stop > run[0][0] for r in line.pieces):
            yield from run
        run = []
