"""PDF tables that what runs along every page must not part, and figures that are not what they
seem: a footnote's mark, a font whose table of meanings lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics, ttfonts

from sample_portals.pdf_table import Break
from sample_portals.prose import Heading
from sample_portals.render_pdf import FONT, MARGIN, SIZE, Breaks, Pages, Paper
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, bent_parts

DIGITS = "Vera"
CUTS: Breaks = {"requests": (Break(7), Break(20, lines=1)), "review": (Break(3),)}


class Titled(Pages):
    """Pages with the report's title above and its file number below, on every page."""

    def _begin(self) -> None:
        super()._begin()
        self.text(self._width / 2, self._height - MARGIN / 2, DISTINCT_2021.title, SIZE)
        self.text(MARGIN + 60, MARGIN / 2, f"示水函〔2023〕{self._page}号", SIZE)


class Thick(Pages):
    """Pages whose rules are black bars."""

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, bottom = min(x0, x1) - 2, min(y0, y1) - 2
        self.canvas.rect(left, bottom, abs(x1 - x0) + 4, abs(y1 - y0) + 4, stroke=0, fill=1)


class Noted(Pages):
    """Pages on which 305 has a footnote: a small 1."""

    def text(self, x: float, y: float, line: str, size: float) -> None:
        super().text(x, y, line, size)
        if line == "305":
            half = pdfmetrics.stringWidth(line, FONT, size) / 2
            self.canvas.setFont(FONT, 0.85 * size)
            self.canvas.drawString(x + half, y + 2, "1")


class OwnDigits(Pages):
    """Pages whose figures are set in an embedded font."""

    def text(self, x: float, y: float, line: str, size: float) -> None:
        self.canvas.setFont(DIGITS if line.replace(".", "").isdigit() else FONT, size)
        self.canvas.drawCentredString(x, y, line)


def printed(kind: type[Pages], breaks: Breaks | None = None) -> bytes:
    """The report on such pages."""
    breaks = breaks or {}
    pages = kind(Paper(breaks=breaks), DISTINCT_2021.title)
    pages.paragraph(DISTINCT_2021.title, centred=True)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing):
            pages.table(part.grid, breaks.get(part.topic, ()))
        else:
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


def lying(digits: str) -> bytes:
    """The report in a font whose table of meanings gives these digits for 0 to 9."""
    file = Path(reportlab.__file__).parent / "fonts" / f"{DIGITS}.ttf"
    pdfmetrics.registerFont(ttfonts.TTFont(DIGITS, str(file)))
    meanings = {ord(digit): ord(other) for digit, other in zip("0123456789", digits, strict=True)}
    with _meanings(meanings):
        return printed(OwnDigits)


@contextmanager
def _meanings(changed: dict[int, int]) -> Iterator[None]:
    usual = ttfonts.makeToUnicodeCMap
    ttfonts.makeToUnicodeCMap = lambda name, subset: usual(
        name, [changed.get(code, code) for code in subset]
    )
    try:
        yield
    finally:
        ttfonts.makeToUnicodeCMap = usual


CASES = [
    Case("pdf_running_titles_between_the_parts", lambda: printed(Titled, CUTS)),
    Case(
        "pdf_break_after_the_numeral_of_a_label", lambda: printed(Pages, {"requests": (Break(6),)})
    ),
    Case("pdf_rules_as_thick_bars", lambda: printed(Thick)),
    Case(
        "pdf_small_footnote_digit",
        lambda: printed(Noted),
        changed={"requests/granted/legal_service": (None, "unreadable")},
        announced=("unreadable_cells",),
        why="305 with a footnote 1 is not 3051",
    ),
    Case("pdf_embedded_digits", lambda: lying("0123456789")),
    *(
        Case(
            f"pdf_font_that_lies_{digits}",
            lambda digits=digits: lying(digits),
            never=("*",),
            announced=("unreadable_cells",),
            why="the text layer names other digits than the page shows",
        )
        for digits in (
            "1234567890",
            "0723456189",
            "0123459786",
            "0125436789",
            "0213456789",
            "0127456389",
        )
    ),
]
