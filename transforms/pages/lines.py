"""Lines of running text, and the paragraphs that they make."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_high
from typing import NamedTuple

from transforms.pages.drawn import Glyph, Rectangle
from transforms.pages.glyph_text import line_text
from transforms.pages.tables import PageTable

_PAGE_NUMBER = re.compile(
    r"[-—–\s·]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*(?:共\s*)?\d{1,3}\s*页?)?[-—–\s·]*"
)
_HEAD, _FOOT = 0.1, 0.12  # of the page's height: page numbers stand above or below
_LEAST_MARGIN = 60.0  # points, on small pages
_AT_EDGE = 8.0  # points from the left edge of a page's text: not indented
_CENTRED = 50.0  # points from that edge: farther in than any first line is indented
_SHORT_OF_EDGE = 40.0  # points: a line that ends farther from the right edge ends a paragraph
_INDENT = 0.16  # of the page's width: a line that begins farther right begins a paragraph
_ENUMERATED = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
)
_WIDE_GAP = 2.5  # of the font's size: no gap between words of a sentence is as wide
_LARGER = 1.2  # times the size: the font of a heading above a text


class Line(NamedTuple):
    """A line of running text, where it begins and (if known) where it ends, in points; `apart`:
    a wide gap shows that it is a row of a table without rules; `size` of most of its font, 0 where
    nothing is known of it; `bottom` as `right`; `glyphs` where there are any."""

    text: str
    left: float
    top: float
    right: float = math.inf
    apart: bool = False
    size: float = 0.0
    bottom: float = math.inf
    glyphs: tuple[Glyph, ...] = ()


class Text(NamedTuple):
    """A paragraph on one page, and its box there; not finite where that is not known."""

    text: str
    box: Rectangle


Piece = Text | PageTable


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """A line of running text; blanks before it are its indentation."""
    shown = [g for g in glyphs if g.text.strip()] or glyphs
    edges = min(g.x0 for g in shown), min(g.top for g in glyphs), max(g.x1 for g in shown)
    gaps = (b.x0 - a.x1 > _WIDE_GAP * b.size for a, b in pairwise(shown))
    size = median_high(g.size for g in shown)
    bottom = max(g.bottom for g in glyphs)
    return Line(line_text(glyphs), *edges, any(gaps), size, bottom, tuple(glyphs))


def is_page_number(line: Line, height: float) -> bool:
    above, below = (max(part * height, _LEAST_MARGIN) for part in (_HEAD, _FOOT))
    return (line.top < above or line.top > height - below) and bool(
        _PAGE_NUMBER.fullmatch(line.text)
    )


def is_enumerated(line: Line) -> bool:
    """Whether a line begins as the heading of a section does: 四、, （二）."""
    return _ENUMERATED.match(line.text) is not None


def paragraphs(pieces: Sequence[Line | PageTable], width: float) -> list[Piece]:
    """Lines on a page of that width joined into paragraphs: an indented or enumerated line begins a
    new one, and so does any line behind one that ends before the right edge of the text."""
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
        flush = piece.left <= min(_INDENT * width, left) and not is_enumerated(piece)
        full = before and before.right >= right and before.left < left + _CENTRED
        if flush and full and before and _of_one_text(before, piece):
            joined[-1] = _longer(joined[-1], piece)
        else:
            joined.append(Text(piece.text, (piece.left, piece.top, piece.right, piece.bottom)))
        before = piece
    return joined


def _longer(text: Piece, line: Line) -> Text:
    """The paragraph with one more line."""
    assert isinstance(text, Text)  # noqa: S101 a line has gone before
    x0, top, x1, bottom = text.box
    box = min(x0, line.left), top, max(x1, line.right), max(bottom, line.bottom)
    return Text(f"{text.text}{line.text}", box)


def _of_one_text(before: Line, line: Line) -> bool:
    """Whether nothing sets two lines apart: no row of a table, no heading in a larger font."""
    smaller, larger = sorted((before.size, line.size))
    return not (before.apart or line.apart) and (not smaller or larger < _LARGER * smaller)
