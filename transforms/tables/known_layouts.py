"""Layouts that were read before: most reports of a year print one form, and differ in figures only.

Which cell stands for what is worked out once for all documents whose tables say the same words in
the same places. A figure may differ where it decided nothing: in a table whose labels and places
alone told its cells (`Segment.settled`), as a plain number, a blank or a dash. Every other text
must be the same, so that a document is read the same, whether its layout was known or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.blocks import Grid
from transforms.tables.layout_plan import Plan, filled_in, plan_of, worded
from transforms.tables.segment import Segment

_MOST = 512  # layouts kept, each of some 60 KB
_MOST_MET = 65_536  # layouts of which it is known that they were met, before that is forgotten
_OFTEN = 4  # times met: to work out what is kept takes as long as to read the tables
_MOST_CELLS = 2000  # of a document; larger ones hardly ever return

Layout = tuple[object, ...]

_known: dict[Layout, Plan | None] = {}
_met: Counter[int] = Counter()  # how often, by the hashes of layouts


def layout_of(grids: Sequence[Grid]) -> Layout | None:
    """What grids say but for their values, and where; None where that is not worth to be kept."""
    if not grids or sum(len(g.cells) for g in grids) > _MOST_CELLS:
        return None
    return tuple([_said(g) for g in grids])


def _said(grid: Grid) -> Layout:
    texts = [worded(c[0]) for c in grid.cells]
    places = [c[1:7] for c in grid.cells]
    rest = grid.index, grid.aligned, grid.breaks, grid.shown, grid.note
    return (tuple(texts), tuple(places), *rest)


def recalled(layout: Layout | None, grids: Sequence[Grid]) -> list[Segment] | None:
    """The tables of a document whose layout was read before; None if it was not, or if a value
    differs that may decide upon others."""
    plan = _known.get(layout) if layout else None
    return filled_in(plan, grids) if plan else None


def remember(layout: Layout | None, grids: Sequence[Grid], segments: Sequence[Segment]) -> None:
    """Keep what a layout's tables yield, as far as their figures decided nothing; only of one that
    was met often, for many never return."""
    if layout is None:
        return
    if len(_met) >= _MOST_MET:
        _met.clear()
    _met[met := hash(layout)] += 1
    if _met[met] < _OFTEN:
        return
    del _met[met]  # if it is forgotten, it has to be met as often again
    if _known.get(layout, ...) is None:
        return  # its figures decide
    while len(_known) >= _MOST:
        del _known[next(iter(_known))]
    _known[layout] = plan_of(grids, segments)
