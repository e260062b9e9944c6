"""Plain text: lines with tabs are table rows, one field a tab; other lines are paragraphs.

A column index means nothing across rows here (merged cells leave no trace in the text), so the
grids are not `aligned`. An empty line inside a table is a page break of what the text was.
"""

from __future__ import annotations

from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.readers.encoding import decode
from transforms.readers.magic import binary_kind

CARRIER = "text"
VERSION = 1
MEDIA_TYPE = "text/plain"
LAST_RESORT = 2
_MAX_CONTROL = 0.01


def matches(data: bytes) -> bool:
    """Whether these bytes are text: no NUL, hardly any control characters, some content."""
    head = data[:4096]
    if binary_kind(data):
        return False
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(b < 9 or 14 <= b < 32 for b in head)
    return bool(data.strip()) and control <= _MAX_CONTROL * len(head)


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Paragraphs and tab-separated grids."""
    blocks: list[Block] = []
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(decode(data, content_type).splitlines(), start=1):
        if "\t" in line:
            rows.append((number, line))
        elif line.strip():
            _close(rows, blocks)
            blocks.append(Paragraph(" ".join(line.split())))
    _close(rows, blocks)
    return Reading(tuple(blocks))


def _close(rows: list[tuple[int, str]], blocks: list[Block]) -> None:
    if rows:
        blocks.append(_grid(rows, sum(isinstance(b, Grid) for b in blocks) + 1))
        rows.clear()


def _grid(rows: list[tuple[int, str]], index: int) -> Grid:
    cells: list[GridCell] = []
    breaks: set[int] = set()
    for r, (line_number, line) in enumerate(rows):
        if r and line_number != rows[r - 1][0] + 1:
            breaks.add(r)
        for c, field in enumerate(line.split("\t")):
            locator = {"line": line_number, "column": c + 1}
            cells.append(GridCell(field.strip(), r, c, locator=locator))
    return Grid(tuple(cells), index, aligned=False, breaks=frozenset(breaks))
