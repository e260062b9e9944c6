"""PDF pages with a watermark drawn by the outline of its characters, as office suites do."""

from __future__ import annotations

from math import cos, pi, radians, sin

from sample_portals.render_pdf import Pages, Paper
from tests.corpus.case import Case
from tests.corpus.cases.pdf_unruled import printed_with
from tests.corpus.documents import DISTINCT_2021

Point = tuple[float, float]

_SIDES = 40  # of a curve, which such programs break up into short lines
_BLANK = ("received", "granted", "denied.third_party", "unavailable.unclear", "concluded")


class Marked(Pages):
    """Pages on which a large pale 2090 lies under all else, turned by so many degrees."""

    def __init__(self, turned: float, *, bordered: bool) -> None:
        """`bordered`: a line runs around each character, too."""
        self.turned, self.bordered = turned, bordered
        super().__init__(Paper(), DISTINCT_2021.title)

    def _begin(self) -> None:
        super()._begin()
        path = self.canvas.beginPath()
        for n in range(4):
            for shape in (*_ring(110 * n), *_strokes(110 * n)):
                points = [_turn(point, self.turned) for point in shape]
                path.moveTo(*points[0])
                for point in points[1:]:
                    path.lineTo(*point)
                path.close()
        self.canvas.saveState()
        self.canvas.setFillGray(0.75)
        self.canvas.setStrokeGray(0.75)
        self.canvas.drawPath(path, stroke=int(self.bordered), fill=1, fillMode=0)
        self.canvas.restoreState()


def _ring(left: float) -> list[list[Point]]:
    """A 0: the outer edge and the inner one."""
    turns = [2 * pi * n / _SIDES for n in range(_SIDES)]
    return [
        [(left + 30 + across * cos(t), 60 + down * sin(t)) for t in turns]
        for across, down in ((30, 60), (22, 50))
    ]


def _strokes(left: float) -> list[list[Point]]:
    """A level stroke with a serif, and a slanting one with a curve at its foot."""
    serif = [(left + 100, 112), (left + 96, 120), (left + 90, 112), (left + 68, 112)]
    curve = [(left + 70 + 3 * sin(n / 4), 4 + 2 * n) for n in range(12)]
    return [
        [(left + 68, 106), (left + 100, 106), *serif],
        [(left + 84, 104), (left + 78, 104), *reversed(curve), (left + 76, 2)],
    ]


def _turn(point: Point, degrees: float) -> Point:
    x, y = point[0] - 220, point[1] - 60
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return 300 + c * x - s * y, 420 + s * x + c * y


def marked(turned: float, *, bordered: bool = False) -> bytes:
    """A report with blank cells under the mark."""
    content = DISTINCT_2021
    for item in _BLANK:
        for column in ("enterprise", "legal_service"):
            content = content.with_figure("requests", item, column, "")
    return printed_with(Marked(turned, bordered=bordered), content)


BLANKS = {
    f"requests/{item}/{column}": (None, "blank")
    for item in _BLANK
    for column in ("enterprise", "legal_service")
}
WHY = "the sides of a mark's strokes are no rules, and its strokes no cell's content"
CASES = [
    Case("pdf_mark_by_outline", lambda: marked(45), changed=BLANKS, why=WHY),
    Case("pdf_mark_by_outline_upright", lambda: marked(0), changed=BLANKS, why=WHY),
    Case(
        "pdf_mark_by_outline_bordered",
        lambda: marked(30, bordered=True),
        changed=BLANKS,
        why=WHY,
    ),
]
