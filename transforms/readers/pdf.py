"""PDF with a text layer: pdfplumber finds characters and rules, pypdfium2 looks first.

The text layer decides: fonts that are not embedded render as white paper on a machine without
them, while the characters are right. Pages that are pictures only say so.
"""

from __future__ import annotations

import io
import logging

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.page import Page
from pypdfium2 import PdfiumError

from config import LIMITS
from transforms.blocks import Reading
from transforms.pages.drawn import Drawn, Glyph, Rule
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText, lay_out
from transforms.readers import UnreadableDocument

CARRIER = "pdf"
VERSION = 1
MEDIA_TYPE = "application/pdf"

_SCAN_CONFIDENCE = 0.7  # text laid under a picture of the page comes from somebody's OCR
_FULL_PICTURE = 0.7  # share of the page

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, per glyph


def matches(data: bytes) -> bool:
    """Whether a PDF header stands in the first kilobyte, as readers accept it."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages; a table that goes on over a page is one grid.

    Raises UnreadableDocument if the file is encrypted, damaged, too long, or has no text.
    """
    _look(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = []
            for page in pdf.pages:
                pages.append(_read_page(page))
                page.close()
            metadata = {str(k): str(v) for k, v in (pdf.metadata or {}).items()}
    except PDFPasswordIncorrect as error:
        raise _encrypted() from error
    except (PDFException, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnreadableDocument("corrupt", f"the PDF is damaged: {error!r}") from error
    problems = tuple(p for page in pages for p in page.problems)
    return Reading(to_blocks(pages), metadata, problems=problems)


def _look(data: bytes) -> None:
    """Open with the fast engine: does it open, how many pages, any text at all?"""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise _encrypted() from error
        raise UnreadableDocument("corrupt", f"the PDF cannot be opened: {error}") from error
    with pdf:
        if len(pdf) > LIMITS.pages:
            message = f"{len(pdf):,} pages; at most {LIMITS.pages:,} are read"
            raise UnreadableDocument("too_large", message)
        for page in pdf:
            if page.get_textpage().count_chars():
                return
    raise UnreadableDocument(
        "unsupported_format",
        "the PDF has no text: its pages are pictures (a scan), which are not read yet",
    )


def _encrypted() -> UnreadableDocument:
    return UnreadableDocument(
        "encrypted", "the PDF asks for a password; ask the agency for an open copy"
    )


def _read_page(page: Page) -> PageText:
    """Read one page. Characters printed twice to look bold count once."""
    page = page.dedupe_chars(tolerance=1)
    level = [Rule(e["top"], e["x0"], e["x1"]) for e in page.edges if e["orientation"] == "h"]
    upright = [Rule(e["x0"], e["top"], e["bottom"]) for e in page.edges if e["orientation"] == "v"]
    drawn = Drawn(
        page.page_number,
        float(page.width),
        float(page.height),
        tuple(
            Glyph(c["text"], c["x0"], c["top"], c["x1"], c["bottom"], c["size"]) for c in page.chars
        ),
        tuple(level),
        tuple(upright),
    )
    return lay_out(drawn, _SCAN_CONFIDENCE if _is_picture(page) else 1.0)


def _is_picture(page: Page) -> bool:
    area = sum(
        max(0.0, min(i["x1"], page.width) - max(i["x0"], 0.0))
        * max(0.0, min(i["bottom"], page.height) - max(i["top"], 0.0))
        for i in page.images
    )
    return bool(area > _FULL_PICTURE * float(page.width) * float(page.height))
