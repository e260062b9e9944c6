"""What hangs over the lower edge of a table's part: browsers cut a cell at the end of a page, and
print the rest of its lines there without rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.pages.lines import Line, is_enumerated
from transforms.pages.ruled_grid import RuledCell
from transforms.pages.tables import PageTable

_BELOW = 2.2  # times a line's size: its distance from the line or the rule above
_BESIDE = 2.0  # points


def taken_in(table: PageTable, lines: Sequence[Line]) -> tuple[PageTable, list[Line]]:
    """The table with the lines that hang over its lower edge, each in the one cell above it; and
    the other lines."""
    bottom = table.grid.ys[-1]
    cells = list(table.cells)
    reach: dict[int, float] = {}
    left: list[Line] = []
    for line in lines:
        n = next((n for n, c in enumerate(table.grid.cells) if _is_over(c, line, bottom)), None)
        beside = line.top < bottom - line.size
        if beside or n is None or is_enumerated(line) or _is_far(line, reach.get(n, bottom)):
            left.append(line)
            continue
        cells[n] = cells[n]._replace(text=f"{cells[n].text}\n{line.text}".strip())
        reach[n] = line.top + line.size
    return replace(table, cells=tuple(cells)), left


def _is_far(line: Line, reached: float) -> bool:
    return line.top > reached + _BELOW * line.size


def _is_over(cell: RuledCell, line: Line, bottom: float) -> bool:
    """Whether a cell is the last of its column, and as wide as the line below it."""
    x0, _, x1, its_bottom = cell.box
    beside = line.left < x0 - _BESIDE or line.right > x1 + _BESIDE
    return its_bottom >= bottom - _BESIDE and not beside
