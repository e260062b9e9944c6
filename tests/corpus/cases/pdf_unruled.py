"""PDF tables whose rules part no cells, or that have none: what stands where has to tell."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics

from sample_portals.figures import Report
from sample_portals.pdf_table import LINE, Break, Piece
from sample_portals.prose import Heading
from sample_portals.render_pdf import FONT, MARGIN, SIZE, Breaks, Pages, Paper
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts

COLUMNS = ("natural_person", "enterprise", "total")


class FewRules(Pages):
    """Pages that draw only some of the rules."""

    def __init__(
        self, title: str, *, level: bool = False, upright: bool = False, wide: bool = True
    ) -> None:
        """Draw level or upright rules, or neither; on `wide` paper, long labels stay on a line."""
        super().__init__(Paper(landscape=wide), title)
        self.level, self.upright = level, upright

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.level if y0 == y1 else self.upright:
            super().rule(x0, y0, x1, y1)


class Striped(FewRules):
    """Pages that colour the cells of every other row, each by itself, as browsers print it."""

    def __init__(self, title: str) -> None:
        """Draw no rules."""
        super().__init__(title)
        self._top, self._coloured = -1.0, False

    def _rules(self, piece: Piece, *, first: bool) -> None:  # noqa: ARG002 - as the base class calls it
        if piece.top != self._top:
            self._top, self._coloured = piece.top, not self._coloured
        if self._coloured:
            self.canvas.setFillGray(0.93)
            y = self._y - piece.top - piece.height
            box = (MARGIN + piece.left + 1, y + 1, piece.width - 2, piece.height - 2)
            self.canvas.rect(*box, stroke=0, fill=1)
            self.canvas.setFillGray(0)


def striped(report: Report = DISTINCT_2021) -> bytes:
    """The report with stripes instead of rules."""
    return printed_with(Striped(report.title), report)


class HeadsCentred(FewRules):
    """Pages that centre heads and labels, and set figures at the left edge of their cells."""

    def _draw(self, piece: Piece, *, first: bool) -> None:
        if any(line.isdigit() for line in piece.lines):
            (line,) = piece.lines
            half = pdfmetrics.stringWidth(line, FONT, SIZE) / 2
            at = self._y - piece.top - (piece.height + LINE) / 2 + 3
            self.text(MARGIN + piece.left + 2 + half, at, line, SIZE)
        else:
            super()._draw(piece, first=first)


def unruled(
    report: Report = DISTINCT_2021, *, level: bool = False, upright: bool = False, wide: bool = True
) -> bytes:
    """The report with some of its rules."""
    return printed_with(FewRules(report.title, level=level, upright=upright, wide=wide), report)


def printed_with(pages: Pages, report: Report, breaks: Breaks | None = None) -> bytes:
    """The report on these pages."""
    pages.paragraph(report.title, centred=True)
    for part in bent_parts(report, {}):
        if isinstance(part, Drawing):
            pages.table(part.grid, (breaks or {}).get(part.topic, ()))
        else:
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


def head_parted() -> bytes:
    """The last line of a head stands on the page of its figures, the others on the page before."""
    breaks = {"requests": (Break(2),), "review": (Break(3),)}
    return printed_with(FewRules(DISTINCT_2019.title, wide=False), DISTINCT_2019, breaks)


def with_blanks() -> bytes:
    """Some figures of one row are blank."""
    report = DISTINCT_2021
    for column in COLUMNS:
        report = report.with_figure("requests", "granted", column, "")
    return unruled(report)


def with_words() -> bytes:
    """One figure is no number: its row cannot be told from a head."""
    return unruled(DISTINCT_2021.with_figure("requests", "granted", "enterprise", "约400"))


CASES = [
    Case("pdf_without_rules", unruled),
    Case("pdf_without_rules_2019", lambda: unruled(DISTINCT_2019), base="distinct_2019"),
    Case(
        "pdf_stripes_without_rules",
        striped,
        why="the edges of coloured rows are no rules for the rows between",
    ),
    Case("pdf_stripes_without_rules_2019", lambda: striped(DISTINCT_2019), base="distinct_2019"),
    Case("pdf_level_rules_only", lambda: unruled(level=True)),
    Case(
        "pdf_level_rules_only_2019",
        lambda: unruled(DISTINCT_2019, level=True),
        base="distinct_2019",
    ),
    Case(
        "pdf_without_rules_labels_of_several_lines",
        lambda: unruled(wide=False),
        why="a label's lines stand above and below its figures, near those of the next label",
    ),
    Case(
        "pdf_without_rules_labels_of_several_lines_2019",
        lambda: unruled(DISTINCT_2019, wide=False),
        base="distinct_2019",
    ),
    Case(
        "pdf_without_rules_heads_centred",
        lambda: printed_with(HeadsCentred(DISTINCT_2021.title), DISTINCT_2021),
        why="browsers centre heads, and not figures: none stands right over its figures",
    ),
    Case(
        "pdf_without_rules_heads_centred_2019",
        lambda: printed_with(HeadsCentred(DISTINCT_2019.title), DISTINCT_2019),
        base="distinct_2019",
    ),
    Case(
        "pdf_without_rules_head_parted_by_a_page_break",
        head_parted,
        base="distinct_2019",
        why="the first and the last column have their heads on the page before",
    ),
    Case("pdf_upright_rules_only", lambda: unruled(upright=True)),
    Case(
        "pdf_without_rules_blank_cells",
        with_blanks,
        changed={f"requests/granted/{column}": (None, "blank") for column in COLUMNS},
    ),
    Case("pdf_without_rules_a_word_among_figures", with_words, unsure=("requests/*",)),
]
