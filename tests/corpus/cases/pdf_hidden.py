"""PDF pages on which not all text is what shows, or not all that shows is text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
from PIL import Image
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from sample_portals.prose import Heading
from sample_portals.render_pdf import FONT, Pages, Paper
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, bent_parts

TARGET = "requests/granted/total"
PRINTED = "307"
Print = Callable[[Canvas, float, float, float], None]


class Otherwise(Pages):
    """Pages on which the figure of one cell is printed in another way."""

    def __init__(self, how: Print) -> None:
        """`how` gets the canvas, the middle of the cell, the baseline, and the size."""
        super().__init__(Paper(), DISTINCT_2021.title)
        self.how = how

    def text(self, x: float, y: float, line: str, size: float) -> None:
        if line == PRINTED:
            self.canvas.setFont(FONT, size)
            self.how(self.canvas, x, y, size)
        else:
            super().text(x, y, line, size)


def printed(how: Print) -> bytes:
    """The report with its target cell printed that way."""
    pages = Otherwise(how)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing):
            pages.table(part.grid)
        else:
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


def above_its_twin(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Printed where an invisible text says the same: a browser's shadow, a recogniser's layer."""
    canvas.saveState()
    written = canvas.beginText(x - size / 2, y)
    written.setTextRenderMode(3)
    written.textOut(PRINTED)
    canvas.drawText(written)
    canvas.restoreState()
    canvas.drawString(x - size / 2, y, PRINTED)


def in_mode(mode: int, text: str = PRINTED, beside: str = "") -> Print:
    """In one of PDF's text rendering modes (3 does not show); `beside` shows before it."""

    def how(canvas: Canvas, x: float, y: float, size: float) -> None:
        if beside:
            canvas.drawRightString(x + size / 2, y, beside)
        written = canvas.beginText(x - size / 2, y)
        written.setTextRenderMode(mode)
        written.textOut(text)
        written.setTextRenderMode(0)
        canvas.drawText(written)

    return how


