"""What the tables of a layout yield, as far as their values decide upon nothing but themselves.

A value is free where labels and places alone told which cell it is (`Segment.settled`), and where
any other number, blank or dash there would be read as surely.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any

from transforms.blocks import Grid, GridCell, new_tuple
from transforms.extraction import Cell, Problem, State, UnmappedCell
from transforms.forms import headed_tables
from transforms.tables.assumed_heads import is_assumed
from transforms.tables.header_columns import Header
from transforms.tables.headers import find_headers
from transforms.tables.segment import Part, Segment
from transforms.tables.stacked_rows import unstacked
from transforms.tables.table_list import may_have_lists
from transforms.values import (
    MONEY,
    counts_in_lots,
    is_plain_figure,
    is_plain_value,
    parse,
    sure_count,
)

_MONEY_UNIT = "万元"  # a sum that is free is stated in it
_MOST_FIXED = 20  # figures that must be the same; with more, hardly any other document has them
_FEWEST_NUMBERS = 4  # in a first column, one up from the last, count its rows
_VALUE, _DECIMAL = "0", "0.0"  # stand for any count, blank or dash, and for any decimal number
_VARIANTS = ("0", "", "\xa0", "1,234")  # a figure, nothing, and no label or one that is none


@dataclass(frozen=True, slots=True)
class _Table:
    """What one table yields: for each cell its place among the document's cells, and its fields
    before value, state and text, and behind them; or the cell as it was, if its text is fixed.
    """

    grid: int
    header: Header
    cells: tuple[tuple[int, tuple[Any, ...], tuple[Any, ...] | None], ...]
    unmapped: tuple[tuple[int, UnmappedCell], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a layout's tables yield, where the values at some places are these."""

    tables: tuple[_Table, ...]
    values: tuple[tuple[int, str], ...]


@lru_cache(maxsize=16384)
def worded(text: str) -> str:
    """The text; for a value that may be free, what stands for all such."""
    if text.isdigit():
        return _VALUE if sure_count(text) is not None else text
    if "." in text:
        return _DECIMAL if is_plain_figure(text) else text
    return _VALUE if is_plain_value(text) else text


def filled_in(plan: Plan, grids: Sequence[Grid]) -> list[Segment] | None:
    """The tables of a document of that layout; None where a value differs that is not free."""
    cells = list(chain.from_iterable([g.cells for g in grids]))
    if any(cells[place].text != text for place, text in plan.values):
        return None
    return [_segment(table, grids, cells) for table in plan.tables]


def _segment(table: _Table, grids: Sequence[Grid], cells: Sequence[GridCell]) -> Segment:
    segment = Segment(Part(grids[table.grid], table.header, []))
    found = segment.cells
    for place, before, behind in table.cells:
        cell = cells[place]
        if behind is None:
            found.append(Cell(*before)._replace(locator=cell.locator))
            continue
        text = cell.text
        told = (float(text), "number") if text.isdigit() else _told(text, behind[0])
        found.append(new_tuple(Cell, (*before, *told, text, *behind, cell.locator, 0)))
    for place, kept in table.unmapped:
        segment.unmapped.append(replace(kept, locator=cells[place].locator))
    segment.problems.extend(table.problems)
    return segment


def _told(text: str, unit: str) -> tuple[float | None, State]:
    read = parse(text, unit, column_unit=_MONEY_UNIT)
    return read.value, read.state


def plan_of(grids: Sequence[Grid], segments: Sequence[Segment]) -> Plan | None:
    """What the tables yield; None where figures may decide more than their own cells."""
    cells = list(chain.from_iterable([g.cells for g in grids]))
    places = {id(c.locator): n for n, c in enumerate(cells)}
    if len(places) < len(cells) or not _all_headed(grids, segments):
        return None
    if may_have_lists(c.text for c in cells):
        return None
    if not all(_is_as_printed(s, grids, places) for s in segments):
        return None
    tables = tuple(_table(s, grids, places) for s in segments)
    free = {place for table in tables for place, _, behind in table.cells if behind is not None}
    values = [(n, c.text) for n, c in enumerate(cells) if n not in free and is_value(c.text)]
    if not free or sum(bool(text.strip()) for _, text in values) > _MOST_FIXED:
        return None
    return Plan(tables, tuple(values)) if _headers_hold(grids, free) else None


def is_value(text: str) -> bool:
    return worded(text) in (_VALUE, _DECIMAL)


def _headers_hold(grids: Sequence[Grid], free: Collection[int]) -> bool:
    """Whether the same headers are found whatever stands in the free cells: rows without figures
    below a header may belong to it."""
    before = 0
    for grid in grids:
        own = {n - before for n in free if before <= n < before + len(grid.cells)}
        before += len(grid.cells)
        seen = [_headers(grid, own, text) for text in _VARIANTS] if own else []
        if any(one != seen[0] for one in seen):
            return False
    return True


def _headers(grid: Grid, free: Collection[int], text: str) -> tuple[int, list[Header]]:
    """How many rows a grid has, and its headers, if its free cells say that."""
    cells = [
        new_tuple(GridCell, (text, *c[1:])) if n in free else c for n, c in enumerate(grid.cells)
    ]
    rows = unstacked(replace(grid, cells=tuple(cells)).rows())
    return len(rows), find_headers(rows)


def _all_headed(grids: Sequence[Grid], segments: Sequence[Segment]) -> bool:
    """Whether each statutory table has its head: where one lacks, sums tell which it is."""
    headed = {s.table.topic for s in segments if not is_assumed(s.part.header)}
    aligned = all(g.aligned and not g.breaks for g in grids)
    return aligned and headed >= {t.topic for t in headed_tables()}


def _is_as_printed(segment: Segment, grids: Sequence[Grid], places: Mapping[int, int]) -> bool:
    """Whether a table's cells are those of a grid, which was neither turned nor split."""
    found = [*(c.locator for c in segment.cells), *(u.locator for u in segment.unmapped)]
    own = any(g is segment.part.grid for g in grids) and not segment.scopes
    return own and all(id(locator) in places for locator in found)


def _table(segment: Segment, grids: Sequence[Grid], places: Mapping[int, int]) -> _Table:
    free = _are_free(segment)
    return _Table(
        grid=next(n for n, g in enumerate(grids) if g is segment.part.grid),
        header=segment.part.header,
        cells=tuple(
            (places[id(c.locator)], c[:4], c[7:11])
            if free and _is_free(c)
            else (places[id(c.locator)], c, None)
            for c in segment.cells
        ),
        unmapped=tuple((places[id(u.locator)], u) for u in segment.unmapped),
        problems=tuple(segment.problems),
    )


def _are_free(segment: Segment) -> bool:
    """Whether a table's figures say nothing but themselves."""
    if not segment.settled or segment.problems or segment.unmapped:
        return False
    if any(counts_in_lots(c.label) for c in segment.part.header.columns):
        return False  # only a 0 is sure there
    below = len(segment.part.rows)
    return below < _FEWEST_NUMBERS or segment.part.header.columns[0].start > 0


def _is_free(cell: Cell) -> bool:
    """Whether another value in its place would be read as surely, and as nothing else."""
    if cell.unit == MONEY:  # whether the unit is said, and which, a sum alone shows
        return bool(cell.value) and is_value(cell.raw) and cell.value == float(cell.raw)
    return worded(cell.raw) == _VALUE
