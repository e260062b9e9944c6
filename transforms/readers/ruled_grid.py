"""From the rectangles between drawn rules to grid cells with rows, columns and spans.

Coordinates are points from the page's upper left corner. Whatever draws rules (PDF, later scans)
comes through here, so that a merged cell is understood in one place only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom
_SNAP = 3.0  # two rules nearer than this are one


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A rectangle with its place: rows [row, row + row_span), columns likewise."""

    box: Rectangle
    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """All cells of one ruled table; `xs` and `ys` are the positions of its rules."""

    cells: tuple[RuledCell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def find(self, x: float, y: float) -> RuledCell | None:
        """The cell around a point; None outside every cell."""
        for cell in self.cells:
            x0, top, x1, bottom = cell.box
            if x0 <= x < x1 and top <= y < bottom:
                return cell
        return None


def ruled_grid(boxes: Sequence[Rectangle], xs: Sequence[float] = ()) -> RuledGrid:
    """Place rectangles on the grid of their own edges, or on the given column edges `xs`."""
    columns = tuple(xs) or cluster(x for box in boxes for x in (box[0], box[2]))
    rows = cluster(y for box in boxes for y in (box[1], box[3]))
    return RuledGrid(
        tuple(_place(box, columns, rows) for box in sorted(boxes, key=_order)), columns, rows
    )


def cluster(positions: Iterable[float]) -> tuple[float, ...]:
    """Positions with those that snap together replaced by the first of them."""
    kept: list[float] = []
    for position in sorted(positions):
        if not kept or position - kept[-1] > _SNAP:
            kept.append(position)
    return tuple(kept)


def common_columns(
    upper: Sequence[float], lower: Sequence[float], within: float = 5.0
) -> tuple[float, ...]:
    """The column edges that two parts of one table share; empty if they are not of one table.

    One part may lack edges of the other (its cells are merged there), never the outer two.
    """
    many, few = (upper, lower) if len(upper) >= len(lower) else (lower, upper)
    if abs(many[0] - few[0]) > within or abs(many[-1] - few[-1]) > within:
        return ()
    if all(min(abs(x - m) for m in many) <= within for x in few):
        return tuple(many)
    return ()


def _place(box: Rectangle, xs: Sequence[float], ys: Sequence[float]) -> RuledCell:
    x0, top, x1, bottom = box
    row, column = _index(ys, top), _index(xs, x0)
    return RuledCell(
        box,
        row,
        column,
        row_span=max(1, _index(ys, bottom) - row),
        column_span=max(1, _index(xs, x1) - column),
    )


def _index(edges: Sequence[float], position: float) -> int:
    """Index of the edge nearest to a position."""
    right = bisect_right(edges, position)
    near = [i for i in (right - 1, right) if 0 <= i < len(edges)]
    return min(near, key=lambda i: abs(edges[i] - position))


def _order(box: Rectangle) -> tuple[float, float]:
    return box[1], box[0]
