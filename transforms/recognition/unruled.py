"""Tables of which level rules alone, or none, are drawn: found as in a PDF, by where words stand.

Their figures and blanks are then recognised cell by cell, as those between rules are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import cv2
import numpy as np

from transforms.pages.drawn import Drawn, Glyph, Rectangle, Rule
from transforms.pages.layout import PageText, lay_out
from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.pages.tables import CellText, PageTable
from transforms.recognition.canvas import Canvas
from transforms.recognition.cells import read_tables
from transforms.recognition.figures import may_be_figure
from transforms.recognition.ink_words import ink_words
from transforms.recognition.level_ends import with_even_ends
from transforms.recognition.pixels import PIXELS, Mask
from transforms.recognition.read_words import glyphs_of

NONE = PageText(())
_RULE_ENDS = 3, 41  # pixels around a rule: its rough border, and what its ends run out into
_AROUND = 2.0  # points around a table between rules


def unruled(
    canvas: Canvas,
    grids: Sequence[RuledGrid],
    level: Sequence[Rule],
    number: int,
    on_page: Callable[[Rectangle], Rectangle],
    above: PageText | None = None,
) -> PageText:
    """The tables outside the ruled grids, with doubts about what stands there. `above` is the page
    before."""
    ink = _outside(canvas, grids)
    words = ink_words(ink)
    if not words.are_tabular():
        return NONE
    height, width = (side / PIXELS for side in canvas.grey.shape)
    free = [rule for rule in level if not any(_inside(rule, grid) for grid in grids)]
    glyphs = tuple(glyphs_of(canvas, ink, words))
    level = tuple(with_even_ends(free))
    drawn = Drawn(number, width, height, glyphs, level, (), on_page=on_page)
    text = lay_out(drawn, above=above)
    tables = [piece for piece in text.pieces if isinstance(piece, PageTable) and _has_words(piece)]
    return replace(
        text, pieces=tuple(_read(canvas, tables, glyphs)), problems=text.problems if tables else ()
    )


def _outside(canvas: Canvas, grids: Sequence[RuledGrid]) -> Mask:
    """The ink outside the grids, without rules."""
    rules = cv2.dilate(canvas.rules, np.ones(_RULE_ENDS, np.uint8))
    ink = np.where(rules > 0, 0, canvas.ink).astype(np.uint8)
    for grid in grids:
        edges = grid.xs[0] - _AROUND, grid.ys[0] - _AROUND
        ends = grid.xs[-1] + _AROUND, grid.ys[-1] + _AROUND
        x0, top, x1, bottom = (max(0, round(v * PIXELS)) for v in (*edges, *ends))
        ink[top:bottom, x0:x1] = 0
    return ink


def _inside(rule: Rule, grid: RuledGrid) -> bool:
    level = grid.ys[0] - _AROUND <= rule.at <= grid.ys[-1] + _AROUND
    return level and rule.start < grid.xs[-1] and grid.xs[0] < rule.stop


def _has_words(table: PageTable) -> bool:
    """Whether a table has labels: a lone mark of punctuation looks like a figure."""
    return any(not may_be_figure(cell.text) for cell in table.cells)


def _read(canvas: Canvas, tables: Sequence[PageTable], glyphs: Sequence[Glyph]) -> list[PageTable]:
    """The tables with their figures and blanks as the recogniser of cells has them, no surer than
    they were found; labels are read already."""
    figures = [[n for n, cell in enumerate(t.cells) if may_be_figure(cell.text)] for t in tables]
    grids = [
        replace(table.grid, cells=tuple(_on_line(table.grid.cells[n], glyphs) for n in chosen))
        for table, chosen in zip(tables, figures, strict=True)
    ]
    again = read_tables(canvas, grids)
    return [
        replace(table, cells=_with(table.cells, dict(zip(chosen, read, strict=True))))
        for table, chosen, read in zip(tables, figures, again, strict=True)
    ]


def _on_line(cell: RuledCell, glyphs: Sequence[Glyph]) -> RuledCell:
    """The cell, as high as the lines on which its figure was found: heads may stand near above."""
    x0, top, x1, bottom = cell.box
    found = [
        g
        for g in glyphs
        if may_be_figure(g.text)
        and x0 <= (g.x0 + g.x1) / 2 < x1
        and top <= (g.top + g.bottom) / 2 < bottom
    ]
    if not found:
        return cell
    top, bottom = max(top, min(g.top for g in found)), min(bottom, max(g.bottom for g in found))
    return cell._replace(box=(x0, top, x1, bottom))


def _with(found: Sequence[CellText], read: Mapping[int, CellText]) -> tuple[CellText, ...]:
    """The cells, some of them as they were read again."""
    return tuple(_surer(cell, read[n]) if n in read else cell for n, cell in enumerate(found))


def _surer(found: CellText, read: CellText) -> CellText:
    """A cell as it was read, no surer than it was found."""
    return CellText(read.text, found.clear and read.clear, min(read.confidence, found.confidence))
