"""PDF tables of level rules alone in narrow columns, and heads that hang over a page's end.

Between two level rules stands one row, on however many lines it is printed: its label is whole, and
so is a figure that its column broke.
"""

from __future__ import annotations

from sample_portals.figures import Report
from sample_portals.pdf_table import LINE, Break, Layout, Piece, pieces
from sample_portals.render_pdf import MARGIN, SIZE, Pages, Paper
from sample_portals.tables import Grid
from tests.corpus.case import Case
from tests.corpus.cases.pdf_rules import printed
from tests.corpus.cases.pdf_unruled import FewRules, printed_with
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021

_NARROW = 420.0  # points: figures of four digits break after three
_COLUMNS = ("natural_person", "enterprise", "research_institution", "social_organization")
_COLUMNS += ("legal_service", "other_organization", "total")


class Narrow(FewRules):
    """Narrow pages that draw only some of the rules."""

    def __init__(self, title: str, *, level: bool = True, upright: bool = False) -> None:
        """Begin the first page."""
        super().__init__(title, level=level, upright=upright, wide=False)
        self._width = _NARROW
        self.canvas.setPageSize((self._width, self._height))


class RuleMissing(FewRules):
    """Wide pages without the level rules of some rows."""

    def __init__(self, title: str, missing: tuple[str, ...]) -> None:
        """`missing` are beginnings of the labels of rows that have no rule above."""
        super().__init__(title, level=True)
        self._missing, self._without = missing, -1.0

    def _draw(self, piece: Piece, *, first: bool) -> None:
        if "".join(piece.lines).startswith(self._missing):
            self._without = self._y - piece.top
        super()._draw(piece, first=first)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if abs(y0 - self._without) > 1:
            super().rule(x0, y0, x1, y1)


class HangingOver(Pages):
    """Pages that print the rest of a row that their end cuts below its rules, as browsers do."""

    def table(self, grid: Grid, breaks: tuple[Break, ...] = ()) -> None:
        """Draw one table; of a row that is cut, the next page shows nothing."""
        layout = Layout.of(grid, self._width - 2 * MARGIN, self._wrap_cell)
        self._y -= LINE
        cuts = layout.cuts(self._y - MARGIN, self._height - 2 * MARGIN, breaks)
        parts = [list(pieces(layout, top, bottom)) for top, bottom in cuts]
        for number, (top, bottom) in enumerate(cuts):
            if number:
                self._next_page()
            begun = number and top not in layout.ys
            for piece in parts[number]:
                is_rest = bool(begun) and piece.top < 1
                shown = piece if not is_rest else _without_text(piece)
                self._draw(shown, first=number == 0)
            if bottom not in layout.ys:
                self._hang_over(bottom - top, [p for p in parts[number + 1] if p.top < 1])
            self._y -= bottom - top
        self._y -= LINE

    def _hang_over(self, below: float, rest: list[Piece]) -> None:
        for piece in rest:
            for number, line in enumerate(piece.lines, start=1):
                x = MARGIN + piece.left + piece.width / 2
                self.text(x, self._y - below - number * LINE + 3, line, SIZE)


def _without_text(piece: Piece) -> Piece:
    return Piece(piece.left, piece.width, piece.top, piece.height, ())


def narrow(report: Report = DISTINCT_2021, *, upright: bool = False) -> bytes:
    """The report on narrow pages, with level rules."""
    return printed_with(Narrow(report.title, upright=upright), report)


def blank_row() -> bytes:
    """One row of table three is blank but for its label."""
    report = DISTINCT_2021
    for column in _COLUMNS:
        report = report.with_figure("requests", "granted", column, "")
    return printed_with(FewRules(report.title, level=True), report)


def rule_missing() -> bytes:
    """Two rows of table three without a rule between them."""
    pages = RuleMissing(DISTINCT_2021.title, ("2.其他法律", "3.危及"))
    return printed_with(pages, DISTINCT_2021)


CASES = [
    Case(
        "pdf_level_rules_narrow",
        narrow,
        why="the figures of tables three and four are broken over two lines",
    ),
    Case("pdf_level_rules_narrow_2019", lambda: narrow(DISTINCT_2019), base="distinct_2019"),
    Case(
        "pdf_level_rules_blank_row",
        blank_row,
        changed={f"requests/granted/{column}": (None, "blank") for column in _COLUMNS},
    ),
    Case("pdf_level_rule_missing", rule_missing, unsure=("requests/*",)),
    Case(
        "pdf_thousands_broken_behind_the_separator",
        lambda: narrow(
            DISTINCT_2021.with_figure("requests", "granted", "enterprise", "12,345"), upright=True
        ),
        changed={"requests/granted/enterprise": (12345.0, "number")},
        why="12, is no number: what stands below it goes on",
    ),
    Case(
        "pdf_heads_hang_over_side_by_side",
        lambda: printed(
            HangingOver(Paper(), DISTINCT_2021.title), {"review": (Break(2, lines=1),)}
        ),
        why="the last lines of five heads and more stand below the rules, none on the next page",
    ),
]
