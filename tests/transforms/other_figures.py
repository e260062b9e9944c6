"""The same tables with other figures, as another agency's report has them."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import replace

from transforms.blocks import Grid
from transforms.values import is_plain_figure

FIGURES = ("0", "0", "1", "2", "3", "2023", "99999")


def of_other_figures(
    grids: Sequence[Grid], draw: random.Random, figures: Sequence[str], kept: Collection[int] = ()
) -> list[Grid]:
    """The grids with figures drawn from `figures`, sums of money with others; the cells that are
    `kept`, counted through all grids, are the same."""
    place = -1
    others = []
    for grid in grids:
        cells = []
        for cell in grid.cells:
            place += 1
            if is_plain_figure(cell.text) and place not in kept:
                text = draw.choice(figures if cell.text.isdigit() else ("0.5", "12.50", "0.0"))
                cell = cell._replace(text=text)
            cells.append(cell)
        others.append(replace(grid, cells=tuple(cells)))
    return others
