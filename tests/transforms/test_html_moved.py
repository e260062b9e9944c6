"""Styles that show the cells of a table in another order than the source has them."""

from __future__ import annotations

import pytest

from tests.corpus.documents import html_page
from transforms.extract import extract

FIRST_FIGURE = "<td>11</td>"
MOVED = {
    "row": ('<tr style="display:flex; flex-direction: row-reverse">', ""),
    "rows_by_a_sheet": ('<tr class="r">', "tr.r { display: flex; flex-flow: row-reverse nowrap }"),
    "cell_by_order": ('<tr style="display: flex">', "td { order: 3 }"),
    "turned_by_a_sheet": ("<tr>", "td { direction: rtl; unicode-bidi: bidi-override }"),
    "mirrored": ('<tr style="transform: scaleX(-1)">', ""),
    "in_a_grid": ("<tr>", "td:nth-child(2) { grid-column: 4 }"),
}
HARMLESS = {
    "on_telephones": "@media (max-width: 600px) { td { display: block; float: right } }",
    "under_the_mouse": "tr:hover { transform: scale(1.02) }",
    "moved_by_nothing": "tr { transform: translate3d(0, 0, 0) } td { transform: none; order: 0 }",
    "menu": "nav { flex-direction: row-reverse } .tab { transform: rotate(90deg); float: right }",
    "capitals": "td { text-transform: uppercase; border: 1px solid }",
    "wrapper": ".content { display: flex; transform: translateX(10px) }",
}


def _codes(row: str, sheet: str) -> set[str]:
    page = html_page().decode()
    assert FIRST_FIGURE in page
    before, _, behind = page.partition(FIRST_FIGURE)
    at = before.rindex("<tr>")
    page = f"{before[:at]}{row}{before[at + 4 :]}{FIRST_FIGURE}{behind}"
    page = page.replace("</head>", f"<style>{sheet}</style></head>")
    return {p.code for p in extract(page.encode()).problems}


@pytest.mark.parametrize(("row", "sheet"), MOVED.values(), ids=MOVED)
def test_cells_that_styles_move_are_announced(row: str, sheet: str) -> None:
    assert "layout_doubtful" in _codes(row, sheet)


@pytest.mark.parametrize("sheet", HARMLESS.values(), ids=HARMLESS)
def test_styles_of_what_is_no_figure_raise_nothing(sheet: str) -> None:
    assert not _codes("<tr>", sheet)
