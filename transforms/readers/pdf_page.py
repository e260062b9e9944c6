"""One PDF page, read through pdfium: what it draws, as the page layer takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from config import LIMITS
from transforms.pages.drawn import Drawn, Glyph, Rectangle, Rule
from transforms.readers import UnreadableDocument
from transforms.readers.pdf_glyphs import direction, fonts_are_embedded, glyphs_of
from transforms.readers.pdf_held import Fonts
from transforms.readers.pdf_lines import is_thin
from transforms.readers.pdf_objects import Objects, objects_of
from transforms.readers.pdf_unseen import without_unseen
from transforms.readers.pdf_view import View, view_of

_DOT = 0.6  # of its longer side: dots are about square
_DOT_SIZE = 3.0  # points


def draw(
    page: pypdfium2.PdfPage, number: int, hidden_layers: frozenset[str], fonts: Fonts
) -> Drawn:
    """The page as it is read, turned upright if its text runs up or down; `fonts` is what is known
    of the document's fonts.

    Invisible text is left out: a scanner's own recognition of a page that is a picture.
    Raises UnreadableDocument if it draws more than a page may.
    """
    as_looked_at = view_of(page.raw)
    objects = objects_of(page.raw, as_looked_at.matrix, hidden_layers)
    quarters = -direction(objects) % 4
    view = as_looked_at.turned(quarters)
    if quarters:
        objects = objects_of(page.raw, view.matrix, hidden_layers)
    without_unseen(page.raw, objects, view.matrix)
    glyphs = _glyphs(page, view, objects, fonts)
    return Drawn(
        page=number,
        width=view.width,
        height=view.height,
        glyphs=tuple(glyphs),
        level=tuple(level_rules(objects.lines)),
        upright=tuple(upright_rules(objects.lines)),
        pictures=tuple(objects.pictures),
        areas=tuple(f.box for f in objects.fills if f.color is not None and not f.is_mark),
        on_page=lambda box: view.back(box, quarters),
        shows_all=fonts_are_embedded(objects),
        things=objects.count + len(objects.lines) + len(glyphs),
    )


def _glyphs(page: pypdfium2.PdfPage, view: View, objects: Objects, fonts: Fonts) -> list[Glyph]:
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    try:
        count = pdfium.FPDFText_CountChars(textpage)
        if count > LIMITS.drawn:
            message = f"a page of {count:,} characters; at most {LIMITS.drawn:,} are read"
            raise UnreadableDocument("too_large", message)
        return list(glyphs_of(textpage, view, objects, fonts))
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def level_rules(boxes: Iterable[Rectangle]) -> Iterator[Rule]:
    """The boxes that are level rules."""
    for box in boxes:
        x0, top, x1, bottom = box
        if _lies(x1 - x0, bottom - top) and is_thin(box):
            yield Rule((top + bottom) / 2, x0, x1)


def upright_rules(boxes: Iterable[Rectangle]) -> Iterator[Rule]:
    """The boxes that are upright rules."""
    for box in boxes:
        x0, top, x1, bottom = box
        if _lies(bottom - top, x1 - x0) and is_thin(box):
            yield Rule((x0 + x1) / 2, top, bottom)


def _lies(along: float, across: float) -> bool:
    """Whether a thin box runs that way; a dot may be part of a rule of either way."""
    return along >= across or (along > _DOT * across and across <= _DOT_SIZE)
