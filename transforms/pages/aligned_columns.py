"""Columns of a table without rules: the stretches from left to right that figures cover."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transforms.pages.stacks import joined, stacks
from transforms.pages.words import Word

Stretch = tuple[float, float]


def columns_under(figures: Sequence[Word]) -> list[Stretch]:
    """The stretches from left to right that figures cover."""
    return merged([(word.x0, word.x1) for word in figures])


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches with those that overlap put together, from left to right."""
    columns: list[Stretch] = []
    for start, stop in sorted(stretches):
        if columns and start < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], stop)
        else:
            columns.append((start, stop))
    return columns


def under_heads(
    columns: Sequence[Stretch], head: Sequence[Word], labels: Sequence[Word]
) -> list[Stretch] | None:
    """Columns of figures with the heads that stand lowest over them, one each, and the columns that
    are blank in every row: a head without figures. `columns` where no head can be told; None where
    there are heads without figures, and not surely whose the figures are.

    Figures need not stand under their heads: browsers centre these, and not those.
    """
    ways = list(_ways_to_read(head))
    for told in (_paired, _assigned):
        for heads in ways:
            own = _without_labels_head(heads, labels, len(columns))
            if (places := told(columns, own)) is not None:
                return _together(columns, own, places)
    return None if any(len(heads) > len(columns) + 1 for heads in ways) else list(columns)


def continued(columns: Sequence[Stretch], above: Sequence[Stretch]) -> Sequence[Stretch]:
    """The columns of the table on the page before, if these are some of them: the others are blank;
    else none."""
    within = [
        [n for n, whole in enumerate(above) if whole[0] <= c[0] and c[1] <= whole[1]]
        for c in columns
    ]
    places = [n for found in within for n in found]
    widest = max(b - a for a, b in columns)
    told = len(above) > len(columns) and all(b - a >= widest for a, b in above) and all(within)
    return above if told and len(places) == len(within) == len(set(places)) else ()


def _ways_to_read(head: Sequence[Word]) -> Iterator[list[Stretch]]:
    """The heads that stand lowest, from left to right: lines of one head put together, words that
    stand close as one or apart; each word by itself; or those of the last line alone."""
    parts = [p for w in head for p in (w.parts or (w,))]
    last = max((w.top for w in head), default=0.0)
    beside = [w for w in head if w.bottom > last]
    stacked = ([joined(stack) for stack in stacks(words)] for words in (head, parts))
    for words in (*stacked, head, parts, beside):
        heads = sorted((w.x0, w.x1) for w in _lowest(words))
        if all(a[1] <= b[0] for a, b in pairwise(heads)):
            yield heads


def _paired(columns: Sequence[Stretch], heads: Sequence[Stretch]) -> Sequence[int] | None:
    return range(len(columns)) if in_pairs(columns, heads) else None


def _together(
    columns: Sequence[Stretch], heads: Sequence[Stretch], places: Sequence[int]
) -> list[Stretch]:
    """The stretches of all heads, each with its column's."""
    found = list(heads)
    for column, n in zip(columns, places, strict=True):
        found[n] = min(column[0], heads[n][0]), max(column[1], heads[n][1])
    return found


def _without_labels_head(
    heads: Sequence[Stretch], labels: Sequence[Word], count: int
) -> Sequence[Stretch]:
    """The heads right of that of the labels, which may stand beside short ones; `count` of them
    have figures."""
    if not labels or len(heads) == count:
        return heads
    if len(heads) == count + 1:
        return heads[1:]
    over = sum(any(meet(word, head) for word in labels) for head in heads)
    return heads[max(over, 1) :]


def _assigned(columns: Sequence[Stretch], heads: Sequence[Stretch]) -> list[int] | None:
    """Which head each column of figures has, where others have none; None if that is not sure.

    A column that stands beside its head does so on the side on which all others stick out.
    """
    met = [[n for n, head in enumerate(heads) if overlap(c, head)] for c in columns]
    if any(len(over) > 1 for over in met):
        return None
    pairs = [(c, heads[over[0]]) for c, over in zip(columns, met, strict=True) if over]
    left = all(c[0] < head[0] for c, head in pairs)
    right = all(c[1] > head[1] for c, head in pairs)
    if len(pairs) < len(columns) and (left == right or not pairs):
        return None
    starts = [head[0] for head in heads]
    beside = (bisect_right(starts, c[0]) - (0 if left else 1) for c in columns)
    found = [over[0] if over else n for over, n in zip(met, beside, strict=True)]
    rising = all(a < b for a, b in pairwise(found))
    return found if rising and found[0] >= 0 and found[-1] < len(heads) else None


def in_pairs(columns: Sequence[Stretch], heads: Sequence[Stretch]) -> bool:
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


def meet(word: Word, stretch: Stretch) -> bool:
    return overlap((word.x0, word.x1), stretch)


def overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def column_of(word: Word, columns: Sequence[Stretch]) -> int:
    """The column that a word meets, or begins in."""
    meeting = [n for n, column in enumerate(columns) if meet(word, column)]
    return meeting[0] if meeting else bisect_right([x0 for x0, _ in columns], word.x0) - 1
