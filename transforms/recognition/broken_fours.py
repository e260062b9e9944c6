"""A 4 whose thin strokes a copy in black and white has lost: a stem as that of a 1, and beside it
what is left of the bar.

A recogniser reads it as 1, whatever the preparation, and so do all its fellows on the page: their
shapes agree, and a sum over one figure holds. The ink left of the stem tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.recognition.canvas import Canvas
from transforms.recognition.figures import LIKELY, Figure, digit_glyphs
from transforms.recognition.glyphs import Glyph

_BAR = (0.52, 0.86)  # of a digit's height, from its top: where a 4 has its bar
_FLAG, _FOOT = (0.0, 0.5), (0.9, 1.0)  # and where a 1 may have ink left of its stem
_REACH = 0.45  # of a digit's height, left of the stem
_NARROW = 0.45  # of its height: a stem
_LEAST = 2  # pixels of ink


def with_fours(figure: Figure, canvas: Canvas, glyphs: Sequence[Glyph], digit: float) -> Figure:
    """The figure with a 4 for each such stem that was read as a 1, and not sure of it."""
    pairs = digit_glyphs(figure.text.replace(" ", ""), glyphs, digit)
    fours = {n for n, (c, _) in enumerate(pairs) if c == "1" and _has_bar(canvas, pairs, n)}
    if not fours:
        return figure
    text, n = "", 0
    for character in figure.text:
        text += "4" if n in fours and character.isdigit() else character
        n += character.isdigit()
    return replace(figure, text=text, confidence=min(figure.confidence, LIKELY))


def _has_bar(canvas: Canvas, pairs: Sequence[tuple[str, Glyph]], n: int) -> bool:
    stem = pairs[n][1]
    height = stem.bottom - stem.top
    if stem.x1 - stem.x0 > _NARROW * height:
        return False
    before = pairs[n - 1][1].x1 + 1 if n else 0
    left = max(before, round(stem.x0 - _REACH * height), 0)

    def ink(band: tuple[float, float]) -> int:
        top, foot = (stem.top + round(share * height) for share in band)
        return int((canvas.ink[top:foot, left : stem.x0] > 0).sum())

    return ink(_BAR) >= _LEAST and not ink(_FLAG) and not ink(_FOOT)
