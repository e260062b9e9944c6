"""Text whose lines keep columns by spaces, as `pdftotext -layout` writes: the page that it was.

Each character has a place, so that what finds tables without rules on a page finds them here, too.
This is a second way to read such a text: lines of words in their order are the first. The locator
of a cell names its page, its line and where its column begins there, both counted from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import east_asian_width

from transforms.blocks import Block, Grid, Locator
from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText, lay_out

_ADVANCE, _SIZE, _PITCH = 6.0, 8.0, 14.0  # points that stand for a column, a font and a line
_EMPTY = 0.5  # of a line's height
_MARGIN = 40.0
_FEWEST = 8  # lines with figures apart that make a table
_ROW = re.compile(r".*\S {2,}\d[\d,.]*(?: +\d[\d,.]*)* *")
_FIGURE = re.compile(r"(?<!\S)\d[\d,.]*(?!\S)")
_OF_ROW = 4  # figures of a line that tell where columns are


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's glyphs, and the top and number of each line."""

    glyphs: tuple[Glyph, ...]
    tops: tuple[float, ...]
    numbers: tuple[int, ...]
    height: float


def in_columns(text: str) -> tuple[Block, ...]:
    """The text's tables as they stand on its pages; none where its lines keep no columns."""
    if "\t" in text or sum(map(bool, map(_ROW.fullmatch, text.splitlines()))) < _FEWEST:
        return ()
    wide = 2 if _fits(text, 2) < _fits(text, 1) else 1
    pages = list(_pages(text, wide))
    laid_out: list[PageText] = []
    for number, page in enumerate(pages, start=1):
        width = max((g.x1 for g in page.glyphs), default=0.0) + _MARGIN
        drawn = Drawn(number, width, page.height, page.glyphs, (), ())
        laid_out.append(lay_out(drawn, above=laid_out[-1] if laid_out else None))
    grids = (block for block in to_blocks(laid_out) if isinstance(block, Grid))
    return tuple(_in_text(grid, pages) for grid in grids)


def _fits(text: str, wide: int) -> int:
    """How many places figures have in lines of several, if a Chinese character takes so many
    columns: in the right way to count they stand below one another, by one edge or the middle."""
    places: tuple[set[int], set[int], set[int]] = (set(), set(), set())
    for line in text.splitlines():
        found = list(_FIGURE.finditer(line))
        if len(found) < _OF_ROW:
            continue
        starts = _columns(line, wide)
        for word in found:
            start, stop = starts[word.start()], starts[word.end()]
            for kept, place in zip(places, (start, stop, (start + stop) // 2), strict=True):
                kept.add(place)
    return min(map(len, places))


def _columns(line: str, wide: int) -> list[int]:
    """The column in which each character begins, and the one behind the last."""
    starts = [0]
    for character in line:
        is_wide = east_asian_width(character) in "WF"
        starts.append(starts[-1] + (wide if is_wide else 1))
    return starts


def _pages(text: str, wide: int) -> Iterator[_Page]:
    """The pages between form feeds, lines counted on from page to page."""
    number = 0
    for part in text.split("\f"):
        glyphs: list[Glyph] = []
        tops: list[float] = []
        numbers: list[int] = []
        top = _MARGIN
        for line in part.split("\n"):
            number += 1
            tops.append(top)
            numbers.append(number)
            glyphs += _glyphs(line.rstrip(), top, wide)
            top += _PITCH if line.strip() else _EMPTY * _PITCH
        number -= 1  # a form feed ends no line
        yield _Page(tuple(glyphs), tuple(tops), tuple(numbers), top + _MARGIN)


def _glyphs(line: str, top: float, wide: int) -> Iterator[Glyph]:
    for character, (start, stop) in zip(line, pairwise(_columns(line, wide)), strict=True):
        if not character.isspace():
            x0, x1 = start * _ADVANCE, stop * _ADVANCE
            yield Glyph(character, x0, top, x1, top + _SIZE, _SIZE)


def _in_text(grid: Grid, pages: Sequence[_Page]) -> Grid:
    """The grid with locators that name lines of the text."""
    cells = tuple(c._replace(locator=_place(c.locator, pages)) for c in grid.cells)
    return replace(grid, cells=cells)


def _place(locator: Locator, pages: Sequence[_Page]) -> Locator:
    number = locator["page"]
    page = pages[number - 1]
    x0, top, _, bottom = locator["box"]
    line = max(0, bisect_right(page.tops, (top + bottom) / 2 - _SIZE / 2) - 1)
    return {"page": number, "line": page.numbers[line], "column": max(1, round(x0 / _ADVANCE) + 1)}
