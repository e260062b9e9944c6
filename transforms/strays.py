"""Small tables of the text that have a row and a head of a statutory table of another form.

One exact head makes a header where a table has rows of one figure. 行政事业性收费 under
收费金额（万元）, beside a whole table of 2019, is of the report's finances: one form has that head,
the other, which the report is on, that row. In a report on two forms the parts of either have rows
that the other's lack, or stand in one grid.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.extraction import set_aside
from transforms.segment import Segment

_MOST_ROWS = 2  # of a table that may be a stray one


def set_aside_strays(segments: Sequence[Segment]) -> None:
    """Turn the cells of stray tables into cells that no form names."""
    read = [s for s in segments if s.cells]
    for segment in read:
        if _is_stray(segment, read):
            segment.unmapped += map(set_aside, segment.cells)
            segment.cells, segment.problems = [], []


def _is_stray(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether a table of another form stands apart and has this one's few rows among many more."""
    grid, table = segment.part.grid.index, segment.table
    alike = [s for s in segments if s.table.topic == table.topic]
    own = _items([s for s in alike if s.table is table])
    others = [s for s in alike if s.table is not table]
    rows = _items(others)
    together = any(s.part.grid.index == grid for s in others)
    few = len(own) <= _MOST_ROWS and len(rows) > 2 * len(own)
    return few and not together and own <= rows


def _items(segments: Sequence[Segment]) -> set[str]:
    return {cell.item for s in segments for cell in s.cells}
