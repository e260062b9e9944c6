"""PDF tables whose rules are drawn together; a table printed as two; a last row alone on a page."""

from __future__ import annotations

from sample_portals.pdf_table import Break
from sample_portals.prose import Heading
from sample_portals.render_pdf import Pages, Paper
from sample_portals.tables import Box, Drawing, Grid
from tests.corpus.case import Case
from tests.corpus.cases.pdf_unruled import FewRules, printed_with
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts

_BREADTH = 0.6
_LAST = 25  # rows of table three on the form of 2019 before its last one


class RulesTogether(Pages):
    """Pages all of whose rules are one path of filled bars, drawn after the text."""

    def __init__(self, paper: Paper, title: str) -> None:
        """Start without a rule."""
        self._bars: list[tuple[float, float, float, float]] = []
        super().__init__(paper, title)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, low = min(x0, x1), min(y0, y1)
        self._bars.append((left, low, abs(x1 - x0) + _BREADTH, abs(y1 - y0) + _BREADTH))

    def _end(self) -> None:
        path = self.canvas.beginPath()
        for bar in self._bars:
            path.rect(*bar)
        self.canvas.drawPath(path, stroke=0, fill=1)
        self._bars = []
        super()._end()


def review_as_two(pages: Pages) -> bytes:
    """Table four as two tables: reconsiderations, lawsuits."""
    pages.paragraph(DISTINCT_2021.title, centred=True)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            pages.paragraph(part.text if isinstance(part, Heading) else part)
        elif part.topic == "review":
            for grid in _halves(part.grid):
                pages.table(grid)
        else:
            pages.table(part.grid)
    return pages.finish()


def _halves(review: Grid) -> tuple[Grid, Grid]:
    heads, items, outcomes, figures = review
    first = heads[0].columns
    own = tuple(Box(box.text) for box in items[:first])
    lawsuits = (heads[1:], items[first:], outcomes, figures[first:])
    return (heads[:1], own, figures[:first]), lawsuits


CASES = [
    Case(
        "pdf_rules_as_one_path",
        lambda: printed_with(RulesTogether(Paper(), DISTINCT_2021.title), DISTINCT_2021),
        why="the box of all bars is no area that covers the text",
    ),
    Case("pdf_review_as_two_tables", lambda: review_as_two(Pages(Paper(), DISTINCT_2021.title))),
    Case(
        "pdf_review_as_two_tables_without_rules",
        lambda: review_as_two(FewRules(DISTINCT_2021.title)),
        why="the name of each table stands over one of its columns",
    ),
    Case(
        "pdf_without_rules_last_row_on_its_own_page",
        lambda: printed_with(
            FewRules(DISTINCT_2019.title), DISTINCT_2019, {"requests": (Break(_LAST),)}
        ),
        base="distinct_2019",
    ),
]
