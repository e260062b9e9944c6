"""From what is printed to (value, state, unit): the table of values, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.values import MONEY, header_unit, parse, sure_count


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0), ("０", 0), ("12", 12), ("1,113", 1113), ("1，113", 1113), ("3606　", 3606),
        ("12件", 12), ("十二", 12), ("三", 3), ("〇", 0), ("3985758", 3985758), (" 7\n", 7),
        ("٣", 3), ("\u200e12\u202c", 12),
    ],
)  # fmt: skip
def test_count_is_read_as_printed(printed: str, value: int) -> None:
    read = parse(printed, "count")
    assert (read.value, read.state, read.confidence) == (value, "number", 1.0)


@pytest.mark.parametrize("printed", ["", " ", "　", "\u00a0", "\u200b", "\n"])
def test_blank_cell_is_not_zero(printed: str) -> None:
    read = parse(printed, "count")
    assert (read.value, read.state) == (None, "blank")


@pytest.mark.parametrize("printed", ["/", "\\", "-", "－", "—", "——", "无", "不适用", "N/A", "--"])
def test_not_applicable_is_neither_zero_nor_blank(printed: str) -> None:
    read = parse(printed, "count")
    assert (read.value, read.state) == (None, "not_applicable")


@pytest.mark.parametrize(
    "printed",
    [
        "约400", "400余", "1 0", "1\n0", "见附件", "12/13", "1，13", "12^1", "①", "12²", "½",
        "5（其中2件结转）", "50%", "1e5", "O", "+5", "12.3.4", "1,1134",
    ],
)  # fmt: skip
def test_what_is_not_plainly_one_number_stays_text(printed: str) -> None:
    read = parse(printed, "count")
    assert (read.value, read.state) == (None, "text")


def test_negative_count_is_text_with_a_doubt() -> None:
    read = parse("-3", "count")
    assert (read.value, read.state, read.doubt) == (None, "text", "negative_count")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("+19", 19),
        ("-11", -11),
        ("－11", -11),
        ("−8", -8),
        ("减3", -3),
        ("增3", 3),
        ("减少2", -2),
        ("0", 0),
    ],
)
def test_change_is_signed(printed: str, value: int) -> None:
    assert parse(printed, "count", signed=True).value == value


@pytest.mark.parametrize(
    ("printed", "column_unit", "value"),
    [
        ("96171.6", "万元", 96171.6), ("0.37万元", None, 0.37), ("251000元", "万元", 25.1),
        ("1.2亿元", None, 12000), ("5000", "元", 0.5), ("1,251,000元", None, 125.1),
    ],
)  # fmt: skip
def test_money_is_converted_to_ten_thousand_yuan(
    printed: str, column_unit: str | None, value: float
) -> None:
    read = parse(printed, MONEY, column_unit=column_unit)
    assert (read.value, read.unit, read.confidence) == (value, MONEY, 1.0)


def test_money_without_a_unit_is_doubtful() -> None:
    read = parse("7730.28", MONEY)
    assert (read.value, read.confidence, read.doubt) == (7730.28, 0.8, "unit_assumed")


def test_no_money_is_no_money_in_any_unit() -> None:
    assert parse("0", MONEY).doubt == ""


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("本年收费金额（单位：万元）", "万元"), ("采购总金额(万元)", "万元"), ("采购总金额", None),
        ("收费金额（元）", "元"), ("金额 单位:亿元", "亿元"), ("收费金额（单位：刀元）", None),
    ],
)  # fmt: skip
def test_unit_stands_in_the_header(label: str, unit: str | None) -> None:
    assert header_unit(label) == unit


@given(st.integers(0, 10**9))
def test_every_count_survives_its_printing(number: int) -> None:
    assert parse(str(number), "count").value == number
    assert parse(f"{number:,}", "count").value == number


@given(st.text(max_size=12))
def test_any_text_gives_a_number_only_if_it_shows_digits(text: str) -> None:
    read = parse(text, "count")
    assert (read.value is None) == (read.state != "number")
    if read.value:
        assert any(c.isdigit() or c in "一二三四五六七八九十百千万两" for c in text)


@pytest.mark.parametrize("text", ["约400", "400余", "约400件", "近30", "20多", "3,000余件"])
def test_text_that_says_that_it_is_no_number_is_nothing_to_look_at(text: str) -> None:
    assert parse(text, "count")[:2] == (None, "text")
    assert not parse(text, "count").doubt


@pytest.mark.parametrize("text", ["9" * 13, "9" * 400, "1" + ",234" * 4, f" {'8' * 25}件"])
def test_more_digits_than_any_figure_has_are_no_number(text: str) -> None:
    read = parse(text, "count")
    assert (read.value, read.state, read.doubt) == (None, "text", "broken_number")
    assert sure_count(text) is None
    assert parse("9" * 12, "count").value == 999_999_999_999
