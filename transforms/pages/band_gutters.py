"""Where upright rules stand between the columns of a table that has level rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.pages.band_columns import Block, Stretch
from transforms.pages.band_heads import runs
from transforms.pages.bands import Band

_LEAST = 3.0  # points between a label and the figures


class Columns(NamedTuple):
    """A band with the places between its columns; whether it is a row, with figures or without."""

    band: Band
    gutters: tuple[float, ...]
    is_row: bool


def gutters_of(
    parts: Sequence[Block], edges: Sequence[float], above: Sequence[float]
) -> list[Columns]:
    """Each band with the places between its block's columns: at a rule's end or where another
    block has one, else where the room is free of the block's heads, too.

    Rows without heads go on from the page before and have all its columns; heads whose rows stand
    on the next page are taken to have those above them.
    """
    known = [*edges, *above]
    places: dict[int, tuple[float, ...]] = {}
    for n in sorted(range(len(parts)), key=lambda n: -len(parts[n].rooms)):
        block = parts[n]
        heads = _texts(block.bands[: block.first])
        found = {_place(r, known, heads, not i) for i, r in enumerate(block.rooms)}
        if not block.first:
            free = [x for x in above if any(a - 1 <= x <= b + 1 for a, b in block.rooms)]
            found |= {x for x in free if not any(_crossed(x, _texts(block.bands)))}
        places[n] = tuple(sorted(found))
        known += places[n]
    columns: list[Columns] = []
    last = tuple(sorted(set(known)))
    for n, block in enumerate(parts):
        last = places[n] or last
        columns += [Columns(b, last, i >= block.first) for i, b in enumerate(block.bands)]
    return columns


def _texts(bands: Sequence[Band]) -> list[list[Stretch]]:
    """How far each text of each line reaches."""
    lines = [line for band in bands for line in band.lines]
    return [[(run[0].x0, run[-1].x1) for run in runs(line)] for line in lines]


def _place(
    room: Stretch, known: Sequence[float], heads: Sequence[Sequence[Stretch]], is_first: bool
) -> float:
    """Where in a room between columns an upright rule stands: the lowest heads leave it free. The
    first one, right of the labels, leaves room for longer labels."""
    start, stop = room
    met = [x for x in known if start - 1 <= x <= stop + 1 and not any(_crossed(x, heads))]
    if met:
        return met[0]
    ends = {x for line in heads for head in line for x in head if start < x < stop}
    gaps = pairwise(sorted({start, stop, *ends}))
    a, b = min(gaps, key=lambda gap: (_crossed(sum(gap) / 2, heads), gap[0] - gap[1]))
    return max((a + b) / 2, b - _LEAST) if is_first else (a + b) / 2


def _crossed(at: float, heads: Sequence[Sequence[Stretch]]) -> list[bool]:
    """Whether a head of each line goes over a place, from the lowest line up."""
    return [any(x0 < at < x1 for x0, x1 in line) for line in reversed(heads)]
