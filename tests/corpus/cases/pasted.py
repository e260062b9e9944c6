"""Tables pasted as pictures among text that is text: Word, WPS and what they print."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence

import docx
import numpy as np
from docx.shared import Mm
from PIL import Image
from reportlab.lib.utils import ImageReader

from sample_portals import render_html, render_pdf
from sample_portals.prose import Heading
from sample_portals.render_docx import add_grid, saved
from sample_portals.render_pdf import MARGIN
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.cases.pdf_rules import printed
from tests.corpus.cases.scans import topics_but
from tests.corpus.documents import DISTINCT_2021, bent_parts, wrap
from tests.corpus.ofd import with_picture
from tests.corpus.scanning.paper import Pages, Print
from tests.corpus.scanning.scanner import encoded

_EDGE = 6  # pixels of paper around the table


def table_picture(topic: str, how: Print) -> Image.Image:
    """One table of the report as somebody cuts it out of a page."""
    pages = Pages(how)
    pages.turn()
    pages.table(next(part.grid for part in _drawings() if part.topic == topic))
    page = pages.finish()[0]
    rows, columns = np.nonzero(np.asarray(page) < 200)
    box = columns.min() - _EDGE, rows.min() - _EDGE, columns.max() + _EDGE, rows.max() + _EDGE
    return page.crop([int(v) for v in box])


def _drawings() -> Sequence[Drawing]:
    return [part for part in bent_parts(DISTINCT_2021, {}) if isinstance(part, Drawing)]


class _Pages(render_pdf.Pages):
    def picture(self, image: Image.Image) -> None:
        """Paste a picture as wide as the text, on a new page where this one has no room for it."""
        width = self._width - 2 * MARGIN
        height = width * image.height / image.width
        if self._y - height < MARGIN:
            self._next_page()
        self._y -= height + 12
        self.canvas.drawImage(ImageReader(image), MARGIN, self._y, width, height)


def pdf_with(topic: str, how: Print) -> bytes:
    """The printed report, that table a picture between its paragraphs."""
    pages = _Pages(render_pdf.PLAIN, DISTINCT_2021.title)
    pages.paragraph(DISTINCT_2021.title, centred=True)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
        elif part.topic == topic:
            pages.picture(table_picture(topic, how))
        else:
            pages.table(part.grid)
    return pages.finish()


def pdf_with_picture_at(x: float, y: float) -> bytes:
    """The report, with a picture of that place on its first page, in points."""
    pages = render_pdf.Pages(render_pdf.PLAIN, DISTINCT_2021.title)
    image = ImageReader(Image.new("RGB", (40, 20), (180, 180, 180)))
    pages.canvas.drawImage(image, x, y, 400, 200)
    return printed(pages)


def docx_with(topic: str, how: Print) -> bytes:
    """A Word document, that table a picture, the others tables."""
    document = docx.Document()
    document.add_heading(DISTINCT_2021.title, 1)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            document.add_paragraph(part.text if isinstance(part, Heading) else part)
        elif part.topic == topic:
            data = encoded(table_picture(topic, how), "PNG", how.dpi)
            document.add_picture(io.BytesIO(data), width=Mm(150))
        else:
            add_grid(document, part.grid)
    return saved(document)


def docx_of_pages(how: Print) -> bytes:
    """A Word document of a scan's pages; the table that ends one goes on in the next."""
    document = docx.Document()
    pages = Pages(how)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing) and part.topic == "requests":
            pages.table(part.grid)
    for page in pages.finish():
        data = encoded(page, "JPEG", how.dpi, quality=80)
        document.add_picture(io.BytesIO(data), width=Mm(150))
    return saved(document)


def html_with(topic: str, how: Print) -> bytes:
    """A web page with that table written into it as a picture, the others tables."""
    data = b64encode(encoded(table_picture(topic, how), "PNG", how.dpi)).decode()
    shown = f'<p><img alt="" src="data:image/png;base64,{data}"/></p>'
    blocks = [
        shown
        if isinstance(part, Drawing) and part.topic == topic
        else render_html.render_part(part)
        for part in bent_parts(DISTINCT_2021, {})
    ]
    return wrap(DISTINCT_2021, "\n".join(blocks)).encode()


def ofd_with(topic: str, how: Print) -> bytes:
    """An OFD of text with that table a picture."""
    image = table_picture(topic, how)
    return with_picture(topic, encoded(image, "PNG", how.dpi), image.height / image.width)


CASES: Sequence[Case] = [
    Case(
        "pasted_picture_in_pdf",
        lambda: pdf_with("requests", Print(dpi=150)),
        why="a picture that fills half a page of text was not looked at",
    ),
    Case(
        "pasted_picture_in_docx_with_tables",
        lambda: docx_with("proactive", Print(dpi=150)),
        why="a picture beside real tables was not looked at",
    ),
    Case(
        "pasted_pages_of_a_scan_in_docx",
        lambda: docx_of_pages(Print(dpi=150, row=30.0)),
        absent=topics_but("requests"),
        announced=("tables_missing",),
        why="a table that goes on in the next picture was two, and the second had no heads",
    ),
    *(
        Case(
            f"pdf_picture_{where}_the_paper",
            lambda x=x, y=y: pdf_with_picture_at(x, y),
            why="it could not be cut out, and the whole document was not read",
        )
        for where, x, y in (("beside", 700, 300), ("above", 50, 900), ("at_the_edge_of", -399, 300))
    ),
    Case(
        "pasted_picture_in_html",
        lambda: html_with("requests", Print(dpi=150)),
        why="a picture that is written into the page has no address to fetch it from",
    ),
    Case("pasted_picture_in_ofd", lambda: ofd_with("review", Print(dpi=150))),
]
