"""Checks that look beyond a table: peers, other years, other agencies, authority."""

from __future__ import annotations

import pytest
from checked_reports import Ask, report, results
from lake_builder import Figures, LakeBuilder


def test_consolidated_report_holds_its_departments(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, {"received/total": 9}, agency="保定市人民政府", scope="consolidated")
    report(lake, {"received/total": 4}, agency="保定市教育局")
    report(lake, {"received/total": 6}, agency="保定市财政局")
    report(lake, {"received/total": 70}, agency="石家庄市教育局")
    assert results(ask, "consolidation") == [
        ("each:received", "pass"),
        ("sum:received", "fail"),
    ]


def test_consolidated_report_alone_is_not_assessed(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, {"received/total": 9}, agency="保定市人民政府", scope="consolidated")
    assert results(ask, "consolidation") == []


def test_leap_among_own_years(lake: LakeBuilder, ask: Ask) -> None:
    for year, received in enumerate([12, 15, 11, 14, 1300, 13], 2018):
        report(lake, {"received/total": received}, year=year)
    failed = ask(
        "SELECT year, left_side, right_side FROM checks"
        " WHERE check_id = 'plausibility.own_years' AND result = 'fail'"
    )
    assert failed == [{"year": 2022, "left_side": 1300.0, "right_side": pytest.approx(13.5, 0.1)}]


def test_verdict_on_a_leap_holds_while_other_reports_come(lake: LakeBuilder, ask: Ask) -> None:
    for year, received in enumerate([12, 15, 11, 14, 1300, 13], 2018):
        report(lake, {"received/total": received}, year=year)
    found = "FROM checks WHERE check_id = 'plausibility.own_years' AND result = 'fail'"
    (before,) = ask(f"SELECT fingerprint, right_side {found}")
    report(lake, {"received/total": 90}, year=2024)
    (after,) = ask(f"SELECT fingerprint, right_side {found}")
    assert before["fingerprint"] == after["fingerprint"]
    assert before["right_side"] < after["right_side"]


def test_growth_is_no_leap(lake: LakeBuilder, ask: Ask) -> None:
    for year, received in enumerate([2, 9, 0, 24, 40, 61], 2018):
        report(lake, {"received/total": received}, year=year)
    assert {r for _, r in results(ask, "plausibility.own_years")} == {"pass"}


MAKE_REGULATIONS = {
    "保定市科学技术局": False,
    "阜平县人民政府": False,
    "保定市人民政府": True,
    "石家庄市人民政府办公室": True,
    "锡林郭勒盟行政公署": False,
    "延边朝鲜族自治州人民政府": True,
    "河北省人民政府": True,
    "河北省教育厅": False,
    "财政部": True,
}


def test_who_can_make_regulations(lake: LakeBuilder, ask: Ask) -> None:
    for agency in MAKE_REGULATIONS:
        report(lake, {"regulations/in_force": 3}, topic="proactive", agency=agency)
    failed = ask(
        "SELECT count(*) AS n FROM reports"
        " WHERE list_contains(failed_checks, 'proactive.regulations_authority')"
    )
    assert failed == [{"n": list(MAKE_REGULATIONS.values()).count(False)}]
    allowed = ask("SELECT agency_id FROM reports WHERE len(failed_checks) = 0 ORDER BY 1")
    assert [row["agency_id"] for row in allowed] == [
        "000000-财政部",
        "130000-人民政府",
        "130100-人民政府办公室",
        "130600-人民政府",
        "222400-人民政府",
    ]


COPIED: Figures = {
    f"{item}/{column}": number + at
    for at, column in enumerate(("natural_person", "total"))
    for number, item in enumerate(
        ("received", "granted", "partially_granted", "concluded", "carried_out"), 3
    )
}
SMALL: Figures = {"received/total": 1, "granted/total": 1, "concluded/total": 1}


def test_agencies_with_the_same_figures(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, COPIED)
    report(lake, COPIED, agency="保定市教育局")
    report(lake, COPIED, agency="保定市财政局", year=2023)
    report(lake, SMALL, agency="保定市水利局")
    report(lake, SMALL, agency="保定市审计局")
    assert results(ask, "copied.figures") == [
        ("requests", "fail"),
        ("requests", "fail"),
        ("requests", "pass"),
    ]


def test_years_with_the_same_figures(lake: LakeBuilder, ask: Ask) -> None:
    for year in (2021, 2022):
        report(lake, COPIED, year=year)
    assert results(ask, "copied.figures") == [("requests", "fail")] * 2


def test_report_under_the_names_of_a_government_and_its_office(lake: LakeBuilder, ask: Ask) -> None:
    for name in ("人民政府", "人民政府办公室"):
        report(lake, COPIED, agency=f"保定市{name}", scope="consolidated")
        report(lake, {**COPIED, "granted/total": len(name)}, agency=f"保定市{name}", year=2023)
    failed = (
        "SELECT DISTINCT agency, year FROM observations"
        " WHERE list_contains(failed_checks, 'consolidation.twice')"
    )
    assert ask(failed) == [{"agency": "保定市人民政府办公室", "year": 2022}]
