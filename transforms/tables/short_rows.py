"""Rows that look short of a cell: figures, then only blanks, where other rows have a figure last.

A row that lacks a cell is padded at its end when it is drawn (a browser, Word and LibreOffice all
do so): its figures behind the gap stand one column to the left, and its last column is blank. A
blank that was meant looks the same. So the figures stay as they stand, doubted and announced; in a
row of zeros, only the blank is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.extraction import Cell
from transforms.forms import Table
from transforms.tables.segment import Segment

_DOUBTED = 0.85
_FEWEST = 3  # columns: in fewer, a blank beside a figure is usual (增/减 where nothing changed)
_FILLED = 2  # columns at least

Line = list[Cell]


def doubt_short_rows(segment: Segment) -> None:
    """Lower the confidence of figures that may stand one column to the left."""
    if all(c.state != "blank" for c in segment.cells):
        return
    lines = list(_lines(segment))
    short = [line for line in lines if _is_short(line)]
    if not short or not _others_are_whole(lines, short):
        return
    doubtful: set[int] = set()
    for line in short:
        if _is_likely(segment.table, line):
            _announce(segment, line)
        doubtful |= {id(c) for c in _movable(line)}
    segment.cells = [
        c._replace(confidence=min(c.confidence, _DOUBTED)) if id(c) in doubtful else c
        for c in segment.cells
    ]


def _announce(segment: Segment, line: Line) -> None:
    named = "" if segment.table.layout == "columns" else f"/{line[0].item}"
    segment.doubt(
        "row_may_be_shifted",
        f"{named}: figures, and its last column is blank: a cell may be missing, and the "
        "figures behind it stand one column to the left",
    )


def _is_likely(table: Table, line: Line) -> bool:
    """Whether the last figure may be the total of those before it and of one that is missing; of
    several items in a line, whether one does not add up as it stands."""
    figures = [c.value or 0.0 for c in line if c.state == "number"]
    if table.layout == "rows":
        summed = any(i.per == "item" for i in table.identities)
        return summed and figures[-1] > 0 and figures[-1] >= sum(figures[:-1])
    stated = {(c.item, c.breakdown): c.value for c in line if c.value is not None}
    return any(
        sum(stated[item.code, b] for b in i.left) != sum(stated[item.code, b] for b in i.right)
        for i in table.identities
        if i.per == "item"
        for item in table.items
        if all((item.code, b) in stated for b in (*i.left, *i.right))
    )


def _lines(segment: Segment) -> Iterator[Line]:
    """The printed lines of figures, each in the order of its columns."""
    if segment.table.layout == "columns":
        yield segment.cells
        return
    order = {c.breakdown: n for n, c in enumerate(segment.part.header.columns)}
    rows: dict[str, Line] = {}
    for cell in segment.cells:
        rows.setdefault(cell.item, []).append(cell)
    for row in rows.values():
        yield sorted(row, key=lambda c: order.get(c.breakdown, 0))


def _is_short(line: Line) -> bool:
    """Whether a line begins with figures and ends in blanks."""
    filled = next((n for n, c in enumerate(line) if c.state != "number"), len(line))
    blank = all(c.state == "blank" for c in line[filled:])
    return len(line) >= _FEWEST and _FILLED <= filled < len(line) and blank


def _others_are_whole(lines: Sequence[Line], short: Sequence[Line]) -> bool:
    """Whether this table's last column is filled as a rule; of a line alone, most columns."""
    if len(lines) == 1:
        blanks = sum(c.state == "blank" for c in lines[0])
        return blanks * 2 < len(lines[0])
    whole = sum(len(line) >= _FEWEST and line[-1].state == "number" for line in lines)
    return whole >= len(short)


def _movable(line: Line) -> Line:
    """The cells that say something else if the row lacks one: of zeros, only the blanks."""
    return line if any(c.value for c in line) else [c for c in line if c.state == "blank"]
