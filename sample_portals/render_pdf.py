"""A report as PDF the way an office suite prints it: ruled tables that break wherever a page ends.

The font (STSong-Light) is named, not embedded. A break may cut a row or a merged cell; the text of
such a cell flows from the part before the break into the part after it, as in Word: this is how
（四）无 comes to end one page and 法提供 to begin the next.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from sample_portals.figures import Report
from sample_portals.pdf_table import LINE, Break, Layout, Piece, pieces
from sample_portals.prose import Heading, parts
from sample_portals.tables import Drawing, Grid

FONT = "STSong-Light"
SIZE = 10.0
PROSE_LINE = 20.0
MARGIN = 64.0

Breaks = Mapping[str, tuple[Break, ...]]


@dataclass(frozen=True, slots=True)
class Paper:
    """How the document is printed; `breaks` (by topic) end a page inside a table.

    `overprint` prints all text twice, a hair apart, as some programs make it bold; `rules_as_boxes`
    draws rules as thin filled rectangles, as Word does; `watermark` runs across every page, turned
    by so many degrees; without `wrap_figures` a number that is too wide runs over into the cells
    beside it.
    """

    breaks: Breaks = field(default_factory=dict)
    landscape: bool = False
    outer_rule: bool = True
    page_numbers: bool = True
    rule_above_continuation: bool = True
    overprint: bool = False
    rules_as_boxes: bool = False
    watermark: str = ""
    watermark_turned: float = 35
    wrap_figures: bool = True
    password: str | None = None


PLAIN = Paper()


def render(report: Report, paper: Paper = PLAIN) -> bytes:
    """The whole report; the same input gives the same bytes (unless encrypted)."""
    pages = Pages(paper, report.title)
    pages.paragraph(report.title, centred=True)
    for part in parts(report):
        if isinstance(part, Drawing):
            pages.table(part.grid, paper.breaks.get(part.topic, ()))
        else:
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


class Pages:
    """A cursor running down pages of one size, a new page when the space ends.

    `text` prints every line there is: to print some otherwise, override it.
    """

    def __init__(self, paper: Paper, title: str) -> None:
        """Start the first page; `title` goes into the file's properties."""
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._paper = paper
        self._width, self._height = landscape(A4) if paper.landscape else A4
        self._stream = io.BytesIO()
        self.canvas = Canvas(
            self._stream,
            pagesize=(self._width, self._height),
            invariant=1,
            encrypt=paper.password,
        )
        self.canvas.setTitle(title)
        self._page = 1
        self._begin()

    def paragraph(self, text: str, *, centred: bool = False) -> None:
        """Set running text, broken at the right margin wherever it falls."""
        for line in wrapped(text, self._width - 2 * MARGIN, SIZE + 2):
            if self._y - PROSE_LINE < MARGIN:
                self._next_page()
            self._y -= PROSE_LINE
            half = pdfmetrics.stringWidth(line, FONT, SIZE + 2) / 2
            self.text(self._width / 2 if centred else MARGIN + half, self._y, line, SIZE + 2)

    def row(self, texts: Sequence[str], lefts: Sequence[float]) -> None:
        """Set one line of texts, each from its own left edge on, nothing between them."""
        if self._y - PROSE_LINE < MARGIN:
            self._next_page()
        self._y -= PROSE_LINE
        for text, left in zip(texts, lefts, strict=True):
            half = pdfmetrics.stringWidth(text, FONT, SIZE) / 2
            self.text(left + half, self._y, text, SIZE)

    def table(self, grid: Grid, breaks: tuple[Break, ...] = ()) -> None:
        """Draw one table from here on, over as many pages as it takes."""
        self._y -= LINE
        layout = Layout.of(grid, self._width - 2 * MARGIN, self._wrap_cell)
        cuts = layout.cuts(self._y - MARGIN, self._height - 2 * MARGIN, breaks)
        for number, (top, bottom) in enumerate(cuts):
            if number:
                self._next_page()
            for piece in pieces(layout, top, bottom):
                self._draw(piece, first=number == 0)
            self._y -= bottom - top
        self._y -= LINE

    def finish(self) -> bytes:
        """Close the last page and give the file."""
        self._end()
        self.canvas.save()
        return self._stream.getvalue()

    def _wrap_cell(self, text: str, room: float) -> list[str]:
        if text.isdigit() and not self._paper.wrap_figures:
            return [text]
        return wrapped(text, max(room - 4, SIZE)) if text else []

    def _draw(self, piece: Piece, *, first: bool) -> None:
        self._rules(piece, first=first)
        top = self._y - piece.top - (piece.height - len(piece.lines) * LINE) / 2
        for number, line in enumerate(piece.lines, start=1):
            x = MARGIN + piece.left + piece.width / 2
            self.text(x, top - number * LINE + 3, line, SIZE)

    def text(self, x: float, y: float, line: str, size: float) -> None:
        """Print one line around `x`."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(x, y, line)
        if self._paper.overprint:
            self.canvas.drawCentredString(x + 0.3, y, line)

    def _rules(self, piece: Piece, *, first: bool) -> None:
        left, right = MARGIN + piece.left, MARGIN + piece.left + piece.width
        top, bottom = self._y - piece.top, self._y - piece.top - piece.height
        inside = self._width - 2 * MARGIN - 1
        wanted = {
            (left, top, right, top): self._rule_above(piece, first=first),
            (left, bottom, right, bottom): True,
            (left, top, left, bottom): self._paper.outer_rule or piece.left > 1,
            (right, top, right, bottom): self._paper.outer_rule or right - MARGIN < inside,
        }
        for line, drawn in wanted.items():
            if drawn:
                self.rule(*line)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self._paper.rules_as_boxes:
            box = (x0 - 0.24, y1 - 0.24, x1 - x0 + 0.48, y0 - y1 + 0.48)
            self.canvas.rect(*box, stroke=0, fill=1)
        else:
            self.canvas.line(x0, y0, x1, y1)

    def _rule_above(self, piece: Piece, *, first: bool) -> bool:
        if piece.top > 1 or first:
            return True
        return self._paper.rule_above_continuation

    def _begin(self) -> None:
        self.canvas.setLineWidth(0.5)
        self._y = self._height - MARGIN

    def _end(self) -> None:
        if self._paper.page_numbers:
            self.text(self._width / 2, MARGIN / 2, f"- {self._page} -", SIZE)
        if self._paper.watermark:
            self._stamp(self._paper.watermark)
        self.canvas.showPage()

    def _stamp(self, text: str) -> None:
        self.canvas.saveState()
        self.canvas.setFillGray(0.85)
        self.canvas.translate(self._width / 2, self._height / 2)
        self.canvas.rotate(self._paper.watermark_turned)
        self.canvas.setFont(FONT, 60)
        self.canvas.drawCentredString(0, 0, text)
        self.canvas.restoreState()

    def _next_page(self) -> None:
        self._end()
        self._page += 1
        self._begin()


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """`text` in lines no wider than `room` points; a Chinese line breaks between any two signs."""
    lines, used = [""], 0.0
    for character in text:
        advance = _advance(character) * size
        if character == "\n" or (lines[-1] and used + advance > room):
            lines.append("")
            used = 0.0
        if character != "\n":
            lines[-1] += character
            used += advance
    return lines


@cache
def _advance(character: str) -> float:
    return float(pdfmetrics.stringWidth(character, FONT, 1))
