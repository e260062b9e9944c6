"""From drawn rules to grid cells with rows, columns and spans.

The positions of all rules of a table make an elementary grid; neighbours without a rule between
them are one cell. So a merged cell needs no closed outline, and a table that goes on over the page
keeps the row above which a browser draws no rule there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from config import LIMITS
from transforms.pages.drawn import Rectangle, Rule
from transforms.readers import UnreadableDocument

_SNAP = 6.0  # two rules nearer than this are one: no text fits between them
_SAME = 1.5  # pieces of one rule stand this exactly in line
_GAP = 5.0  # a rule with gaps up to this (dots, dashes) is one rule
_MANY_EDGES = 6
_ACROSS = 0.6  # of a cell's width
_SHORTEST = 4.0  # what is shorter is the end of a thick rule, or a speck


class RuledCell(NamedTuple):
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

    def finder(self) -> Callable[[float, float], RuledCell | None]:
        """Gives the cell around a point; None outside every cell."""
        places = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

        def find(x: float, y: float) -> RuledCell | None:
            return places.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

        return find


def find_grids(
    level: Sequence[Rule], upright: Sequence[Rule], *, exact: bool = False
) -> list[RuledGrid]:
    """All tables of at least two columns that a page's rules draw, from top to bottom; `exact`: the
    file says where its rules are, they are not found in a picture."""
    level, upright = _whole(level, _SAME), _whole(upright, _SAME)
    tables = [(h, v) for h, v in _connected(level, upright) if h and v]
    grids = [_grid(_whole(h, _SNAP), _whole(v, _SNAP), exact=exact) for h, v in tables]
    return sorted((g for g in grids if len(g.xs) > 2 and len(g.ys) > 1), key=lambda g: g.ys[0])


def ruled_grid(level: Sequence[Rule], upright: Sequence[Rule]) -> RuledGrid:
    """The one table that these rules draw."""
    return _grid(_whole(level, _SNAP), _whole(upright, _SNAP))


def whole_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Rules put together from their pieces, those that stand close together as one."""
    return _whole(_whole(rules, _SAME), _SNAP)


def cluster(positions: Iterable[float], within: float = _SNAP) -> tuple[float, ...]:
    """Positions with those that snap together replaced by the first of them."""
    kept: list[float] = []
    for position in sorted(positions):
        if not kept or position - kept[-1] > within:
            kept.append(position)
    return tuple(kept)


def common_columns(
    upper: Sequence[float], lower: Sequence[float], within: float = 6.0
) -> tuple[float, ...]:
    """The column edges that two parts of one table share; empty if they are not of one table.

    Each part may lack edges of the other, where its cells are merged. An outer edge may be missing
    only from a part of many columns: there a group's cell hangs over the whole page without rules.
    """
    many, few = (upper, lower) if len(upper) >= len(lower) else (lower, upper)
    same_outline = abs(many[0] - few[0]) <= within and abs(many[-1] - few[-1]) <= within
    if not same_outline and len(few) < _MANY_EDGES:
        return ()
    own = [x for x in few if min(abs(x - m) for m in many) > within]
    if not own:
        return tuple(many)
    return tuple(sorted([*many, *own])) if same_outline else ()


def place(boxes: Sequence[Rectangle], xs: Sequence[float], ys: Sequence[float]) -> RuledGrid:
    """Rectangles placed on given column and row edges, in the order given."""
    return RuledGrid(tuple(_place(box, xs, ys) for box in boxes), tuple(xs), tuple(ys))


def _whole(rules: Sequence[Rule], within: float) -> list[Rule]:
    """Rules put together from their pieces: dots, dashes, one piece a cell, doubled lines."""
    positions = cluster((rule.at for rule in rules), within)
    snapped = sorted((positions[_index(positions, r.at)], r.start, r.stop) for r in rules)
    whole: list[Rule] = []
    for at, pieces in groupby(snapped, key=lambda piece: piece[0]):
        start, stop = None, 0.0
        for _, a, b in pieces:
            if start is not None and a <= stop + _GAP:
                stop = max(stop, b)
                continue
            if start is not None:
                whole.append(Rule(at, start, stop))
            start, stop = a, b
        if start is not None:
            whole.append(Rule(at, start, stop))
    return [rule for rule in whole if rule.stop - rule.start >= _SHORTEST]


