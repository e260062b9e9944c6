"""Words of a page: glyphs without a wide gap between them, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines

_EVEN = 0.95  # times the largest: digits of one figure are no smaller
_LEAST = 0.8  # times the largest: smaller on the same line is a mark; 10.5 beside 12 points is not
_SAME_FOOT = 0.05  # of the size: digits set in two sizes or fonts stand on one line
_GAP = 0.6  # of the font's size: farther apart are two cells' texts
_SMALL_GAP = 0.15  # of the font's size: letters of one word do not stand as far apart
_FIGURE_GAP = 0.3  # of the font's size: digits of one figure do not stand as far apart
_FIGURE = re.compile(
    r"[+\-－＋−]?(?:增|减)?\d[\d,，]*(?:[.．]\d+)?(?:[千百万亿]*元|[件项条次个宗])?|[/／\\—–\-－]{1,2}|无"
)


class Word(NamedTuple):
    """Text that stands together, and its box in points; `parts` are those with a small gap between
    them. `is_uneven`: its digits differ in size, so that some may be a footnote's mark;
    `fills_cell`: it is no figure, but stands in the row of figures as one does."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    parts: tuple[Word, ...] = ()
    is_uneven: bool = False
    fills_cell: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def word_lines(glyphs: Iterable[Glyph]) -> list[list[Word]]:
    """The words of each line, from left to right."""
    found = (list(words(line)) for line in lines(glyphs))
    return [line for line in found if line]


def is_figure(word: Word) -> bool:
    """Whether a word may be a cell's whole figure, or stand in the place of one."""
    return word.fills_cell or bool(_FIGURE.fullmatch(word.text))


def words(line: Sequence[Glyph]) -> Iterator[Word]:
    """The words of one line, from left to right."""
    part: list[Glyph] = []
    for glyph in line:
        if glyph.text.isspace():
            continue
        if part and glyph.x0 - max(g.x1 for g in part[-2:]) > _GAP * glyph.size:
            yield from _word(part)
            part = []
        part.append(glyph)
    if part:
        yield from _word(part)


def _word(glyphs: Sequence[Glyph]) -> Iterator[Word]:
    """One word; figures of narrow columns, which stand closer, are one each."""
    whole = _boxed(glyphs)
    parts = [_boxed(part) for part in _apart(glyphs, _SMALL_GAP)]
    figures = [_boxed(part) for part in _apart(glyphs, _FIGURE_GAP)] if " " in whole.text else []
    if len(figures) > 1 and all(map(is_figure, figures)):
        yield from figures
    else:
        yield whole if len(parts) == 1 else whole._replace(parts=tuple(parts))


def _apart(glyphs: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """Glyphs with no gap between them wider than that share of their size."""
    parts: list[list[Glyph]] = []
    for glyph in glyphs:
        if parts and glyph.x0 - parts[-1][-1].x1 <= gap * glyph.size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def uneven(digits: Sequence[Glyph]) -> bool:
    """Whether some of the digits may be a footnote's mark: much smaller, or smaller and not level
    with the others. A figure may be set in two sizes as well, all on one line."""
    largest = max((g.size for g in digits), default=0.0)
    small = [g for g in digits if g.size < _EVEN * largest]
    if any(g.size < _LEAST * largest for g in small):
        return True
    large = [g for g in digits if g.size == largest]
    return any(_raised(mark, digit) for mark in small for digit in large)


def _raised(mark: Glyph, digit: Glyph) -> bool:
    """Whether a digit stands a little higher or lower than another: not on another line."""
    return _SAME_FOOT * digit.size < abs(mark.bottom - digit.bottom) < digit.size / 2


def _boxed(part: Sequence[Glyph]) -> Word:
    return Word(
        line_text(part),
        part[0].x0,
        min(g.top for g in part),
        max(g.x1 for g in part),
        max(g.bottom for g in part),
        max(g.size for g in part),
        is_uneven=uneven([g for g in part if g.text.isdigit()]),
    )
