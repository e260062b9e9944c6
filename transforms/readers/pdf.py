"""PDF: pdfium (through pypdfium2) reads characters, lines and areas of every page.

Where a font gives pdfium characters without a meaning, pdfplumber reads that page once more: its
engine looks into embedded fonts, too. What neither knows stays unreadable.
The text layer decides: fonts that are not embedded render as white paper on a machine without
them, while the characters are right. Pages that are pictures only say so.
"""

from __future__ import annotations

import pypdfium2
from pypdfium2 import PdfiumError

from config import LIMITS
from transforms import heartbeat
from transforms.blocks import Reading
from transforms.pages.drawn import Drawn
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText, lay_out
from transforms.pages.pictures import covered
from transforms.readers import UnreadableDocument, pdf_picture
from transforms.readers.magic import binary_kind
from transforms.readers.pdf_glyphs import UNKNOWN
from transforms.readers.pdf_page import draw
from transforms.readers.pdf_plumbed import reread

CARRIER = "pdf"
VERSION = 2
MEDIA_TYPE = "application/pdf"
picture = pdf_picture.picture

_SCAN_CONFIDENCE = 0.7  # text laid under a picture of the page comes from somebody's OCR


def matches(data: bytes) -> bool:
    """Whether a PDF header stands in the first kilobyte, as readers accept it.

    An archive whose first member lies in it unpacked shows that member's header there.
    """
    return b"%PDF-" in data[:1024] and binary_kind(data) in (None, "a PDF")


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages; a table that goes on over a page is one grid.

    Raises UnreadableDocument if the file is encrypted, damaged, too long, or has no text.
    """
    with _opened(data) as pdf:
        pages = [_read_page(pdf, data, number) for number in range(1, len(pdf) + 1)]
        metadata = pdf.get_metadata_dict(skip_empty=True)
    problems = tuple(p for page in pages for p in page.problems)
    return Reading(to_blocks(pages), metadata, problems=problems)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            message = "the PDF asks for a password; ask the agency for an open copy"
            raise UnreadableDocument("encrypted", message) from error
        raise UnreadableDocument("corrupt", f"the PDF cannot be opened: {error}") from error
    if len(pdf) > LIMITS.pages:
        message = f"{len(pdf):,} pages; at most {LIMITS.pages:,} are read"
        pdf.close()
        raise UnreadableDocument("too_large", message)
    return pdf


def _read_page(pdf: pypdfium2.PdfDocument, data: bytes, number: int) -> PageText:
    heartbeat.beat()
    try:
        page = pdf[number - 1]
    except PdfiumError:
        return PageText((), (("corrupt", f"page {number} is damaged and was not read"),))
    try:
        drawn = draw(page, number, frozenset())
    finally:
        page.close()
    if covered(drawn.pictures, drawn.width, drawn.height):
        return _picture(drawn)
    if any(g.text == UNKNOWN for g in drawn.glyphs):
        drawn = reread(data, drawn)
    return lay_out(drawn)


def _picture(drawn: Drawn) -> PageText:
    """A scanned page: what text it has was recognised by somebody else's program."""
    if drawn.glyphs:
        return lay_out(drawn, _SCAN_CONFIDENCE)
    message = f"page {drawn.page} is a picture (a scan), which is not read yet"
    return PageText((), (("unsupported_format", message),))
