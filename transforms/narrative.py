"""What a document says in words: its paragraphs, and the rows of words where one table holds the
whole report.

Such tables come from spreadsheets: title, headings and text stand in rows that reach over all
columns, between those of the statutory tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.blocks import Block, Entry, Grid, Paragraph
from transforms.claims.title_lines import may_be_line_of_title
from transforms.sections import last_heading
from vocabulary.titles import may_be_report

_LEAST_COLUMNS = 4
_HEADINGS = 3  # rows of a table that begin sections make it hold the report


def narrative(blocks: Sequence[Block]) -> list[str]:
    """All paragraphs in reading order, the rows of words in such tables among them."""
    return [text for block in blocks for text in _texts(block)]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif (lines := list(_rows_of_words(block))) and _holds_report(lines):
        yield from lines


def _rows_of_words(grid: Grid) -> Iterator[str]:
    width = max([c.column + c.column_span for c in grid.cells], default=0)
    reaching = any(c.column_span == width for c in grid.cells)
    if grid.aligned and width >= _LEAST_COLUMNS and reaching:
        for row in grid.rows():
            if cell := _only_one(row, width):
                yield from filter(None, map(str.strip, cell.cell.text.splitlines()))


def _only_one(row: Sequence[Entry], width: int) -> Entry | None:
    """The one cell of a row that says anything, if it reaches over all columns."""
    shown = [e for e in row if e.cell.text.strip()]
    whole = len(shown) == 1 and shown[0].own and shown[0].stop - shown[0].start == width
    return shown[0] if whole else None


def _holds_report(lines: Sequence[str]) -> bool:
    headings = sum(last_heading([line]) is not None for line in lines)
    titled = any(may_be_line_of_title(line) and may_be_report(line) for line in lines)
    return headings >= _HEADINGS or (titled and headings > 0)
