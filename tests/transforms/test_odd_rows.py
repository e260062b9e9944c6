"""Rows that lack a cell beside a second fault: no figure of theirs comes out surely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sample_portals.tables import Box, Grid, Row
from tests.corpus.documents import (
    DISTINCT_2019,
    Bend,
    change_rows,
    figures_of,
    html_page,
    in_turn,
    labels_of,
)
from transforms.extract import extract
from transforms.extraction import Cell

ROW = "2.重复申请"


def _short(position: int, *, padded: bool = True) -> Bend:
    """The row without one of its figures, with a blank at its end instead if `padded`."""

    def shortened(row: Row) -> tuple[Row, ...]:
        values = figures_of(row)
        left = (*values[:position], *values[position + 1 :])
        return ((*labels_of(row), *left, *([Box("")] if padded else [])),)

    return change_rows(ROW, shortened)


def _without_head(label: str) -> Bend:
    """The table with one head left blank."""
    return lambda grid: tuple(
        tuple(replace(box, text="") if box.text == label else box for box in row) for row in grid
    )


def _with_column_left_of_figures(grid: Grid) -> Grid:
    """The table with a column without a head before the figures of 商业企业."""
    first, second, third, *rows = grid
    second = (second[0], replace(second[1], columns=second[1].columns + 1), *second[2:])
    return (
        (first[0], replace(first[1], columns=first[1].columns + 1)),
        second,
        (Box(""), *third),
        *(
            (*labels_of(row), figures[0], Box("9"), *figures[1:])
            if len(figures := figures_of(row)) == 7
            else row
            for row in rows
        ),
    )


def _cells(bend: Bend) -> list[Cell]:
    found = extract(html_page(bends={"requests": bend}))
    assert found.problems
    return [c for c in found.cells if c.item == "not_processed.repeat"]


@pytest.mark.parametrize("position", range(7))
@pytest.mark.parametrize(
    ("fault", "padded"),
    [
        (_without_head("总计"), True),
        (_without_head("自然人"), True),
        (_with_column_left_of_figures, False),
    ],
)
def test_row_short_of_a_cell_beside_another_fault(fault: Bend, padded: bool, position: int) -> None:
    cells = _cells(in_turn(_short(position, padded=padded), fault))
    assert all(c.confidence < 0.9 for c in cells)


def test_line_below_a_missing_head() -> None:
    def shortened(grid: Grid) -> Grid:
        *heads, last, line = grid
        return (*heads, (*last[:-1], replace(last[-1], text="")), (*line[:5], *line[6:], Box("")))

    found = extract(html_page(bends={"review": shortened}))
    cells = [c for c in found.cells if c.topic == "review"]
    assert "row_may_be_shifted" in {p.code for p in found.problems}
    assert all(c.confidence < 0.9 for c in cells)


def test_figure_merged_over_two_columns_beside_a_blank() -> None:
    """政府集中采购 | 12, over two columns | blank: the projects or the amount."""

    def merged(row: Row) -> tuple[Row, ...]:
        return ((*labels_of(row), Box("12", columns=2), Box("")),)

    page = html_page(DISTINCT_2019, {"proactive": change_rows("政府集中采购", merged)})
    cells = [c for c in extract(page).cells if c.item == "procurement"]
    assert all(c.confidence < 0.9 for c in cells if c.value is not None)


def test_label_that_reaches_under_the_first_column_of_a_table_put_together() -> None:
    head = "".join(
        f"<td colspan={n}>{text}</td>"
        for text, n in (
            ("信息内容", 4),
            ("本年制发件数", 2),
            ("本年废止件数", 2),
            ("现行有效件数", 2),
        )
    )
    rows = "".join(
        f"<tr><td colspan=5>{label}</td><td colspan=2>1</td><td colspan=2>2</td><td>3</td></tr>"
        for label in ("规章", "行政规范性文件")
    )
    cells = extract(f"<table><tr>{head}</tr>{rows}</table>".encode()).cells
    found = {(c.item, c.breakdown): c.value for c in cells}
    for item in ("regulations", "normative_documents"):
        values = [found[item, b] for b in ("issued", "repealed", "in_force")]
        assert values == [1, 2, 3]


def test_remarks_beside_the_figures_leave_rows_without_one_sure() -> None:
    kinds = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    heads = ["", "自然人", *kinds, "总计", "备注"]
    head = "".join(f"<td>{name}</td>" for name in heads)
    rows = "".join(
        f"<tr><td>{label}</td>{'<td>1</td>' * 6}<td>6</td><td>{remark}</td></tr>"
        for label, remark in (
            ("（一）予以公开", ""),
            ("1.属于国家秘密", "无"),
            ("2.重复申请", "较上年减少"),
            ("（七）总计", ""),
        )
    )
    read = extract(f"<table><tr>{head}</tr>{rows}</table>".encode())
    assert {c.confidence for c in read.cells} == {1.0}
    assert {c.item for c in read.cells} >= {"granted", "concluded"}
    assert sum(c.value or 0 for c in read.cells) == 48


@pytest.mark.parametrize("position", range(6))
def test_row_with_a_cell_too_many_and_without_a_total_is_doubted(position: int) -> None:
    def longer(row: Row) -> tuple[Row, ...]:
        *values, _ = figures_of(row)
        values.insert(position, Box("99", is_value=True))
        return ((*labels_of(row), *values, Box("")),)

    found = extract(html_page(bends={"requests": change_rows(ROW, longer)}))
    cells = [c for c in found.cells if c.item == "not_processed.repeat"]
    assert all(c.confidence < 0.9 for c in cells)


def test_blank_filler_of_a_row_without_its_value_is_doubted() -> None:
    """All rows of table 二 have a filler at their end; the one of 行政许可 has nothing else."""

    def filled(grid: Grid) -> Grid:
        return tuple(
            (row[0], Box("")) if row[0].text == "行政许可" else (*row, Box("")) for row in grid
        )

    found = extract(html_page(bends={"proactive": filled}))
    (cell,) = (c for c in found.cells if c.item == "licensing")
    assert cell.value is None
    assert cell.confidence < 0.9
