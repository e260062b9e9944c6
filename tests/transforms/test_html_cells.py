"""Cells whose markup differs in nothing but the number: each shows its own, or none."""

from __future__ import annotations

import pytest

from transforms.blocks import Grid
from transforms.readers import html

_PASTED = "<p class=MsoNormal><span lang=EN-US style='{style}'>{text}<o:p></o:p></span></p>"


def _texts(*cells: str) -> list[str]:
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    page = html.read(f"<html><body><table>{rows}</table></body></html>".encode())
    (grid,) = (b for b in page.blocks if isinstance(b, Grid))
    return [c.text for c in grid.cells]


def test_each_cell_shows_its_own_number() -> None:
    cells = [_PASTED.format(style="font-size:12pt", text=text) for text in ("12", "0", "345")]
    assert _texts(*cells) == ["12", "0", "345"]


@pytest.mark.parametrize("style", ["display:none", "font-size:0", "text-decoration:line-through"])
def test_number_of_hidden_markup_is_no_other_cells(style: str) -> None:
    seen, unseen = (_PASTED.format(style=s, text="7") for s in ("font-size:7", style))
    assert _texts(seen, unseen, seen, unseen) == ["7", "", "7", ""]


def test_numbers_beside_each_other_stay_apart() -> None:
    assert _texts("<b>1</b><sup>2</sup>", "<b>1</b><sup>3</sup>", "<b>4</b><sup>2</sup>") == [
        "1^2",
        "1^3",
        "4^2",
    ]


def test_number_beside_a_word_keeps_it() -> None:
    assert _texts("<b>5</b>件", "<b>6</b>件", "<b>5</b>条") == ["5件", "6件", "5条"]


def test_wide_space_stays_as_printed() -> None:
    """It is no white space of markup: `raw` has it."""
    assert _texts("<b>5</b>", "<b>6\u3000</b>", "<b> 7\n</b>") == ["5", "6\u3000", "7"]


def test_rowspans_and_attributes_are_each_cells_own() -> None:
    rows = "<tr><td rowspan=2><b>1</b></td><td><b>2</b></td></tr><tr><td><b>1</b></td></tr>"
    page = html.read(f"<html><body><table>{rows}</table></body></html>".encode())
    (grid,) = (b for b in page.blocks if isinstance(b, Grid))
    assert [(c.text, c.row, c.column, c.row_span) for c in grid.cells] == [
        ("1", 0, 0, 2),
        ("2", 0, 1, 1),
        ("1", 1, 1, 1),
    ]


def test_empty_raised_element_cuts_no_number() -> None:
    assert _texts("2<sup></sup>87", "2<sup><span> </span></sup>87") == ["287", "287"]


def test_span_with_a_plus_is_that_span() -> None:
    """As the standard's rules for parsing integers have it."""
    rows = "<tr><td colspan='+2'>1</td><td>2</td></tr>"
    page = html.read(f"<html><body><table>{rows}</table></body></html>".encode())
    (grid,) = (b for b in page.blocks if isinstance(b, Grid))
    assert [(c.column, c.column_span) for c in grid.cells] == [(0, 2), (2, 1)]
