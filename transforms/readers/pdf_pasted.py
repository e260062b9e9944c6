"""Tables pasted into a PDF's page of text as pictures, as pdfium draws them."""

from __future__ import annotations

import numpy as np
import pypdfium2

from transforms.pages.drawn import Drawn, Rectangle
from transforms.pages.tables import PageTable
from transforms.readers.pasted import pasted_tables
from transforms.recognition.pixels import Pixels


def pasted_in(page: pypdfium2.PdfPage, drawn: Drawn) -> list[PageTable]:
    """The tables that pictures on the page show."""
    width, height = page.get_size()

    def look(box: Rectangle, scale: float) -> Pixels:
        x0, top, x1, bottom = box
        crop = (x0, max(0.0, height - bottom), max(0.0, width - x1), top)
        return np.asarray(page.render(scale=scale, crop=crop).to_pil().convert("RGB"))

    return pasted_tables(drawn, look)
