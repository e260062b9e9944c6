"""The cells of a sheet's tables, recognised one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from transforms.pages.ruled_grid import RuledCell, RuledGrid
from transforms.pages.tables import CellText
from transforms.recognition.crops import as_is, cleaned, coarse, lean_of
from transforms.recognition.engine import Read, read_lines
from transforms.recognition.figures import Figure, agree, decide, digit_glyphs, may_be_figure
from transforms.recognition.ink import (
    CellInk,
    Glyph,
    Part,
    faint_mask,
    figure_parts,
    glyphs,
    holds_dash,
    holds_faint,
    ink_of_cell,
    is_blot,
    lost_parts,
)
from transforms.recognition.pixels import PIXELS, Box, Mask, Pixels
from transforms.recognition.shapes import Sample, doubtful, shape_of

BLANK = 0.97
_DOUBTED = 0.6
_INSET = 1.0  # points, from a rule's middle
_USUAL_DIGIT = 7.0  # points: of 10-point type
_SMALLEST, _LARGEST = 4.0, 16.0
_PAD = 0.3
_LOW = 25  # percent: labels are taller than digits
_CLEAR = 0.9  # of a score: certainly a digit
_DIRT = 0.5  # of a digit's height: a line of nothing larger, beside others, is dirt


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell on the way: its ink, its characters, and its lines of parts."""

    ink: CellInk
    glyphs: tuple[Glyph, ...]
    lines: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is looked at: the sheet, its ink, and the pixels of its rules."""

    grey: Pixels
    ink: Mask
    rules: Mask


def read_tables(canvas: Canvas, grids: Sequence[RuledGrid]) -> list[tuple[CellText, ...]]:
    """The texts of every grid's cells."""
    inks = [ink_of_cell(canvas.ink, canvas.rules, _box(c, canvas)) for g in grids for c in g.cells]
    digit = _digit_height(inks)
    cells = [_cell(ink, digit) for ink in inks]
    faint = faint_mask(canvas.grey, canvas.ink)
    texts = iter(
        text._replace(confidence=_DOUBTED)
        if text.confidence > _DOUBTED and holds_faint(faint, cell.ink.box, digit)
        else text
        for cell, text in zip(cells, _texts(canvas, cells, digit), strict=True)
    )
    return [tuple(next(texts) for _ in grid.cells) for grid in grids]


def _box(cell: RuledCell, canvas: Canvas) -> Box:
    height, width = canvas.grey.shape
    x0, top, x1, bottom = cell.box
    left, upper = round((x0 + _INSET) * PIXELS), round((top + _INSET) * PIXELS)
    right, lower = round((x1 - _INSET) * PIXELS), round((bottom - _INSET) * PIXELS)
    return max(left, 0), max(upper, 0), min(right, width), min(lower, height)


def _digit_height(inks: Sequence[CellInk]) -> float:
    """The height of most digits: that of the tallest part in cells of few parts."""
    tallest = [max(p.height for p in ink.parts) for ink in inks if 0 < len(ink.parts) <= 8]
    usual = [h for h in tallest if _SMALLEST * PIXELS <= h <= _LARGEST * PIXELS]
    return float(np.percentile(usual, _LOW)) if usual else _USUAL_DIGIT * PIXELS


def _cell(ink: CellInk, digit: float) -> _Cell:
    found = tuple(glyphs(ink, digit))
    return _Cell(ink, found, tuple(_lines([p for g in found for p in g.parts], digit)))


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


def _texts(canvas: Canvas, cells: Sequence[_Cell], digit: float) -> list[CellText]:
    lines = [(n, line) for n, cell in enumerate(cells) for line in cell.lines]
    reads: list[list[Read]] = [[] for _ in cells]
    first = read_lines([cleaned(canvas.grey, canvas.ink, line, _PAD) for _, line in lines])
    for (n, _), read in zip(lines, first, strict=True):
        reads[n].append(read)
    figures = _figures(canvas, cells, reads, digit)
    return [
        _figure_text(cell, figures[n]) if n in figures else _label_text(cell, reads[n], digit)
        for n, cell in enumerate(cells)
    ]


