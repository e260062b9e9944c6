"""Whether a row's label is one: where a rule is missing, several rows stand between two.

A label goes on over a line that it fills, and none of its later lines begins as a label does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from transforms.pages.aligned_labels import begins_label
from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text, lines
from transforms.pages.ruled_grid import RuledCell

_ROOM = 2.5  # of the font's size: a line that ends as far from the column's edge is not full


def several_labels(inside: Mapping[RuledCell, Sequence[Glyph]]) -> bool:
    """Whether a cell beside figures, of one row as they are, holds the labels of several."""
    rows = {cell.row for cell, glyphs in inside.items() if not _has_letters(glyphs)}
    beside = {
        cell: [line for line in lines(glyphs) if line_text(line)]
        for cell, glyphs in inside.items()
        if cell.row_span == 1 and cell.row in rows and _has_letters(glyphs)
    }
    edge: dict[int, float] = {}
    for cell, found in beside.items():
        last = cell.column + cell.column_span
        edge[last] = max(edge.get(last, 0.0), *(line[-1].x1 for line in found))
    return any(
        _are_several(found, edge[cell.column + cell.column_span]) for cell, found in beside.items()
    )


def _are_several(found: Sequence[Sequence[Glyph]], edge: float) -> bool:
    """Whether lines are not one label in a column of words that reaches so far."""
    return any(
        begins_label(line_text(lower)) or upper[-1].x1 < edge - _ROOM * upper[0].size
        for upper, lower in pairwise(found)
    )


def _has_letters(glyphs: Sequence[Glyph]) -> bool:
    return any(g.text.isalpha() for g in glyphs)
