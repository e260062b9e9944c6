"""Text of glyphs: lines from top to bottom, white space where the print has a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from transforms.pages.drawn import Glyph

_GAP = 0.3  # of the font's size: wider than between two digits, narrower than a digit
_LEAST_GAP = 3.0
_SAME_LINE = 0.5  # of the font's size: a digit and the Chinese character beside it differ that much
_LEAST_SAME_LINE = 3.0
_FEWEST_ROWS = 2  # of words set from top to bottom
_SET_SOLID = 1.2  # of the font's size: lines of a text stand farther below each other
_APART = 1.15  # times as far: columns of such words stand apart
_top = attrgetter("top")


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text, lines ended by line feeds, outer white space stripped."""
    found = lines(glyphs)
    return "\n".join(filter(None, map(line_text, _columns(found) or found)))


def _columns(rows: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """The columns, from right to left, of words set from top to bottom, as narrow heads are: their
    characters stand nearer below each other than beside each other. None of any other text."""
    printed = ([g for g in row if not g.text.isspace()] for row in rows)
    shown = [row for row in printed if row]
    tops = [row[0].top for row in shown]
    steps = [b.x0 - a.x0 for row in shown for a, b in pairwise(row)]
    if len(tops) < _FEWEST_ROWS or not steps or not all(map(_is_word, shown)):
        return []
    down = median(b - a for a, b in pairwise(tops))
    if down > _SET_SOLID * shown[0][0].size or min(steps) < _APART * down:
        return []
    columns: list[list[Glyph]] = []
    for glyph in sorted((g for row in shown for g in row), key=lambda g: -g.x0):
        if columns and columns[-1][0].x0 - glyph.x0 < down / 2:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    if any(len(column) < _FEWEST_ROWS for column in columns[:-1]):
        return []  # a line, one of whose signs stands lower: 、
    return [[_on_line(g, n) for n, g in enumerate(sorted(c, key=_top))] for c in columns]


def _is_word(row: Sequence[Glyph]) -> bool:
    return all(g.text > "\u2e7f" for g in row)


def _on_line(glyph: Glyph, place: int) -> Glyph:
    """The glyph as if it stood on a line, at that place."""
    return glyph._replace(x0=place * glyph.size, x1=(place + 1) * glyph.size)


def lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs line by line, each from left to right."""
    found: list[list[Glyph]] = []
    reach = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.top, g.x0)):
        if found and glyph.top <= reach:
            found[-1].append(glyph)
        else:
            found.append([glyph])
            reach = glyph.top + max(_LEAST_SAME_LINE, _SAME_LINE * glyph.size)
    for line in found:
        line.sort(key=lambda g: g.x0)
    return found


def line_text(line: Iterable[Glyph]) -> str:
    """One line's text; any white space or gap between two glyphs is one space."""
    words: list[str] = []
    end = None
    for glyph in line:
        if glyph.text.isspace():
            end = None
            continue
        if words and (end is None or glyph.x0 - end > max(_LEAST_GAP, _GAP * glyph.size)):
            words.append(" ")
        words.append(glyph.text)
        end = glyph.x1 if end is None else max(end, glyph.x1)
    return "".join(words)
