"""Fields between commas (CSV, RFC 4180), as spreadsheet programs save a sheet.

A column index means a place there, as in the sheet; of merged cells the first has the text, the
others are empty. A record with nothing but a text in its first field is a paragraph.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence

from config import LIMITS
from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.labels import plain
from transforms.official import official_labels
from transforms.readers import UnreadableDocument, text
from transforms.readers.encoding import decode

CARRIER = "csv"
VERSION = 1
MEDIA_TYPE = "text/csv"
LAST_RESORT = 2
_FEWEST_COMMAS, _FEWEST_ROWS = 3, 5  # of a line, of a file: fewer may be anything
_SEARCHED = 65536  # bytes

Record = tuple[int, list[str]]  # its last line, and its fields


def matches(data: bytes) -> bool:
    """Whether these bytes are text most lines of which are fields between commas."""
    head = data[:_SEARCHED]
    whole = head if len(data) <= _SEARCHED else head[: head.rfind(b"\n") + 1]
    if whole.count(b",") < _FEWEST_COMMAS * _FEWEST_ROWS or not text.matches(data):
        return False
    shown = [line for line in decode(whole, None).splitlines() if line.strip()]
    records = sum(line.count(",") >= _FEWEST_COMMAS for line in shown)
    return records >= _FEWEST_ROWS and records * 2 > len(shown)


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Paragraphs and grids of places.

    Raises UnreadableDocument if there is more text than the limits allow, or a field too long.
    """
    blocks: list[Block] = []
    rows: list[Record] = []
    content = decode(data, content_type)
    if content.count(",") > LIMITS.table_cells:
        message = f"more than {LIMITS.table_cells:,} fields between commas; they were not read"
        raise UnreadableDocument("too_large", message)
    records = csv.reader(text.lines_of(content))
    try:
        for record in records:
            fields = [" ".join(field.split()) for field in record]
            if _is_alone(fields):
                _close(rows, blocks)
                blocks.append(Paragraph(fields[0]))
            else:
                rows.append((records.line_num, fields))
    except csv.Error as error:
        raise UnreadableDocument("corrupt", f"fields between commas: {error}") from error
    _close(rows, blocks)
    return Reading(tuple(blocks))


def _is_alone(fields: Sequence[str]) -> bool:
    """Whether a record is a text by itself, and no label of a row whose figures are blank."""
    first = fields[0] if fields else ""
    return bool(first) and not any(fields[1:]) and plain(first) not in official_labels()


def _close(rows: list[Record], blocks: list[Block]) -> None:
    if any(any(fields) for _, fields in rows):
        cells = tuple(
            GridCell(field, r, column, locator={"line": line, "column": column + 1})
            for r, (line, fields) in enumerate(rows)
            for column, field in enumerate(fields)
        )
        blocks.append(Grid(cells, 1 + sum(isinstance(b, Grid) for b in blocks)))
    rows.clear()
