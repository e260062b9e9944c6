"""One page that is a picture: its tables and its text, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from config import LIMITS
from transforms.pages.drawn import Rectangle, Rule, unchanged
from transforms.pages.layout import PageText, page_text
from transforms.pages.ruled_grid import RuledGrid, find_grids
from transforms.pages.slices import Slices
from transforms.pages.tables import PageTable
from transforms.recognition.canvas import Canvas, canvas_of
from transforms.recognition.cells import read_tables
from transforms.recognition.figures import may_be_figure
from transforms.recognition.flatten import segments
from transforms.recognition.hanging import with_hanging
from transforms.recognition.leaf import Leaf
from transforms.recognition.light import even
from transforms.recognition.open_heads import with_heads_apart
from transforms.recognition.paper import per_point as per_point_of
from transforms.recognition.penned import with_pen
from transforms.recognition.pixels import PIXELS, Pixels
from transforms.recognition.prose import lines_of
from transforms.recognition.rules import rules
from transforms.recognition.sheet import Sheet, sheet_of
from transforms.recognition.spreads import halves
from transforms.recognition.stacked import leaves_below
from transforms.recognition.strips import Strip
from transforms.recognition.unruled import unruled

_THINNEST = 4.0  # points: less shows no line of type
_LEAST_CELLS = 8  # of a statutory table, its heads included
_LEAST_LINES = (4, 2)  # level and upright ones; each has two edges


def recognise_strip(
    strip: Strip, scale: float = 1.0, above: PageText | None = None
) -> list[PageText]:
    """The pages of a strip, all that they show on the first of them; of a picture of two pages side
    by side, or of several below one another, each. `scale` of its pixels are a unit of the
    locators' boxes; `above` is the page before."""
    if len(strip.tops) == 1:
        if pages := halves(strip.pixels):
            return _leaves(pages, scale, strip.first, above)
        if pages := leaves_below(strip.pixels):
            return _leaves(pages, scale, strip.first, above, _per_point(strip.pixels))
    text = recognise(
        strip.pixels,
        _per_point(strip.pixels),
        strip.first,
        lambda box: (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale),
        above,
    )
    if len(strip.tops) == 1:
        return [text]
    whole = _in_slices(text, Slices(tuple(top / scale for top in strip.tops)))
    return [whole, *(PageText((), (), text.width) for _ in strip.tops[1:])]


def _leaves(
    pages: Sequence[Leaf],
    scale: float,
    number: int,
    above: PageText | None,
    per_point: float | None = None,
) -> list[PageText]:
    """The pages of a picture, one after the other; all are page `number`. `per_point` of their
    pixels are a point; each page's own sides tell where it is not given."""
    texts: list[PageText] = []
    for part, page in enumerate(pages):

        def place(box: Rectangle, page: Leaf = page) -> Rectangle:
            x0, top, x1, bottom = box
            left, upper = page.left, page.top
            return (
                (x0 + left) / scale,
                (top + upper) / scale,
                (x1 + left) / scale,
                (bottom + upper) / scale,
            )

        pixels = np.ascontiguousarray(page.pixels)
        text = recognise(pixels, per_point or _per_point(pixels), number, place, above)
        texts.append(_in_slices(text, Slices(part=part, parts=len(pages))))
        above = texts[-1]
    return texts


def _per_point(pixels: Pixels) -> float:
    height, width = pixels.shape[:2]
    return per_point_of(width, height)


def _in_slices(text: PageText, slices: Slices) -> PageText:
    pieces = tuple(
        replace(piece, slices=slices) if isinstance(piece, PageTable) else piece
        for piece in text.pieces
    )
    return replace(text, pieces=pieces, slices=slices)


def recognise(
    picture: Pixels,
    per_point: float,
    number: int,
    on_page: Callable[[Rectangle], Rectangle] = unchanged,
    above: PageText | None = None,
) -> PageText:
    """The page that the picture (RGB or grey) shows; `per_point` of its pixels are a point.

    `on_page` turns a box of the picture's pixels into a locator's; `above` is the page before.
    """
    high, wide = (side / per_point for side in picture.shape[:2])
    if min(high, wide) < _THINNEST:
        return PageText((), (), wide, high)
    if high * wide * PIXELS**2 > LIMITS.pixels:
        message = f"page {number}: {high / wide:.0f} times as high as wide; it was not read"
        return PageText((), (("too_large", message),), wide, high)
    sheet = sheet_of(picture, per_point)
    looked = _look(sheet)

    def place(box: Rectangle) -> Rectangle:
        return on_page(sheet.in_picture(box))

    ruled = _tables(looked, number, place)
    grids = [table.grid for table in ruled if _has_figures(table)]
    further = unruled(looked.canvas, grids, looked.level, number, place, above)
    more = [piece for piece in further.pieces if isinstance(piece, PageTable)]
    tables = [*(t for t in ruled if not any(_overlap(t, other) for other in more)), *more]
    lines = lines_of(sheet.type, [table.grid for table in tables])
    tables, drawn = with_pen(tables, sheet.penned)
    text = page_text(*sheet.size, tables, lines, (*further.problems, *drawn))
    return replace(text, on_page=place, open_head=further.open_head)


def tables_in(
    picture: Pixels,
    per_point: float,
    number: int,
    on_page: Callable[[Rectangle], Rectangle] = unchanged,
) -> list[PageTable]:
    """The tables alone that a picture on a page shows, their grids in points of the picture."""
    if not is_ruled(picture, per_point):
        return []
    sheet = sheet_of(picture, per_point)
    looked = _look(sheet, least=_LEAST_CELLS)
    found = _tables(looked, number, lambda box: on_page(sheet.in_picture(box)))
    return with_pen(found, sheet.penned)[0]


def _has_figures(table: PageTable) -> bool:
    """Whether a table between rules has rows; of some, the coloured heads alone are ruled."""
    return any(cell.text and may_be_figure(cell.text) for cell in table.cells)


def _overlap(one: PageTable, other: PageTable) -> bool:
    upper, lower = one.grid.ys, other.grid.ys
    return upper[0] < lower[-1] and lower[0] < upper[-1]


class _Look(NamedTuple):
    """A sheet's ruled grids and level rules, and what the recogniser looks at."""

    canvas: Canvas
    grids: Sequence[RuledGrid]
    level: Sequence[Rule]


def _look(sheet: Sheet, least: int = 0) -> _Look:
    level, upright, rule_pixels = rules(sheet.plain, sheet.type)
    grids = [grid for grid in find_grids(level, upright) if len(grid.cells) >= least]
    canvas = canvas_of(sheet, rule_pixels)
    grids = [with_hanging(grid, level, canvas) for grid in grids]
    return _Look(canvas, [with_heads_apart(grid, canvas) for grid in grids], level)


def _tables(
    looked: _Look, number: int, on_page: Callable[[Rectangle], Rectangle]
) -> list[PageTable]:
    """The tables between rules."""
    texts = read_tables(looked.canvas, looked.grids)
    return [
        PageTable(number, grid, cells, on_page)
        for grid, cells in zip(looked.grids, texts, strict=True)
    ]


def is_ruled(picture: Pixels, per_point: float) -> bool:
    """Whether long lines run in both directions: a photograph or a chart is not worth reading."""
    both = segments(even(picture, per_point), per_point)
    return all(len(lines) >= least for lines, least in zip(both, _LEAST_LINES, strict=True))
