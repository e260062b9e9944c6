"""Arithmetic checks: four results, and what a blank does to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lake_builder import Figures, LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]
REVIEW = "SELECT result, left_side, right_side, difference_of_stated AS stated FROM checks"


def report(
    lake: LakeBuilder,
    year: int,
    topic: str,
    figures: Figures,
    form: str = "2021",
    confidence: float = 1.0,
) -> None:
    name = f"{topic}{year}"
    lake.find(name, f"http://p/{name}")
    lake.document(
        name,
        title="报告",
        agency="保定市科学技术局",
        year=year,
        cells=cells(topic, figures, form=form, confidence=confidence),
    )


def review(*figures: float | str | None) -> Figures:
    columns = ("upheld", "corrected", "other", "pending", "total")
    return {f"reconsideration/{c}": f for c, f in zip(columns, figures, strict=True)}


@pytest.mark.parametrize(
    ("figures", "result", "stated"),
    [
        (review(5, 0, 0, 2, 7), "pass", 0),
        (review(10, 1, 0, 0, 0), "fail", 11),  # 洪泽区 2023
        (review(5, None, None, 2, 7), "not_assessable", 0),
        (review(5, None, None, 1, 7), "not_assessable", -1),
        (review(5, None, None, 3, 7), "fail", 1),  # the stated parts alone exceed the total
        (review(5, None, None, 3, None), "not_assessable", None),
        (review(5, "not_applicable", 0, 2, 7), "not_assessable", 0),
        (review(5, "unreadable", 0, 3, 7), "uncertain", 1),
    ],
)
def test_parts_of_a_review_against_its_total(
    lake: LakeBuilder, ask: Ask, figures: Figures, result: str, stated: float | None
) -> None:
    report(lake, 2022, "review", figures)
    (found,) = ask(REVIEW)
    assert (found["result"], found["stated"]) == (result, stated)


def test_doubtful_reading_is_uncertain(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, 2022, "review", review(5, 0, 0, 3, 7), confidence=0.7)
    assert [row["result"] for row in ask(REVIEW)] == ["uncertain"]


def test_failed_check_marks_its_cells(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, 2022, "review", review(10, 1, 0, 0, 0) | {"litigation_direct/total": 1})
    marked = ask(
        "SELECT item, failed_checks FROM observations WHERE breakdown = 'total' ORDER BY item"
    )
    assert marked == [
        {"item": "litigation_direct", "failed_checks": []},
        {"item": "reconsideration", "failed_checks": ["review.outcomes"]},
    ]


OUTCOMES: Figures = {
    f"{item}/total": 1.0
    for item in (
        "granted",
        "partially_granted",
        "denied.state_secret",
        "denied.prohibited_by_law",
        "denied.security_and_stability",
        "denied.third_party",
        "denied.internal_affairs",
        "denied.process_information",
        "denied.enforcement_file",
        "denied.administrative_query",
        "unavailable.not_held",
        "unavailable.needs_creation",
        "unavailable.unclear",
        "not_processed.petition",
        "not_processed.repeat",
        "not_processed.publication",
        "not_processed.excessive",
        "not_processed.confirm_or_reissue",
    )
}


@pytest.mark.parametrize(
    "others",
    [
        {"other/total": 2.0},  # 其他处理 as one row
        {
            "other.not_supplemented/total": 1.0,
            "other.fee_unpaid/total": 0.0,
            "other.other/total": 1.0,
        },
        {
            "other/total": 2.0,
            "other.not_supplemented/total": 1.0,
            "other.fee_unpaid/total": 0.0,
            "other.other/total": 1.0,
        },  # and as a heading above its three rows
    ],
)
def test_other_outcomes_count_once(lake: LakeBuilder, ask: Ask, others: Figures) -> None:
    report(lake, 2022, "requests", {**OUTCOMES, **others, "concluded/total": 20.0})
    assert ask("SELECT result FROM checks WHERE check_id = 'requests.outcomes'") == [
        {"result": "pass"}
    ]


def over_years(ask: Ask, check: str) -> list[tuple[int, str, str]]:
    rows = ask(f"SELECT year, place, result FROM checks WHERE check_id = '{check}' ORDER BY ALL")
    return [(row["year"], row["place"], row["result"]) for row in rows]


def test_requests_carried_out_are_carried_in_next_year(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, 2021, "requests", {"carried_out/total": 4})
    report(lake, 2022, "requests", {"carried_in/total": 4, "carried_out/total": 1})
    report(lake, 2023, "requests", {"carried_in/total": 2, "carried_out/total": None})
    report(lake, 2025, "requests", {"carried_in/total": 0})  # 2024 is not held
    assert over_years(ask, "requests.carried_over_years") == [
        (2022, "total", "pass"),
        (2023, "total", "fail"),
    ]
    marked = ask("SELECT year, item FROM observations WHERE len(failed_checks) > 0 ORDER BY ALL")
    assert marked == [{"year": 2022, "item": "carried_out"}, {"year": 2023, "item": "carried_in"}]


def test_stock_of_documents_follows_from_last_years(lake: LakeBuilder, ask: Ask) -> None:
    item = "normative_documents"
    report(lake, 2022, "proactive", {f"{item}/in_force": 597})
    report(
        lake,
        2023,
        "proactive",
        {f"{item}/issued": 50, f"{item}/repealed": 227, f"{item}/in_force": 420},
    )
    report(
        lake,
        2024,
        "proactive",
        {f"{item}/issued": None, f"{item}/repealed": 1, f"{item}/in_force": 420},
    )
    assert over_years(ask, "proactive.stock_over_years") == [
        (2023, item, "pass"),
        (2024, item, "not_assessable"),
    ]


def test_items_of_the_2019_form_follow_from_their_change(lake: LakeBuilder, ask: Ask) -> None:
    report(
        lake,
        2019,
        "proactive",
        {"licensing/items_last_year": 30, "licensing/items_change": -11},
        form="2019",
    )
    report(
        lake,
        2020,
        "proactive",
        {"licensing/items_last_year": 20, "licensing/items_change": 0},
        form="2019",
    )
    assert over_years(ask, "proactive.items_over_years") == [(2020, "licensing", "fail")]


def test_fingerprint_outlives_a_rebuild_and_another_run(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, 2022, "review", review(10, 1, 0, 0, 0))
    before = ask("SELECT fingerprint FROM checks")
    lake.night(1).find("review2022", "http://p/elsewhere")
    assert ask("SELECT fingerprint FROM checks") == before
