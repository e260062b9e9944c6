"""From PDF's coordinates to the page as it is looked at: cropped, rotated, from the upper left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_calls import own_matrix

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_matrix = pdfium.FS_MATRIX()  # what pdfium writes into
_at_matrix = ctypes.addressof(_matrix)


@dataclass(frozen=True, slots=True)
class View:
    """How one page is looked at: `matrix` maps user space on points from the upper left corner."""

    matrix: Matrix
    width: float
    height: float

    def turned(self, quarters: int) -> View:
        """The same page turned clockwise by quarters, as one turns a sheet to read it."""
        view = self
        for _ in range(quarters % 4):
            turn: Matrix = (0.0, 1.0, -1.0, 0.0, view.height, 0.0)
            view = View(multiply(view.matrix, turn), view.height, view.width)
        return view

    def back(self, box: Rectangle, quarters: int) -> Rectangle:
        """A box on this page, which `turned` made, as it was before those quarters."""
        x0, top, x1, bottom = box
        width = self.width
        for number in range(quarters % 4):
            x0, top, x1, bottom = top, width - x1, bottom, width - x0
            width = self.height if number % 2 == 0 else self.width
        return x0, top, x1, bottom


def view_of(page: pdfium.FPDF_PAGE) -> View:
    """The view of a page by its crop box and its /Rotate."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    upright: Matrix = (1.0, 0.0, 0.0, -1.0, -box.left, box.top)
    view = View(upright, box.right - box.left, box.top - box.bottom)
    return view.turned(pdfium.FPDFPage_GetRotation(page))


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that maps as `first` does, and what comes out as `then` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def mapped(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Rectangle:
    """The rectangle around a mapped one: x0, top, x1, bottom."""
    a, b, c, d, e, f = matrix
    if b == 0 and c == 0:
        x0, x1 = a * left + e, a * right + e
        y0, y1 = d * bottom + f, d * top + f
        if x0 > x1:
            x0, x1 = x1, x0
        return (x0, y0, x1, y1) if y0 <= y1 else (x0, y1, x1, y0)
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    all_x = [a * x + c * y + e for x, y in corners]
    all_y = [b * x + d * y + f for x, y in corners]
    return min(all_x), min(all_y), max(all_x), max(all_y)


def matrix_of(page_object: int) -> Matrix:
    """The own matrix of the object at that address."""
    if not own_matrix(page_object, _at_matrix):
        return IDENTITY
    found = _matrix
    return found.a, found.b, found.c, found.d, found.e, found.f
