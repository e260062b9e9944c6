"""Heads of a table without upright rules: over which columns each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.pages.drawn import Glyph, Rectangle, Rule
from transforms.pages.glyph_text import lines

_WORD = 0.2  # of the font's size: characters of one text stand nearer
_OVER = 0.5  # points of a glyph on either side of a rule that it crosses
_BELOW = 1.0  # points between a head and the rule below it
_FEWEST = 2  # heads below one head


class Parting(NamedTuple):
    """The rules that part the heads in a box."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def crowd(glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell holds the heads of several columns: words side by side, no one spaced out."""
    for line in lines(glyphs):
        found = runs(line)
        gaps = [b[0].x0 - a[-1].x1 > a[-1].size for a, b in pairwise(found)]
        if any(gaps) and (len(found) > _FEWEST or any(len(run) > 1 for run in found)):
            return True
    return False


def parted(glyphs: Sequence[Glyph], box: Rectangle, gutters: Sequence[float]) -> Parting:
    """The rules that part the heads in a box; `gutters` are the places between its columns.

    Where some heads stand over several columns, and others below them over one each, a level rule
    parts the two.
    """
    x0, top, x1, bottom = box
    texts: list[Sequence[Glyph]] = [run for line in lines(glyphs) for run in runs(line)]
    edges = [x0, *gutters, x1]
    wide = [run for run in texts if any(_over(run, g) for g in gutters)]
    wide += [run for column in pairwise(edges) for run in _above_others(texts, column)]
    height = max((_foot(run) for run in wide), default=top)
    below = [(a, b) for a, b in pairwise(edges) if _stands_below(texts, (a, b), height)]
    if not wide or len(below) < _FEWEST:
        return Parting((), tuple(Rule(g, top, bottom) for g in _free(glyphs, box, gutters)))
    apart = _one_by_one(texts, wide, edges)
    if any((rule.start, rule.stop) not in below for rule in apart):
        return Parting(apart, tuple(_beside(wide, box, gutters)))
    alone = [g for g in gutters if not any(g in stretch for stretch in below)]
    upper = (x0, top, x1, height)
    over = [g for run in texts for g in run if g.bottom <= height + 2 * _BELOW]
    kept = {*_free(over, upper, gutters), *alone, *_outer(below, edges)}
    upright = [Rule(g, height, bottom) for g in gutters]
    upright += [Rule(g, top, height) for g in sorted(kept) if g in gutters]
    return Parting(tuple(Rule(height, a, b) for a, b in below), tuple(upright))


def _one_by_one(
    texts: Sequence[Sequence[Glyph]], wide: Sequence[Sequence[Glyph]], edges: Sequence[float]
) -> tuple[Rule, ...]:
    """A level rule in each column between a wide head over it and what stands below that: heads
    need not end at one height, where some have a row more than others."""
    found: list[Rule] = []
    for a, b in pairwise(edges):
        over = [_foot(run) for run in wide if run[0].x0 + _OVER < b and a < run[-1].x1 - _OVER]
        if over and _stands_below(texts, (a, b), max(over)):
            found.append(Rule(max(over), a, b))
    return tuple(found)


def _beside(
    wide: Sequence[Sequence[Glyph]], box: Rectangle, gutters: Sequence[float]
) -> Iterator[Rule]:
    """Upright rules between all columns, below the wide heads that cross them."""
    _, top, _, bottom = box
    for g in gutters:
        yield Rule(g, max((_foot(run) for run in wide if _over(run, g)), default=top), bottom)


def _foot(run: Sequence[Glyph]) -> float:
    return max(g.bottom for g in run) - _BELOW


def _outer(below: Sequence[tuple[float, float]], edges: Sequence[float]) -> set[float]:
    """The edges between columns with and without a rule across."""
    crossed = {a for a, _ in below} ^ {b for _, b in below}
    return {e for e in crossed if e in edges}


def _stands_below(
    texts: Sequence[Sequence[Glyph]], column: tuple[float, float], height: float
) -> bool:
    """Whether all that stands in a column stands below the heads of several."""
    own = [r for r in _inside(texts, column) if r[0].top > height - _BELOW]
    upper = [r for r in _inside(texts, column) if r not in own]
    return bool(own) and upper == list(_above_others(texts, column))


def _above_others(
    texts: Sequence[Sequence[Glyph]], column: tuple[float, float]
) -> Iterator[Sequence[Glyph]]:
    """The texts in a column that are heads of several columns, however narrow they are: lines of
    one head are broken where they are full, so that none but the last is shorter than the first."""
    own = sorted(_inside(texts, column), key=lambda run: run[0].top)
    while len(own) > _FEWEST and _width(own[0]) - max(map(_width, own[1:])) > own[0][0].size / 2:
        yield own.pop(0)


def _inside(texts: Sequence[Sequence[Glyph]], column: tuple[float, float]) -> list[Sequence[Glyph]]:
    return [r for r in texts if column[0] <= r[0].x0 + _OVER and r[-1].x1 - _OVER <= column[1]]


def _width(run: Sequence[Glyph]) -> float:
    return run[-1].x1 - run[0].x0


def runs(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """The texts of one line: glyphs that touch."""
    found: list[list[Glyph]] = []
    for glyph in line:
        if not glyph.text.strip():
            continue
        if found and glyph.x0 - found[-1][-1].x1 < _WORD * glyph.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return found


def _over(run: Sequence[Glyph], place: float) -> bool:
    return run[0].x0 + _OVER < place < run[-1].x1 - _OVER


def _free(glyphs: Sequence[Glyph], box: Rectangle, gutters: Sequence[float]) -> list[float]:
    """The places between heads side by side: a head stands in the middle of its columns, or begins
    as far behind their left edge as the first one does."""
    shown = [run for line in lines(glyphs) for run in runs(line)]
    free = [g for g in gutters if not any(_over(run, g) for run in shown)]
    slots = [*pairwise([box[0], *free, box[2]])]
    texts = [found for slot in slots if (found := _within(glyphs, slot))]
    if len(texts) == len(slots) == len(gutters) + 1:
        return free
    kept: list[float] = []
    left, indent = box[0], texts[0][0] - box[0] if texts else 0.0
    for (x0, x1), (next_x0, _) in pairwise(texts):
        between = [g for g in free if x1 - _OVER <= g <= next_x0 + _OVER]
        wanted = (x0 + x1 - left, next_x0 - indent)
        left = min(between, key=lambda g: min(abs(g - want) for want in wanted))
        kept.append(left)
    return kept


def _within(glyphs: Sequence[Glyph], slot: tuple[float, float]) -> tuple[float, float] | None:
    """Where the text in a slot begins and ends."""
    inside = [g for g in glyphs if slot[0] <= (g.x0 + g.x1) / 2 < slot[1] and g.text.strip()]
    return (min(g.x0 for g in inside), max(g.x1 for g in inside)) if inside else None
