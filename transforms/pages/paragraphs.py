"""Lines of running text put together into paragraphs, as a reader of the page sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text

# All in sizes of the font.
_INDENT = 1.2  # begins farther to the right than the margin
_CENTRED = 5.0  # begins farther to the right than any first line is indented
_SHORT = 3.5  # ends that far before the margin: what did not fit was shorter than a long number
_APART = 2.7  # from line to line: more than twice the font is a blank line between
_ANOTHER_SIZE = 0.12
_SHARED = 1.0  # points
_ENUMERATED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])"
)


class Line(NamedTuple):
    """A line of running text, in points. `size` is the font's; 0 for what is a whole paragraph."""

    text: str
    left: float
    top: float
    right: float = 0.0
    size: float = 0.0


def line_of(glyphs: Sequence[Glyph]) -> Line:
    """The line that these glyphs make; blanks before it are its indentation."""
    shown = [g for g in glyphs if g.text.strip()] or glyphs
    return Line(
        line_text(glyphs),
        min(g.x0 for g in shown),
        min(g.top for g in glyphs),
        max(g.x1 for g in shown),
        max(g.size for g in shown),
    )


def column_of(lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right margin of a page's text."""
    if not lines:
        return 0.0, 0.0
    return _margin(line.left for line in lines), -_margin(-line.right for line in lines)


def goes_on(last: Line, line: Line, column: tuple[float, float]) -> bool:
    """Whether a line is the next of the paragraph that the last one, right above it, is part of."""
    left, right = column
    size = max(last.size, line.size)
    return (
        min(last.size, line.size) > 0
        and abs(last.size - line.size) <= _ANOTHER_SIZE * size
        and line.left <= left + _INDENT * size
        and last.left <= left + _CENTRED * size
        and last.right >= right - _SHORT * size
        and line.top - last.top <= _APART * size
        and not _ENUMERATED.match(line.text)
    )


def _margin(edges: Iterable[float]) -> float:
    """The outermost edge that two lines share: a single line outside may be a running head."""
    outward = sorted(edges)
    shared = (a for a, b in pairwise(outward) if b - a < _SHARED)
    return next(shared, outward[0])
