"""A statutory table that is one line of figures below a header of items and breakdowns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.tables.labels import plain
from transforms.tables.official import captions, item_variants
from transforms.tables.row_places import by_place, is_told_by_place, plainly_placed
from transforms.tables.row_values import RowValues, by_count, may_be_pushed, shown
from transforms.tables.segment import Part, Segment, kept_label
from transforms.values import is_worded_figure, parse

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PERHAPS = 0.85
_BELOW_NO_HEAD = ": a head is missing, and a blank stands below none: a cell may be missing"
_NAME = 2  # characters: a first cell that says as much names the line


def read_line(part: Part) -> Segment:
    """Cells of the one line; two lines with figures, or one that does not fit, are undecided."""
    segment = Segment(part)
    lines = [values for row in part.rows if (values := _values(segment, row)) is not None]
    filled = [values for values in lines if any(map(shown, values.entries))]
    if segment.problems or len(filled) > 1:
        if len(filled) > 1:
            segment.doubt("ambiguous", f": {len(filled)} lines of figures under one header")
        _keep_all(segment)
        return segment
    for values in (filled or lines)[:1]:
        if _may_lack_a_cell(segment, values):
            values = values._replace(confidence=_PERHAPS)
            segment.doubt("row_may_be_shifted", _BELOW_NO_HEAD)
        segment.settled = len(lines) == 1 and _is_settled(part, values)
        for column, entry in zip(part.header.columns, values.entries, strict=True):
            item = segment.table.item(column.item)
            segment.take(item, column, entry, kept_label(item.label), values.confidence)
    return segment


def _is_settled(part: Part, values: RowValues) -> bool:
    """Whether places alone told which figure is which."""
    if not (part.header.placed and part.grid.aligned):
        return False
    if any(e.cell.row_span > 1 for e in values.entries):
        return False
    rows = [row for row in part.rows if is_told_by_place(row, part.header)]
    placed = [v for row in rows if (v := plainly_placed(row, part.header))]
    return any(v.entries == values.entries for v in placed)


def _may_lack_a_cell(segment: Segment, values: RowValues) -> bool:
    """Whether a head is missing, and there is a blank below none: the line may lack a cell."""
    header = segment.part.header
    if header.complete or not (segment.part.grid.aligned and header.placed):
        return False
    row = next(row for row in segment.part.rows if values.entries[0] in row)
    beside = [e for e in row if e.own and e not in values.entries]
    return any(e.start >= header.columns[0].start and not shown(e) for e in beside)


def _keep_all(segment: Segment) -> None:
    """The figures of undecided lines, each with its heads and what its line is called."""
    for number, row in enumerate(segment.part.rows):
        figures = [e for e in row if e.own and parse(e.cell.text, "count").state == "number"]
        name = next((e.cell.text for e in row if e not in figures and e.cell.text.strip()), "")
        for entry in figures:
            segment.keep(number, entry, name, _head_above(segment, entry))


def _head_above(segment: Segment, entry: Entry) -> str:
    columns = [c for c in segment.part.header.columns if c.start <= entry.start < c.stop]
    if not columns or not segment.part.header.placed:
        return ""
    return f"{segment.table.item(columns[0].item).label} {columns[0].label}"


def _is_named(segment: Segment, row: Sequence[Entry], values: RowValues) -> bool:
    """Whether a line is called something, so that it is not the table's own line of figures."""
    known = {plain(label) for label in segment.table.line_labels} | captions()
    first = values.entries[0].cell.text
    last = segment.part.header.last  # what hangs from above it names the heads, too, not this line
    own = [e for e in row if e.own or e.cell.row > last]
    beside = [e.cell.text for e in own if e not in values.entries]
    in_words = len(_HAN.findall(first)) >= _NAME and not is_worded_figure(first)
    beside += [first] if in_words else []
    names = [text for text in beside if parse(text, "count").state == "text"]
    return any(plain(n) not in known and not _is_item(segment, n) for n in names)


def _is_item(segment: Segment, name: str) -> bool:
    return any(plain(name) in item_variants(item) for item in segment.table.items)


def _values(segment: Segment, row: Sequence[Entry]) -> RowValues | None:
    """The line's figures under the header's columns; a line that looks like one but does not fit
    is announced."""
    header, aligned = segment.part.header, segment.part.grid.aligned
    placed = by_place(row, header) if aligned and header.placed else None
    ways = [placed] if placed else by_count(row, header, aligned)
    if aligned and header.placed and may_be_pushed(row, header) and not segment.part.has_filler:
        ways = []
    if len(ways) == 1 and not _is_named(segment, row, ways[0]):
        return ways[0]
    width = len(header.columns)
    figures = sum(parse(e.cell.text, "count").state == "number" for e in row if e.own)
    if figures >= width / 2:
        segment.doubt("ambiguous", f": a line of {len(row)} cells under {width} columns")
    return None
