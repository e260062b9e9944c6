"""Plain text: lines with tabs are table rows, one field a tab; other lines are paragraphs.

Uprights of a drawn table stand for tabs.
A column index means nothing across rows here (merged cells leave no trace in the text), so the
grids are not `aligned`, unless merged cells are printed again for every column, or leave a blank
for each. An empty line inside a table is a page break of what the text was.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from config import LIMITS
from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.readers import UnreadableDocument
from transforms.readers.encoding import decode
from transforms.readers.magic import binary_kind
from transforms.readers.text_columns import in_columns
from transforms.readers.text_copied import with_rows_on_lines
from transforms.readers.text_drawn import without_drawing
from transforms.readers.text_marked import without_marks
from transforms.readers.text_merged import begins_anew, leaves_merged_blank, repeats_merged, spans
from transforms.readers.text_pages import without_page_numbers
from transforms.tables.labels import plain
from transforms.tables.official import official_labels

CARRIER = "text"
VERSION = 11
MEDIA_TYPE = "text/plain"
LAST_RESORT = 2
_MAX_CONTROL = 0.01


class _Row(NamedTuple):
    """A line of fields, counted from 1; `after_gap`: an empty line stands above it."""

    line: int
    fields: list[str]
    after_gap: bool


def matches(data: bytes) -> bool:
    """Whether these bytes are text: no NUL, hardly any control characters, some content."""
    head = data[:4096]
    if binary_kind(data):
        return False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode()
    if b"\x00" in head:
        return False
    control = sum(b < 9 or 14 <= b < 32 for b in head)
    return bool(data.strip()) and control <= _MAX_CONTROL * len(head)


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Paragraphs and tab-separated grids.

    Raises UnreadableDocument if there is more text than the limits allow.
    """
    text = without_marks(decode(data, content_type))
    lines_of(text)
    blocks: list[Block] = []
    rows: list[_Row] = []
    after_gap = False
    for number, line in without_drawing(with_rows_on_lines(without_page_numbers(text))):
        fields = [f.strip() for f in line.split("\t")]
        if len(fields) > 1 and not (not rows and is_alone(fields)):
            if after_gap and rows and begins_anew(rows[-1].fields, fields):
                _close(rows, blocks)
            rows.append(_Row(number, fields, after_gap))
        elif line.strip():
            _close(rows, blocks)
            blocks.append(Paragraph(" ".join(line.split())))
        elif blocks and not rows and isinstance(last := blocks[-1], Paragraph):
            blocks[-1] = replace(last, blanks=last.blanks + 1)
        after_gap = not line.strip()
    _close(rows, blocks)
    return Reading(tuple(blocks), in_columns=in_columns(text))


def lines_of(text: str) -> list[str]:
    """The text's lines. Raises UnreadableDocument if there are more than the limits allow."""
    if len(text) > LIMITS.plain_text:
        message = f"{len(text):,} characters of plain text; at most {LIMITS.plain_text:,} are read"
        raise UnreadableDocument("too_large", message)
    if text.count("\t") > LIMITS.table_cells:
        message = f"more than {LIMITS.table_cells:,} fields between tabs; they were not read"
        raise UnreadableDocument("too_large", message)
    lines = text.splitlines()
    if len(lines) > LIMITS.lines:
        message = f"{len(lines):,} lines; at most {LIMITS.lines:,} are read"
        raise UnreadableDocument("too_large", message)
    return lines


def is_alone(fields: Sequence[str]) -> bool:
    """Whether a record is a text by itself, and no label of a row whose figures are blank."""
    first = fields[0] if fields else ""
    return bool(first) and not any(fields[1:]) and plain(first) not in official_labels()


def _close(rows: list[_Row], blocks: list[Block]) -> None:
    if rows:
        blocks.append(_grid(rows, sum(isinstance(b, Grid) for b in blocks) + 1))
        rows.clear()


def _grid(rows: Sequence[_Row], index: int) -> Grid:
    fields = [row.fields for row in rows]
    repeated = repeats_merged(fields)
    placed = spans(fields) if repeated else [[(c, 1) for c in range(len(f))] for f in fields]
    aligned = repeated or leaves_merged_blank(fields)
    cells = tuple(
        GridCell(
            row.fields[column],
            r,
            column,
            column_span=width,
            locator={"line": row.line, "column": column + 1},
        )
        for r, (row, cells) in enumerate(zip(rows, placed, strict=True))
        for column, width in cells
    )
    breaks = frozenset(r for r, row in enumerate(rows) if r and row.after_gap)
    return Grid(cells, index, aligned=aligned, breaks=breaks)
