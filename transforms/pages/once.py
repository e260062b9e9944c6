"""Glyphs that are printed twice, a hair apart, to look bold or shaded: they count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from transforms.pages.drawn import Glyph

_ACROSS = 0.35  # of the glyph's width
_DOWN = 0.2  # of the font's size
_PATCH = 16.0  # points: glyphs are kept by the patch of paper on which they stand

Patch = tuple[str, int, int]


def once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without repetitions of one in (nearly) the same place."""
    kept: list[Glyph] = []
    patches: dict[Patch, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        near = _patches(glyph)
        if not any(_same(glyph, other) for patch in near for other in patches.get(patch, ())):
            patches[glyph.text, int(glyph.x0 // _PATCH), int(glyph.top // _PATCH)].append(glyph)
            kept.append(glyph)
    return kept


def _patches(glyph: Glyph) -> Sequence[Patch]:
    """Where a glyph may stand that is the same: one patch, but for those at a patch's edge."""
    text, x0, top, x1, _, size = glyph
    across, down = _ACROSS * (x1 - x0), _DOWN * size
    left, right = (x0 - across) // _PATCH, (x0 + across) // _PATCH
    above, below = (top - down) // _PATCH, (top + down) // _PATCH
    if left == right and above == below:
        return ((text, int(left), int(above)),)
    return [(text, int(c), int(r)) for c in {left, right} for r in {above, below}]


def _same(glyph: Glyph, other: Glyph) -> bool:
    across, down = abs(glyph.x0 - other.x0), abs(glyph.top - other.top)
    return across < _ACROSS * (glyph.x1 - glyph.x0) and down < _DOWN * glyph.size
