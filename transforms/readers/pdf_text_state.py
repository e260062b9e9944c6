"""How a PDF's text objects are printed: size, direction, colour, and whether they show at all."""

from __future__ import annotations

import ctypes
from math import hypot
from typing import NamedTuple

import pypdfium2.raw as pdfium

from transforms.blocks import new_tuple
from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_calls import (
    clip_path,
    clip_paths,
    fill_of,
    font_of,
    font_size,
    render_mode,
)
from transforms.readers.pdf_view import Matrix, mapped, matrix_of, multiply

Color = tuple[int, int, int]

_INVISIBLE = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
_FILLED_ONLY = pdfium.FPDF_TEXTRENDERMODE_FILL
_OPAQUE = 255
_SLANT = 0.09  # sine of five degrees
_size = ctypes.c_float()  # what pdfium writes into: a font's size
_paint = (ctypes.c_uint * 4)()  # and red, green, blue and opacity
_at_size = ctypes.addressof(_size)
_at_paint = tuple(ctypes.addressof(_paint) + 4 * n for n in range(4))


class InForm(NamedTuple):
    """The matrix that maps a form's own measures, where the text stands after that, and the form's
    address."""

    matrix: Matrix
    box: Rectangle
    address: int


class TextState(NamedTuple):
    """How one text object is printed. `quarters` it is turned clockwise, None if it stands askew;
    `size` in points; `color` None where it is not one plain colour; `font` tells fonts apart;
    `form` where it stands in a form; `start` of its baseline."""

    order: int
    size: float
    quarters: int | None
    color: Color | None
    clip: Rectangle | None
    invisible: bool
    font: int = 0
    form: InForm | None = None
    start: tuple[float, float] = (0.0, 0.0)


def text_state(item: int, matrix: Matrix, order: int, hidden_layers: frozenset[str]) -> TextState:
    """State of the text object at that address, drawn as number `order`; `matrix` maps what holds
    it."""
    a, b, c, d, x, y = multiply(matrix_of(item), matrix)
    font_size(item, _at_size)
    mode = render_mode(item)
    color, alpha = fill_color(item)
    unseen = mode in _INVISIBLE or (mode == _FILLED_ONLY and alpha == 0)
    return new_tuple(
        TextState,
        (
            order,
            abs(_size.value) * hypot(c, d),
            _quarters(a, b),
            on_white(color, alpha) if mode == _FILLED_ONLY else None,
            clip_of(item, matrix),
            unseen or (bool(hidden_layers) and on_layer(item, hidden_layers)),
            font_of(item) or 0,
            None,
            (x, y),
        ),
    )


def _quarters(a: float, b: float) -> int | None:
    if b == 0 and a > 0:
        return 0  # as most texts
    length = hypot(a, b)
    if abs(b) <= _SLANT * length:
        return 0 if a >= 0 else 2
    if abs(a) <= _SLANT * length:
        return 1 if b > 0 else 3
    return None


def fill_color(item: int) -> tuple[Color | None, int]:
    """Colour and opacity (0 to 255) of an object's fill; no colour where it is a pattern."""
    if not fill_of(item, *_at_paint):
        return None, 255
    red, green, blue, alpha = _paint
    return (red, green, blue), alpha


def on_white(color: Color | None, alpha: int) -> Color | None:
    """What a colour that paper shines through looks like; `alpha` is its opacity, of 255."""
    if color is None or alpha >= _OPAQUE:
        return color
    red, green, blue = (_OPAQUE - (_OPAQUE - channel) * alpha // _OPAQUE for channel in color)
    return red, green, blue


def clip_of(item: int, matrix: Matrix) -> Rectangle | None:
    """The rectangle outside which the object does not show; None if nothing bounds it."""
    path = clip_path(item)
    paths = clip_paths(path) if path else 0
    if paths <= 0:
        return None
    clip = ctypes.cast(path, pdfium.FPDF_CLIPPATH)
    box: Rectangle | None = None
    for number in range(paths):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
        points = [_point(pdfium.FPDFClipPath_GetPathSegment(clip, number, i)) for i in range(count)]
        if points:
            around = mapped(
                matrix,
                min(x for x, _ in points),
                min(y for _, y in points),
                max(x for x, _ in points),
                max(y for _, y in points),
            )
            box = around if box is None else both(box, around)
    return box


def both(one: Rectangle, other: Rectangle) -> Rectangle:
    """What two rectangles share; upside down where that is nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _point(segment: pdfium.FPDF_PATHSEGMENT) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def on_layer(address: int, hidden_layers: frozenset[str]) -> bool:
    """Whether one of the object's marks names a hidden layer (optional content)."""
    item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        if _string(pdfium.FPDFPageObjMark_GetName, mark) == "OC":
            name = _string(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")
            if name in hidden_layers:
                return True
    return False


def _string(ask: object, *subject: object) -> str:
    """What a pdfium function writes into a buffer as UTF-16."""
    length = ctypes.c_ulong()
    buffer = ctypes.create_string_buffer(512)
    if not ask(*subject, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), 512, length):  # type: ignore[operator]
        return ""
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0")