def _label_text(cell: _Cell, reads: Sequence[Read], digit: float) -> CellText:
    if not reads:
        return CellText("", True, _DOUBTED if holds_dash(cell.ink, digit) else BLANK)
    text = "\n".join(filter(None, (read.text for read in reads)))
    if len(reads) > 1 and all(may_be_figure(read.text) for read in reads):
        return CellText(text, True, _DOUBTED)  # a rule between two cells was not found?
    if is_blot(cell.ink, digit) or not text:
        return CellText(text, clear=False, confidence=_DOUBTED)
    return CellText(text, True, min(BLANK, max(_DOUBTED, min(r.score for r in reads))))


def _figure_text(cell: _Cell, figure: Figure) -> CellText:
    confidence = _DOUBTED if cell.ink.overrun else figure.confidence
    return CellText(figure.text, True, confidence)


def _figures(
    canvas: Canvas, cells: Sequence[_Cell], reads: Sequence[Sequence[Read]], digit: float
) -> dict[int, Figure]:
    """Cells that hold a figure, decided by further readings and by the shapes of all digits."""
    chosen = [
        n
        for n, cell in enumerate(cells)
        if len(cell.lines) == 1 and may_be_figure(reads[n][0].text) and not is_blot(cell.ink, digit)
    ]
    digit = _printed_height(chosen, cells, reads) or digit
    found = {n: glyphs(cells[n].ink, digit) for n in chosen}
    parts = {n: figure_parts(found[n], digit) for n in chosen}
    opinions = {n: [reads[n][0]] for n in chosen}
    dirty = [n for n in chosen if set(parts[n]) != set(cells[n].lines[0])]
    again = [cleaned(canvas.grey, canvas.ink, parts[n], _PAD) for n in dirty]
    opinions |= {n: [read] for n, read in zip(dirty, read_lines(again), strict=True)}
    again = [
        coarse(canvas.grey, canvas.ink, parts[n])
        if n in dirty
        else as_is(canvas.grey, parts[n], cells[n].ink.box)
        for n in chosen
    ]
    for n, read in zip(chosen, read_lines(again), strict=True):
        opinions[n].append(read)
    split = [n for n in chosen if not agree(opinions[n])]
    again = [coarse(canvas.grey, canvas.ink, parts[n]) for n in split]
    for n, read in zip(split, read_lines(again), strict=True):
        opinions[n].append(read)
    shown = {n: _shown(found[n], parts[n]) for n in chosen}
    figures = {n: decide(opinions[n], shown[n], digit, _lean(canvas, shown[n])) for n in chosen}
    samples = [
        Sample(n, character, shape_of(canvas.grey, (g.x0, g.top, g.x1, g.bottom)))
        for n, figure in figures.items()
        for character, g in digit_glyphs(figure.text.replace(" ", ""), shown[n], digit)
    ]
    lost = {n for n in chosen if lost_parts(cells[n].ink, parts[n], digit)}
    for n in doubtful(samples) | lost:
        figures[n] = replace(figures[n], confidence=min(figures[n].confidence, _DOUBTED))
    return figures


def _printed_height(
    chosen: Sequence[int], cells: Sequence[_Cell], reads: Sequence[Sequence[Read]]
) -> float:
    """The height of what was read as a digit and nothing else; 0 if there is none."""
    heights = [
        max(p.height for p in cells[n].lines[0])
        for n in chosen
        if reads[n][0].text.isdigit() and reads[n][0].score > _CLEAR
    ]
    return float(np.median(heights)) if heights else 0.0


def _shown(found: Sequence[Glyph], parts: Sequence[Part]) -> list[Glyph]:
    return [g for g in found if g.parts[0] in parts]


def _lean(canvas: Canvas, found: Sequence[Glyph]) -> float:
    """Of a single stroke."""
    if len(found) != 1:
        return 0.0
    glyph = found[0]
    return lean_of(canvas.ink, (glyph.x0, glyph.top, glyph.x1, glyph.bottom))
