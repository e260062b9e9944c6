"""The cells of a sheet's tables, recognised one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.pages.tables import CellText
from transforms.recognition.canvas import Canvas, Marks
from transforms.recognition.crops import PAD, cleaned
from transforms.recognition.engine import Read, read_lines
from transforms.recognition.faint import holds_faint
from transforms.recognition.figures import DOUBTED, LIKELY, Figure, is_numeral, may_be_figure
from transforms.recognition.glyphs import glyphs, holds_dash, holds_piece, is_blot
from transforms.recognition.ink import CellInk, Part, ink_of_cell
from transforms.recognition.opinions import figures_of
from transforms.recognition.pixels import PIXELS, Box, Mask
from transforms.recognition.words import read_again, read_as_one
from transforms.recognition.wrapped import wrapped_figure

BLANK = 0.97
_INSET, _SCANT = 1.0, 0.3  # points, from a rule's middle: as a rule, and where type is so near
_USUAL_DIGIT = 7.0  # points: of 10-point type
_SMALLEST, _LARGEST = 4.0, 16.0
_LOW = 25  # percent: labels are taller than digits
_TICKS = "√✓✔"
_DIRT = 0.5  # of a digit's height: a line of nothing larger, beside others, is dirt


def read_tables(canvas: Canvas, grids: Sequence[RuledGrid]) -> list[tuple[CellText, ...]]:
    """The texts of every grid's cells."""
    inks = [_ink(c, canvas) for g in grids for c in g.cells]
    digit = _digit_height(inks)
    cells = [_cell(ink, digit) for ink in inks]
    texts = iter(
        _with_faint(text, canvas.faint, cell.ink.box, digit)
        for cell, text in zip(cells, _texts(canvas, cells, digit), strict=True)
    )
    return [tuple(next(texts) for _ in grid.cells) for grid in grids]


def _with_faint(text: CellText, faint: Mask, box: Box, digit: float) -> CellText:
    """The text, less sure where something pale stands beside it; a pale dash is one."""
    if text.confidence < DOUBTED or not (found := holds_faint(faint, box, digit)):
        return text
    if not text.text and text.clear and found == "dash":
        return CellText("-", True, DOUBTED)
    return text._replace(confidence=min(text.confidence, LIKELY if text.text else DOUBTED))


def _ink(cell: RuledCell, canvas: Canvas) -> CellInk:
    """The ink of a cell; in a low row type may stand so near to a rule that only its pixels tell
    the two apart."""
    found = ink_of_cell(canvas.ink, canvas.rules, _box(cell, canvas, _INSET))
    if found.overrun:
        near = ink_of_cell(canvas.ink, canvas.rules, _box(cell, canvas, _SCANT))
        return found if near.overrun else near
    return found


def _box(cell: RuledCell, canvas: Canvas, inset: float) -> Box:
    height, width = canvas.grey.shape
    x0, top, x1, bottom = cell.box
    left, upper = round((x0 + inset) * PIXELS), round((top + inset) * PIXELS)
    right, lower = round((x1 - inset) * PIXELS), round((bottom - inset) * PIXELS)
    return max(left, 0), max(upper, 0), min(right, width), min(lower, height)


def _digit_height(inks: Sequence[CellInk]) -> float:
    """The height of most digits: that of the tallest part in cells of few parts."""
    tallest = [max(p.height for p in ink.parts) for ink in inks if 0 < len(ink.parts) <= 8]
    usual = [h for h in tallest if _SMALLEST * PIXELS <= h <= _LARGEST * PIXELS]
    return float(np.percentile(usual, _LOW)) if usual else _USUAL_DIGIT * PIXELS


def _cell(ink: CellInk, digit: float) -> Marks:
    found = tuple(glyphs(ink, digit))
    return Marks(ink, found, tuple(_lines([p for g in found for p in g.parts], digit)))


def _lines(parts: Sequence[Part], digit: float) -> list[tuple[Part, ...]]:
    """Parts line by line, told by the paper between them; a line of dirt alone is none."""
    lines: list[list[Part]] = []
    foot = 0
    for part in sorted(parts, key=lambda p: p.top):
        if not lines or (part.top > foot - 0.1 * digit and not _is_flat(lines[-1], part, digit)):
            lines.append([])
            foot = 0
        foot = max(foot, part.bottom)
        lines[-1].append(part)
    lines = [line for line in lines if _size(line) >= _DIRT * digit] or lines
    return [tuple(line) for line in lines]


def _is_flat(line: Sequence[Part], part: Part, digit: float) -> bool:
    """Whether a line is too flat for one, and what is below it belongs to it: strokes of 三."""
    top, foot = min(p.top for p in line), max(p.bottom for p in line)
    return foot - top < 0.9 * digit and part.bottom - top < 1.7 * digit


def _size(line: Sequence[Part]) -> int:
    return max(max(p.width, p.height) for p in line)


def _texts(canvas: Canvas, cells: Sequence[Marks], digit: float) -> list[CellText]:
    lines = [(n, line) for n, cell in enumerate(cells) for line in cell.lines]
    reads: list[list[Read]] = [[] for _ in cells]
    first = read_lines([cleaned(canvas.grey, canvas.ink, line, PAD) for _, line in lines])
    for (n, _), read in zip(lines, read_again(canvas, cells, lines, first), strict=True):
        reads[n].append(read)
    reads = read_as_one(canvas, cells, reads)
    figures = figures_of(canvas, cells, reads, digit)
    return [
        _figure_text(cell, figures[n]) if n in figures else _label_text(cell, reads[n], digit)
        for n, cell in enumerate(cells)
    ]


def _label_text(cell: Marks, reads: Sequence[Read], digit: float) -> CellText:
    if not reads:
        return CellText("", True, DOUBTED if _may_hold(cell.ink, digit) else BLANK)
    reads = _unticked(reads)
    text = "\n".join(filter(None, (read.text for read in reads)))
    if is_blot(cell.ink, digit) or not text:
        return CellText(text, clear=False, confidence=DOUBTED)
    if all(may_be_figure(read.text) for read in reads):
        if figure := wrapped_figure(cell, reads):
            return CellText(figure, True, LIKELY)
        return CellText(text, True, DOUBTED)  # a rule between two cells was not found?
    if is_numeral(text):
        return CellText(text, True, DOUBTED)  # 十 may be a plus, 一 a dash
    return CellText(text, True, min(BLANK, max(DOUBTED, min(r.score for r in reads))))


def _unticked(reads: Sequence[Read]) -> Sequence[Read]:
    """Without the ticks that somebody set beside a figure by hand; a figure is never sure there."""
    others = [read for read in reads if read.text.strip() not in _TICKS]
    ticked = len(others) == 1 and len(reads) > 1 and may_be_figure(others[0].text)
    return others if ticked else reads


def _may_hold(ink: CellInk, digit: float) -> bool:
    """Whether a cell without characters may not be blank."""
    return holds_dash(ink, digit) or holds_piece(ink, digit)


def _figure_text(cell: Marks, figure: Figure) -> CellText:
    confidence = min(figure.confidence, LIKELY) if cell.ink.overrun else figure.confidence
    return CellText(figure.text, True, confidence)
