"""The straight lines of a PDF path, and which of the drawn lines are rules of a table."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_view import Matrix


def path_lines(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Rectangle]:
    """The box of each straight line of a path; curves are no lines."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _around(last, here)
        last = here
        if pdfium.FPDFPathSegment_GetClose(segment) and here != start:
            yield _around(here, start)


def _around(one: tuple[float, float], other: tuple[float, float]) -> Rectangle:
    (x0, y0), (x1, y1) = one, other
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
