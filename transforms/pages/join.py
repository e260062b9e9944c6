"""Pages put together: a table that goes on over a page break is one grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import isfinite

from transforms.blocks import Block, Paragraph
from transforms.pages.layout import PageText
from transforms.pages.lines import Line, Piece, paragraphs
from transforms.pages.overhang import stands_beside, taken_in
from transforms.pages.ruled_grid import common_columns
from transforms.pages.running import in_margin, without_running_lines
from transforms.pages.side_by_side import put_together
from transforms.pages.tables import PageTable, to_grid

_SAME_EDGE = 6.0  # points: between columns of tables without rules
_Pieces = list[Line | PageTable]


def to_blocks(pages: Iterable[PageText]) -> tuple[Block, ...]:
    """Paragraphs and grids of consecutive pages, in reading order; grids are counted from 1."""
    blocks: list[Block] = []
    grids = 0
    for part in _joined(without_running_lines(put_together(list(pages)))):
        if isinstance(part, Paragraph):
            blocks.append(part)
        else:
            grids += 1
            blocks.append(to_grid(part, grids))
    return tuple(blocks)


def _joined(pages: Sequence[PageText]) -> Sequence[Paragraph | list[PageTable]]:
    """Every paragraph, and every table as its parts."""
    joined: list[Paragraph | list[PageTable]] = []
    for piece in (piece for page in _cleared(pages) for piece in page):
        if isinstance(piece, Paragraph):
            joined.append(piece)
        elif joined and isinstance(last := joined[-1], list) and _goes_on(last[-1], piece):
            last.append(piece)
        else:
            joined.append([piece])
    return joined


def _cleared(pages: Sequence[PageText]) -> list[list[Paragraph | PageTable]]:
    """The pages' pieces with nothing between the parts of a table that goes on."""
    pieces: list[_Pieces] = [list(page.pieces) for page in pages]
    for n, (upper, lower) in enumerate(pairwise(pages)):
        pieces[n], pieces[n + 1] = _brought_together(pieces[n], upper, pieces[n + 1], lower)
    numbers = accumulate(
        page.slices.part == 0 for page in pages
    )  # a picture's later ones are no pages
    return [
        [_placed(piece, page, number) for piece in paragraphs(found, page.width)]
        for number, found, page in zip(numbers, pieces, pages, strict=True)
    ]


def _placed(piece: Piece, page: PageText, number: int) -> Paragraph | PageTable:
    """A paragraph with its place, as a table has it."""
    if isinstance(piece, PageTable):
        return piece
    if not all(map(isfinite, piece.box)):
        return Paragraph(piece.text, {"page": number})
    number, box = page.slices.place(number, page.on_page(piece.box))
    return Paragraph(piece.text, {"page": number, "box": [round(v, 1) for v in box]})


def _brought_together(
    above: _Pieces, upper: PageText, below: _Pieces, lower: PageText
) -> tuple[_Pieces, _Pieces]:
    """Pieces of two pages, a table's parts at the end of one and the start of the next, if what
    stands between them hangs over from its cells or stands in the pages' margins. That follows the
    table: before it, it would part it from the page before."""
    last = max((n for n, p in enumerate(above) if isinstance(p, PageTable)), default=-1)
    first = next((n for n, p in enumerate(below) if isinstance(p, PageTable)), -1)
    if last < 0 or first < 0:
        return above, below
    ending, beginning = above[last], below[first]
    assert isinstance(ending, PageTable)  # noqa: S101 as found
    assert isinstance(beginning, PageTable)  # noqa: S101 as found
    if not _goes_on(ending, beginning):
        return above, below
    behind = [p for p in above[last + 1 :] if isinstance(p, Line)]
    own = [line for line in behind if _is_in(line, ending)]
    others = [line for line in behind if not _is_in(line, ending)]
    whole, left = taken_in(ending, others) if ending.ruled else (ending, others)
    before = [p for p in below[:first] if isinstance(p, Line)]
    under = [line for line in left if not stands_beside(line, ending)]
    if not (_all_in_margin(under, upper) and _all_in_margin(before, lower)):
        return above, below
    return [*above[:last], whole], [beginning, *own, *left, *before, *below[first + 1 :]]


def _all_in_margin(lines: Sequence[Line], page: PageText) -> bool:
    return all(in_margin(line, page) for line in lines)


def _goes_on(upper: PageTable, lower: PageTable) -> bool:
    if lower.begins != upper.ends_before:
        return False
    if upper.ruled or lower.ruled:
        return bool(common_columns(upper.grid.xs, lower.grid.xs))
    inner = zip(upper.grid.xs[1:-1], lower.grid.xs[1:-1], strict=False)
    alike = len(upper.grid.xs) == len(lower.grid.xs)
    return alike and all(abs(a - b) <= _SAME_EDGE for a, b in inner)


def _is_in(line: Line, table: PageTable) -> bool:
    """Whether a line is a row of a table without rules, which is kept as text, too."""
    return not table.ruled and line.top < table.grid.ys[-1]
