"""Which cells the forms' own sums point at."""

from __future__ import annotations

from dataclasses import replace

from sample_portals.figures import report
from tests.corpus.documents import html_page
from transforms.blocks import Grid
from transforms.extract import extract
from transforms.extraction import Cell
from transforms.figures import figures
from transforms.readers import html
from transforms.tables.identities import doubted, suspects

CELL = ("requests", "denied.third_party", "natural_person", 0)


def sound() -> list[Cell]:
    """Cells of a real report whose sums all hold."""
    return list(extract(html_page(report("huaian_2024"))).cells)


def misread(cells: list[Cell], *names: tuple[str, str, str, int]) -> list[Cell]:
    """The same with some figures one too high."""
    return [
        c._replace(value=(c.value or 0) + 1)
        if (c.topic, c.item, c.breakdown, c.table_instance) in names
        else c
        for c in cells
    ]


def test_nothing_is_suspected_where_all_sums_hold() -> None:
    assert suspects(sound()) == frozenset()


def test_a_misread_cell_is_where_the_sums_of_row_and_column_fail() -> None:
    assert suspects(misread(sound(), CELL)) == {CELL}


def test_confidence_falls_only_where_a_figure_may_be_misread_and_no_value_changes() -> None:
    cells = misread(sound(), CELL)
    assert doubted(cells, lambda c: c.topic != "requests") == cells
    changed = [c for c in doubted(cells, lambda _: True) if c.confidence < 0.9]
    assert [(c.topic, c.item, c.breakdown, c.table_instance) for c in changed] == [CELL]
    assert [c.value for c in doubted(cells, lambda _: True)] == [c.value for c in cells]


def test_a_blank_cell_leaves_its_sums_open() -> None:
    cells = [
        c._replace(value=None, state="blank") if c.item == "denied.state_secret" else c
        for c in misread(sound(), CELL)
    ]
    found = suspects(cells)
    assert found
    assert all(name[1] == "denied.third_party" for name in found)


def test_an_agency_that_did_not_add_up_makes_no_figure_suspect() -> None:
    assert suspects(extract(html_page()).cells) == frozenset()


def _read_unsurely(text: str, printed: str) -> dict[str, float]:
    """Confidence of requests/received by column; the reader put one of its figures together."""
    blocks = html.read(html_page(report("huaian_2024"))).blocks
    grids = [b for b in blocks if isinstance(b, Grid)]
    grid = next(g for g in grids if any(c.text == text for c in g.cells))
    cells = [c._replace(text=printed, confidence=0.85) if c.text == text else c for c in grid.cells]
    read = figures([replace(grid, cells=tuple(cells))], (), 2024)
    return {c.breakdown: c.confidence for c in read.cells if c.item == "received"}


def test_figure_put_together_out_of_two_lines_is_surer_where_its_sums_hold() -> None:
    assert _read_unsurely("3001", "3001")["natural_person"] == 0.95
    assert _read_unsurely("3001", "3010")["natural_person"] == 0.85
