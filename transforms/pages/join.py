"""Pages put together: a table that goes on over a page break is one grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.blocks import Block, Paragraph
from transforms.pages.layout import PageText
from transforms.pages.lines import Line, Piece, paragraphs
from transforms.pages.ruled_grid import RuledCell, common_columns
from transforms.pages.running import in_margin, without_running_lines
from transforms.pages.tables import PageTable, to_grid

_BELOW = 2.2  # times a line's size: its distance from the line or the rule above
_OVER = 2.0  # points


def to_blocks(pages: Iterable[PageText]) -> tuple[Block, ...]:
    """Paragraphs and grids of consecutive pages, in reading order; grids are counted from 1."""
    blocks: list[Block] = []
    grids = 0
    for part in _joined(without_running_lines(list(pages))):
        if isinstance(part, str):
            blocks.append(Paragraph(part))
        else:
            grids += 1
            blocks.append(to_grid(part, grids))
    return tuple(blocks)


def _joined(pages: Sequence[PageText]) -> Sequence[str | list[PageTable]]:
    """Every paragraph, and every table as its parts."""
    joined: list[str | list[PageTable]] = []
    for page in _mended(pages):
        for piece in page:
            if isinstance(piece, str):
                joined.append(piece)
            elif joined and isinstance(last := joined[-1], list) and _goes_on(last[-1], piece):
                last.append(piece)
            else:
                joined.append([piece])
    return joined


def _mended(pages: Sequence[PageText]) -> list[list[Piece]]:
    """The pages' pieces; what stands between the parts of a table is where it belongs."""
    pieces = [list(page.pieces) for page in pages]
    for n, (upper, lower) in enumerate(zip(pages, pages[1:], strict=False)):
        last = next((i for i in reversed(range(len(pieces[n]))) if _is_table(pieces[n][i])), None)
        first = next((i for i, p in enumerate(pieces[n + 1]) if isinstance(p, PageTable)), None)
        if last is None or first is None:
            continue
        above, below = pieces[n][last], pieces[n + 1][first]
        assert isinstance(above, PageTable)  # noqa: S101 as found
        assert isinstance(below, PageTable)  # noqa: S101 as found
        if not _goes_on(above, below):
            continue
        over = pieces[n][last + 1 :]
        under = pieces[n + 1][:first]
        whole, left = _taken_in(above, [p for p in over if isinstance(p, Line)])
        margins = [*((p, upper) for p in left), *((p, lower) for p in under if isinstance(p, Line))]
        if not all(in_margin(line, page) for line, page in margins):
            continue
        pieces[n][last:] = [*left, whole]
        pieces[n + 1][: first + 1] = [below, *under]
    return [paragraphs(found, page.width) for found, page in zip(pieces, pages, strict=True)]


def _is_table(piece: Line | PageTable) -> bool:
    return isinstance(piece, PageTable)


def _taken_in(table: PageTable, lines: Sequence[Line]) -> tuple[PageTable, list[Line]]:
    """The table with the lines that hang over its lower edge, each in the one cell above it; and
    the other lines. Browsers cut a cell there, and print what is left of it without rules."""
    bottom = table.grid.ys[-1]
    cells = list(table.cells)
    reach: dict[int, float] = {}
    left: list[Line] = []
    for line in lines:
        over = [n for n, c in enumerate(table.grid.cells) if _over(c, line, bottom)]
        near = over and line.top < reach.get(over[0], bottom) + _BELOW * line.size
        if not near:
            left.append(line)
            continue
        n = over[0]
        cells[n] = cells[n]._replace(text=f"{cells[n].text}\n{line.text}".strip())
        reach[n] = line.top + line.size
    return replace(table, cells=tuple(cells)), left


def _over(cell: RuledCell, line: Line, bottom: float) -> bool:
    """Whether a cell is the last of its column, and as wide as the line below it."""
    x0, _, x1, its_bottom = cell.box
    return its_bottom >= bottom - _OVER and x0 - _OVER <= line.left and line.right <= x1 + _OVER


def _goes_on(upper: PageTable, lower: PageTable) -> bool:
    return lower.page == upper.page + 1 and bool(common_columns(upper.grid.xs, lower.grid.xs))
