"""What is laid over a page: form fields that were filled in, text typed on it, stamps.

It shows like the page itself, but is no part of its content, where pdfium looks for text.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

_MOST = 2000  # annotations of one page; more are links of an index
_SHOWING = frozenset(
    {
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_REDACT,
    }
)


def flattened(pdf: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Page `index` (from 0), with what is laid over it made part of its content.

    Raises pypdfium2.PdfiumError if the page is damaged.
    """
    page = pdf[index]
    if not _has_something_over(page.raw):
        return page
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index]


def _has_something_over(page: pdfium.FPDF_PAGE) -> bool:
    for number in range(min(_MOST, pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in _SHOWING:
            return True
    return False
