"""PDF tables that lie in a cell of another one, whose rules frame them a little farther out."""

from __future__ import annotations

from sample_portals.pdf_table import LINE, Break
from sample_portals.render_pdf import MARGIN, Pages, Paper
from sample_portals.tables import Grid
from tests.corpus.case import Case
from tests.corpus.cases.pdf_unruled import printed_with
from tests.corpus.documents import DISTINCT_2021

_APART = (4.0, 9.0)  # points from a table to its second outer rule, and to the frame
_BELOW = 14.0  # from there to the frame's foot: an empty line


class Framed(Pages):
    """Pages with a frame around the part of a table that each of them has."""

    def __init__(self, title: str) -> None:
        """Begin the first page."""
        self._in_table = False
        super().__init__(Paper(), title)

    def table(self, grid: Grid, breaks: tuple[Break, ...] = ()) -> None:
        """Draw one table in its frame."""
        self._in_table, self._top = True, self._y - LINE
        super().table(grid, breaks)
        self._frame(self._y + LINE)
        self._in_table = False

    def _begin(self) -> None:
        super()._begin()
        self._top = self._y

    def _end(self) -> None:
        if self._in_table:
            self._frame(self._y)
        super()._end()

    def _frame(self, bottom: float) -> None:
        for apart in _APART:
            left, width = MARGIN - apart, self._width - 2 * (MARGIN - apart)
            foot = bottom - apart - (_BELOW if apart == max(_APART) else 0)
            self.canvas.rect(left, foot, width, self._top + apart - foot, stroke=1, fill=0)


def framed(*cuts: Break) -> bytes:
    """The report in frames, its third table cut at these places."""
    return printed_with(Framed(DISTINCT_2021.title), DISTINCT_2021, {"requests": cuts})


CASES = [
    Case(
        "pdf_framed_row_cut",
        lambda: framed(Break(22, lines=1)),
        why="the rest of a label stands behind two blank rows: those between table and frame",
    ),
]
