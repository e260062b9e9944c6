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
from pypdfium2 import PdfiumError

from transforms.blocks import Block, Grid, Paragraph, Reading
from transforms.readers import UnreadableDocument
from transforms.readers.pdf_page import PageText, Piece, read_page
from transforms.readers.pdf_tables import PageTable, to_grid
from transforms.readers.ruled_grid import common_columns

CARRIER = "pdf"
VERSION = 1
MEDIA_TYPE = "application/pdf"
MAX_PAGES = 300

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
                pages.append(read_page(page))
                page.close()
            metadata = {str(k): str(v) for k, v in (pdf.metadata or {}).items()}
    except PDFPasswordIncorrect as error:
        raise _encrypted() from error
    except (PDFException, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise UnreadableDocument("corrupt", f"the PDF is damaged: {error!r}") from error
    problems = tuple(p for page in pages for p in page.problems)
    return Reading(tuple(_blocks(pages)), metadata, problems=problems)


def _look(data: bytes) -> None:
    """Open with the fast engine: does it open, how many pages, any text at all?"""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise _encrypted() from error
        raise UnreadableDocument("corrupt", f"the PDF cannot be opened: {error}") from error
    with pdf:
        if len(pdf) > MAX_PAGES:
            raise UnreadableDocument("too_large", f"{len(pdf)} pages; at most {MAX_PAGES} are read")
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


def _blocks(pages: list[PageText]) -> list[Block]:
    """Pieces of all pages in order, with the parts of tables that cross pages put together."""
    joined: list[list[PageTable] | str] = []
    for piece in _in_order(pages):
        if isinstance(piece, str):
            joined.append(piece)
        elif joined and isinstance(last := joined[-1], list) and _goes_on(last[-1], piece):
            last.append(piece)
        else:
            joined.append([piece])
    blocks: list[Block] = []
    for index, part in enumerate(joined):
        blocks.append(Paragraph(part) if isinstance(part, str) else to_grid(part, index + 1))
    return _renumber(blocks)


def _in_order(pages: list[PageText]) -> list[Piece]:
    return [piece for page in pages for piece in page.pieces]


def _goes_on(upper: PageTable, lower: PageTable) -> bool:
    return lower.page == upper.page + 1 and bool(common_columns(upper.grid.xs, lower.grid.xs))


def _renumber(blocks: list[Block]) -> list[Block]:
    grids = [b for b in blocks if isinstance(b, Grid)]
    numbers = {id(g): n for n, g in enumerate(grids, start=1)}
    return [
        Grid(b.cells, numbers[id(b)], b.aligned, b.breaks) if isinstance(b, Grid) else b
        for b in blocks
    ]
