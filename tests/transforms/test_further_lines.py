"""Figures that go on in the next line of a text: the row's others, or digits of broken ones."""

from __future__ import annotations

import pytest

from transforms.flat.flat_tables import flat_grids

HEAD = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
LABEL = "（七）总计"


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        ([f"{LABEL} 5 9895 9605 24553 111810", "１ １"], ["5", "9895", "9605", "24553", "111810"]),
        ([f"{LABEL} 5 10 20 1", "2 3 41"], ["5", "10", "20", "1", "2", "3", "41"]),
        ([LABEL, "5", "10", "20", "1", "2", "3", "99"], ["5", "10", "20", "1", "2", "3", "99"]),
    ],
    ids=["broken_in_their_cells", "others_that_make_the_sum", "a_cell_a_line"],
)
def test_figures_of_further_lines(lines: list[str], figures: list[str]) -> None:
    (grid,) = flat_grids([HEAD, *lines], 0)
    texts = [c.text for c in grid.cells]
    assert texts == [*HEAD.split(), LABEL, *figures]


@pytest.mark.parametrize(
    ("rest", "sure"),
    [("1 1", False), ("12", True)],
    ids=["digits_of_two_figures", "a_number_of_a_page"],
)
def test_figures_that_may_be_cut_are_less_sure(rest: str, *, sure: bool) -> None:
    """8601 = 8601 is cut to 860 = 860, which adds up as well."""
    (grid,) = flat_grids([HEAD, f"{LABEL} 860 0 0 0 0 0 860", rest], 0)
    assert {c.confidence == 1 for c in grid.cells if c.text in ("860", "0")} == {sure}
