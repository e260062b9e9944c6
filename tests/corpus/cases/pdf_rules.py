"""PDF tables whose rules are drawn as anything but lines, and heads that are no lines either."""

from __future__ import annotations

from functools import cache

from PIL import Image
from reportlab.lib.utils import ImageReader

from sample_portals.pdf_table import Break, Piece
from sample_portals.prose import Heading
from sample_portals.render_pdf import MARGIN, SIZE, Breaks, Pages, Paper
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, bent_parts

_BREADTH = 0.6
_SPARE = 20.0


class RulesAsPictures(Pages):
    """Pages whose rules are a black dot, stretched."""

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, low = min(x0, x1), min(y0, y1)
        size = abs(x1 - x0) + _BREADTH, abs(y1 - y0) + _BREADTH
        self.canvas.drawImage(_dot(), left, low, *size)


class RulesAsClips(Pages):
    """Pages whose rules are black areas, all but a hair of them clipped away."""

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, low = min(x0, x1), min(y0, y1)
        width, height = abs(x1 - x0) + _BREADTH, abs(y1 - y0) + _BREADTH
        self.canvas.saveState()
        clip = self.canvas.beginPath()
        clip.rect(left, low, width, height)
        self.canvas.clipPath(clip, stroke=0, fill=0)
        wide = (left - _SPARE, low - _SPARE, width + 2 * _SPARE, height + 2 * _SPARE)
        self.canvas.rect(*wide, stroke=0, fill=1)
        self.canvas.restoreState()


@cache
def _dot() -> ImageReader:
    return ImageReader(Image.new("RGB", (1, 1), (0, 0, 0)))


def printed(pages: Pages, breaks: Breaks | None = None) -> bytes:
    """The report of the corpus on these pages."""
    pages.paragraph(DISTINCT_2021.title, centred=True)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing):
            pages.table(part.grid, (breaks or {}).get(part.topic, ()))
        else:
            pages.paragraph(part.text if isinstance(part, Heading) else part)
    return pages.finish()


class UprightHeads(Pages):
    """Pages that set the names of two kinds of applicants from top to bottom, in two columns."""

    def _draw(self, piece: Piece, *, first: bool) -> None:
        word = "".join(piece.lines)
        if word not in ("商业企业", "科研机构"):
            super()._draw(piece, first=first)
            return
        self._rules(piece, first=first)
        middle, top = MARGIN + piece.left + piece.width / 2, self._y - piece.top - 2
        for column, half in enumerate((word[:2], word[2:])):
            for place, character in enumerate(half, start=1):
                x = middle + SIZE * (0.7 - 1.4 * column)
                self.text(x, top - place * SIZE, character, SIZE)


def head_cut() -> bytes:
    """A page that ends in the middle of the outcomes' names of table four."""
    return printed(Pages(Paper(), DISTINCT_2021.title), {"review": (Break(2, lines=1),)})


def last_row_below_heads() -> bytes:
    """Table three goes on over the page with its heads again, and one row more."""
    pages = Pages(Paper(), DISTINCT_2021.title)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            pages.paragraph(part.text if isinstance(part, Heading) else part)
        elif part.topic == "requests":
            pages.table(part.grid[:-1])
            pages.table((*part.grid[:3], part.grid[-1]), (Break(0),))
        else:
            pages.table(part.grid)
    return pages.finish()


CASES = [
    Case("pdf_heads_set_upright", lambda: printed(UprightHeads(Paper(), DISTINCT_2021.title))),
    Case("pdf_rules_as_pictures", lambda: printed(RulesAsPictures(Paper(), DISTINCT_2021.title))),
    Case("pdf_rules_as_clipped_areas", lambda: printed(RulesAsClips(Paper(), DISTINCT_2021.title))),
    Case("pdf_head_cut_through_its_labels", head_cut),
    Case(
        "pdf_last_row_below_repeated_heads",
        last_row_below_heads,
        why="（七）总计 above the heads is a row, and no head",
    ),
]
