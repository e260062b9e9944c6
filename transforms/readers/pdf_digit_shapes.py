"""Whether a font draws the digits that its text layer names: a table of meanings may lie.

Some programs give an embedded font a table (ToUnicode) in which digits are exchanged. Nothing in
the text shows it; the outlines do: their holes, and where the ink lies at a third of their height.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from functools import lru_cache

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
_UPPER, _LOWER = 0.7, 0.28  # of the height: where the ink is looked at
_LEFT, _RIGHT = 0.42, 0.58  # of the width: ink beyond lies on that side
_WIDE, _NARROW = 0.7, 0.5  # of the width: the bar of a 7, the foot of a 7 or the tip of a 1
_CURVED = 3  # points of a curve, the last of which lies on the outline


def draws_other_digits(font: int, digits: Iterable[str]) -> bool:
    """Whether the embedded font at that address draws something else than some of these digits (0
    to 9)."""
    if pdfium.FPDFFont_GetIsEmbedded(ctypes.cast(font, pdfium.FPDF_FONT)) != 1:
        return False
    return any(not may_be(digit, found) for digit in digits if (found := _outline(font, digit)))


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
    return not _speaks_against(digit, body)


def _speaks_against(digit: str, body: Sequence[Point]) -> bool:
    """Whether the ink lies where that digit has none: what merely looks odd does not."""
    above, below = _side(body, _UPPER), _side(body, _LOWER)
    top, foot = _width(body, 0.95), _width(body, 0.04)
    return {
        "1": top > _WIDE and foot < _NARROW,
        "2": below > 0,
        "3": above < 0,
        "5": above > 0 or below < 0,
        "7": top < _NARROW,
    }.get(digit, False)


def _width(body: Sequence[Point], share: float) -> float:
    """How much of the width the ink spans at that share of the height."""
    left, right = min(x for x, _ in body), max(x for x, _ in body)
    crossings = _crossings(body, min(y for _, y in body) + share * _height(body))
    return (crossings[-1] - crossings[0]) / (right - left) if crossings and right > left else 0.0


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


def _side(body: Sequence[Point], share: float) -> int:
    """On which side the ink lies at that share of the height: -1 left, 1 right, 0 neither."""
    bottom, left = min(y for _, y in body), min(x for x, _ in body)
    width = max(x for x, _ in body) - left
    crossings = _crossings(body, bottom + share * _height(body))
    if not crossings or not width:
        return 0
    widest = max(zip(crossings[::2], crossings[1::2], strict=False), key=lambda p: p[1] - p[0])
    middle = (sum(widest) / 2 - left) / width
    return -1 if middle < _LEFT else int(middle > _RIGHT)


def _crossings(body: Sequence[Point], height: float) -> list[float]:
    """Where the outline, its curves drawn straight, crosses a height, from left to right."""
    found = []
    for (x0, y0), (x1, y1) in zip(body, [*body[1:], body[0]], strict=True):
        if (y0 <= height) != (y1 <= height):
            found.append(x0 + (x1 - x0) * (height - y0) / (y1 - y0))
    return sorted(found)
