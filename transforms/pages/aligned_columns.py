"""Columns of a table without rules: the stretches from left to right that figures cover."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from transforms.pages.words import Word


def columns_under(figures: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches from left to right that figures cover."""
    return _columns_of([(word.x0, word.x1) for word in figures])


def _columns_of(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for start, stop in sorted(stretches):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], stop)
        else:
            columns.append((start, stop))
    return columns


def empty_columns(
    columns: Sequence[tuple[float, float]], head: Sequence[Word]
) -> Iterator[tuple[float, float]]:
    """Where a head stands lowest over no figure at all: a column that is blank in every row."""
    parts = [p for w in head for p in (w.parts or (w,))]
    lowest = [
        p for p in parts if not any(o.top > p.bottom and meet(o, (p.x0, p.x1)) for o in parts)
    ]
    found = [
        (p.x0, p.x1)
        for p in lowest
        if p.x0 > columns[0][0] and not any(meet(p, column) for column in columns)
    ]
    yield from _columns_of(found)


def meet(word: Word, stretch: tuple[float, float]) -> bool:
    return word.x0 < stretch[1] and stretch[0] < word.x1


def column_of(word: Word, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a word meets, or begins in."""
    meeting = [n for n, column in enumerate(columns) if meet(word, column)]
    return meeting[0] if meeting else bisect_right([x0 for x0, _ in columns], word.x0) - 1
