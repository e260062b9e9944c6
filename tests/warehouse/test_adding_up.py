"""Ways to a wrong number: a blank taken for a zero, a form without the cell, scopes added up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lake_builder import Figures, LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]


def report(
    lake: LakeBuilder, name: str, figures: Figures, *, form: str = "2021", scope: str | None = None
) -> None:
    lake.find(f"{name}{scope}", f"http://p/{name}{scope}")
    about = {"agency": f"保定市{name}", "year": 2021, "scope": scope, "title": "报告"}
    lake.document(f"{name}{scope}", **about, cells=cells("proactive", figures, form=form))


def test_sum_says_how_many_state_nothing(lake: LakeBuilder, ask: Ask) -> None:
    stated: tuple[float | str | None, ...] = (0.1, 0.2, None, "not_applicable", "unreadable")
    for number, figure in enumerate(stated):
        report(lake, f"第{number}教育局", {"fees/amount": figure})
    report(lake, "教育局", {"procurement/amount": 5}, form="2019")
    totals = ask(
        "SELECT sum(total)::VARCHAR AS total, sum(reports) AS reports, sum(numbers) AS numbers,"
        " sum(blanks) AS blanks, sum(not_applicable) AS slashes, sum(not_read) AS not_read,"
        " sum(absent) AS absent FROM sums WHERE item = 'fees'"
    )
    counts = {"numbers": 2, "blanks": 1, "slashes": 1, "not_read": 1, "absent": 1}
    assert totals == [{"total": "0.3000", "reports": 6, **counts}]


def test_garbage_of_many_digits_fails_no_sum(lake: LakeBuilder, ask: Ask) -> None:
    for number, figure in enumerate((2, 1e40)):
        report(lake, f"第{number}教育局", {"fees/amount": figure})
    sums = "SELECT sum(total)::INTEGER AS total, sum(numbers) AS n, sum(not_read) AS odd FROM sums"
    assert ask(sums) == [{"total": 2, "n": 1, "odd": 1}]


def test_sum_counts_the_agencies_of_whom_there_is_nothing(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, "教育局", {"fees/amount": 2})
    report(lake, "审计局", {"procurement/amount": 5}, form="2019")
    sums = "sum(expected) AS expected, sum(reports) AS reports, sum(absent) AS absent FROM sums"
    fees = "topic = 'proactive' AND item = 'fees' AND breakdown = 'amount' AND scope = 'own'"
    (told,) = ask(f"SELECT sum(total)::INTEGER AS total, {sums} WHERE year = 2021 AND {fees}")
    assert told == {"total": 2, "expected": 2, "reports": 2, "absent": 1}


def test_sums_keep_scopes_apart(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, "人民政府", {"penalties/decisions": 9}, scope="consolidated")
    report(lake, "人民政府", {"penalties/decisions": 4}, scope="own")
    sums = "SELECT scope, year, total::INTEGER AS total, expected, reports FROM sums ORDER BY scope"
    told = {"year": 2021, "expected": 1, "reports": 1}
    assert ask(sums) == [
        {"scope": "consolidated", "total": 9, **told},
        {"scope": "own", "total": 4, **told},
    ]


def test_wide_row_tells_a_blank_from_a_cell_that_its_form_does_not_have(
    lake: LakeBuilder, ask: Ask
) -> None:
    old = cells("proactive", {"regulations/made": 1, "regulations/disclosed": None}, form="2019")
    new = cells("proactive", {"fees/amount": 2}, confidence=0.8)
    lake.find("d", "http://p/1")
    lake.document("d", title="报告", agency="保定市教育局", year=2021, cells=[*old, *new])
    assert ask(
        "SELECT form, numbers, without_number, doubtful, failed_checks, regulations__disclosed,"
        " fees__amount, procurement__amount, url FROM proactive_wide"
    ) == [
        {
            "form": "2019,2021",
            "numbers": 2,
            "without_number": ["regulations__disclosed"],
            "doubtful": 1,
            "failed_checks": ["proactive.regulations_authority"],
            "regulations__disclosed": None,
            "fees__amount": 2.0,
            "procurement__amount": None,
            "url": "http://p/1",
        }
    ]


def test_computed_total_says_whether_parts_are_left_out(lake: LakeBuilder, ask: Ask) -> None:
    whole: Figures = {f"reconsideration/{c}": 1 for c in ("upheld", "corrected", "other")}
    lake.find("d", "http://p/1")
    figures = {**whole, "reconsideration/pending": None, "reconsideration/total": 3}
    figures |= {f"litigation_direct/{c.split('/')[1]}": 1 for c in whole}
    figures |= {"litigation_direct/pending": 0, "litigation_direct/total": 3}
    about = {"title": "报告", "agency": "保定市教育局", "year": 2022}
    lake.document("d", **about, cells=cells("review", figures))
    assert ask("SELECT place, computed, complete FROM totals ORDER BY place") == [
        {"place": "litigation_direct", "computed": 3.0, "complete": True},
        {"place": "reconsideration", "computed": 3.0, "complete": False},
    ]
