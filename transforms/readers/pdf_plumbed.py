"""A PDF page read by pdfplumber, whose engine (pdfminer) knows some fonts that pdfium does not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF

from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.tables import unmapped_glyphs

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, per glyph

_FAULTS = (PDFException, PSException, ValueError, TypeError, KeyError, AttributeError, IndexError)


def reread(data: bytes, drawn: Drawn) -> Drawn:
    """The page with pdfplumber's characters, if all of them have a meaning; else as it was."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[drawn.page]) as pdf:
            glyphs = tuple(_glyphs(pdf))
    except _FAULTS:
        return drawn
    if any(unmapped_glyphs(g.text) for g in glyphs):
        return drawn
    return replace(drawn, glyphs=glyphs)


def _glyphs(pdf: PDF) -> Iterator[Glyph]:
    for page in pdf.pages:
        for char in page.chars:
            if char["upright"]:
                yield Glyph(*(char[n] for n in ("text", "x0", "top", "x1", "bottom", "size")))
