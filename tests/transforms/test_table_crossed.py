"""A table whose rows and columns have changed places, cut by the end of a page."""

from __future__ import annotations

from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell

HEAD = ("", "行政复议", "未经复议直接起诉", "复议后起诉")
ROWS = (
    ("结果维持", "1", "11", "21"),
    ("结果纠正", "2", "12", "22"),
    ("其他结果", "3", "13", "23"),
    ("尚未审结", "4", "14", "24"),
    ("总计", "10", "50", "90"),
)


def _read(*rows: tuple[str, ...], first_on_page: int | None = None) -> dict[str, float | None]:
    cells = tuple(
        GridCell(text, r, column) for r, row in enumerate(rows) for column, text in enumerate(row)
    )
    breaks = frozenset() if first_on_page is None else frozenset({first_on_page})
    (segment,) = read_grids([Grid(cells, 1, breaks=breaks)])
    return {f"{c.item}/{c.breakdown}": c.value for c in segment.cells}


def test_a_repeated_head_is_no_row() -> None:
    cut = _read(HEAD, *ROWS[:2], HEAD, *ROWS[2:], first_on_page=3)
    assert cut == _read(HEAD, *ROWS)
    assert cut["litigation_direct/total"] == 50


def test_a_label_that_the_page_cut_is_whole() -> None:
    upper, lower = ("其他", "3", "13", "23"), ("结果", "", "", "")
    cut = _read(HEAD, *ROWS[:2], upper, lower, *ROWS[3:], first_on_page=4)
    assert cut == _read(HEAD, *ROWS)


def test_a_caption_over_the_next_ones_heads_leaves_them_undecided() -> None:
    """A page where 复议后起诉 could not be told: the one before hangs over its heads."""
    captions = [GridCell("行政复议", 0, 0, 1, 5), GridCell("未经复议直接起诉", 0, 5, 1, 9)]
    heads = [label for label, *_ in ROWS] * 3
    heads[12] = "果"  # what was told of it
    figures = ("1", "", "2", "", "3", "", "", "", "", "", "", "6", "", "7", "13")
    below = [
        GridCell(text, r, n) for r, row in ((1, heads), (2, figures)) for n, text in enumerate(row)
    ]
    (segment,) = read_grids([Grid((*captions, *below), 1)])
    assert {c.item for c in segment.cells if c.value is not None} == {"reconsideration"}
    assert max(c.confidence for c in segment.cells) < 0.9
    assert "ambiguous" in {problem.code for problem in segment.problems}
