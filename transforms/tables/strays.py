"""Small tables of the text that have a row and a head of a statutory table of another form.

One exact head makes a header where a table has rows of one figure. 行政事业性收费 under
收费金额（万元）, beside a whole table of 2019, is of the report's finances: one form has that head,
the other, which the report is on, that row. In a report on two forms the parts of either have rows
that the other's lack, or stand in one grid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from transforms.extraction import set_aside
from transforms.tables.segment import Segment

_MOST_ROWS = 2  # of a table that may be a stray one

_Form = tuple[str, tuple[str, ...]]  # topic and forms of a table: no two have both


def set_aside_strays(segments: Sequence[Segment]) -> None:
    """Turn the cells of stray tables into cells that no form names."""
    read = [s for s in segments if s.cells]
    if len({_form(s) for s in read}) == len({s.table.topic for s in read}):
        return  # no topic has tables of two forms
    items: defaultdict[_Form, Counter[str]] = defaultdict(Counter)  # in how many of its tables
    grids: defaultdict[tuple[str, int], set[_Form]] = defaultdict(set)
    for segment in read:
        items[_form(segment)].update(_items(segment))
        grids[_place(segment)].add(_form(segment))
    for segment in read:
        form = _form(segment)
        rows = {r for other, own in items.items() if _is_rival(other, form) for r in own}
        if len(grids[_place(segment)]) == 1 and _is_stray(items[form].keys(), rows):
            items[form] -= Counter(_items(segment))
            segment.unmapped += map(set_aside, segment.cells)
            segment.cells, segment.problems = [], []


def _is_stray(own: AbstractSet[str], rows: AbstractSet[str]) -> bool:
    """Whether a form that stands apart has another one's few rows among many more."""
    return len(own) <= _MOST_ROWS and len(rows) > 2 * len(own) and own <= rows


def _is_rival(form: _Form, other: _Form) -> bool:
    return form != other and form[0] == other[0]


def _form(segment: Segment) -> _Form:
    return segment.table.topic, segment.table.forms


def _place(segment: Segment) -> tuple[str, int]:
    return segment.table.topic, segment.part.grid.index


def _items(segment: Segment) -> set[str]:
    return {cell.item for cell in segment.cells}
