"""The straight lines of a PDF path, and which of the drawn lines are rules of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdfium2.raw as pdfium

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_view import Matrix

Point = tuple[float, float]

_THIN = 3.0  # points: a rule, and no area
_THICK = ((4.5, 4), (6.0, 8))  # points: a rule, if it is so many times as long
_RECTANGLE = 5  # points of a rectangle whose outline returns to its start
_STRAIGHT = 0.05  # points


def path_areas(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Rectangle]:
    """The box of each part of a path that is drawn without lifting the pen, but for bars: these are
    the rules of a table that are drawn together."""
    part: list[Point] = []
    for kind, here, _ in _points(path, matrix):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _area(part)
            part = []
        part.append(here)
    yield from _area(part)


def _area(points: Sequence[Point]) -> Iterator[Rectangle]:
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if not (is_thin(box) and _is_rectangle(points)):
            yield box


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


def path_lines(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Rectangle]:
    """The box of each straight line of a path; curves are no lines."""
    start = last = (0.0, 0.0)
    for kind, here, closes in _points(path, matrix):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _around(last, here)
        last = here
        if closes and here != start:
            yield _around(here, start)


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
