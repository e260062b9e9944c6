"""Text on a layer that is switched off does not show, and is not read."""

from __future__ import annotations

import pypdfium2

from transforms.readers.pdf_layers import hidden_layers
from transforms.readers.pdf_page import draw

CONTENT = b"BT /F 12 Tf 20 50 Td (12) Tj ET /OC /M BDC BT /F 12 Tf 40 50 Td (9) Tj ET EMC"

RESOURCES = b"/Resources << /Font << /F 5 0 R >> /Properties << /M 6 0 R >> >> >>"


def layered(state: bytes) -> bytes:
    """A page with 12 on it, and 9 on a layer in that state."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << "
        + state
        + b" >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R " + RESOURCES,
        b"<< /Length %d >> stream\n%s\nendstream" % (len(CONTENT), CONTENT),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /OCG /Name (Notes) >>",
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(out))
    )


def text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(glyph.text for glyph in draw(pdf[0], 1, hidden_layers(data), {}).glyphs)


def test_a_layer_that_is_off_is_not_read() -> None:
    assert text(layered(b"/OFF [6 0 R]")) == "12"
    assert text(layered(b"/BaseState /OFF")) == "12"


def test_a_layer_that_is_on_is_read() -> None:
    assert text(layered(b"")) == "129"
    assert text(layered(b"/BaseState /OFF /ON [6 0 R]")) == "129"
