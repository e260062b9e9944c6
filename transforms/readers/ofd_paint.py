"""How the objects of an OFD page are painted: colour, opacity, and which way their text stands."""

from __future__ import annotations

from lxml import etree

from transforms.readers.ofd_structure import child, numbers
from transforms.readers.pdf_text_state import Color, TextState, on_white
from transforms.readers.pdf_view import Matrix

OPAQUE = 255
BLACK: Color = (0, 0, 0)
NO = ("false", "0")
_SLANT = 0.09  # of a quarter: text that is turned by less stands upright


def text_state(one: etree._Element, matrix: Matrix, order: int, size: float) -> TextState:
    """The state of a text object of that size, which is drawn as number `order`."""
    color, alpha = painted(one, "FillColor", BLACK)
    filled, stroked = one.get("Fill") not in NO, one.get("Stroke") not in (None, *NO)
    invisible = (not filled and not stroked) or (alpha == 0 and not stroked)
    shown = on_white(color, alpha) if filled else None
    return TextState(order, size, _quarters(matrix), shown, None, invisible)


def painted(one: etree._Element, name: str, otherwise: Color | None) -> tuple[Color | None, int]:
    """Colour and opacity; no colour where it is a pattern, a shade or of another colour space."""
    alpha = int((numbers(one.get("Alpha", "")) or [float(OPAQUE)])[0])
    own = child(one, name)
    if own is None:
        return otherwise, alpha
    alpha = min(alpha, int((numbers(own.get("Alpha", "")) or [float(OPAQUE)])[0]))
    value = [int(v) for v in numbers(own.get("Value", ""))]
    if len(value) == 3:
        return (value[0], value[1], value[2]), alpha
    return ((value[0], value[0], value[0]) if len(value) == 1 else None), alpha


def _quarters(matrix: Matrix) -> int | None:
    """Quarters clockwise by which text is turned; None if it stands askew."""
    a, b = matrix[0], matrix[1]
    if abs(b) < _SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < _SLANT * abs(b):
        return 1 if b > 0 else 3
    return None
