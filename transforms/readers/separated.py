"""Fields between commas (CSV, RFC 4180), as spreadsheet programs save a sheet; between semicolons
where they are set to a language that writes decimals with a comma.

A column index means a place there, as in the sheet; of merged cells the first has the text, the
others are empty. A record with nothing but a text in its first field is a paragraph.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from config import LIMITS
from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.readers import UnreadableDocument, text
from transforms.readers.encoding import decode

CARRIER = "csv"
VERSION = 3
MEDIA_TYPE = "text/csv"
LAST_RESORT = 2
_SEPARATORS = ",;"
_FEWEST, _FEWEST_ROWS = 3, 5  # separators of a line, lines of a file: fewer may be anything
_MANY_ROWS = 10
_SEARCHED = 65536  # bytes

Record = tuple[int, list[str]]  # its last line, and its fields


def matches(data: bytes) -> bool:
    """Whether these bytes are text most lines of which are fields between separators."""
    head = data[:_SEARCHED]
    whole = head if len(data) <= _SEARCHED else head[: head.rfind(b"\n") + 1]
    fewest = min(_FEWEST * _FEWEST_ROWS, (_FEWEST - 1) * _MANY_ROWS)
    if all(whole.count(s.encode()) < fewest for s in _SEPARATORS) or not text.matches(data):
        return False
    return _separator(decode(whole, None)) is not None


def _separator(content: str) -> str | None:
    """What stands between the fields of most lines; None where nothing does."""
    shown = [line for line in content.splitlines() if line.strip()]
    records = {s: sum(line.count(s) >= _FEWEST for line in shown) for s in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda s: records[s])
    if records[best] >= _FEWEST_ROWS and records[best] * 2 > len(shown):
        return best
    return next((s for s in _SEPARATORS if _are_records(shown, s)), None)


def _are_records(lines: Sequence[str], separator: str) -> bool:
    """Whether most of many lines are records of as many fields, three at least: a label, unit and
    figure; others stand above and below.

    The last line may be cut off.
    """
    if len(lines) <= _MANY_ROWS:
        return False
    try:
        widths = Counter(len(fields) for fields in csv.reader(lines[:-1], delimiter=separator))
    except csv.Error:
        return False
    most = max(width for width, count in widths.items() if count == max(widths.values()))
    return most >= _FEWEST and widths[most] > _MANY_ROWS and widths[most] * 4 >= len(lines) * 3


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Paragraphs and grids of places.

    Raises UnreadableDocument if there is more text than the limits allow, or a field too long.
    """
    blocks: list[Block] = []
    rows: list[Record] = []
    content = decode(data, content_type)
    separator = _separator(content[:_SEARCHED]) or ","
    if content.count(separator) > LIMITS.table_cells:
        message = f"more than {LIMITS.table_cells:,} fields between commas; they were not read"
        raise UnreadableDocument("too_large", message)
    records = csv.reader(text.lines_of(content), delimiter=separator)
    try:
        for record in records:
            fields = [" ".join(field.split()) for field in record]
            if text.is_alone(fields):
                _close(rows, blocks)
                blocks.append(Paragraph(fields[0]))
            else:
                rows.append((records.line_num, fields))
    except csv.Error as error:
        raise UnreadableDocument("corrupt", f"fields between commas: {error}") from error
    _close(rows, blocks)
    return Reading(tuple(blocks))


def _close(rows: list[Record], blocks: list[Block]) -> None:
    if any(any(fields) for _, fields in rows):
        cells = tuple(
            GridCell(field, r, column, locator={"line": line, "column": column + 1})
            for r, (line, fields) in enumerate(rows)
            for column, field in enumerate(fields)
        )
        blocks.append(Grid(cells, 1 + sum(isinstance(b, Grid) for b in blocks)))
    rows.clear()
