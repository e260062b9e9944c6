"""Text of glyphs: lines from top to bottom, white space where the print has a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transforms.pages.drawn import Glyph

_GAP = 0.3  # of the font's size: wider than between two digits, narrower than a digit
_LEAST_GAP = 3.0
_SAME_LINE = 0.5  # of the font's size: a digit and the Chinese character beside it differ that much
_LEAST_SAME_LINE = 3.0


def text_of(glyphs: Sequence[Glyph]) -> str:
    """The glyphs' text, lines ended by line feeds, outer white space stripped."""
    return "\n".join(filter(None, map(line_text, lines(glyphs))))


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
