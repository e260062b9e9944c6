"""Whether a font draws the digits that its text layer names: a table of meanings may lie.

Some programs give an embedded font a table (ToUnicode) in which digits are exchanged. Nothing in
the text shows it; the outlines do: their holes, and how alike they are to what digits look like.
"""

from __future__ import annotations

import ctypes
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import hypot
from operator import mul

import pypdfium2.raw as pdfium

from transforms.readers.pdf_calls import (
    glyph_path,
    glyph_segment,
    glyph_segments,
    segment_kind,
    segment_point,
)

Point = tuple[float, float]
Outline = tuple[tuple[Point, ...], ...]

_HOLES = {
    "0": (1, 2),
    "4": (0, 1),
    "6": (1,),
    "8": (2,),
    "9": (1,),
}  # others: none; 0 may be dotted
_HOLES_AT = {"0": (0.38, 0.62), "6": (0.0, 0.45), "9": (0.55, 1.0)}  # of the height: their middles
_HOLES_OF_OTHERS = _HOLES | {"0": (1,), "4": (1,)}  # a 4 without one is like a 1 with a foot
_ROWS, _COLUMNS = 10, 8  # of the grid of the forms
_CLEARLY = 0.12  # more of correlation: no typeface's digit is that much more like another digit
_CURVED = 3  # points of a curve, the last of which lies on the outline


def draws_another_digit(font: int, digit: str) -> bool:
    """Whether the embedded font at that address draws something else than that digit (0 to 9)."""
    if pdfium.FPDFFont_GetIsEmbedded(ctypes.cast(font, pdfium.FPDF_FONT)) != 1:
        return False
    outline = _outline(font, digit)
    return bool(outline) and not may_be(digit, outline)


@lru_cache(maxsize=512)  # a report's pages share their fonts
def may_be(digit: str, outline: Outline) -> bool:
    """Whether an outline may be that digit's, whatever the typeface."""
    body = max(outline, key=_height)
    holes = [contour for contour in outline if contour is not body and _within(contour, body)]
    if len(holes) + 1 < len(outline):
        return True  # drawn in pieces: nothing to go by
    if len(holes) not in _HOLES.get(digit, (0,)):
        return False
    low, high = _HOLES_AT.get(digit, (0.0, 1.0))
    if not all(low <= _share(_middle(hole), body) <= high for hole in holes):
        return False
    ink = _ink(outline)
    others = (d for d in _forms() if len(holes) in _HOLES_OF_OTHERS.get(d, (0,)))
    own = _likeness(ink, digit)
    return all(_likeness(ink, other) <= own + _CLEARLY for other in others)


@cache
def _forms() -> dict[str, tuple[float, ...]]:
    """Each digit's usual form, its ink around the mean."""
    text = files(__package__).joinpath("digit_forms.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return {digit: _around_mean([float(c) for c in "".join(rows[digit])]) for digit in rows}


def _around_mean(ink: Sequence[float]) -> tuple[float, ...]:
    mean = sum(ink) / len(ink)
    return tuple(share - mean for share in ink)


def _likeness(ink: Sequence[float], digit: str) -> float:
    """The correlation of an outline's ink with a digit's usual form: 1 where they are alike."""
    form = _forms()[digit]
    norm = hypot(*ink) * hypot(*form)
    return sum(map(mul, ink, form)) / norm if norm else 0.0


def _ink(outline: Outline) -> tuple[float, ...]:
    """The share of ink on the grid of the forms, around its mean."""
    points = [point for contour in outline for point in contour]
    foot, head = min(y for _, y in points), max(y for _, y in points)
    step = (head - foot) / _ROWS
    left = (min(x for x, _ in points) + max(x for x, _ in points)) / 2 - _COLUMNS / 2 * step
    ink: list[float] = []
    for row in range(_ROWS):
        height = foot + (row + 0.5) * step
        found = sorted(x for contour in outline for x in _crossings(contour, height))
        stretches = [((a - left) / step, (b - left) / step) for a, b in _pairs(found)]
        ink += (
            sum(max(0.0, min(b, column + 1) - max(a, column)) for a, b in stretches)
            for column in range(_COLUMNS)
        )
    return _around_mean(ink)


def _pairs(found: Sequence[float]) -> Iterator[tuple[float, float]]:
    yield from zip(found[::2], found[1::2], strict=False)


def _outline(font: int, digit: str) -> Outline:
    """The contours of a digit; empty if the font has none that can be told."""
    path = glyph_path(font, ord(digit), 1.0)
    contours: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    for n in range(max(0, glyph_segments(path)) if path else 0):
        segment = glyph_segment(path, n)
        if segment_kind(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            contours.append([])
        segment_point(segment, at_x, at_y)
        if contours:
            contours[-1].append((x.value, y.value))
    return tuple(tuple(c) for c in contours if len(c) >= _CURVED and _height(c) > 0)


def _height(contour: Sequence[Point]) -> float:
    heights = [y for _, y in contour]
    return max(heights) - min(heights)


def _middle(contour: Sequence[Point]) -> float:
    heights = [y for _, y in contour]
    return (max(heights) + min(heights)) / 2


def _share(y: float, body: Sequence[Point]) -> float:
    return (y - min(y for _, y in body)) / _height(body)


def _within(contour: Sequence[Point], body: Sequence[Point]) -> bool:
    return all(
        min(p[axis] for p in body) <= min(p[axis] for p in contour)
        and max(p[axis] for p in contour) <= max(p[axis] for p in body)
        for axis in (0, 1)
    )


def _crossings(body: Sequence[Point], height: float) -> list[float]:
    """Where the outline, its curves drawn straight, crosses a height, from left to right."""
    found = []
    for (x0, y0), (x1, y1) in zip(body, [*body[1:], body[0]], strict=True):
        if (y0 <= height) != (y1 <= height):
            found.append(x0 + (x1 - x0) * (height - y0) / (y1 - y0))
    return sorted(found)
