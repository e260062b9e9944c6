"""Dashes, which stand for nothing to report: told by the shape of their ink, not by a reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transforms.recognition.glyphs import Glyph

_THIN = 0.35  # of a digit's height: a dash
_COMPACT = 0.45  # of a digit's height: a speck, and no character
_LONGEST_DASH = 3.3  # of a digit's height: two dashes in one
_AT_EDGE = 0.4  # of a digit's height, from the cell's rule: no line of type has its middle there
_MOST = 4  # strokes that stand for nothing to report
_STRAIGHT = 0.45  # of its box is ink, where a stroke neither leans nor bends


class Dash(NamedTuple):
    """One dash or several; `printed` if they are surely type."""

    text: str
    printed: bool


def dash_of(glyphs: Sequence[Glyph], digit: float, texts: Sequence[str]) -> Dash | None:
    """The dashes that a cell's ink is; None if it is anything else. `texts`: what it was read as;
    `digit`: a digit's height in pixels."""
    strokes = _without_specks(glyphs, digit)
    if text := _level_strokes(strokes, digit) or _short_dash(strokes, digit, texts):
        alone = len(strokes) == len(glyphs)
        return Dash(text, alone and all(_is_printed(g, digit) for g in strokes))
    return Dash("-", printed=False) if _is_flat(glyphs, digit) else None


def may_be_rule(glyphs: Sequence[Glyph], digit: float, top: float, bottom: float) -> bool:
    """Whether level strokes may be pieces of a rule in a cell of that height, which a bent sheet
    shows beside its line: they stand at its upper or lower edge, or are more than a text's."""
    middle = sum(g.top + g.bottom for g in glyphs) / (2 * max(1, len(glyphs)))
    near = min(middle - top, bottom - middle) < _AT_EDGE * digit
    return near or len(glyphs) > _MOST


def _level_strokes(glyphs: Sequence[Glyph], digit: float) -> str:
    """A dash, or several in a row: level strokes and nothing else."""
    if not glyphs or not all(_is_level(g, digit) for g in glyphs):
        return ""
    middles = [(g.top + g.bottom) / 2 for g in glyphs]
    return "-" * len(glyphs) if max(middles) - min(middles) < _THIN * digit else ""


def _short_dash(glyphs: Sequence[Glyph], digit: float, texts: Sequence[str]) -> str:
    """A hyphen of bold type: hardly longer than high, and read as a dash each time."""
    if len(glyphs) != 1 or set(texts) != {"-"}:
        return ""
    height, width = glyphs[0].bottom - glyphs[0].top, glyphs[0].x1 - glyphs[0].x0
    return "-" if width > 1.3 * height and height < _THIN * digit < 1.4 * width else ""


def _is_flat(glyphs: Sequence[Glyph], digit: float) -> bool:
    """Whether the only glyph is lower than any digit, and longer than high: a dash, not surely."""
    if len(glyphs) != 1:
        return False
    height, width = glyphs[0].bottom - glyphs[0].top, glyphs[0].x1 - glyphs[0].x0
    return height < _THIN * digit and width > 1.2 * height


def _is_printed(dash: Glyph, digit: float) -> bool:
    """Whether a level stroke is one of type: straight, and no longer than two dashes; a pen's line
    may strike a blank cell out, or be the rest of a mark."""
    width, height = dash.x1 - dash.x0, dash.bottom - dash.top
    ink = sum(part.area for part in dash.parts)
    return width < _LONGEST_DASH * digit and ink > _STRAIGHT * width * height


def _is_level(glyph: Glyph, digit: float) -> bool:
    height, width = glyph.bottom - glyph.top, glyph.x1 - glyph.x0
    return height < _THIN * digit and width > 1.6 * height and len(glyph.parts) == 1


def _without_specks(glyphs: Sequence[Glyph], digit: float) -> list[Glyph]:
    """The glyphs but for specks that stand above or below all level strokes."""
    level = [(g.top + g.bottom) / 2 for g in glyphs if _is_level(g, digit)]
    return [
        g
        for g in glyphs
        if not level
        or max(g.x1 - g.x0, g.bottom - g.top) > _COMPACT * digit
        or min(abs((g.top + g.bottom) / 2 - at) for at in level) < _COMPACT * digit / 2
    ]
