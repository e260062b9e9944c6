"""A statutory table that is one line of figures below a header of items and breakdowns."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.row_values import RowValues, by_count, by_place
from transforms.segment import Part, Segment
from transforms.values import parse


def read_line(part: Part) -> Segment:
    """Cells of the one line; two lines with figures are undecided."""
    segment = Segment(part)
    lines = [values for row in part.rows if (values := _values(segment, row)) is not None]
    shown = [v for v in lines if any(e.cell.text or not e.cell.readable for e in v.entries)]
    if len(shown) > 1:
        segment.doubt("ambiguous", f": {len(shown)} lines of figures under one header")
        return segment
    for values in (shown or lines)[:1]:
        for column, entry in zip(part.header.columns, values.entries, strict=True):
            item = segment.table.item(column.item)
            segment.take(item, column, entry, item.label, values.confidence)
    return segment


def _values(segment: Segment, row: Sequence[Entry]) -> RowValues | None:
    """The line's figures under the header's columns; a line that looks like one but does not fit
    is announced."""
    header, aligned = segment.part.header, segment.part.grid.aligned
    placed = by_place(row, header) if aligned and header.placed else None
    ways = [placed] if placed else by_count(row, header, aligned)
    if len(ways) == 1:
        return ways[0]
    width = len(header.columns)
    figures = sum(parse(e.cell.text, "count").state == "number" for e in row if e.own)
    if figures >= width / 2:
        segment.doubt("ambiguous", f": a line of {len(row)} cells under {width} columns")
    return None
