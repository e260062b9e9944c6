"""A header is the same whether or not rows that say the same were met before: figures do not decide
upon it, but for those that stand in the header itself."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.corpus.case import Case
from tests.corpus.cases import columns, labels, local, rows, shapes, spans
from tests.transforms.other_figures import FIGURES, of_other_figures
from transforms.blocks import Grid
from transforms.readers import html
from transforms.tables import headers

MODULES = (columns, labels, local, rows, shapes, spans)


def grids() -> Iterator[tuple[Case, Grid]]:
    for case in (c for module in MODULES for c in module.CASES):
        if (data := case.data())[:15].lower() == b"<!doctype html>":
            yield from ((case, b) for b in html.read(data).blocks if isinstance(b, Grid))


def test_figures_decide_upon_no_header() -> None:
    draw = random.Random(1)
    for case, grid in grids():
        headers.find_headers(grid.rows())
        other = of_other_figures([grid], draw, FIGURES)[0].rows()
        met_before = headers.find_headers(other)
        headers._header_in.cache_clear()
        assert headers.find_headers(other) == met_before, case.name
