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
from transforms.readers.pdf_calls import (
    address_of,
    bounds,
    draw_mode,
    kind_of,
    object_in_form,
    object_on_page,
    segments,
)
from transforms.readers.pdf_lines import Area, Areas, Point, is_thin, path_areas, path_lines
from transforms.readers.pdf_text_state import (
    Color,
    InForm,
    TextState,
    both,
    clip_of,
    fill_color,
    on_layer,
    text_state,
)
from transforms.readers.pdf_view import Matrix, mapped, matrix_of, multiply

_CHARACTER = 4.0  # points: the least height of a figure
_SLIM = 8  # times as high as wide, or more: no figure
_RECTANGLE = 5  # points of a rectangle whose outline returns to its start
_OPAQUE = 255
_DEEPEST = 12  # forms within forms; no producer nests half as deep

_Placed = tuple[int, Matrix, int]

_box = (ctypes.c_float * 4)()  # what pdfium writes into: left, bottom, right, top
_mode = (ctypes.c_int * 2)()  # and how a path is filled, and whether it is stroked
_at_box = tuple(ctypes.addressof(_box) + 4 * n for n in range(4))
_at_mode = tuple(ctypes.addressof(_mode) + 4 * n for n in range(2))


class Fill(NamedTuple):
    """An area painted over, with its place in the order of drawing; `color` None for a picture;
    `is_mark`: it is a stroke of a watermark drawn by its outline, and no cell's content; `outline`
    of what does not fill all of its box."""

    order: int
    box: Rectangle
    color: Color | None
    opaque: bool
    is_mark: bool = False
    outline: tuple[Point, ...] = ()


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
    for item, its_matrix, holder in _walk(page, matrix, found):
        kind = kind_of(item)
        if hidden_layers and kind != pdfium.FPDF_PAGEOBJ_TEXT and on_layer(item, hidden_layers):
            continue
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            state = text_state(item, its_matrix, found.count, hidden_layers)
            if holder and (box := bounds_of(item, its_matrix)):
                state = state._replace(form=InForm(its_matrix, box, holder))
            found.texts[item] = state
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(found, item, its_matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := bounds_of(item, its_matrix)):
            opaque = not pdfium.FPDFPageObj_HasTransparency(_handle(item))
            _add_picture(found, Fill(found.count, box, None, opaque))
    return found


def _walk(page: pdfium.FPDF_PAGE, matrix: Matrix, found: Objects) -> Iterator[_Placed]:
    """Objects in order of drawing with the matrix and the address of the form that they stand in;
    0 for the page."""
    count = pdfium.FPDFPage_CountObjects(page)
    _allow(count)
    address = address_of(page)
    for index in range(count):
        item = object_on_page(address, index)
        found.count += 1
        if kind_of(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(item, matrix, found, 0)
        else:
            yield item, matrix, 0


def _inside(form: int, matrix: Matrix, found: Objects, depth: int) -> Iterator[_Placed]:
    if depth == _DEEPEST:
        message = f"drawings nested more than {_DEEPEST} deep"
        raise UnreadableDocument("too_large", message)
    count = pdfium.FPDFFormObj_CountObjects(_handle(form))
    _allow(found.count + count)
    own = multiply(matrix_of(form), matrix)
    for index in range(count):
        item = object_in_form(form, index)
        found.count += 1
        if kind_of(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _inside(item, own, found, depth + 1)
        else:
            yield item, own, form


def _handle(address: int) -> pdfium.FPDF_PAGEOBJECT:
    """The object as pdfium's other functions take it."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def _allow(count: int) -> None:
    if count > LIMITS.drawn:
        message = f"a page that draws {count:,} things; at most {LIMITS.drawn:,} are read"
        raise UnreadableDocument("too_large", message)


def bounds_of(item: int, matrix: Matrix) -> Rectangle | None:
    """The box of an object, mapped by `matrix`."""
    return mapped(matrix, *_box) if bounds(item, *_at_box) else None


def _add_picture(found: Objects, picture: Fill) -> None:
    """A picture; one as thin as a rule is a rule that some producers draw so."""
    found.fills.append(picture)
    if is_thin(picture.box):
        found.lines.append(picture.box)
    else:
        found.pictures.append(picture.box)


def _add_path(found: Objects, item: int, matrix: Matrix) -> None:
    """A thin path by its box; an outline line by line; an area as a fill, too."""
    draw_mode(item, *_at_mode)
    filled, stroked = _mode
    box = bounds_of(item, matrix)
    if box is None or not (filled or stroked):
        return
    simple = segments(item) <= _RECTANGLE
    thin = is_thin(box)
    if filled and not thin and (clip := clip_of(item, matrix)):
        box = both(box, clip)
        if box[0] > box[2] or box[1] > box[3]:
            return
        thin = is_thin(box)
    if simple and thin:
        found.lines.append(box)
        return
    whole = multiply(matrix_of(item), matrix)
    areas = Areas((Area(box),)) if simple else path_areas(_handle(item), whole)
    if filled and (not thin or _may_be_outlines(box)):
        _add_fills(found, item, areas)
    if (stroked or not simple) and not (filled and areas.is_large):
        found.lines += path_lines(_handle(item), whole, stroked=bool(stroked))
        _allow(len(found.lines))


def _may_be_outlines(box: Rectangle) -> bool:
    """Whether a thin path of many points may be a character's outline: a 1 is as thin as a rule."""
    width, height = box[2] - box[0], box[3] - box[1]
    return height >= _CHARACTER and height < _SLIM * width


def _add_fills(found: Objects, path: int, areas: Areas) -> None:
    color, alpha = fill_color(path)
    opaque = alpha == _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(_handle(path))
    if alpha:
        found.fills += [
            Fill(found.count, part.box, color, opaque, areas.is_large, part.outline)
            for part in areas.parts
        ]
