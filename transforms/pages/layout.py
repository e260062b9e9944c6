"""One page: its ruled tables, and the lines of text around them, from top to bottom."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high
from typing import NamedTuple

from transforms.pages.aligned import aligned_tables, is_crowded
from transforms.pages.doubts import doubtful_cells
from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.glyph_text import line_text, lines, text_of
from transforms.pages.once import once
from transforms.pages.pictures import pictured_cells
from transforms.pages.ruled_grid import RuledCell, RuledGrid, find_grids
from transforms.pages.shaded import shaded_grids
from transforms.pages.tables import CellText, PageTable

Piece = str | PageTable
Problem = tuple[str, str]

_PAGE_NUMBER = re.compile(
    r"[-—–\s·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s·]*"
)
_HEAD, _FOOT = 0.1, 0.88  # of the page's height: page numbers stand above or below
_AT_EDGE = 8.0  # points from the left edge of a page's text: not indented
_CENTRED = 50.0  # points from that edge: farther in than any first line is indented
_SHORT_OF_EDGE = 40.0  # points: a line that ends farther from the right edge ends a paragraph
_INDENT = 0.16  # of the page's width: a line that begins farther right begins a paragraph
_ENUMERATED = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
)
_WIDE_GAP = 2.5  # of the font's size: no gap between words of a sentence is as wide
_LARGER = 1.2  # times the size: the font of a heading above a text
_QUOTED = 60


class Line(NamedTuple):
    """A line of running text, where it begins and (if known) where it ends, in points; `apart`:
    a wide gap shows that it is a row of a table without rules; `size` of most of its font, 0 where
    nothing is known of it."""

    text: str
    left: float
    top: float
    right: float = math.inf
    apart: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces from top to bottom; problems as (code, message)."""

    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()


def lay_out(drawn: Drawn, confidence: float = 1.0) -> PageText:
    """Tables and lines of a page that is drawn; its cells get the confidence given."""
    glyphs: Sequence[Glyph] = once(drawn.glyphs)
    tables: list[PageTable] = []
    problems: list[Problem] = []
    for grid in _grids(drawn):
        inside, stray, outside = _share_out(glyphs, grid)
        if is_crowded([text_of(found) for found in inside.values()]):
            continue
        glyphs = outside
        doubtful = doubtful_cells(inside, [*stray, *glyphs], drawn.level)
        doubtful |= pictured_cells(grid, inside, drawn)
        cells = tuple(
            CellText(text_of(inside.get(cell, ())), cell not in doubtful, confidence)
            for cell in grid.cells
        )
        tables.append(PageTable(drawn.page, grid, cells, drawn.on_page))
        if lost := text_of(stray):
            problems.append(_outside_cells(drawn.page, lost))
        glyphs = [*stray, *glyphs]
    set_lines = lines(glyphs)
    text = [_line(g) for g in set_lines]
    printed = [
        glyph
        for line, found in zip(text, set_lines, strict=True)
        for glyph in found
        if not _is_number(line, drawn.height)
    ]
    for found, texts in aligned_tables(printed, drawn.width):
        tables.append(PageTable(drawn.page, found, texts, drawn.on_page))
    return page_text(drawn.width, drawn.height, tables, text, problems)


def _line(glyphs: Sequence[Glyph]) -> Line:
    """A line of running text; blanks before it are its indentation."""
    shown = [g for g in glyphs if g.text.strip()] or glyphs
    edges = min(g.x0 for g in shown), min(g.top for g in glyphs), max(g.x1 for g in shown)
    gaps = (b.x0 - a.x1 > _WIDE_GAP * b.size for a, b in pairwise(shown))
    size = median_high(g.size for g in shown)
    return Line(line_text(glyphs), *edges, any(gaps), size)


def _grids(drawn: Drawn) -> list[RuledGrid]:
    """Tables between rules; where there is none, those between the edges of coloured areas."""
    return find_grids(drawn.level, drawn.upright) or shaded_grids(drawn)


def page_text(
    width: float,
    height: float,
    tables: Iterable[PageTable],
    text: Iterable[Line],
    problems: Iterable[Problem] = (),
) -> PageText:
    """Tables and lines of one page in reading order; lines become paragraphs, and page numbers at
    its head or foot are left out. Width and height of the page are in points."""
    placed: list[tuple[float, Line | PageTable]] = [(t.grid.ys[0], t) for t in tables]
    placed += [(line.top, line) for line in text if line.text and not _is_number(line, height)]
    placed.sort(key=lambda piece: piece[0])
    return PageText(tuple(_paragraphs([p for _, p in placed], width)), tuple(problems))


def _share_out(
    glyphs: Sequence[Glyph], grid: RuledGrid
) -> tuple[dict[RuledCell, list[Glyph]], list[Glyph], list[Glyph]]:
    """Glyphs per cell by their centre; those in the table's outline but in no cell; the others."""
    inside: dict[RuledCell, list[Glyph]] = {}
    stray: list[Glyph] = []
    outside: list[Glyph] = []
    find = grid.finder()
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (grid.xs[0] <= x < grid.xs[-1] and grid.ys[0] <= y < grid.ys[-1]):
            outside.append(glyph)
        elif (cell := find(x, y)) is None:
            stray.append(glyph)
        else:
            inside.setdefault(cell, []).append(glyph)
    return inside, stray, outside


def _outside_cells(page: int, lost: str) -> Problem:
    shown = lost[:_QUOTED].replace("\n", " ")
    return "text_outside_cells", f"page {page}: inside a table, but in no cell: {shown!r}"


def _of_one_text(before: Line, line: Line) -> bool:
    """Whether nothing sets two lines apart: no row of a table, no heading in a larger font."""
    smaller, larger = sorted((before.size, line.size))
    return not (before.apart or line.apart) and (not smaller or larger < _LARGER * smaller)


def _is_number(line: Line, height: float) -> bool:
    margin = line.top < _HEAD * height or line.top > _FOOT * height
    return margin and bool(_PAGE_NUMBER.fullmatch(line.text))


def _paragraphs(pieces: Sequence[Line | PageTable], width: float) -> list[Piece]:
    """Lines joined into paragraphs: an indented or enumerated line begins a new one, and so does
    any line behind one that ends before the right edge of the text."""
    lines_ = [p for p in pieces if isinstance(p, Line)]
    margin = min((line.left for line in lines_), default=0.0)
    ends = (line.right for line in lines_)
    left = margin + _AT_EDGE
    right = max([width - margin, *ends]) - _SHORT_OF_EDGE  # one margin is as wide as the other
    joined: list[Piece] = []
    before: Line | None = None
    for piece in pieces:
        if isinstance(piece, PageTable):
            joined.append(piece)
            before = None
            continue
        flush = piece.left <= min(_INDENT * width, left) and not _ENUMERATED.match(piece.text)
        full = before and before.right >= right and before.left < left + _CENTRED
        if flush and full and before and _of_one_text(before, piece):
            joined[-1] = f"{joined[-1]}{piece.text}"
        else:
            joined.append(piece.text)
        before = piece
    return joined
