"""Lists of 2014 in PDF without upright rules, or any: page numbers, blanks and pages' ends."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics

from sample_portals.render_pdf import FONT, MARGIN, SIZE, Pages, Paper
from tests.corpus.case import Case
from tests.corpus.cases.pdf_unruled import FewRules
from tests.corpus.cases.statistics import BASE, UNFILLED, unfilled
from tests.corpus.statistics import OPENING, TITLE, grid, indicators

_MIDDLES = (220.0, 385.0, 475.0)  # of the columns, in points
_BEFORE = 29  # lines of text that leave room for three rows on the first page
BLANKS = {f"statistics/{code}/value": (None, "blank") for code in UNFILLED.values()}


class NumberBelow(FewRules):
    """Pages with level rules alone, their numbers right below, between the columns of its rows."""

    def _end(self) -> None:
        self.text(self._width - MARGIN - 150, min(self._y, 80) - 13, f"- {self._page} -", SIZE)
        self.canvas.showPage()


def level_rules() -> bytes:
    """A list with level rules, some of its figures blank."""
    pages = NumberBelow(TITLE, level=True, wide=False)
    for text in (TITLE, OPENING, "政府信息公开情况统计表"):
        pages.paragraph(text)
    pages.table(grid(tuple(map(unfilled, indicators()))))
    return pages.finish()


def begun_at_the_end() -> bytes:
    """A list without rules, centred, of which two rows stand on the first page."""
    pages = Pages(Paper(), TITLE)
    for text in (TITLE, OPENING, *["按要求公开信息。"] * _BEFORE, "政府信息公开情况统计表"):
        pages.paragraph(text)
    for row in grid(indicators()):
        texts = [box.text.split("（不")[0] for box in row]
        halves = [pdfmetrics.stringWidth(text, FONT, SIZE) / 2 for text in texts]
        pages.row(texts, [m - half for m, half in zip(_MIDDLES, halves, strict=True)])
    return pages.finish()


CASES = [
    Case(
        "statistics_pdf_level_rules_numbers_below",
        level_rules,
        base=BASE,
        changed=BLANKS,
        why="a page's number is no row, and a row whose figure is blank no head",
    ),
    Case(
        "statistics_pdf_begun_at_the_end_of_a_page",
        begun_at_the_end,
        base=BASE,
        why="the columns are the same on both pages, however far the labels reach",
    ),
]
