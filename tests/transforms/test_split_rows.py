"""A row that a stray rule cuts in two: its blank part is not what was published."""

from __future__ import annotations

from sample_portals.tables import Box, Grid, Row
from tests.corpus.documents import DISTINCT_2021, change_rows, figures_of, html_page, labels_of
from transforms.extract import extract


def _cut(row: Row) -> tuple[Row, ...]:
    """The row's label and first figures hang over two rows; its last two cells are cut."""
    labels, figures = labels_of(row), figures_of(row)
    whole = (*(Box(b.text, 2, b.columns, b.is_value) for b in (*labels, *figures[:-1])), Box(""))
    return whole, (figures[-1],)


def _page(cut: bool) -> bytes:
    def bend(grid: Grid) -> Grid:
        return change_rows("2.重复申请", _cut)(grid) if cut else grid

    return html_page(DISTINCT_2021, {"requests": bend})


def test_blank_beside_the_figure_of_its_own_row_is_doubted() -> None:
    found = extract(_page(cut=True))
    total = next(
        c for c in found.cells if (c.item, c.breakdown) == ("not_processed.repeat", "total")
    )
    assert total.state != "blank" or total.confidence < 0.9
    assert found.problems


def test_a_whole_row_is_not() -> None:
    assert not extract(_page(cut=False)).problems
