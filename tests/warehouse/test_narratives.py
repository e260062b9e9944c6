"""Checks of figures against the text, and of texts against one another."""

from __future__ import annotations

from checked_reports import Ask, report, results
from lake_builder import Figures, LakeBuilder

SECTION_ONE = {
    "本年度，共受理政府信息公开申请2件，均已答复。": "fail",  # the table says 3
    "全年收到依申请公开３件。": "pass",
    "本年度，我局共收到公民提出的政府信息公开申请 3 件。": "pass",
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


def test_applicants_in_the_text(lake: LakeBuilder, ask: Ask) -> None:
    text = "收到申请5件，其中自然人申请3件、商业企业2件。去年自然人申请9件。法人申请7件。"
    figures: Figures = {"received/natural_person": 4, "received/enterprise": 2}
    report(lake, figures, text=text)
    report(lake, figures, text="答复自然人申请1件，收到自然人约3件。", year=2023)
    assert results(ask, "narrative.applicants") == [
        ("enterprise", "pass"),
        ("natural_person", "fail"),
    ]


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
