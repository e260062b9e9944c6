"""One page: its ruled tables, and the lines of text around them, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.pages.aligned import aligned_tables, is_crowded
from transforms.pages.doubts import doubtful_cells
from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.glyph_text import lines, text_of
from transforms.pages.lines import Line, is_page_number, line_of
from transforms.pages.once import once
from transforms.pages.pictures import pictured_cells
from transforms.pages.ruled_grid import RuledCell, RuledGrid, find_grids
from transforms.pages.shaded import shaded_grids
from transforms.pages.tables import CellText, PageTable

Problem = tuple[str, str]

_QUOTED = 60


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces from top to bottom; problems as (code, message); width and height in points; whether
    pictures are among what was read."""

    pieces: tuple[Line | PageTable, ...]
    problems: tuple[Problem, ...] = ()
    width: float = 0.0
    height: float = 0.0
    recognised: bool = False


def lay_out(drawn: Drawn, confidence: float = 1.0, pasted: Sequence[PageTable] = ()) -> PageText:
    """Tables and lines of a page that is drawn; its cells get the confidence given. `pasted` are
    the tables that pictures on it show."""
    glyphs: Sequence[Glyph] = once(drawn.glyphs)
    tables: list[PageTable] = list(pasted)
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
    text = [line_of(g) for g in set_lines]
    printed = [
        glyph
        for line, found in zip(text, set_lines, strict=True)
        for glyph in found
        if not is_page_number(line, drawn.height)
    ]
    for found, texts in aligned_tables(printed, drawn.width):
        tables.append(PageTable(drawn.page, found, texts, drawn.on_page))
    page = page_text(drawn.width, drawn.height, tables, text, problems)
    return replace(page, recognised=bool(pasted))


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
    """Tables and lines of one page in reading order; page numbers at its head or foot are left
    out. Width and height of the page are in points."""
    placed: list[tuple[float, Line | PageTable]] = [(t.grid.ys[0], t) for t in tables]
    placed += [(line.top, line) for line in text if line.text and not is_page_number(line, height)]
    placed.sort(key=lambda piece: piece[0])
    return PageText(tuple(p for _, p in placed), tuple(problems), width, height)


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
