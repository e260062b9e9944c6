"""One page: its ruled tables, and the lines of text around them, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.pages.aligned import aligned_tables
from transforms.pages.aligned_blocks import open_head
from transforms.pages.aligned_lines import around_figures, told_by_row
from transforms.pages.band_grid import banded_grids, without_stripes
from transforms.pages.broken_figures import rejoined
from transforms.pages.crowded import is_crowded
from transforms.pages.doubts import doubtful_cells
from transforms.pages.drawn import Drawn, Glyph, Rectangle, unchanged
from transforms.pages.glyph_text import lines, text_of
from transforms.pages.lines import Line, is_page_number, line_of
from transforms.pages.once import once
from transforms.pages.pictures import pictured_cells
from transforms.pages.ruled_grid import RuledCell, RuledGrid, find_grids
from transforms.pages.shaded import shaded_grids
from transforms.pages.slices import WHOLE, Slices
from transforms.pages.tables import CellText, PageTable

Problem = tuple[str, str]

_QUOTED = 60
_BANDED = 0.95  # confidence where no rule parts the columns
_EDGE = 3.0  # points beyond the paper: more than the breadth of a rule


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces from top to bottom; problems as (code, message); width and height in points; whether
    pictures are among what was read; `open_head`: the glyphs that may head a table without rules on
    the next page, as far above that page as they stand above it; `on_page` and `slices` as
    `PageTable` has: of pages put together, the first one has all pieces."""

    pieces: tuple[Line | PageTable, ...]
    problems: tuple[Problem, ...] = ()
    width: float = 0.0
    height: float = 0.0
    recognised: bool = False
    open_head: tuple[Glyph, ...] = ()
    on_page: Callable[[Rectangle], Rectangle] = unchanged
    slices: Slices = WHOLE


def lay_out(
    drawn: Drawn,
    confidence: float = 1.0,
    pasted: Sequence[PageTable] = (),
    above: PageText | None = None,
) -> PageText:
    """Tables and lines of a page that is drawn; its cells get the confidence given. `pasted` are
    the tables that pictures on it show, `above` is the page before."""
    glyphs: Sequence[Glyph] = once(drawn.glyphs)
    tables: list[PageTable] = list(pasted)
    problems: list[Problem] = []
    whole = _grids(drawn)
    last = _last_table(above)
    banded = banded_grids(drawn, glyphs, whole, last.grid if last else None)
    if above and above.open_head:
        banded = [grid for grid in banded if not _begins_with_figures(grid, glyphs)]
    for grid in [*whole, *banded]:
        sure = min(confidence, _BANDED) if grid in banded else confidence
        shown = without_stripes(drawn, grid) if grid in banded else drawn
        inside, stray, outside = _share_out(glyphs, grid)
        texts = {cell: text_of(found) for cell, found in inside.items()}
        if is_crowded(list(texts.values())):
            continue
        glyphs = [*stray, *outside]
        doubtful = _doubtful(shown, grid, inside, glyphs)
        broken = rejoined(inside)
        cells = tuple(
            CellText(
                broken[cell][0] if cell in broken else texts.get(cell, ""),
                cell not in doubtful,
                min(sure, broken[cell][1]) if cell in broken else sure,
            )
            for cell in grid.cells
        )
        tables.append(PageTable(drawn.page, grid, cells, drawn.on_page))
        if lost := text_of(stray):
            problems.append(_outside_cells(drawn.page, lost))
    set_lines = lines(glyphs)
    text = [line_of(line) for line in set_lines]
    printed = _printed(drawn, text, set_lines)
    aligned = _aligned(drawn, [*(above.open_head if above else ()), *printed], last)
    tables += aligned
    end = max((table.grid.ys[-1] for table in tables), default=0.0)
    head = [g for g in open_head(printed, drawn.width) if g.top > end]
    text = around_figures(told_by_row(text, aligned))
    page = page_text(drawn.width, drawn.height, tables, text, problems)
    raised = tuple(g._replace(top=g.top - page.height, bottom=g.bottom - page.height) for g in head)
    return replace(page, recognised=bool(pasted), open_head=raised, on_page=drawn.on_page)


def _begins_with_figures(grid: RuledGrid, glyphs: Sequence[Glyph]) -> bool:
    """Whether a table has no heads of its own: those that end the page before may be its."""
    top, bottom = grid.ys[0], grid.ys[1]
    return any(g.text.isdigit() and top <= (g.top + g.bottom) / 2 < bottom for g in glyphs)


def _last_table(above: PageText | None) -> PageTable | None:
    """The last table on the page before."""
    tables = [piece for piece in above.pieces if isinstance(piece, PageTable)] if above else []
    return tables[-1] if tables else None


def _doubtful(
    drawn: Drawn, grid: RuledGrid, inside: dict[RuledCell, list[Glyph]], beside: Sequence[Glyph]
) -> set[RuledCell]:
    """Cells whose content is not surely what their glyphs say."""
    doubtful = doubtful_cells(inside, beside, drawn.level)
    doubtful |= pictured_cells(grid, inside, drawn)
    return doubtful | {c for c in grid.cells if c not in inside and _is_cut_off(c, drawn)}


def _printed(drawn: Drawn, text: Sequence[Line], set_lines: Sequence[list[Glyph]]) -> list[Glyph]:
    """The glyphs of lines of text, page numbers aside; what stands beside two lines of a label is
    its row's figure."""
    numbers = {
        n
        for n, line in enumerate(text)
        if is_page_number(line, drawn.height)
        and not any(
            line.top < o.bottom and o.top < line.bottom for o in (*text[:n], *text[n + 1 :])
        )
    }
    return [glyph for n, glyphs in enumerate(set_lines) if n not in numbers for glyph in glyphs]


def _aligned(drawn: Drawn, printed: Sequence[Glyph], above: PageTable | None) -> list[PageTable]:
    """Tables without rules in lines of text; the first may go on with the columns above."""
    columns = above.figure_columns() if above else ()
    units = above.unit_column() if above else None
    return [
        PageTable(drawn.page, grid, cells, drawn.on_page, ruled=False)
        for grid, cells in aligned_tables(printed, drawn.width, columns, units)
    ]


def _grids(drawn: Drawn) -> list[RuledGrid]:
    """Tables between rules; where there is none, those between the edges of coloured areas."""
    return find_grids(drawn.level, drawn.upright, exact=True) or shaded_grids(drawn)


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


def _is_cut_off(cell: RuledCell, drawn: Drawn) -> bool:
    """Whether a cell reaches beyond the paper: what stands there cannot be seen."""
    x0, top, x1, bottom = cell.box
    beside = x0 < -_EDGE or x1 > drawn.width + _EDGE
    return beside or top < -_EDGE or bottom > drawn.height + _EDGE


def _outside_cells(page: int, lost: str) -> Problem:
    shown = lost[:_QUOTED].replace("\n", " ")
    return "text_outside_cells", f"page {page}: inside a table, but in no cell: {shown!r}"