def colored(color: Color, text: str, then: str = "") -> Print:
    """A text in a colour, with another one in black behind it."""

    def how(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.setFillColor(color)
        canvas.drawRightString(x - size / 2, y, text)
        canvas.setFillColor(black)
        canvas.drawString(x - size / 2, y, then)

    return how


def corrected(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Painted over in white, another figure printed there."""
    canvas.drawCentredString(x, y, "999")
    canvas.setFillColor(white)
    canvas.rect(x - 1.2 * size, y - 2, 2.4 * size, size, stroke=0, fill=1)
    canvas.setFillColor(black)
    canvas.drawCentredString(x, y, PRINTED)


def on_black(canvas: Canvas, x: float, y: float, size: float) -> None:
    """White on black, which shows."""
    canvas.rect(x - 1.2 * size, y - 2, 2.4 * size, size, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.drawCentredString(x, y, PRINTED)
    canvas.setFillColor(black)


def clipped(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Only the first figure lies within the clip."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x - 2 * size, y - 3, 2 * size, 2 * size)
    canvas.clipPath(path, stroke=0)
    canvas.drawRightString(x - 1, y, PRINTED)
    canvas.drawString(x + 1, y, "999")
    canvas.restoreState()


def as_picture(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The figure pasted as a picture."""
    drawn = Image.new("L", (60, 30), 255)
    drawn.paste(0, (10, 5, 20, 25))
    canvas.drawImage(ImageReader(drawn), x - size, y - 1, 2 * size, size)


def as_outlines(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The figure drawn as shapes, as programs do that turn text into curves."""
    for left in (-size, 0):
        path = canvas.beginPath()
        path.moveTo(x + left, y)
        path.curveTo(x + left, y + size, x + left + 6, y + size, x + left + 6, y)
        path.lineTo(x + left + 4, y + 1)
        path.curveTo(x + left + 4, y + 6, x + left + 2, y + 6, x + left + 2, y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def in_a_field(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The figure typed into a form field."""
    canvas.acroForm.textfield(
        value=PRINTED, x=x - size, y=y - 2, width=2.4 * size, height=size + 2, fontSize=8,
        borderWidth=0, fieldFlags="",
    )  # fmt: skip


def in_a_narrow_field(canvas: Canvas, x: float, y: float, size: float) -> None:
    """The figure typed into a form field that shows its first two digits only."""
    canvas.acroForm.textfield(
        value=PRINTED, x=x - size, y=y - 2, width=1.1 * size, height=size + 2, fontSize=8,
        borderWidth=0, fieldFlags="",
    )  # fmt: skip


def bold_thrice(canvas: Canvas, x: float, y: float, size: float) -> None:
    """11 printed three times to look bold is not 1111."""
    for shift in (0, 0.25, 0.5):
        canvas.drawString(x - size / 2 + shift, y, "11")


def stretched(canvas: Canvas, x: float, y: float, size: float) -> None:
    """One number, its digits far apart."""
    written = canvas.beginText(x - 1.4 * size, y)
    written.setCharSpace(size * 0.8)
    written.textOut(PRINTED)
    written.setCharSpace(0)
    canvas.drawText(written)


class OwnDigits(Pages):
    """Pages whose figures are set in an embedded font, its letters used first."""

    def text(self, x: float, y: float, line: str, size: float) -> None:
        if not line.isdigit():
            super().text(x, y, line, size)
            return
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        self.canvas.setFont("Vera", size)
        self.canvas.drawCentredString(x, y, line)


def without_meaning() -> bytes:
    """The embedded font does not say what its characters are, and is numbered by chance."""
    pages = OwnDigits(Paper(), DISTINCT_2021.title)
    pages.canvas.setFont(FONT, 8)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing):
            pages.table(part.grid)
        else:
            pages.paragraph(part.text if isinstance(part, Heading) else part)
    return pages.finish().replace(b"/ToUnicode", b"/ToUnicodX")


def changed_by(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    """The file with something done to each of its pages."""
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        change(page)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def plain(canvas: Canvas, x: float, y: float, size: float) -> None:
    """As it is."""
    canvas.drawCentredString(x, y, PRINTED)


def turned(degrees: int) -> bytes:
    """Every page to be shown turned."""
    return changed_by(printed(plain), lambda page: page.set_rotation(degrees))


def cropped() -> bytes:
    """Pages whose crop box leaves out a column of decoys on the left."""

    def decoys(canvas: Canvas, x: float, y: float, size: float) -> None:
        canvas.drawCentredString(x, y, PRINTED)
        canvas.drawString(8, y, "12345")

    return changed_by(printed(decoys), lambda page: page.set_cropbox(40, 30, 570, 815))


CASES = [
    Case("pdf_invisible_text_beside_a_figure", lambda: printed(in_mode(3, "9", beside=PRINTED))),
    Case("pdf_figure_above_an_invisible_one", lambda: printed(above_its_twin)),
    Case(
        "pdf_figure_invisible",
        lambda: printed(in_mode(3)),
        changed={TARGET: (None, "blank")},
        why="what does not show was not published",
    ),
    Case("pdf_figure_in_outline_mode", lambda: printed(in_mode(2))),
    Case(
        "pdf_figure_runs_out_of_the_table",
        lambda: printed(lambda canvas, x, y, size: canvas.drawString(x + size, y, "30711")),
        changed={TARGET: (30711, "number")},
        unsure=(TARGET,),
    ),
    Case(
        "pdf_white_digits_before_a_figure",
        lambda: printed(colored(white, "99", PRINTED)),
    ),
    Case("pdf_figure_painted_over_and_corrected", lambda: printed(corrected)),
    Case("pdf_white_on_black", lambda: printed(on_black)),
    Case("pdf_digits_outside_the_clip", lambda: printed(clipped)),
    Case(
        "pdf_figure_as_a_picture",
        lambda: printed(as_picture),
        changed={TARGET: (None, "unreadable")},
        announced=("unreadable_cells",),
    ),
    Case(
        "pdf_figure_as_outlines",
        lambda: printed(as_outlines),
        changed={TARGET: (None, "unreadable")},
        announced=("unreadable_cells",),
    ),
    Case("pdf_figure_in_a_form_field", lambda: printed(in_a_field)),
    Case(
        "pdf_figure_in_a_form_field_too_narrow",
        lambda: printed(in_a_narrow_field),
        never=(TARGET,),
        announced=("unreadable_cells", "broken_number"),
        why="the field shows 30 of 307",
    ),
    Case(
        "pdf_eleven_printed_thrice",
        lambda: printed(bold_thrice),
        changed={TARGET: (11, "number")},
    ),
    Case("pdf_digits_far_apart", lambda: printed(stretched), unsure=(TARGET,)),
    Case(
        "pdf_digits_without_meaning",
        without_meaning,
        unsure=("*",),
        announced=("unreadable_cells", "tables_missing"),
        why="glyph 7 of a font is no figure 7",
    ),
    Case("pdf_page_turned_right", lambda: turned(90)),
    Case("pdf_page_turned_over", lambda: turned(180)),
    Case("pdf_page_turned_left", lambda: turned(270)),
    Case("pdf_digits_outside_the_crop_box", cropped),
]
