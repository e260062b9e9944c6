"""PDF: pdfium (through pypdfium2) reads characters, lines and areas of every page.

Where a font gives pdfium characters without a meaning, pdfplumber reads that page once more: its
engine looks into embedded fonts, too. What neither knows stays unreadable.
The text layer decides: fonts that are not embedded render as white paper on a machine without
them, while the characters are right. Pages that are pictures are recognised, whatever text
somebody's program has laid under them, and so are pages whose text was turned into outlines.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import PdfiumError

from config import LIMITS
from transforms.blocks import Reading
from transforms.pages.drawn import Drawn
from transforms.pages.join import to_blocks
from transforms.pages.layout import PageText, lay_out
from transforms.pages.pictures import covered
from transforms.pages.ruled_grid import find_grids
from transforms.pages.tables import PageTable, unmapped_glyphs
from transforms.process import heartbeat
from transforms.readers import UnreadableDocument, pdf_picture, pdf_scan
from transforms.readers.magic import binary_kind
from transforms.readers.pdf_annotations import flattened
from transforms.readers.pdf_glyphs import COVERED, UNKNOWN
from transforms.readers.pdf_held import Held
from transforms.readers.pdf_layers import hidden_layers
from transforms.readers.pdf_page import draw
from transforms.readers.pdf_pasted import pasted_in
from transforms.readers.pdf_plumbed import reread

CARRIER = "pdf"
VERSION = 47
MEDIA_TYPE = "application/pdf"
picture = pdf_picture.picture

_PRINTED = 100  # characters that show: a page of text, even on a picture that fills it
_MUCH = 0.2
_NUMBERED = 5  # characters that a page number has, and a page of text exceeds


def matches(data: bytes) -> bool:
    """Whether a PDF header stands in the first kilobyte, as readers accept it.

    An archive whose first member lies in it unpacked shows that member's header there.
    """
    return b"%PDF-" in data[:1024] and binary_kind(data) in (None, "a PDF")


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks of all pages; a table that goes on over a page is one grid.

    Raises UnreadableDocument if the file is encrypted, damaged, too long, draws too much, or has
    no text.
    """
    with _opened(data) as pdf:
        pages = list(_pages(pdf, data))
        scans = pdf_scan.recognised(pdf, [n for n, page in enumerate(pages, 1) if page is None])
        metadata = pdf.get_metadata_dict(skip_empty=True)
    texts = [t for n, page in enumerate(pages, 1) for t in ([page] if page else scans[n])]
    problems = tuple(p for text in texts for p in text.problems)
    recognised = bool(scans) or any(text.recognised for text in texts)
    return Reading(to_blocks(texts), metadata, problems=problems, recognised=recognised)


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


def _pages(pdf: pypdfium2.PdfDocument, data: bytes) -> Iterator[PageText | None]:
    """Every page's text; None for one that has to be recognised.

    Raises UnreadableDocument where the pages draw too much together.
    """
    layers, held = hidden_layers(data), Held()
    things = 0
    text: PageText | None = None
    for number in range(1, len(pdf) + 1):
        heartbeat.beat()
        try:
            page = flattened(pdf, number - 1)
        except PdfiumError:
            damaged = f"page {number} is damaged and was not read"
            yield PageText((), (("corrupt", damaged),))
            continue
        drawn = draw(page, number, layers, held.fonts)
        things += drawn.things
        if things > LIMITS.drawn_in_all:
            message = f"pages that draw more than {LIMITS.drawn_in_all:,} things in all"
            raise UnreadableDocument("too_large", message)
        text = _text(page, drawn, data, text)
        held.add(page, drawn.things)
        yield text


def _text(
    page: pypdfium2.PdfPage, drawn: Drawn, data: bytes, above: PageText | None
) -> PageText | None:
    """A page of characters below another; None for one that has to be recognised."""
    if _is_scan(drawn):
        return None
    pasted = pasted_in(page, drawn)
    if any(g.text.startswith(UNKNOWN) for g in drawn.glyphs):
        drawn = reread(data, drawn, UNKNOWN)
    if drawn.shows_all and _says_little(drawn):
        return None
    text = lay_out(drawn, pasted=pasted, above=above)
    return None if _is_stamped(page, drawn, text) else text


def _is_stamped(page: pypdfium2.PdfPage, drawn: Drawn, text: PageText) -> bool:
    """Whether text is printed over a scan of a table: an address, a stamp, somebody's recognition.

    Text on a picture without rules is a page of text on a letterhead. Where fonts are not embedded
    a picture of the page may lack characters, so a table that they make is believed.
    """
    if not covered(drawn.pictures, drawn.width, drawn.height):
        return False
    makes_table = any(isinstance(piece, PageTable) for piece in text.pieces)
    has_rules = bool(find_grids(drawn.level, drawn.upright))
    if has_rules or (makes_table and not drawn.shows_all):
        return False
    return pdf_scan.shows_rules(page)


def _says_little(drawn: Drawn) -> bool:
    """Whether much of a page, or of its digits, has no meaning that can be trusted."""
    count = len(drawn.glyphs)
    unknown = [g.text for g in drawn.glyphs if unmapped_glyphs(g.text)]
    if not unknown:
        return False
    digits = sum(g.text[-1].isdigit() for g in drawn.glyphs)
    doubted = sum(text[-1].isdigit() for text in unknown)
    figures = max(digits, 1)
    return len(unknown) > _MUCH * count or doubted > _MUCH * figures


def _is_scan(drawn: Drawn) -> bool:
    """Whether a page is a picture, or shows something but (nearly) no characters."""
    if covered(drawn.pictures, drawn.width, drawn.height):
        return sum(g.text != COVERED for g in drawn.glyphs) < _PRINTED
    shows = drawn.pictures or drawn.level or drawn.upright or drawn.areas
    return bool(shows) and len(drawn.glyphs) < _NUMBERED
