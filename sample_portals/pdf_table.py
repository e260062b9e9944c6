"""Where the cells of a printed table lie, and what of each cell lands on which page.

The table is laid out once on an endless strip (points, downwards from 0); pages are cuts through
that strip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sample_portals.tables import Grid, Placed, places, width

LINE = 14.0
PAD = 6.0

Wrap = Callable[[str, float], list[str]]


@dataclass(frozen=True, slots=True)
class Break:
    """End the page before row `row`, or inside it, after `lines` of its text."""

    row: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a cell one page shows: a rectangle, `top` from the table's top there, and lines."""

    left: float
    width: float
    top: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The strip: column edges, row edges, and each cell's wrapped lines."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[Placed, tuple[str, ...]], ...]

    @staticmethod
    def of(grid: Grid, room: float, wrap: Wrap) -> Layout:
        """Share `room` points among the columns, and make rows as high as their text needs."""
        xs = _columns(grid, room)
        cells = []
        heights = [LINE + PAD] * len(grid)
        for p in places(grid):
            lines = wrap(p.box.text, xs[p.column + p.box.columns] - xs[p.column])
            cells.append((p, tuple(lines)))
            if p.box.rows == 1:
                heights[p.row] = max(heights[p.row], len(lines) * LINE + PAD)
        ys = [0.0]
        for height in heights:
            ys.append(ys[-1] + height)
        return Layout(tuple(xs), tuple(ys), tuple(cells))

    def cuts(
        self, first: float, page: float, breaks: tuple[Break, ...]
    ) -> list[tuple[float, float]]:
        """The strip in page-long stretches; `first` points are left on the current page."""
        forced = [self._place(b) for b in breaks]
        result: list[tuple[float, float]] = []
        top, room, end = 0.0, first, self.ys[-1]
        while top < end:
            edges = [y for y in (*self.ys, *forced) if top < y <= top + room]
            early = [y for y in forced if y in edges]
            bottom = min(early) if early else max(edges, default=top)
            if bottom > top or room == page:
                result.append((top, max(bottom, top + 1)))
            else:
                result.append((top, top))
            top, room = result[-1][1], page
        return result

    def _place(self, cut: Break) -> float:
        return self.ys[cut.row] + (PAD / 2 + cut.lines * LINE if cut.lines else 0)


def pieces(layout: Layout, top: float, bottom: float) -> Iterator[Piece]:
    """Each cell's part between two points of the strip, with the lines that flow into it."""
    for placed, lines in layout.cells:
        above = layout.ys[placed.row]
        below = layout.ys[placed.row + placed.box.rows]
        if above >= bottom or below <= top:
            continue
        start, stop = max(above, top), min(below, bottom)
        before = _capacity(top - above) if top > above else 0
        here = _capacity(stop - start) if bottom < below else len(lines)
        left, right = (layout.xs[placed.column + n] for n in (0, placed.box.columns))
        yield Piece(left, right - left, start - top, stop - start, lines[before : before + here])


def _capacity(height: float) -> int:
    return int((height + 0.01) // LINE)


def _columns(grid: Grid, room: float) -> list[float]:
    """Label columns are wider than figures; a table of one line of figures has equal columns."""
    columns = width(grid)
    weights = [1.0] * columns
    if columns == 10:
        weights = [0.6, 1.5, 4.2, *([1.1] * 7)]
    elif columns == 4:
        weights = [1.4, 1.0, 1.0, 1.0]
    edges = [0.0]
    for weight in weights:
        edges.append(edges[-1] + weight * room / sum(weights))
    return edges
