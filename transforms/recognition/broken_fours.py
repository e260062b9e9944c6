"""A 4 whose thin strokes a copy in black and white has lost: a stem as that of a 1, and beside it
what is left of the bar.

A recogniser reads it as 1, whatever the preparation, and so do all its fellows on the page: their
shapes agree, and a sum over one figure holds. The ink left of the stem tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from transforms.recognition.canvas import Canvas
from transforms.recognition.figures import LIKELY, Figure, digit_glyphs
from transforms.recognition.glyphs import Glyph
from transforms.recognition.pixels import Mask, Pixels

_BAR = (0.52, 0.86)  # of a digit's height, from its top: where a 4 has its bar
_FLAG, _FOOT = (0.0, 0.5), (0.9, 1.0)  # and where a 1 may have ink left of its stem
_REACH = 0.8  # of a digit's height, left of the stem: as far as a minus sign goes
_NARROW = 0.45  # of its height: a stem
_LEAST = 2  # pixels of ink
_SHORT = 0.3  # of its height: so much at most is left of the bar; a minus sign is longer
_FAINT = 45  # how much darker than paper what is hardly there may be
_CLEARLY = 1.25  # times as dark as the rough paper above and below it


def with_fours(figure: Figure, canvas: Canvas, glyphs: Sequence[Glyph], digit: float) -> Figure:
    """The figure with a 4 for each such stem that was read as a 1, and not sure of it; nor of a 1
    with a trace of a bar."""
    pairs = digit_glyphs(figure.text.replace(" ", ""), glyphs, digit)
    ones = [(n, stem) for n, (c, stem) in enumerate(pairs) if c == "1"]
    strips = {n: _left_of(stem, glyphs, canvas) for n, stem in ones}
    fours = {n for n, strip in strips.items() if strip and strip.holds_bar}
    if not fours and not any(strip and strip.shows_trace for strip in strips.values()):
        return figure
    text, n = "", 0
    for character in figure.text:
        text += "4" if n in fours and character.isdigit() else character
        n += character.isdigit()
    return replace(figure, text=text, confidence=min(figure.confidence, LIKELY))


class _Strip(NamedTuple):
    """What stands left of a stem, from its top to its foot: the sheet and its ink."""

    grey: Pixels
    ink: Mask

    @property
    def holds_bar(self) -> bool:
        columns = np.flatnonzero(_rows(self.ink, _BAR).any(axis=0))
        short = bool(columns.size) and columns[-1] - columns[0] < _SHORT * len(self.ink)
        bare = not self._ink(_FLAG) and not self._ink(_FOOT)
        return short and bare and self._ink(_BAR) >= _LEAST

    @property
    def shows_trace(self) -> bool:
        around = max(self._dark(_FLAG), self._dark(_FOOT))
        return self._dark(_BAR) > max(_FAINT, _CLEARLY * around)

    def _ink(self, band: tuple[float, float]) -> int:
        return int((_rows(self.ink, band) > 0).sum())

    def _dark(self, band: tuple[float, float]) -> int:
        rows = _rows(self.grey, band)
        return 255 - int(rows.min()) if rows.size else 0


def _rows(strip: Pixels, band: tuple[float, float]) -> Pixels:
    top, foot = (round(share * len(strip)) for share in band)
    return strip[top:foot]


def _left_of(stem: Glyph, glyphs: Sequence[Glyph], canvas: Canvas) -> _Strip | None:
    """What stands between a stem and the digit or sign before it; None if it is no stem."""
    height = stem.bottom - stem.top
    if stem.x1 - stem.x0 > _NARROW * height:
        return None
    before = max((g.x1 + 1 for g in glyphs if g.x1 <= stem.x0 + 1 and g is not stem), default=0)
    left = max(before, round(stem.x0 - _REACH * height), 0)
    place = (slice(stem.top, stem.bottom), slice(left, stem.x0))
    return _Strip(canvas.grey[place], canvas.ink[place])
