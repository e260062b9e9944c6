"""Glyphs that are printed twice, a hair apart, to look bold or shaded: they count once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transforms.pages.drawn import Glyph

_ACROSS = 0.35  # of the glyph's width
_DOWN = 0.2  # of the font's size
_PATCH = 16.0  # points: glyphs are kept by the patch of paper on which they stand

Patch = tuple[str, int, int]


def once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without repetitions of one in (nearly) the same place."""
    kept: list[Glyph] = []
    patches: dict[Patch, list[Glyph]] = {}
    for glyph in glyphs:
        text, x0, top, x1, _, size = glyph
        across, down = _ACROSS * (x1 - x0), _DOWN * size
        column, row = int(x0 // _PATCH), int(top // _PATCH)
        beside, below = x0 - column * _PATCH, top - row * _PATCH
        here = patches.setdefault((text, column, row), [])
        if _among(glyph, here):
            continue
        within = across < beside < _PATCH - across and down < below < _PATCH - down
        if not within and any(_among(glyph, o) for o in _around(patches, glyph, across, down)):
            continue
        here.append(glyph)
        kept.append(glyph)
    return kept


def _around(
    patches: dict[Patch, list[Glyph]], glyph: Glyph, across: float, down: float
) -> Iterator[list[Glyph]]:
    """The glyphs of the patches that one at its patch's edge reaches into."""
    text, x0, top, _, _, _ = glyph
    for column in {int((x0 - across) // _PATCH), int((x0 + across) // _PATCH)}:
        for row in {int((top - down) // _PATCH), int((top + down) // _PATCH)}:
            yield patches.get((text, column, row), [])


def _among(glyph: Glyph, others: Sequence[Glyph]) -> bool:
    for other in others:
        across, down = abs(glyph.x0 - other.x0), abs(glyph.top - other.top)
        if across < _ACROSS * (glyph.x1 - glyph.x0) and down < _DOWN * glyph.size:
            return True
    return False
