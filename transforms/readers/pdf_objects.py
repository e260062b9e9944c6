"""What a PDF page draws, in order of drawing: texts with their state, rules, fills and pictures.

Objects come from pdfium one by one, those inside form XObjects with the form's matrix applied.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium

from config import LIMITS
from transforms.pages.drawn import Rectangle
from transforms.readers import UnreadableDocument
from transforms.readers.pdf_lines import path_lines
from transforms.readers.pdf_text_state import Color, TextState, fill_color, text_state
from transforms.readers.pdf_view import Matrix, mapped, matrix_of, multiply

_THIN = 3.0  # points: a rule, and no area
_THICK = ((4.5, 4), (6.0, 8))  # points: a rule, if it is so many times as long
_RECTANGLE = 5  # points of a rectangle whose outline returns to its start
_OPAQUE = 255
_DEEPEST = 12  # forms within forms; no producer nests half as deep


class Fill(NamedTuple):
    """An area painted over, with its place in the order of drawing; `color` None for a picture."""

    order: int
    box: Rectangle
    color: Color | None
    opaque: bool


@dataclass(slots=True)
class Objects:
    """All that a page draws; texts by the address that pdfium's text page names too.

    `lines` are boxes of thin paths and of the straight lines of outlines.
    """

    texts: dict[int, TextState] = field(default_factory=dict)
    lines: list[Rectangle] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Rectangle] = field(default_factory=list)
    count: int = 0


def objects_of(page: pdfium.FPDF_PAGE, matrix: Matrix, hidden_layers: frozenset[str]) -> Objects:
    """Everything on the page, mapped by `matrix`, without what stands on a hidden layer.

    Raises UnreadableDocument if it is more than a page may draw.
    """
    found = Objects()
    for item, its_matrix in _walk(page, matrix, found):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            state = text_state(item, its_matrix, found.count, hidden_layers)
            found.texts[ctypes.addressof(item.contents)] = state
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(found, item, its_matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(item, its_matrix)):
            opaque = not pdfium.FPDFPageObj_HasTransparency(item)
            found.pictures.append(box)
            found.fills.append(Fill(found.count, box, None, opaque))
    return found


def _walk(
    page: pdfium.FPDF_PAGE, matrix: Matrix, found: Objects
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    """Objects in order of drawing with the matrix of the form that they stand in."""
    count = pdfium.FPDFPage_CountObjects(page)
    _allow(count)
    for index in range(count):
        yield from _inside(pdfium.FPDFPage_GetObject(page, index), matrix, found, 0)


def _inside(
    item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, found: Objects, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    found.count += 1
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, matrix
        return
    if depth == _DEEPEST:
        message = f"drawings nested more than {_DEEPEST} deep"
        raise UnreadableDocument("too_large", message)
    count = pdfium.FPDFFormObj_CountObjects(item)
    _allow(found.count + count)
    own = multiply(matrix_of(item), matrix)
    for index in range(count):
        yield from _inside(pdfium.FPDFFormObj_GetObject(item, index), own, found, depth + 1)


def _allow(count: int) -> None:
    if count > LIMITS.drawn:
        message = f"a page that draws {count:,} things; at most {LIMITS.drawn:,} are read"
        raise UnreadableDocument("too_large", message)


def _bounds(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Rectangle | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return mapped(matrix, left.value, bottom.value, right.value, top.value)


def _add_path(found: Objects, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
    """A thin path by its box; an outline line by line; an area as a fill, too."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, filled, stroked)
    box = _bounds(item, matrix)
    if box is None or not (filled.value or stroked.value):
        return
    simple = pdfium.FPDFPath_CountSegments(item) <= _RECTANGLE
    thin = is_thin(box)
    if filled.value and not thin:
        color, alpha = fill_color(item)
        opaque = alpha == _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(item)
        if alpha:
            found.fills.append(Fill(found.count, box, color, opaque))
    if simple and thin:
        found.lines.append(box)
    elif stroked.value or not simple:
        own = multiply(matrix_of(item), matrix)
        found.lines += path_lines(item, own)
        _allow(len(found.lines))


def is_thin(box: Rectangle) -> bool:
    """Whether a rectangle is a rule, and not an area."""
    narrow, long = sorted((box[2] - box[0], box[3] - box[1]))
    return narrow <= _THIN or any(narrow <= w and long > n * narrow for w, n in _THICK)
