"""Pages put together: a table that goes on over a page break is one grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.blocks import Block, Paragraph
from transforms.pages.layout import PageText
from transforms.pages.ruled_grid import common_columns
from transforms.pages.tables import PageTable, to_grid


def to_blocks(pages: Iterable[PageText]) -> tuple[Block, ...]:
    """Paragraphs and grids of consecutive pages, in reading order; grids are counted from 1."""
    blocks: list[Block] = []
    grids = 0
    for part in _joined(pages):
        if isinstance(part, str):
            blocks.append(Paragraph(part))
        else:
            grids += 1
            blocks.append(to_grid(part, grids))
    return tuple(blocks)


def _joined(pages: Iterable[PageText]) -> Sequence[str | list[PageTable]]:
    """Every paragraph, and every table as its parts."""
    joined: list[str | list[PageTable]] = []
    for piece in (piece for page in pages for piece in page.pieces):
        if isinstance(piece, str):
            joined.append(piece)
        elif joined and isinstance(last := joined[-1], list) and _goes_on(last[-1], piece):
            last.append(piece)
        else:
            joined.append([piece])
    return joined


def _goes_on(upper: PageTable, lower: PageTable) -> bool:
    return lower.page == upper.page + 1 and bool(common_columns(upper.grid.xs, lower.grid.xs))
