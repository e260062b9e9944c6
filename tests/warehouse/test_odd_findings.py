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


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("本年度，共受理政府信息公开申请2件，均已答复。", "fail"),  # the table says 3
        ("全年收到依申请公开３件。", "pass"),
        ("2022 年，我局共收到公民提出的政府信息公开申请 3 件。", "pass"),
        ("我局未收到政府信息公开申请。", "fail"),
        ("2008年以来累计收到政府信息公开申请92件。", None),
        ("收到政府信息公开申请400余件。", None),
        ("其中网上收到政府信息公开申请1件。", None),
        ("收到政府信息公开申请5件，其余单位收到政府信息公开申请7件。", "uncertain"),
        ("处理群众留言92条。", None),
    ],
)
def test_section_one_against_the_table(
    lake: LakeBuilder, ask: Ask, text: str, result: str | None
) -> None:
    report(lake, {"received/total": 3}, text=text)
    assert results(ask, "narrative.requests") == ([("received", result)] if result else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("因政府信息公开被申请行政复议2起，行政诉讼1件。", ["fail", "pass"]),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", ["fail", "fail"]),
        ("全年办理行政复议案件87件。", []),
    ],
)
def test_text_on_reviews_against_the_table(
    lake: LakeBuilder, ask: Ask, text: str, expected: list[str]
) -> None:
    figures: Figures = {
        "reconsideration/total": 1,
        "litigation_direct/total": 1,
        "litigation_after_reconsideration/total": 0,
    }
    report(lake, figures, topic="review", text=text)
    found = [r for _, r in results(ask, "narrative.review")]
    assert sorted(found, key=expected.index) == expected if found else expected == []


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


@pytest.mark.parametrize(
    ("agency", "result"),
    [
        ("保定市科学技术局", "fail"),
        ("阜平县人民政府", "fail"),
        ("保定市人民政府", None),
        ("保定市人民政府办公室", None),
        ("锡林郭勒盟行政公署", "fail"),
        ("延边朝鲜族自治州人民政府", None),
        ("河北省人民政府", None),
        ("河北省教育厅", "fail"),
        ("财政部", None),
    ],
)
def test_who_can_make_regulations(
    lake: LakeBuilder, ask: Ask, agency: str, result: str | None
) -> None:
    report(lake, {"regulations/in_force": 3}, topic="proactive", agency=agency)
    found = results(ask, "proactive.regulations_authority")
    assert found == ([("in_force", result)] if result else [])


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


def test_narrative_that_two_agencies_share(lake: LakeBuilder, ask: Ask) -> None:
    text = "我局认真贯彻落实条例，主动公开信息{}条。" + "各项工作平稳有序，栏目更新及时。" * 12
    report(lake, {"received/total": 1}, text=text.format(40))
    report(lake, {"received/total": 2}, agency="保定市教育局", text=text.format(55))
    report(lake, {"received/total": 2}, agency="保定市审计局", text="另一段文字。" * 40)
    assert results(ask, "copied.text") == [("一", "fail"), ("一", "fail"), ("一", "pass")]
