"""The straight lines of a PDF path, and which of the drawn lines are rules of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_view import Matrix

Point = tuple[float, float]
Side = tuple[Point, Point]

_THIN = 3.0  # points: a rule, and no area
_THICK = ((4.5, 4), (6.0, 8))  # points: a rule, if it is so many times as long
_RECTANGLE = 5  # points of a rectangle whose outline returns to its start
_STRAIGHT = 0.05  # points
_LEVEL = 0.5  # points: a rule on a page that lies not quite straight
_LARGE = 24.0  # points: characters of tables and titles are smaller
_LEAST_STROKE = 4.0  # points
_FOUR = 4  # sides of a rectangle
_MANY = 12  # sides: a frame or a line with corners has fewer
_MOSTLY = 0.6  # of a length: a cell with a line across it has as much


class Area(NamedTuple):
    """The box of what is drawn without lifting the pen, and its outline if that is another."""

    box: Rectangle
    outline: tuple[Point, ...] = ()


class Areas(NamedTuple):
    """The parts of a path; `is_large`: they are the strokes of characters of a size that no table
    has, as a watermark's."""

    parts: tuple[Area, ...]
    is_large: bool = False


def path_areas(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Areas:
    """The parts of a path, but for bars: these are rules of a table that are drawn together."""
    parts: list[list[Point]] = []
    for kind, here, _ in _points(path, matrix):
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(here)
    bars = {n for n, part in enumerate(parts) if _is_rectangle(part)}
    found = [Area(_around_all(p), () if n in bars else tuple(p)) for n, p in enumerate(parts)]
    areas = tuple(area for area in found if area.outline or not is_thin(area.box))
    return Areas(areas, len(areas) > 1 and _is_large([a.box for a in areas if a.outline]))


def _is_large(strokes: Sequence[Rectangle]) -> bool:
    """Whether strokes stand above and beside each other as far as in large characters, and one is
    as long."""
    if not strokes:
        return False
    sides = [sorted((x1 - x0, bottom - top)) for x0, top, x1, bottom in strokes]
    x0, top = min(b[0] for b in strokes), min(b[1] for b in strokes)
    x1, bottom = max(b[2] for b in strokes), max(b[3] for b in strokes)
    whole = min(x1 - x0, bottom - top)
    return whole > _LARGE and any(long > _LARGE and short > _LEAST_STROKE for short, long in sides)


def _around_all(points: Sequence[Point]) -> Rectangle:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(points: Sequence[Point]) -> bool:
    sides = [*pairwise(points), (points[-1], points[0])]
    return len(points) <= _RECTANGLE and all(
        min(abs(a[0] - b[0]), abs(a[1] - b[1])) < _STRAIGHT for a, b in sides
    )


def is_thin(box: Rectangle) -> bool:
    """Whether a rectangle is a rule, and not an area."""
    width, height = box[2] - box[0], box[3] - box[1]
    narrow, long = (width, height) if width < height else (height, width)
    return narrow <= _THIN or any(narrow <= w and long > n * narrow for w, n in _THICK)


def path_lines(
    path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, *, stroked: bool
) -> Iterator[Rectangle]:
    """The box of each straight line of a path; curves are no lines, nor are the sides of what no
    rules make: a watermark's characters are drawn so by the outline."""
    for part in _parts(path, matrix):
        if _may_be_rules(part, stroked=stroked):
            yield from (_around(one, other) for one, other in part)


def _parts(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Side]]:
    """The straight sides of each part of a path that is drawn without lifting the pen."""
    start = last = (0.0, 0.0)
    part: list[Side] = []
    for kind, here, closes in _points(path, matrix):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield part
            part = []
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            part.append((last, here))
        last = here
        if closes and here != start:
            part.append((here, start))
    yield part


def _may_be_rules(part: Sequence[Side], *, stroked: bool) -> bool:
    """Whether a part of a path may be a bar or frame, or a line with some corners."""
    if stroked:
        return len(part) <= _FOUR or _runs_along(part) >= (_MOSTLY if len(part) <= _MANY else 1.0)
    return _runs_along(part) == 1.0 or is_thin(_around_all([p for side in part for p in side]))


def _runs_along(part: Sequence[Side]) -> float:
    """Which share of the length of sides runs along the page's edges."""
    lengths = [(abs(b[0] - a[0]), abs(b[1] - a[1])) for a, b in part]
    whole = sum(max(x, y) for x, y in lengths)
    slanting = sum(max(x, y) for x, y in lengths if min(x, y) > _LEVEL)
    return 1.0 - slanting / whole if whole else 1.0


def _points(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[int, Point, bool]]:
    """Kind and place of each segment of a path, and whether it closes its part."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        yield kind, here, bool(pdfium.FPDFPathSegment_GetClose(segment))


def _around(one: Point, other: Point) -> Rectangle:
    (x0, y0), (x1, y1) = one, other
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
