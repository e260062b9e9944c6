"""A page of a PDF as pdfium draws it, in the measure of the locators that its reader gives."""

from __future__ import annotations

import pypdfium2

from transforms.blocks import Locator
from transforms.pages.picture import Picture

_SCALE = 150 / 72  # pixels per point: 150 dots per inch
_LARGEST = 4000  # pixels on the longer side; posters are drawn smaller


def picture(data: bytes, locator: Locator) -> Picture:
    """The page, annotations and form fields drawn as a viewer draws them.

    Raises pypdfium2.PdfiumError if the file or the page is damaged.
    """
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        sheet = pdf[locator["page"] - 1]
        scale = min(_SCALE, _LARGEST / max(sheet.get_size()))
        return Picture(sheet.render(scale=scale).to_pil().convert("RGB"), scale)
