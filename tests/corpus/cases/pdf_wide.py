"""A PDF as a spreadsheet prints it whose columns are too wide: the right ones on pages behind."""

from __future__ import annotations

from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics

from sample_portals.prose import Heading
from sample_portals.render_pdf import FONT, MARGIN, SIZE, Pages, Paper, wrapped
from sample_portals.tables import Drawing, Grid, Placed, places
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, bent_parts

_HEIGHT = 24.0  # points of each row
_WIDE, _NARROW = (24.0, 60.0, 190.0), 60.0  # columns of labels, and of figures
_LEFT = 5  # columns on the first page
_TOP = A4[1] - MARGIN


class InParts(Pages):
    """Pages that draw some columns of a table on a page of their own, its rows as high as they are
    on the other page."""

    def columns(self, grid: Grid, first: int, stop: int) -> None:
        """Draw the columns from `first` to `stop` on a new page."""
        self._next_page()
        widths = [*_WIDE, *[_NARROW] * 7]
        self._xs = [MARGIN + sum(widths[first:n]) for n in range(first, stop + 1)]
        self._first = first
        for placed in places(grid):
            left = max(placed.column, first)
            right = min(placed.column + placed.box.columns, stop)
            if left < right:
                self._cell(placed, left, right)

    def _cell(self, placed: Placed, left: int, right: int) -> None:
        x0, x1 = self._xs[left - self._first], self._xs[right - self._first]
        y0 = _TOP - placed.row * _HEIGHT
        y1 = y0 - placed.box.rows * _HEIGHT
        self.canvas.rect(x0, y1, x1 - x0, y0 - y1, stroke=1, fill=0)
        if placed.column < left:
            return  # its text stands on the page before
        lines = wrapped(placed.box.text, x1 - x0 - 4, SIZE - 2)
        y = (y0 + y1) / 2 + len(lines) * SIZE / 2
        for n, line in enumerate(lines, start=1):
            half = pdfmetrics.stringWidth(line, FONT, SIZE - 2) / 2
            self.text(x0 + 2 + half, y - n * SIZE + 2, line, SIZE - 2)


def across(*edges: int) -> bytes:
    """Table three in parts behind each other, cut at these columns."""
    pages = InParts(Paper(), DISTINCT_2021.title)
    pages.paragraph(DISTINCT_2021.title, centred=True)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            pages.paragraph(part.text if isinstance(part, Heading) else part)
        elif part.topic == "requests":
            for first, stop in pairwise((0, *(edges or (_LEFT,)), 10)):
                pages.columns(part.grid, first, stop)
            pages._next_page()
        else:
            pages.table(part.grid)
    return pages.finish()


CASES = [
    Case(
        "pdf_columns_on_the_next_page",
        across,
        why="rows at the same heights, labels on one page, the rest of the figures on the other",
    ),
    Case(
        "pdf_columns_on_two_more_pages",
        lambda: across(5, 8),
        why="the third part has the rows whose labels stand on the first one, too",
    ),
]
