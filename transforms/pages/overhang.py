"""What hangs over the lower edge of a table's part: browsers cut a cell at the end of a page, and
print the rest of its lines there without rules. Several cells that are cut hang over side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text
from transforms.pages.lines import Line, is_enumerated, line_of
from transforms.pages.ruled_grid import RuledCell
from transforms.pages.tables import PageTable

_BELOW = 2.2  # times a line's size: its distance from the line or the rule above
_BESIDE = 2.0  # points
_APART = 1.0  # points between two cells' texts: a text's own characters stand closer

_Share = list[tuple[int, list[Glyph]]]


def taken_in(table: PageTable, lines: Sequence[Line]) -> tuple[PageTable, list[Line]]:
    """The table with the lines that hang over its lower edge, each part in the one cell above it;
    and the other lines, without what was taken of them."""
    bottom = table.grid.ys[-1]
    cells = list(table.cells)
    reach: dict[int, float] = {}
    left: list[Line] = []
    for line in lines:
        share, others = _shared_out(table, line, bottom)
        far = any(line.top > reach.get(n, bottom) + _BELOW * line.size for n, _ in share)
        if not share or far or line.top < bottom - line.size or is_enumerated(line):
            left.append(line)
            continue
        for n, glyphs in share:
            cells[n] = cells[n]._replace(text=f"{cells[n].text}\n{line_text(glyphs)}".strip())
            reach[n] = line.top + line.size
        if others:
            left.append(line_of(others))
    return replace(table, cells=tuple(cells)), left


def stands_beside(line: Line, table: PageTable) -> bool:
    """Whether a line stands to the left or the right of a table: a menu does."""
    is_apart = line.right <= table.grid.xs[0] or line.left >= table.grid.xs[-1]
    return is_apart and line.top < table.grid.ys[-1] - line.size


def _shared_out(table: PageTable, line: Line, bottom: float) -> tuple[_Share, list[Glyph]]:
    """The glyphs of a line for each cell, none of them over two; and those beside the table. None
    for any cell where that cannot be: it is a line of text."""
    left, right = table.grid.xs[0], table.grid.xs[-1]
    share: dict[int, list[Glyph]] = {}
    others: list[Glyph] = []
    last = [(n, c) for n, c in enumerate(table.grid.cells) if c.box[3] >= bottom - _BESIDE]
    for glyph in line.glyphs:
        if not left <= (glyph.x0 + glyph.x1) / 2 <= right:
            others.append(glyph)
        elif glyph.text.strip():
            n = next((n for n, cell in last if _is_under(cell, glyph)), None)
            if n is None:
                return [], []
            share.setdefault(n, []).append(glyph)
    parts = list(share.values())
    apart = all(b[0].x0 - a[-1].x1 >= _APART for a, b in pairwise(parts))
    fits = all(_goes_on(table.cells[n].text, part) for n, part in share.items())
    return (list(share.items()), others) if apart and fits else ([], [])


def _goes_on(text: str, part: Sequence[Glyph]) -> bool:
    """Whether a cell's text may go on so: words never go on a figure, nor figures words."""
    words = [not g.text.isdigit() for g in part]
    return not text or (not any(words) if text.isdigit() else any(words))


def _is_under(cell: RuledCell, glyph: Glyph) -> bool:
    x0, _, x1, _ = cell.box
    return x0 - _BESIDE <= glyph.x0 and glyph.x1 <= x1 + _BESIDE
