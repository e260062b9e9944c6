"""A frame around a table leaves blank rows where a page ends: they part nothing."""

from __future__ import annotations

from transforms.pages.ruled_grid import place
from transforms.pages.tables import CellText, PageTable, to_grid

XS = (50.0, 60.0, 150.0, 250.0, 260.0)  # a frame ten points outside the table


def _part(page: int, *rows: tuple[str, ...]) -> PageTable:
    """Rows of two cells within a frame, or of one over the whole width."""
    ys = tuple(100.0 + 20 * n for n in range(len(rows) + 1))
    boxes, texts = [], []
    for n, row in enumerate(rows):
        edges = [(XS[0], XS[-1])] if len(row) == 1 else [(XS[1], XS[2]), (XS[2], XS[3])]
        boxes += [(x0, ys[n], x1, ys[n + 1]) for x0, x1 in edges]
        texts += [CellText(text) for text in row]
    return PageTable(page, place(boxes, XS, ys), tuple(texts))


def test_blank_rows_between_a_table_and_its_frame_are_none_of_its() -> None:
    upper = _part(1, ("",), ("规章", "1"), ("",))
    lower = _part(2, ("",), ("文件", "2"), ("",))
    grid = to_grid([upper, lower], 1)
    assert [(c.text, c.row) for c in grid.cells] == [("规章", 0), ("1", 0), ("文件", 1), ("2", 1)]
    assert grid.breaks == {1}
    assert [c.locator["box"][1] for c in grid.cells] == [120.0, 120.0, 120.0, 120.0]


def test_a_text_over_the_whole_width_stays() -> None:
    grid = to_grid([_part(1, ("标题",), ("规章", "1"))], 1)
    assert grid.cells[0].text == "标题"


def test_blank_columns_between_a_table_and_its_frame_are_none_of_its() -> None:
    grid = to_grid([_part(1, ("",), ("规章", "1"), ("文件", "2"))], 1)
    assert [c.column for c in grid.cells] == [0, 1, 0, 1]


def test_blank_first_column_of_a_table_without_a_frame_stays() -> None:
    grid = to_grid([_part(1, ("规章", "1"), ("文件", "2"))], 1)
    assert [c.column for c in grid.cells] == [1, 2, 1, 2]
