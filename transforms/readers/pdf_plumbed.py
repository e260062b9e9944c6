"""A PDF page read by pdfplumber, whose engine (pdfminer) knows some fonts that pdfium does not."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from dataclasses import replace

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from transforms.pages.drawn import Drawn, Glyph
from transforms.pages.tables import unmapped_glyphs

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, per glyph

_NEAR = 8  # points that the two engines may differ by in height
_APART = 4  # points: glyphs nearer than this in height are rivals
_SAME_PLACE = 0.4  # of the glyph's width
_MOSTLY = 0.9
_FAULTS = (
    PDFException, PSException, PdfminerException,
    ValueError, TypeError, KeyError, AttributeError, IndexError,
)  # fmt: skip


def reread(data: bytes, drawn: Drawn, unknown: str) -> Drawn:
    """The page with pdfplumber's meaning for each glyph that is `unknown`, where it has one.

    What shows and where stays as it was: pdfplumber gives hidden characters, too.
    """
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[drawn.page]) as pdf:
            meant = _meanings(pdf)
    except _FAULTS:
        return drawn
    if not _agree(drawn, unknown, meant):
        return drawn
    glyphs = tuple(
        _understood(g, meant, unknown) if g.text.startswith(unknown) else g for g in drawn.glyphs
    )
    return replace(drawn, glyphs=glyphs)


def _understood(glyph: Glyph, meant: dict[int, list[Glyph]], unknown: str) -> Glyph:
    """The glyph with its meaning; one that is merely what it seemed to be is no second witness."""
    meaning = _meaning(glyph, meant)
    seemed = glyph.text.removeprefix(unknown)
    return glyph if meaning == seemed else glyph._replace(text=meaning)


def _agree(drawn: Drawn, unknown: str, meant: dict[int, list[Glyph]]) -> bool:
    """Whether both engines have the same characters in the same places: neither page is turned,
    cut or moved against the other."""
    known = [g for g in drawn.glyphs if not g.text.startswith(unknown) and g.text.strip()]
    same = sum(_meaning(g._replace(text=unknown), meant) == g.text for g in known)
    return same >= _MOSTLY * len(known)


def _meanings(pdf: PDF) -> dict[int, list[Glyph]]:
    """Upright characters that have a meaning, by the height of their middle in points."""
    found: dict[int, list[Glyph]] = defaultdict(list)
    for char in (char for page in pdf.pages for char in page.chars):
        if char["upright"] and not unmapped_glyphs(char["text"]):
            glyph = Glyph(*(char[n] for n in ("text", "x0", "top", "x1", "bottom", "size")))
            found[round(_middle(glyph))].append(glyph)
    return found


def _meaning(glyph: Glyph, meant: dict[int, list[Glyph]]) -> str:
    """The text that pdfplumber has where the glyph stands; the glyph's own if none, or two."""
    height, width = _middle(glyph), max(glyph.x1 - glyph.x0, 1)
    rows = range(round(height) - _NEAR, round(height) + _NEAR + 1)
    near = [g for row in rows for g in meant.get(row, ())]
    there = [g for g in near if abs(g.x0 - glyph.x0) < _SAME_PLACE * width]
    if not there:
        return glyph.text
    nearest = min(there, key=lambda g: abs(_middle(g) - height))
    rivals = [g for g in there if abs(_middle(g) - _middle(nearest)) < _APART]
    return nearest.text if {g.text for g in rivals} == {nearest.text} else glyph.text


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2
