"""One page that is a picture: its tables and its text, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from transforms.pages.drawn import Rectangle, unchanged
from transforms.pages.layout import PageText, page_text
from transforms.pages.ruled_grid import find_grids
from transforms.pages.tables import PageTable
from transforms.recognition.canvas import Canvas
from transforms.recognition.cells import read_tables
from transforms.recognition.ink import ink_mask
from transforms.recognition.pixels import Pixels
from transforms.recognition.prose import lines_of
from transforms.recognition.rules import rules
from transforms.recognition.sheet import sheet_of


def recognise(
    picture: Pixels,
    per_point: float,
    number: int,
    on_page: Callable[[Rectangle], Rectangle] = unchanged,
) -> PageText:
    """The page that the picture (RGB or grey) shows; `per_point` of its pixels are a point.

    `on_page` turns a box of the picture's pixels into a locator's.
    """
    sheet = sheet_of(picture, per_point)
    level, upright, rule_pixels = rules(sheet.plain, sheet.type)
    grids = find_grids(level, upright)
    texts = read_tables(Canvas(sheet.type, ink_mask(sheet.type), rule_pixels), grids)
    tables = [
        PageTable(number, grid, cells, lambda box: on_page(sheet.in_picture(box)))
        for grid, cells in zip(grids, texts, strict=True)
    ]
    return page_text(*sheet.size, tables, lines_of(sheet.type, grids))
