"""Checks that look beyond a table: text, peers, other years, other agencies, authority."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lake_builder import Figures, LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]
BUREAU = "保定市科学技术局"


def report(
    lake: LakeBuilder,
    figures: Figures,
    *,
    topic: str = "requests",
    agency: str = BUREAU,
    year: int = 2022,
    scope: str | None = None,
    text: str | None = None,
) -> None:
    name = f"{agency}{year}{topic}{scope}"
    lake.find(name, f"http://p/{name}")
    about = {"agency": agency, "year": year, "scope": scope, "text": text}
    lake.document(name, title="报告", cells=cells(topic, figures), **about)


def results(ask: Ask, check: str) -> list[tuple[str, str]]:
    rows = ask(f"SELECT place, result FROM checks WHERE check_id = '{check}' ORDER BY ALL")
    return [(row["place"], row["result"]) for row in rows]


SECTION_ONE = {
    "本年度，共受理政府信息公开申请2件，均已答复。": "fail",  # the table says 3
    "全年收到依申请公开３件。": "pass",
    "2022 年，我局共收到公民提出的政府信息公开申请 3 件。": "pass",
    "我局未收到政府信息公开申请。": "fail",
    "2008年以来累计收到政府信息公开申请92件。": None,
    "收到政府信息公开申请400余件。": None,
    "其中网上收到政府信息公开申请1件。": None,
    "收到政府信息公开申请5件，其余单位收到政府信息公开申请7件。": "uncertain",
    "处理群众留言92条。": None,
}


def test_section_one_against_the_table(lake: LakeBuilder, ask: Ask) -> None:
    for year, text in enumerate(SECTION_ONE, 2014):
        report(lake, {"received/total": 3}, text=text, year=year)
    found = ask("SELECT year, result FROM checks WHERE check_id = 'narrative.requests'")
    by_year = {row["year"]: row["result"] for row in found}
    told = {text: by_year.get(year) for year, text in enumerate(SECTION_ONE, 2014)}
    assert told == SECTION_ONE


ON_REVIEWS = {  # the table says 1 reconsideration and 1 lawsuit
    "因政府信息公开被申请行政复议2起，行政诉讼1件。": {
        "reconsideration": "fail",
        "litigation": "pass",
    },
    "未发生因政府信息公开引起的行政复议、行政诉讼。": {
        "reconsideration": "fail",
        "litigation": "fail",
    },
    "全年办理行政复议案件87件。": {},
}


def test_text_on_reviews_against_the_table(lake: LakeBuilder, ask: Ask) -> None:
    figures: Figures = {
        "reconsideration/total": 1,
        "litigation_direct/total": 1,
        "litigation_after_reconsideration/total": 0,
    }
    for year, text in enumerate(ON_REVIEWS, 2020):
        report(lake, figures, topic="review", text=text, year=year)
    found = ask("SELECT year, place, result FROM checks WHERE check_id = 'narrative.review'")
    for year, text in enumerate(ON_REVIEWS, 2020):
        told = {row["place"]: row["result"] for row in found if row["year"] == year}
        assert told == ON_REVIEWS[text], text


def test_granted_in_the_text(lake: LakeBuilder, ask: Ask) -> None:
    text = "其中，予以公开2件，部分公开4件，不予公开5件。"
    report(lake, {"granted/total": 3}, text=text)
    assert results(ask, "narrative.granted") == [("granted", "fail")]


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


TEMPLATE = "我局主动公开信息{}条，收到申请{}件，答复{}人次，发布{}篇。" + "各项工作平稳有序。" * 20


def test_template_that_agencies_share_is_no_failure(lake: LakeBuilder, ask: Ask) -> None:
    report(lake, {"received/total": 1}, text=TEMPLATE.format(40, 1, 2, 3))
    report(lake, {}, agency="保定市教育局", text=TEMPLATE.format(55, 1, 2, 3))
    report(lake, {}, agency="保定市审计局", text="另一段文字。" * 40)
    assert results(ask, "copied.text") == [("一", "pass"), ("一", "uncertain"), ("一", "uncertain")]


def test_narrative_copied_with_its_numbers_fails(lake: LakeBuilder, ask: Ask) -> None:
    for agency in ("保定市教育局", "保定市审计局"):
        report(lake, {}, agency=agency, text=TEMPLATE.format(40, 1, 2, 3))
        report(lake, {}, agency=agency, year=2023, text=TEMPLATE.format(0, 0, 0, 0))
    assert results(ask, "copied.text") == [("一", "fail")] * 2 + [("一", "uncertain")] * 2


def test_report_under_the_names_of_a_government_and_its_office(lake: LakeBuilder, ask: Ask) -> None:
    for name in ("人民政府", "人民政府办公室"):
        report(lake, COPIED, agency=f"保定市{name}", scope="consolidated")
        report(lake, {**COPIED, "granted/total": len(name)}, agency=f"保定市{name}", year=2023)
    failed = (
        "SELECT DISTINCT agency, year FROM observations"
        " WHERE list_contains(failed_checks, 'consolidation.twice')"
    )
    assert ask(failed) == [{"agency": "保定市人民政府办公室", "year": 2022}]
