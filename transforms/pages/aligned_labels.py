"""Which row each label of a table without rules belongs to, lines of one label put together.

A label of several lines stands centred beside its row's figures, or begins or ends on their line.
The lines are shared out from top to bottom, so that every row has a label and every line a row:
where only one way of doing that fits, it is right, however narrow the rows are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from transforms.pages.stacks import joined, stacks
from transforms.pages.words import Word

_OFF = 0.2  # of the font's size: a label stands that exactly beside its figures
_MOST_LINES = 16  # of one label, in a very narrow column
_EVEN = 0.15  # of the font's size: lines of one label are as far apart as the others
_STEP = 2.2  # of the font's size: lines of one label are not farther apart
_MOST_WAYS = 4  # that are kept at a time: two that fit equally well are one too many
_REACH = 2.5  # of the font's size: a group's label stands that near the rows' own

_NUMBER = re.compile(r"\d{1,2}[.．、](?!\d)|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]")

Labels = list[list[Word]]
Cuts = tuple[int, ...]
Way = Callable[[Sequence[Word]], float]

WAYS: tuple[Way, ...] = (
    lambda lines: (lines[0].middle + lines[-1].middle) / 2,
    lambda lines: lines[0].middle,
    lambda lines: lines[-1].middle,
)


def named_rows(
    middles: Sequence[float],
    labels: Sequence[Word],
    grouping: Collection[int],
    shared: Sequence[Word] | None,
) -> Labels:
    """The labels of each row; `grouping` are the ids of those of groups."""
    if shared is None:
        own = [w for w in labels if id(w) not in grouping]
        found = _by_stack(middles, labels)
        names = {w.text for stack in stacks(own) for w in (*stack, joined(stack))}
        return [words if any(w.text in names for w in words) else [] for words in found]
    named: Labels = [[word] for word in shared]
    for stack in stacks([w for w in labels if id(w) in grouping]):
        inside = beside(middles, stack)
        if len(inside) == 1:
            named[inside[0]].insert(0, joined(stack))
    return named


def with_neighbours(labels: Sequence[Word]) -> Iterator[Word]:
    """Labels that have others to their right, beside them or above and below: they are groups'."""
    ordered = sorted(labels, key=lambda w: w.middle)
    heights = [w.middle for w in ordered]
    for word in labels:
        reach, near = _REACH * word.size, _OFF * word.size
        first = bisect_left(heights, word.middle - reach)
        around = ordered[first : bisect_right(heights, word.middle + reach)]
        away = [o.middle - word.middle for o in around if o.x0 > word.x1]
        above = any(-reach < d <= near for d in away)
        if above and any(-near <= d < reach for d in away):
            yield word


def beside(middles: Sequence[float], stack: Sequence[Word]) -> range:
    """The rows whose figures stand beside a stack of lines."""
    return range(bisect_left(middles, stack[0].top), bisect_right(middles, stack[-1].bottom))


def shared_out(middles: Sequence[float], lines: Sequence[Word], way: Way) -> list[Word] | None:
    """One label for each row, beside it in that way; None if that cannot be, or in several ways.

    Lines above the first row's figures may be of the head, those below the last one's of the text.
    """
    if not middles or len(lines) < len(middles):
        return None
    found = list(_cuts(middles, lines, way))
    most = max((cuts[-1] - cuts[0] for cuts in found), default=0)
    fullest = [cuts for cuts in found if cuts[-1] - cuts[0] == most]
    if len(fullest) == 1:
        return [joined(lines[a:b]) for a, b in pairwise(fullest[0])]
    return None


def _cuts(middles: Sequence[float], lines: Sequence[Word], way: Way) -> Iterator[Cuts]:
    """The ways to cut lines into one label for each row, so that it stands beside the row."""
    above = sum(line.middle < middles[0] for line in lines)
    open_ways: dict[int, list[Cuts]] = {start: [(start,)] for start in range(above + 1)}
    for middle in middles:
        after: dict[int, list[Cuts]] = {}
        for start, ways in open_ways.items():
            for stop in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
                if _is_label(lines[start:stop], middle, way):
                    kept = after.setdefault(stop, [])
                    kept += [(*cuts, stop) for cuts in ways]
                    del kept[_MOST_WAYS:]
        open_ways = after
    for stop, ways in open_ways.items():
        if all(line.middle > middles[-1] for line in lines[stop:]):
            yield from ways


def _is_label(lines: Sequence[Word], middle: float, way: Way) -> bool:
    if abs(way(lines) - middle) > _OFF * lines[0].size:
        return False
    return not any(begins_label(line.text) for line in lines[1:]) and is_one_label(lines)


def is_one_label(lines: Sequence[Word]) -> bool:
    """Whether lines are as far apart as one label's are."""
    size = lines[0].size
    steps = [b.middle - a.middle for a, b in pairwise(lines)]
    return not steps or (max(steps) - min(steps) <= _EVEN * size and max(steps) <= _STEP * size)


def begins_label(line: str) -> bool:
    """Whether a line begins with the number of a row."""
    return _NUMBER.match(line) is not None


def _by_stack(middles: Sequence[float], labels: Sequence[Word]) -> Labels:
    """Lines that stand near above each other are one label, unless each has its own figures."""
    named: Labels = [[] for _ in middles]
    for stack in _single(stacks(labels)):
        inside = beside(middles, stack)
        if len(inside) == 1:
            named[inside[0]].append(joined(stack))
        elif len(inside) == len(stack):
            for row, word in zip(inside, stack, strict=True):
                if word.top <= middles[row] <= word.bottom:
                    named[row].append(word)
    return [sorted(words, key=lambda w: w.x0) for words in named]


def _single(found: Sequence[Sequence[Word]]) -> Iterator[list[Word]]:
    """Stacks of lines, cut where a line begins a label."""
    for stack in found:
        starts = [0, *(n for n, word in enumerate(stack) if n and begins_label(word.text))]
        yield from (list(stack[a:b]) for a, b in pairwise([*starts, len(stack)]))
