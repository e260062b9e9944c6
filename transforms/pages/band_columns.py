"""Columns of a table without upright rules: the free room that no glyph of any row covers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.pages.aligned_columns import in_pairs, merged
from transforms.pages.aligned_labels import begins_label
from transforms.pages.bands import Band, Banded
from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import line_text
from transforms.pages.stacks import joined, stacks
from transforms.pages.words import Word, words
from transforms.values import is_unit

Stretch = tuple[float, float]

_LEAST_ROOM = 0.8  # points between two columns
_WITHIN = 0.3  # of the font's size: digits of one figure stand nearer
_LONGEST = 0.6  # of the font's size: a gap between words


@dataclass(frozen=True, slots=True)
class Block:
    """Heads and the rows below them, with the free rooms between their columns from left to right:
    a statutory table is made of several, with columns of their own."""

    bands: tuple[Band, ...]
    rooms: tuple[Stretch, ...] = ()

    @property
    def first(self) -> int:
        """Which band is the first row, all of which may be blank; all are heads if none is."""
        rows = (n for n, band in enumerate(self.bands) if has_figures(band) or _is_label(band))
        first = next(rows, len(self.bands))
        end = _end_of_labels(_columns(self.bands)[1])
        heads = [n for n, band in enumerate(self.bands[:first]) if _has_heads(band, end)]
        return heads[-1] + 1 if heads and first < len(self.bands) else first


def has_figures(band: Band) -> bool:
    return any(band.figures())


def _is_label(band: Band) -> bool:
    """Whether a band without figures is a row all the same, all of it blank."""
    return bool(band.lines) and begins_label(line_text(band.lines[0]))


def _has_heads(band: Band, end: float) -> bool:
    """Whether words stand side by side, units aside, some of them right of the labels, which `end`
    there: those of a row that is blank are its labels."""
    found = [w for line in band.lines for w in _words(line) if not is_unit(w.text)]
    beside = any(a.x1 < b.x0 or b.x1 < a.x0 for a, b in pairwise(found))
    return beside and any(w.x0 >= end for w in found)


def _end_of_labels(texts: Sequence[Stretch]) -> float:
    return max((stop for _, stop in texts), default=-math.inf)


def blocks(table: Banded) -> list[Block]:
    """The table's blocks. None where some row has two figures in one column, or a word in a column
    of figures."""
    columns, _ = _columns(table.bands)
    left = min(columns, default=(table.right, table.right))[0]
    found: list[list[Band]] = [[]]
    for band in table.bands:
        is_head = not has_figures(band) and _has_words_from(band, left)
        if is_head and any(map(has_figures, found[-1])):
            found.append([])
        found[-1].append(band)
    told = [Block(tuple(bands), free_rooms(bands)) for bands in found]
    return told if all(b.rooms for b in told if b.first < len(b.bands)) else []


def _has_words_from(band: Band, left: float) -> bool:
    """Whether words stand right of a place, other than the unit of a row whose figure is blank."""
    behind = [w for line in band.lines for w in words(line) if w.x1 > left]
    return any(w.x0 < left or not is_unit(w.text) for w in behind)


def free_rooms(bands: Sequence[Band]) -> tuple[Stretch, ...]:
    """The rooms between the columns of the rows below one head; none if they cannot be told."""
    columns, texts = _columns(bands)
    columns = _with_heads(bands, columns, texts)
    if not columns or not _one_each(bands, columns):
        return ()
    rooms = tuple((a[1], b[0]) for a, b in pairwise(sorted([*columns, *texts])))
    return rooms if all(b - a >= _LEAST_ROOM for a, b in rooms) else ()


def _columns(bands: Sequence[Band]) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches that figures cover, and those that words beside them do."""
    rows = [band for band in bands if has_figures(band)]
    figures = [g for band in rows for line in band.figures() for g in line]
    texts = _covered([g for band in rows for g in band.words() if g.text.strip()], _LONGEST)
    found = _covered(figures, 0.0)
    return [c for c in found if not any(_meet(c, text) for text in texts)], texts


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


def _with_heads(
    bands: Sequence[Band], columns: Sequence[Stretch], texts: Sequence[Stretch]
) -> list[Stretch]:
    """The columns with the heads right above them, and those that are blank in every row: a head
    stands over no column. None if columns stand under no head while there are others; where blank
    rows stand between, the heads tell nothing then."""
    heads, near = _heads(bands, texts)
    if in_pairs(columns, heads):
        pairs = zip(columns, heads, strict=True)
        return [(min(c[0], h[0]), max(c[1], h[1])) for c, h in pairs]
    blank = [h for h in heads if not any(_meet(h, c) for c in columns)]
    if not blank or all(any(_meet(h, c) for h in heads) for c in columns):
        return merged([*columns, *blank])
    return [] if near and blank[-1][0] > columns[0][0] else list(columns)


def _heads(bands: Sequence[Band], texts: Sequence[Stretch]) -> tuple[list[Stretch], bool]:
    """The heads that stand lowest above the rows, right of that of the labels, from the left; and
    whether no blank row stands between."""
    first = next((n for n, band in enumerate(bands) if has_figures(band)), 0)
    labels = _end_of_labels(texts)
    above = next((n for n in reversed(range(first)) if _has_heads(bands[n], labels)), first)
    shown = [w for line in bands[above].lines for w in _words(line)] if above < first else []
    found = [joined(stack) for stack in stacks(shown)]
    lowest = [w for w in found if not any(_is_under(other, w) for other in found)]
    stretches = sorted((w.x0, w.x1) for w in lowest)
    own = [s for s in stretches if s[0] >= labels]
    own = own[1:] if texts and len(own) == len(stretches) else own
    return own, above == first - 1


def _words(line: Sequence[Glyph]) -> list[Word]:
    """The words of a line, heads of neighbouring columns apart however near they stand."""
    return [part for word in words(line) for part in (word.parts or (word,))]


def _is_under(lower: Word, upper: Word) -> bool:
    beside = (lower.x0, lower.x1), (upper.x0, upper.x1)
    return lower.top > upper.bottom - lower.size / 2 and _meet(*beside)


def _one_each(bands: Sequence[Band], columns: Sequence[Stretch]) -> bool:
    """Whether no line has two figures in one column."""
    return not any(
        b.x0 - a.x1 > _WITHIN * b.size and any(c[0] <= a.x0 and b.x1 <= c[1] for c in columns)
        for band in bands
        for line in band.figures()
        for a, b in pairwise(line)
    )


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]
