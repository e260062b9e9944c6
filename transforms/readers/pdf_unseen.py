"""Text that is laid under or over what a page shows, and does not show itself: it is invisible, or
painted over with the paper's colour, as figures are that somebody corrected.

pdfium's text page takes a character that repeats one before it, in the same place, for that one
printed twice: where the first does not show (the shadow that a browser blurs, a recogniser's layer
under a corrected figure), the character that shows would be the one that is lost.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_objects import Objects, bounds_of
from transforms.readers.pdf_text_state import TextState
from transforms.readers.pdf_view import Matrix
from transforms.readers.pdf_visibility import Backdrop

_MIDDLE = 0.35  # of the font's size: half the height of a digit, over its baseline
_DIGIT = 0.72  # of it: the height of a digit
_BESIDE = 0.1  # of it: room beside a digit's ink


def without_unseen(page: pdfium.FPDF_PAGE, objects: Objects, matrix: Matrix) -> None:
    """Take texts that do not show off the page, as it is held in memory, and out of its objects;
    `matrix` maps the page."""
    unseen = [address for address, state in objects.texts.items() if state.invisible]
    for address in [*unseen, *_erased(objects, matrix)]:
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        form = objects.texts.pop(address).form
        if form is None:
            removed = pdfium.FPDFPage_RemoveObject(page, item)
        else:
            holder = ctypes.cast(form.address, pdfium.FPDF_PAGEOBJECT)
            removed = pdfium.FPDFFormObj_RemoveObject(holder, item)
        if removed:
            pdfium.FPDFPageObj_Destroy(item)


def _erased(objects: Objects, matrix: Matrix) -> Iterator[int]:
    """Addresses of the texts over whose whole ink an area of the colour behind them was painted."""
    first = min((state.order for state in objects.texts.values()), default=0)
    later = [f for f in objects.fills if f.order > first and f.opaque and f.color is not None]
    if not later:
        return
    backdrop, painted = Backdrop(objects.fills), Backdrop(later)
    for address, state in objects.texts.items():
        x, y = state.start[0] + _MIDDLE * state.size, state.start[1] - _MIDDLE * state.size
        if state.invisible or state.quarters != 0 or not painted.covers(state, x, y):
            continue
        if (box := _box(address, state, matrix)) and backdrop.erases(state, box):
            yield address


def _box(address: int, state: TextState, matrix: Matrix) -> Rectangle | None:
    """The room that a text's ink fills at most, if it is digits."""
    around = bounds_of(address, state.form.matrix if state.form else matrix)
    if around is None:
        return None
    beside, baseline = _BESIDE * state.size, state.start[1]
    return around[0] + beside, baseline - _DIGIT * state.size, around[2] - beside, baseline
