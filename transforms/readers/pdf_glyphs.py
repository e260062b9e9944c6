"""Characters of a PDF page from pdfium's text page: what shows, where, and what it means.

A glyph is UNKNOWN where the font gives it no meaning (with what it seems to be behind that, where
much of the font has none, or another than its digits' shapes), and COVERED where what shows is
another thing (an area painted over it). Either makes its cell unreadable.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator

import pypdfium2.raw as pdfium

from transforms.blocks import new_tuple
from transforms.pages.drawn import Glyph, Rectangle
from transforms.readers.pdf_calls import (
    address_of,
    char_box,
    char_code,
    char_origin,
    has_no_meaning,
    text_object,
)
from transforms.readers.pdf_digit_shapes import draws_another_digit
from transforms.readers.pdf_held import Fonts
from transforms.readers.pdf_objects import Objects
from transforms.readers.pdf_text_state import InForm, TextState
from transforms.readers.pdf_view import View, mapped
from transforms.readers.pdf_visibility import Backdrop
from transforms.readers.watermarks import watermarks

UNKNOWN = "\ufffd"
COVERED = "\uf8ff"  # private use: no text means this
_DIGITS = frozenset("0123456789")
_NONSENSE = 0.2  # of a font's characters
_Printed = tuple[str, TextState, Rectangle, float]
_Upward = tuple[float, float, float]  # what a matrix makes of x and y downwards, and adds
_ASCENT, _DESCENT = 0.86, 0.14  # of a Chinese font: the same for all, so that a line stays a line


def glyphs_of(
    textpage: pdfium.FPDF_TEXTPAGE, view: View, objects: Objects, fonts: Fonts
) -> Iterator[Glyph]:
    """Glyphs upright in that view that can be seen on the page.

    What is printed askew is a watermark and left out, as are upright ones.
    """
    backdrop = Backdrop(objects.fills)
    found = list(_characters(textpage, view, objects))
    marks = watermarks((state, text, box) for text, state, box, _ in found)
    if marks:
        found = [one for one in found if one[1].order not in marks]
    doubted = _fonts_of_nonsense((state.font, text) for text, state, _, _ in found)
    doubted |= _fonts_that_lie(((state.font, text) for text, state, _, _ in found), fonts)
    partly = _partly_shown(found)
    for text, state, box, baseline in found:
        x0, top, x1, bottom = box
        middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
        if not (0 <= middle_x <= view.width and 0 <= middle_y <= view.height):
            continue
        if not backdrop.shows(state, middle_x, middle_y):
            if (edge := _cut_off(text, state, box)) is not None and state.order in partly:
                yield Glyph(COVERED, *edge, state.size)
            continue
        if backdrop.covers(state, middle_x, middle_y):
            text = COVERED
        if state.font in doubted and text not in (UNKNOWN, COVERED):
            text = UNKNOWN + text
        if state.quarters == 0 and top - state.size < baseline < bottom + state.size:
            top, bottom = baseline - _ASCENT * state.size, baseline + _DESCENT * state.size
        yield new_tuple(Glyph, (text, x0, top, x1, bottom, state.size))


def _partly_shown(found: Iterable[_Printed]) -> set[int]:
    """Texts that are clipped, with a character that is not."""
    return {
        state.order
        for _, state, box, _ in found
        if state.clip is not None and _inside(box, state.clip)
    }


def _inside(box: Rectangle, clip: Rectangle) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]


def _cut_off(text: str, state: TextState, box: Rectangle) -> Rectangle | None:
    """Where a digit that a clip has cut off a text would show: at the clip's edge."""
    if state.clip is None or state.invisible or text not in _DIGITS:
        return None
    x0, top, x1, bottom = box
    left, _, right, _ = state.clip
    near = (x1 - x0) / 2
    if _inside(box, (left - 2 * near, state.clip[1], right + 2 * near, state.clip[3])):
        return min(max(x0, left), right), top, max(min(x1, right), left), bottom
    return None


def _characters(textpage: pdfium.FPDF_TEXTPAGE, view: View, objects: Objects) -> Iterator[_Printed]:
    """Text, state, box and height of the baseline of each printed character that stands straight.

    What pdfium adds by itself (line ends, spaces) belongs to no text object.
    """
    matrix = view.matrix
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    at_box, at_x, at_y = map(ctypes.addressof, (box, x, y))
    page, texts = address_of(textpage), objects.texts
    _, b, _, d, _, f = matrix
    for index in range(pdfium.FPDFText_CountChars(textpage)):
        state = texts.get(text_object(page, index))
        if state is None or state.quarters is None:
            continue
        char_box(page, index, at_box)
        char_origin(page, index, at_x, at_y)
        place = box.left, box.bottom, box.right, box.top
        around, upward = mapped(matrix, *place), (b, d, f)
        if state.form and not _inside(around, state.form.box):
            around, upward = _in_form(place, state.form, around, upward)
        yield _text(page, index), state, around, _height(upward, x.value, y.value)


def _in_form(
    place: Rectangle, form: InForm, around: Rectangle, upward: _Upward
) -> tuple[Rectangle, _Upward]:
    """Box and height of a character that is not where its text object is: where ActualText says
    it, pdfium gives its place by the measures of the form that it stands in."""
    own = mapped(form.matrix, *place)
    if not _inside(own, form.box):
        return around, upward
    _, b, _, d, _, f = form.matrix
    return own, (b, d, f)


def _height(upward: _Upward, x: float, y: float) -> float:
    return upward[0] * x + upward[1] * y + upward[2]


def _text(page: int, index: int) -> str:
    code = char_code(page, index)
    if code < 0x20 or has_no_meaning(page, index) == 1:
        return UNKNOWN
    return chr(code)


def _fonts_of_nonsense(printed: Iterable[tuple[int, str]]) -> set[int]:
    """Fonts much of whose text has no meaning: what seems to have one is chance, digits too."""
    all_of: Counter[int] = Counter()
    unknown: Counter[int] = Counter()
    for font, text in printed:
        all_of[font] += 1
        unknown[font] += text == UNKNOWN
    return {font for font, count in unknown.items() if count > _NONSENSE * all_of[font]}


def _fonts_that_lie(printed: Iterable[tuple[int, str]], known: Fonts) -> set[int]:
    """Fonts that draw other digits than their table of meanings says."""
    used = {(font, text) for font, text in printed if text in _DIGITS}
    for font, digit in used - known.keys():
        known[font, digit] = draws_another_digit(font, digit)
    return {font for font, digit in used if known[font, digit]}


def direction(objects: Objects) -> int:
    """By how many quarters clockwise most of the page's texts are turned."""
    turns = Counter(s.quarters for s in objects.texts.values() if s.quarters is not None)
    return turns.most_common(1)[0][0] if turns else 0


def fonts_are_embedded(objects: Objects) -> bool:
    """Whether the file holds the shapes of all characters on the page."""
    fonts = {state.font for state in objects.texts.values()}
    return all(
        pdfium.FPDFFont_GetIsEmbedded(ctypes.cast(font, pdfium.FPDF_FONT)) == 1 for font in fonts
    )
