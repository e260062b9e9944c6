"""Columns of a table without rules: the stretches from left to right that figures cover."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transforms.pages.stacks import joined, stacks
from transforms.pages.words import Word


def columns_under(figures: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches from left to right that figures cover."""
    return merged([(word.x0, word.x1) for word in figures])


def merged(stretches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches with those that overlap put together, from left to right."""
    columns: list[tuple[float, float]] = []
    for start, stop in sorted(stretches):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], stop)
        else:
            columns.append((start, stop))
    return columns


def headed_columns(
    columns: Sequence[tuple[float, float]], head: Sequence[Word]
) -> list[tuple[float, float]] | None:
    """Columns of figures with the heads that stand lowest over them, one each; None where heads
    and columns are not as many, or do not follow each other in pairs.

    Figures need not stand under their heads: browsers centre these, and not those.
    """
    parts = [p for w in head for p in (w.parts or (w,))]
    last = max((w.top for w in head), default=0.0)
    beside = [w for w in head if w.bottom > last]
    for words in ([joined(stack) for stack in stacks(parts)], head, parts, beside):
        heads = sorted(_lowest(words), key=lambda w: w.x0)
        heads = heads[len(heads) - len(columns) :] if len(heads) == len(columns) + 1 else heads
        if in_pairs(columns, [(h.x0, h.x1) for h in heads]):
            pairs = zip(columns, heads, strict=True)
            return [(min(c[0], h.x0), max(c[1], h.x1)) for c, h in pairs]
    return None


def in_pairs(columns: Sequence[tuple[float, float]], heads: Sequence[tuple[float, float]]) -> bool:
    """Whether there is one head a column, and each column begins behind the head before its own,
    and ends before the next one."""
    if len(columns) != len(heads):
        return False
    starts = [-math.inf, *(x1 for _, x1 in heads)]
    stops = [*(x0 for x0, _ in heads[1:]), math.inf]
    apart = all(a[1] <= b[0] for a, b in pairwise(heads))
    rooms = zip(columns, starts, stops, strict=False)
    return apart and all(start <= c[0] and c[1] <= stop for c, start, stop in rooms)


def _lowest(words: Sequence[Word]) -> list[Word]:
    """The words below which no other one stands."""
    return [p for p in words if not any(o.top > p.bottom and meet(o, (p.x0, p.x1)) for o in words)]


def empty_columns(
    columns: Sequence[tuple[float, float]], head: Sequence[Word]
) -> Iterator[tuple[float, float]]:
    """Where a head stands lowest over no figure at all: a column that is blank in every row."""
    parts = [p for w in head for p in (w.parts or (w,))]
    found = [
        (p.x0, p.x1)
        for p in _lowest(parts)
        if p.x0 > columns[0][0] and not any(meet(p, column) for column in columns)
    ]
    yield from merged(found)


def all_under_heads(columns: Sequence[tuple[float, float]], head: Sequence[Word]) -> bool:
    """Whether each column stands under some word of the head."""
    return all(any(meet(word, column) for word in head) for column in columns)


def meet(word: Word, stretch: tuple[float, float]) -> bool:
    return word.x0 < stretch[1] and stretch[0] < word.x1


def column_of(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a word meets, or begins in."""
    meeting = [n for n, column in enumerate(columns) if meet(word, column)]
    return meeting[0] if meeting else bisect_right([x0 for x0, _ in columns], word.x0) - 1
