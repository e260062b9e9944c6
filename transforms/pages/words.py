"""Words of a page: glyphs without a wide gap between them, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines

_GAP = 0.6  # of the font's size: farther apart are two cells' texts
_SMALL_GAP = 0.15  # of the font's size: letters of one word do not stand as far apart
_FIGURE = re.compile(
    r"[+\-－＋−]?(?:增|减)?\d[\d,，]*(?:[.．]\d+)?(?:[千百万亿]*元|[件项条次个宗])?|[/／\\—–\-－]{1,2}|无"
)


class Word(NamedTuple):
    """Text that stands together, and its box in points; `parts` are those with a small gap between
    them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    parts: tuple[Word, ...] = ()

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def word_lines(glyphs: Iterable[Glyph]) -> list[list[Word]]:
    """The words of each line, from left to right."""
    found = (list(_words(line)) for line in lines(glyphs))
    return [words for words in found if words]


def is_figure(word: Word) -> bool:
    """Whether a word may be a cell's whole figure, or stand in the place of one."""
    return bool(_FIGURE.fullmatch(word.text))


def _words(line: Sequence[Glyph]) -> Iterator[Word]:
    part: list[Glyph] = []
    for glyph in line:
        if glyph.text.isspace():
            continue
        if part and glyph.x0 - max(g.x1 for g in part[-2:]) > _GAP * glyph.size:
            yield _word(part)
            part = []
        part.append(glyph)
    if part:
        yield _word(part)


def _word(glyphs: Sequence[Glyph]) -> Word:
    parts: list[list[Glyph]] = []
    for glyph in glyphs:
        if parts and glyph.x0 - parts[-1][-1].x1 <= _SMALL_GAP * glyph.size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    whole = _boxed(glyphs)
    return whole if len(parts) == 1 else whole._replace(parts=tuple(map(_boxed, parts)))


def _boxed(part: Sequence[Glyph]) -> Word:
    return Word(
        line_text(part),
        part[0].x0,
        min(g.top for g in part),
        max(g.x1 for g in part),
        max(g.bottom for g in part),
        max(g.size for g in part),
    )
