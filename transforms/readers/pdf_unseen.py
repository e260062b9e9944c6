"""Text that is laid under or over what a page shows, and does not show itself.

pdfium's text page takes a character that repeats one before it, in the same place, for that one
printed twice: where the first is invisible (the shadow that a browser blurs, a recogniser's layer
under a corrected figure), the character that shows would be the one that is lost.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

from transforms.readers.pdf_objects import Objects


def without_unseen(page: pdfium.FPDF_PAGE, objects: Objects) -> None:
    """Take invisible texts off the page, as it is held in memory, and out of its objects."""
    unseen = [address for address, state in objects.texts.items() if state.invisible]
    for address in unseen:
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        form = objects.texts.pop(address).form
        if form is None:
            removed = pdfium.FPDFPage_RemoveObject(page, item)
        else:
            holder = ctypes.cast(form.address, pdfium.FPDF_PAGEOBJECT)
            removed = pdfium.FPDFFormObj_RemoveObject(holder, item)
        if removed:
            pdfium.FPDFPageObj_Destroy(item)
