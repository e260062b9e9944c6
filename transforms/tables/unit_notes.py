"""What is printed above a table of the unit of its figures: 单位：万元, 金额单位：元.

A unit that is stated is no assumption. It stands in a line between the table before and this one,
in the table's caption, or in a row of its own above the header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.blocks import Block, Grid

_SAID = "单位"
_LONGEST = 30  # characters of such a line
_LINES = 3  # above the table


def noted(blocks: Sequence[Block]) -> list[Grid]:
    """The grids, each with the line above it that says a unit."""
    grids: list[Grid] = []
    lines: list[str] = []
    for block in blocks:
        if not isinstance(block, Grid):
            lines.append(block.text)
            continue
        note = next((line for line in reversed(lines[-_LINES:]) if _says_unit(line)), "")
        grids.append(replace(block, note=note) if note else block)
        lines = []
    return grids


def note_above(grid: Grid, row: int) -> str:
    """The nearest text above a row of a grid, or above the grid, that says a unit."""
    inside = [c for c in grid.cells if c.row < row and _SAID in c.text and _says_unit(c.text)]
    return max(inside, key=lambda c: c.row).text if inside else grid.note


def _says_unit(text: str) -> bool:
    return _SAID in text and len(text) <= _LONGEST
