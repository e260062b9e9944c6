"""Glyphs that are printed twice, a hair apart, to look bold or shaded: they count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from transforms.pages.drawn import Glyph

_ACROSS = 0.35  # of the glyph's width
_DOWN = 0.2  # of the font's size
_BAND = 8.0  # points: only glyphs in neighbouring bands can be that near


def once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without repetitions of one in (nearly) the same place."""
    kept: list[Glyph] = []
    bands: dict[tuple[str, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        band = int(glyph.top // _BAND)
        near = (other for row in (band - 1, band, band + 1) for other in bands[glyph.text, row])
        if not any(_same(glyph, other) for other in near):
            bands[glyph.text, band].append(glyph)
            kept.append(glyph)
    return kept


def _same(glyph: Glyph, other: Glyph) -> bool:
    across, down = abs(glyph.x0 - other.x0), abs(glyph.top - other.top)
    return across < _ACROSS * (glyph.x1 - glyph.x0) and down < _DOWN * glyph.size
