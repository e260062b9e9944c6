"""The rows of a table without rules: those with figures, and blank ones, of which only a label is
printed.

A label beside no figures is a blank row's where each row has a label only so. Where all rows with
figures have theirs without that, such labels stand above or below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.pages.aligned_labels import (
    WAYS,
    Labels,
    Way,
    begins_label,
    beside,
    is_one_label,
    named_rows,
    shared_out,
    with_neighbours,
)
from transforms.pages.words import Word

_Told = tuple[list[float], list[Word]]


def labelled_rows(
    middles: Sequence[float], labels: Sequence[Word], *, ends: bool
) -> tuple[list[float], Labels]:
    """The heights of all rows, blank ones too, and the labels of each from left to right, the row's
    own one last; `middles` are the heights of the rows' figures. What stands beside no row, or
    several, is none. `ends`: labels below the last figures are of no other table.
    """
    grouping = set(map(id, with_neighbours(labels)))
    own = sorted((w for w in labels if id(w) not in grouping), key=lambda w: w.middle)
    begun = [n for n, line in enumerate(own) if begins_label(line.text)]
    told = _told(middles, own, ())
    if told is None:
        told = _told(middles, own, begun or range(len(own)))
    else:
        last = middles[-1]
        outer = [n for n in begun if own[n].middle < middles[0] or (ends and own[n].middle > last)]
        told = _told(middles, own, outer) or told
    rows, shared = told or (list(middles), None)
    return rows, named_rows(rows, labels, grouping, shared)


def _told(middles: Sequence[float], own: Sequence[Word], starts: Sequence[int]) -> _Told | None:
    """The heights of all rows, those of blank ones whose labels begin at `starts` too, and each
    row's label; None if rows and labels do not go together."""
    for way in WAYS:
        rows = sorted([*middles, *_blank_rows(middles, own, starts, way)])
        if (shared := shared_out(rows, own, way)) is not None:
            return rows, shared
    return None


def _blank_rows(
    middles: Sequence[float], own: Sequence[Word], starts: Sequence[int], way: Way
) -> Iterator[float]:
    """The heights of rows without figures, whose labels begin at `starts`."""
    for start, stop in pairwise([*starts, len(own)]):
        lines = own[start:stop]
        if not beside(middles, lines) and is_one_label(lines):
            yield way(lines)
