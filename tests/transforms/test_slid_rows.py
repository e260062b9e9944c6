"""Rows that may have slid under their heads, though every figure fits where it stands."""

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
    labels_of,
)
from transforms.extract import extract


def _without(position: int, label: str) -> Bend:
    """The row without one of its figures, padded with a blank at its end."""

    def shortened(row: Row) -> tuple[Row, ...]:
        values = figures_of(row)
        return ((*labels_of(row), *values[:position], *values[position + 1 :], Box("")),)

    return change_rows(label, shortened)


def _confidences(page: bytes, topic: str, item: str) -> set[float]:
    return {c.confidence for c in extract(page).cells if (c.topic, c.item) == (topic, item)}


def _slid(row: Row) -> tuple[Row, ...]:
    values = figures_of(row)
    return ((*labels_of(row), values[0], Box(""), *values[1:-1]),)


def _adding_up(grid: Grid) -> Grid:
    """The grid with the sum of its parts as the total of each row."""
    return tuple(
        (*row[:-1], replace(row[-1], text=str(sum(int(b.text) for b in figures[:-1]))))
        if len(figures := figures_of(row)) == 7
        else row
        for row in grid
    )


def test_blank_in_a_row_that_does_not_add_up_makes_it_less_sure() -> None:
    slid = change_rows("保护第三方", _slid)
    page = html_page(bends={"requests": lambda grid: slid(_adding_up(grid))})
    assert max(_confidences(page, "requests", "denied.third_party")) < 0.9
    assert _confidences(page, "requests", "denied.state_secret") == {1.0}


def test_sums_that_hold_nowhere_speak_against_no_row() -> None:
    page = html_page(bends={"requests": change_rows("保护第三方", _slid)})
    assert _confidences(page, "requests", "denied.third_party") == {1.0}


def test_nothing_before_an_amount_with_a_blank_behind_it_is_less_sure() -> None:
    """政府集中采购 | 0 | 12 | blank: 12 may be the projects', and the amount blank."""

    def pushed(row: Row) -> tuple[Row, ...]:
        return ((*labels_of(row), Box("0"), Box("12"), Box("")),)

    page = html_page(DISTINCT_2019, {"proactive": change_rows("政府集中采购", pushed)})
    assert max(_confidences(page, "proactive", "procurement")) < 0.9


@pytest.mark.parametrize(
    ("topic", "label", "item", "position"),
    [
        ("requests", "本年新收", "received", 0),
        ("requests", "重复申请", "not_processed.repeat", 5),
        ("requests", "重复申请", "not_processed.repeat", 6),
        ("proactive", "行政规范性文件", "normative_documents", 1),
    ],
)
def test_row_short_of_a_cell_is_doubted(topic: str, label: str, item: str, position: int) -> None:
    page = html_page(bends={topic: _without(position, label)})
    assert max(_confidences(page, topic, item)) < 0.9
    others = {c.confidence for c in extract(page).cells if c.item != item}
    assert others == {1.0}


def test_row_whose_last_figure_may_be_its_total_is_announced() -> None:
    def short(row: Row) -> tuple[Row, ...]:
        return ((*labels_of(row), *map(Box, ("1", "0", "0", "0", "0", "6")), Box("")),)

    page = html_page(bends={"requests": change_rows("重复申请", short)})
    assert max(_confidences(page, "requests", "not_processed.repeat")) < 0.9
    assert [p.code for p in extract(page).problems] == ["row_may_be_shifted"]


def test_line_of_reviews_short_of_a_cell_is_doubted_as_a_whole() -> None:
    def shortened(grid: Grid) -> Grid:
        *heads, line = grid
        return (*heads, (*line[:3], *line[4:], Box("")))

    page = html_page(bends={"review": shortened})
    cells = [c for c in extract(page).cells if c.topic == "review"]
    assert max(c.confidence for c in cells) < 0.9


def test_totals_that_nobody_filled_in_are_no_short_rows() -> None:
    def untotalled(grid: Grid) -> Grid:
        return tuple(
            (*row[:-1], replace(row[-1], text="")) if len(figures_of(row)) == 7 else row
            for row in grid
        )

    page = html_page(bends={"requests": untotalled})
    assert "row_may_be_shifted" not in {p.code for p in extract(page).problems}


def _narrow(figures: list[str]) -> Bend:
    """The row 四 with a label that spans two columns of three, and a blank at its end."""

    def narrowed(row: Row) -> tuple[Row, ...]:
        (label,) = labels_of(row)
        return ((replace(label, columns=2), *map(Box, figures), Box("")),)

    return change_rows("四、结转", narrowed)


def test_row_to_the_left_that_adds_up_is_sure() -> None:
    found = extract(html_page(bends={"requests": _narrow(["1", "2", "0", "0", "0", "3", "6"])}))
    cells = [c for c in found.cells if c.item == "carried_out"]
    assert [c.value for c in cells] == [1, 2, 0, 0, 0, 3, 6]
    assert min(c.confidence for c in cells) >= 0.9
    assert not found.problems


def test_row_to_the_left_may_begin_with_a_number_of_its_own() -> None:
    found = extract(html_page(bends={"requests": _narrow(["7", "1", "2", "0", "0", "0", "3"])}))
    cells = [c for c in found.cells if c.item == "carried_out"]
    assert max(c.confidence for c in cells) < 0.9
    assert [p.code for p in found.problems] == ["row_may_be_shifted"]
