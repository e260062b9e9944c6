"""One page that is a picture: its tables and its text, in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from config import LIMITS
from transforms.pages.drawn import Rectangle, unchanged
from transforms.pages.layout import PageText, page_text
from transforms.pages.ruled_grid import find_grids
from transforms.pages.slices import Slices
from transforms.pages.tables import PageTable
from transforms.recognition.canvas import canvas_of
from transforms.recognition.cells import read_tables
from transforms.recognition.flatten import segments
from transforms.recognition.hanging import with_hanging
from transforms.recognition.light import even
from transforms.recognition.paper import per_point as per_point_of
from transforms.recognition.pixels import PIXELS, Pixels
from transforms.recognition.prose import lines_of
from transforms.recognition.rules import rules
from transforms.recognition.sheet import Sheet, sheet_of
from transforms.recognition.strips import Strip

_THINNEST = 4.0  # points: less shows no line of type
_LEAST_CELLS = 8  # of a statutory table, its heads included
_LEAST_LINES = (4, 2)  # level and upright ones; each has two edges


def recognise_strip(strip: Strip, scale: float = 1.0) -> list[PageText]:
    """The pages of a strip, all that they show on the first of them; `scale` of its pixels are a
    unit of the locators' boxes."""
    height, width = strip.pixels.shape[:2]
    text = recognise(
        strip.pixels,
        per_point_of(width, height),
        strip.first,
        lambda box: (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale),
    )
    if len(strip.tops) == 1:
        return [text]
    slices = Slices(tuple(top / scale for top in strip.tops))
    pieces = tuple(
        replace(piece, slices=slices) if isinstance(piece, PageTable) else piece
        for piece in text.pieces
    )
    whole = replace(text, pieces=pieces, slices=slices)
    return [whole, *(PageText((), (), text.width) for _ in strip.tops[1:])]


def recognise(
    picture: Pixels,
    per_point: float,
    number: int,
    on_page: Callable[[Rectangle], Rectangle] = unchanged,
) -> PageText:
    """The page that the picture (RGB or grey) shows; `per_point` of its pixels are a point.

    `on_page` turns a box of the picture's pixels into a locator's.
    """
    high, wide = (side / per_point for side in picture.shape[:2])
    if min(high, wide) < _THINNEST:
        return PageText((), (), wide, high)
    if high * wide * PIXELS**2 > LIMITS.pixels:
        message = f"page {number}: {high / wide:.0f} times as high as wide; it was not read"
        return PageText((), (("too_large", message),), wide, high)
    sheet = sheet_of(picture, per_point)
    tables = _tables(sheet, number, on_page)
    text = page_text(*sheet.size, tables, lines_of(sheet.type, [t.grid for t in tables]))
    return replace(text, on_page=lambda box: on_page(sheet.in_picture(box)))


def tables_in(
    picture: Pixels,
    per_point: float,
    number: int,
    on_page: Callable[[Rectangle], Rectangle] = unchanged,
) -> list[PageTable]:
    """The tables alone that a picture on a page shows, their grids in points of the picture."""
    if not is_ruled(picture, per_point):
        return []
    return _tables(sheet_of(picture, per_point), number, on_page, least=_LEAST_CELLS)


def _tables(
    sheet: Sheet, number: int, on_page: Callable[[Rectangle], Rectangle], least: int = 0
) -> list[PageTable]:
    level, upright, rule_pixels = rules(sheet.plain, sheet.type)
    grids = [grid for grid in find_grids(level, upright) if len(grid.cells) >= least]
    canvas = canvas_of(sheet, rule_pixels)
    grids = [with_hanging(grid, level, canvas) for grid in grids]
    texts = read_tables(canvas, grids)
    return [
        PageTable(number, grid, cells, lambda box: on_page(sheet.in_picture(box)))
        for grid, cells in zip(grids, texts, strict=True)
    ]


def is_ruled(picture: Pixels, per_point: float) -> bool:
    """Whether long lines run in both directions: a photograph or a chart is not worth reading."""
    both = segments(even(picture, per_point), per_point)
    return all(len(lines) >= least for lines, least in zip(both, _LEAST_LINES, strict=True))
