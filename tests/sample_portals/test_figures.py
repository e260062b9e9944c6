"""The sample reports state what the real ones state."""

from __future__ import annotations

from pathlib import Path

import pytest

from sample_portals import figures
from sample_portals.figures import report
from sample_portals.tables import drawings, places, width

NAMES = sorted(path.stem for path in Path(figures.__file__).parent.glob("*.toml"))
TOTALS = {"requests": "total", "review": "total"}


def number(text: str) -> int:
    return int(text) if text else 0


def test_baoding_2022_leaves_reconsideration_blank() -> None:
    row = report("baoding_kjj_2022").figures["review"]["reconsideration"]
    assert row == ("", "", "", "", "")


def test_shanghai_2019_keeps_its_unit_in_the_cell() -> None:
    assert report("shanghai_bgt_2019").figure("proactive", "procurement", "amount") == "251000元"


def test_stock_identity_holds_into_2022_and_fails_into_2023() -> None:
    def stock(year: int, column: str) -> int:
        item = "normative_documents"
        return int(report(f"baoding_kjj_{year}").figure("proactive", item, column))

    def difference(year: int) -> int:
        change = stock(year, "issued") - stock(year, "repealed")
        return stock(year - 1, "in_force") + change - stock(year, "in_force")

    assert difference(2022) == 0
    assert difference(2023) == 1


def test_carried_over_requests_agree_between_years() -> None:
    for first, second in (
        ("baoding_kjj_2021", "baoding_kjj_2022"),
        ("ningshan_slj_2021", "ningshan_slj_2022"),
    ):
        out, into = (
            report(first).figures["requests"]["carried_out"],
            report(second).figures["requests"]["carried_in"],
        )
        assert out == into


@pytest.mark.parametrize("name", [n for n in NAMES if n != "shanghai_bgt_2019"])
def test_requests_balance(name: str) -> None:
    rows = report(name).figures["requests"]
    for received, carried_in, concluded, carried_out in zip(
        rows["received"], rows["carried_in"], rows["concluded"], rows["carried_out"], strict=True
    ):
        assert number(received) + number(carried_in) == number(concluded) + number(carried_out)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "shanghai_bgt_2019"])
def test_rows_and_outcomes_add_up(name: str) -> None:
    rows = report(name).figures["requests"]
    frame = {"received", "carried_in", "concluded", "carried_out"}
    for item, row in rows.items():
        assert sum(map(number, row[:-1])) == number(row[-1]), item
    outcomes = [row for item, row in rows.items() if item not in frame]
    for column, concluded in enumerate(rows["concluded"]):
        assert sum(number(row[column]) for row in outcomes) == number(concluded)
    for item, row in report(name).figures["review"].items():
        assert sum(map(number, row[:-1])) == number(row[-1]), item


@pytest.mark.parametrize("name", NAMES)
def test_drawn_tables_are_full_rectangles(name: str) -> None:
    for drawing in drawings(report(name)):
        slots = {
            (p.row + y, p.column + x)
            for p in places(drawing.grid)
            for y in range(p.box.rows)
            for x in range(p.box.columns)
        }
        assert slots == {
            (y, x) for y in range(len(drawing.grid)) for x in range(width(drawing.grid))
        }
        area = sum(p.box.rows * p.box.columns for p in places(drawing.grid))
        assert area == len(slots), "boxes overlap"
