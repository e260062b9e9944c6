"""A header is the same whether or not rows that say the same were met before: figures do not decide
upon it, but for those that stand in the header itself."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from tests.corpus.case import Case
from tests.corpus.cases import columns, labels, local, rows, shapes, spans
from transforms.blocks import Grid
from transforms.readers import html
from transforms.tables import headers

MODULES = (columns, labels, local, rows, shapes, spans)


def of_other_figures(grid: Grid, draw: random.Random) -> Grid:
    """The grid of a report that prints other figures, here and there a zero or a year."""
    cells = [
        cell._replace(text=draw.choice(["0", "2023", str(draw.randrange(10**6))]))
        if cell.text.isdecimal()
        else cell
        for cell in grid.cells
    ]
    return replace(grid, cells=tuple(cells))


def grids() -> Iterator[tuple[Case, Grid]]:
    for case in (c for module in MODULES for c in module.CASES):
        if (data := case.data())[:15].lower() == b"<!doctype html>":
            yield from ((case, b) for b in html.read(data).blocks if isinstance(b, Grid))


def test_figures_decide_upon_no_header() -> None:
    draw = random.Random(1)
    for case, grid in grids():
        headers.find_headers(grid.rows())
        other = of_other_figures(grid, draw).rows()
        met_before = headers.find_headers(other)
        headers._header_in.cache_clear()
        assert headers.find_headers(other) == met_before, case.name
