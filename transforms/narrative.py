"""What a document says in words: its paragraphs, the rows of words where one table holds the whole
report, and a heading that is the first row of its table.

Such tables come from spreadsheets: title, headings and text stand in rows that reach over all
columns, between those of the statutory tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from transforms.blocks import Block, Grid, Paragraph
from transforms.claims.title_lines import may_be_line_of_title
from transforms.sections import last_heading
from transforms.tables.labels import plain
from transforms.tables.official import official_groups
from vocabulary.titles import may_be_report

_NUMBER = re.compile("第?[一二三四五六七八九十]{1,3}")
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
    else:
        yield from _heading_above(block)


def _heading_above(grid: Grid) -> Iterator[str]:
    """A section's heading that has its table's first row to itself."""
    top = next((c for c in grid.cells if c.text.strip()), None)
    if top is None or top.row or _NUMBER.match(top.text) is None:
        return
    heading = top.text.strip()
    alone = all(c is top or c.row or not c.text.strip() for c in grid.cells)
    if alone and plain(heading) not in official_groups() and last_heading([heading]) is not None:
        yield heading


def _rows_of_words(grid: Grid) -> Iterator[str]:
    """Lines of the cells that reach over all columns, where a row shows nothing else."""
    width = max([c.column + c.column_span for c in grid.cells], default=0)
    whole = [c for c in grid.cells if c.column_span == width and c.text.strip()]
    if not grid.aligned or width < _LEAST_COLUMNS or not whole:
        return
    others = [c for c in grid.cells if c.column_span < width and c.text.strip()]
    taken = {row for c in others for row in range(c.row, c.row + c.row_span)}
    for cell in sorted(whole, key=attrgetter("row")):
        if cell.row not in taken:
            yield from filter(None, map(str.strip, cell.text.splitlines()))


def _holds_report(lines: Sequence[str]) -> bool:
    headings = sum(last_heading([line]) is not None for line in lines)
    titled = any(may_be_line_of_title(line) and may_be_report(line) for line in lines)
    return headings >= _HEADINGS or (titled and headings > 0)
