"""Columns of a table without upright rules: the free room that no glyph of any row covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from transforms.pages.bands import Band
from transforms.pages.drawn import Glyph
from transforms.pages.words import words

Stretch = tuple[float, float]

_LEAST_ROOM = 0.8  # points between two columns
_WITHIN = 0.3  # of the font's size: digits of one figure stand nearer
_LONGEST = 0.6  # of the font's size: a gap between words


def free_rooms(bands: Sequence[Band]) -> list[Stretch]:
    """The stretches between the columns of rows below one head, from left to right; none where
    some row has two figures in one column, or a word in a column of figures."""
    rows = [band for band in bands if any(band.figures())]
    if not rows:
        return []
    figures = [g for band in rows for line in band.figures() for g in line]
    shown = [g for band in rows for g in band.words() if g.text.strip()]
    texts = _covered(shown, _LONGEST)
    columns = _covered(figures, 0.0)
    columns = [c for c in columns if not any(_meet(c, text) for text in texts)]
    columns = _with_blank(bands, columns, texts)
    if not columns or not _one_each(rows, columns):
        return []
    edges = sorted([*columns, *texts])
    rooms = [(a[1], b[0]) for a, b in pairwise(edges)]
    return rooms if all(b - a >= _LEAST_ROOM for a, b in rooms) else []


def _covered(glyphs: Iterable[Glyph], gap: float) -> list[Stretch]:
    """The stretches that glyphs cover, with gaps up to that share of the font's size."""
    found: list[Stretch] = []
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        reach = max(gap * glyph.size, _LEAST_ROOM)
        if found and glyph.x0 < found[-1][1] + reach:
            found[-1] = found[-1][0], max(found[-1][1], glyph.x1)
        else:
            found.append((glyph.x0, glyph.x1))
    return found


def _with_blank(
    bands: Sequence[Band], columns: Sequence[Stretch], texts: Sequence[Stretch]
) -> list[Stretch]:
    """The columns, and those that are blank in every row: a word of the head stands right above
    the rows, over no column but right of the first."""
    found = list(columns)
    first = next(n for n, band in enumerate(bands) if any(band.figures()))
    for line in bands[first - 1].lines if first else ():
        for word in words(line):
            stretch = word.x0, word.x1
            if (
                columns
                and word.x0 > columns[0][0]
                and not any(_meet(stretch, other) for other in (*columns, *texts))
            ):
                found.append(stretch)
    return _merged(found)


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, stop in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], stop)
        else:
            found.append((start, stop))
    return found


def _one_each(rows: Sequence[Band], columns: Sequence[Stretch]) -> bool:
    """Whether no line has two figures in one column."""
    return not any(
        b.x0 - a.x1 > _WITHIN * b.size and any(c[0] <= a.x0 and b.x1 <= c[1] for c in columns)
        for band in rows
        for line in band.figures()
        for a, b in pairwise(line)
    )


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]
