"""From grids to statutory tables: found by content, in whatever grids they stand.

A value hangs on its labels and its place. Whatever contradicts itself gives no value but a
problem; whatever no form names goes to the unmapped cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.blocks import Entry, Grid
from transforms.tables.assumed_heads import headed, is_assumed
from transforms.tables.exchanged_heads import doubt_exchanged_heads
from transforms.tables.header_columns import Header
from transforms.tables.headers import find_headers
from transforms.tables.known_layouts import layout_of, recalled, remember
from transforms.tables.labels import SURE, closest, plain
from transforms.tables.list_rows import width_of
from transforms.tables.official import item_variants
from transforms.tables.page_breaks import mend
from transforms.tables.row_values import label_of
from transforms.tables.segment import Part, Segment
from transforms.tables.serials import without_first_serials
from transforms.tables.short_rows import doubt_short_rows
from transforms.tables.split_rows import doubt_split_rows
from transforms.tables.stacked_rows import unstacked
from transforms.tables.strays import set_aside_strays
from transforms.tables.suspicion import without_slid_rows
from transforms.tables.table_crossed import read_crossed
from transforms.tables.table_line import read_line
from transforms.tables.table_list import read_lists
from transforms.tables.table_rows import read_rows
from transforms.tables.turned import in_full, turned
from transforms.values import parse

VERSION = 106  # raised whenever equal blocks may give other cells

_READ = {"rows": read_rows, "columns": read_line}


def read_grids(grids: Sequence[Grid], scope: str = "") -> list[Segment]:
    """All statutory tables of a document, in reading order; of lists with columns of several
    bodies' figures, those of `scope`."""
    layout = layout_of(grids)
    segments = recalled(layout, grids)
    lists: list[Segment] = []
    if segments is None:
        mended = [(grid, unstacked(mend(grid.rows(), grid.breaks))) for grid in grids]
        segments = _aligned(mended)
        remember(layout, grids, segments)
        lists = read_lists(mended, scope)
    for segment in segments:
        doubt_short_rows(segment)
        doubt_exchanged_heads(segment)
        segment.cells, problems = without_slid_rows(
            segment.table, segment.cells, aligned=segment.part.grid.aligned
        )
        segment.problems += problems
    segments += lists
    for segment in segments:
        doubt_split_rows(segment)
    set_aside_strays(segments)
    return [s for s in segments if s.cells or s.unmapped or s.problems]


def _aligned(grids: Sequence[tuple[Grid, list[list[Entry]]]]) -> list[Segment]:
    """The tables of grids with rows that are whole, lists aside."""
    segments: list[Segment] = []
    for grid, rows, headers in headed(grids):
        parts = list(_parts(grid, rows, headers))
        if segments and not headers:
            parts = list(_going_on(grid, rows, segments))
        read = [_read(part) for part in parts]
        for segment in read:
            segment.settled = segment.settled and bool(headers)
        segments += read
        if not parts and (crossed := read_crossed(grid, rows)):
            segments.append(crossed)
    segments += _on_their_sides(grids, segments)
    return segments


def _read(part: Part) -> Segment:
    segment = _READ[part.header.table.layout](part)
    if is_assumed(part.header):
        message = ": its columns have no heads; they are told by the form's order and sums"
        segment.doubt("heads_missing", message)
    return segment


def _on_their_sides(
    grids: Sequence[tuple[Grid, list[list[Entry]]]], segments: Sequence[Segment]
) -> Iterator[Segment]:
    """Tables printed on their side, of topics that no upright table has."""
    found = {s.table.topic for s in segments if s.cells}
    claimed = {s.part.grid.index for s in segments}
    for grid, rows in grids:
        if grid.index in claimed or (upright := turned(grid, rows)) is None:
            continue
        turned_rows = upright.rows()
        for part in _parts(upright, turned_rows, find_headers(turned_rows)):
            whole = in_full(part.header, part.rows)
            if part.header.table.topic not in found and whole.known:
                yield _READ[part.header.table.layout](replace(part, header=whole))


def _parts(grid: Grid, rows: list[list[Entry]], headers: list[Header]) -> Iterator[Part]:
    ends = [*(h.first for h in headers[1:]), len(rows)]
    for header, end in zip(headers, ends, strict=False):
        head, body = rows[header.first : header.last + 1], rows[header.last + 1 : end]
        yield Part(grid, header, without_first_serials(header.table, head, body))


def _going_on(grid: Grid, rows: list[list[Entry]], segments: list[Segment]) -> Iterator[Part]:
    """A grid without header that goes on with the last table: it has two of its missing rows, or
    figures in one row alone, and that is missing: the last one, say, on a page of its own."""
    before = segments[-1].part
    header = before.header
    if header.table.layout != "rows":
        return
    if not (grid.aligned and width_of(before.grid.rows()) == width_of(rows)):
        header = replace(header, placed=False)
    seen = {c.item for s in segments if s.table is header.table for c in s.cells}
    items = [i for i in header.table.items if i.code not in seen]
    missing = tuple(v for i in items for v in item_variants(i))
    labels = [plain(label_of(row, header, grid.aligned)[0]) for row in rows]
    known = sum(closest(label, missing) >= SURE for label in labels if label)
    stating = sum(any(_states(e) for e in row) for row in rows) or len(rows)
    if known >= (1 if stating == 1 else 2):
        yield Part(grid, header, rows)


def _states(entry: Entry) -> bool:
    return parse(entry.cell.text, "count").state in ("number", "not_applicable")