def _connected(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, table by table."""
    owner = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, h in enumerate(level):
        for j, v in enumerate(upright, start=len(level)):
            if _within(v.at, h) and _within(h.at, v):
                owner[root(i)] = root(j)
    tables: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        tables.setdefault(root(i), ([], []))[0 if i < len(level) else 1].append(rule)
    return list(tables.values())


def _within(position: float, rule: Rule) -> bool:
    return rule.start - _SNAP <= position <= rule.stop + _SNAP


def _grid(level: Sequence[Rule], upright: Sequence[Rule], *, exact: bool = False) -> RuledGrid:
    """Cells of one table; where outer rules are missing, the other rules' ends close it."""
    xs, ys = _edges(upright, level), _edges(level, upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns > LIMITS.table_cells:
        message = f"a table of {rows:,} by {columns:,}; at most {LIMITS.table_cells:,} places"
        raise UnreadableDocument("too_large", message)
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}
    for r in range(rows):
        for c in range(columns):
            middle_x, middle_y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
            if c + 1 < columns and not _drawn(upright, xs[c + 1], middle_y):
                _join(owner, (r, c), (r, c + 1))
            if r + 1 < rows and not _drawn(level, ys[r + 1], middle_x):
                _join(owner, (r, c), (r + 1, c))
    boxes = [
        (xs[c0], ys[a], xs[c1], ys[b])
        for r0, c0, r1, c1 in _rectangles(owner)
        for a, b in pairwise(
            [r0, *_cuts(level, xs[c0 : c1 + 1], ys, range(r0 + 1, r1 if exact else r0)), r1]
        )
    ]
    return place(boxes, xs, ys)


def _cuts(
    level: Sequence[Rule], xs: Sequence[float], ys: Sequence[float], rows: Iterable[int]
) -> list[int]:
    """Rows that begin below a rule that is drawn across most of one cell, but not to its edge: a
    browser that cuts a cell at the end of a page leaves such gaps."""
    return [
        row
        for row in rows
        if sum(b - a for a, b in pairwise(xs) if _drawn(level, ys[row], (a + b) / 2))
        > _ACROSS * (xs[-1] - xs[0])
    ]


def _edges(rules: Sequence[Rule], across: Sequence[Rule]) -> tuple[float, ...]:
    """Where rules stand, and where rules across them end beside none: their ends are less exact."""
    at = cluster(rule.at for rule in rules)
    ends = (end for rule in across for end in (rule.start, rule.stop))
    return tuple(sorted([*at, *cluster(e for e in ends if not _near(e, at))]))


def _near(position: float, edges: Sequence[float]) -> bool:
    return bool(edges) and abs(edges[_index(edges, position)] - position) <= _SNAP


def _drawn(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(r.at - at) <= _SNAP and r.start <= middle <= r.stop for r in rules)


Place = tuple[int, int]


def _join(owner: dict[Place, Place], a: Place, b: Place) -> None:
    root_a, root_b = _root(owner, a), _root(owner, b)
    owner[max(root_a, root_b)] = min(root_a, root_b)


def _root(owner: dict[Place, Place], place: Place) -> Place:
    while owner[place] != place:
        place = owner[place]
    return place


def _rectangles(owner: dict[Place, Place]) -> list[tuple[int, int, int, int]]:
    """(row, column, row after, column after) of each cell; an angular one falls into its rows."""
    groups: dict[Place, list[Place]] = {}
    for spot in owner:
        groups.setdefault(_root(owner, spot), []).append(spot)
    found: list[tuple[int, int, int, int]] = []
    for group in groups.values():
        rows, columns = [r for r, _ in group], [c for _, c in group]
        r0, c0, r1, c1 = min(rows), min(columns), max(rows) + 1, max(columns) + 1
        if len(group) == (r1 - r0) * (c1 - c0):
            found.append((r0, c0, r1, c1))
        else:
            found.extend(_runs(group))
    return sorted(found)


def _runs(group: list[Place]) -> list[tuple[int, int, int, int]]:
    runs: list[tuple[int, int, int, int]] = []
    for row, column in sorted(group):
        if runs and runs[-1][0] == row and runs[-1][3] == column:
            runs[-1] = (row, runs[-1][1], row + 1, column + 1)
        else:
            runs.append((row, column, row + 1, column + 1))
    return runs


def _place(box: Rectangle, xs: Sequence[float], ys: Sequence[float]) -> RuledCell:
    x0, top, x1, bottom = box
    row, column = _index(ys, top), _index(xs, x0)
    row_span, column_span = _index(ys, bottom) - row, _index(xs, x1) - column
    return RuledCell(box, row, column, max(1, row_span), max(1, column_span))


def _index(edges: Sequence[float], position: float) -> int:
    """Index of the edge nearest to a position."""
    right = bisect_right(edges, position)
    if right == 0 or edges[right - 1] == position:
        return max(0, right - 1)
    if right == len(edges):
        return right - 1
    return right if edges[right] - position < position - edges[right - 1] else right - 1
