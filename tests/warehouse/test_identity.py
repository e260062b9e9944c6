"""Whose report, of which year and scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lake_builder import LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]
FIGURES = cells("requests", {"received/total": 1})


def test_title_without_a_name_takes_the_registrys(lake: LakeBuilder, ask: Ask) -> None:
    lake.portal("p", "保定市科学技术局", "130600").find("d", "http://p/1")
    lake.document("d", title="2022年政府信息公开工作年度报告", year=2022, cells=FIGURES)
    assert ask("SELECT agency_id, agency_source FROM documents") == [
        {"agency_id": "130600-科学技术局", "agency_source": "registry"}
    ]


def test_another_bodys_report_in_the_column_is_not_the_portals(lake: LakeBuilder, ask: Ask) -> None:
    lake.portal("p", "保定市科学技术局", "130600").find("d", "http://p/1")
    lake.document(
        "d", title="河北省人民政府2022年报告", agency="河北省人民政府", year=2022, cells=FIGURES
    )
    assert ask("SELECT agency_id FROM reports") == [{"agency_id": "130000-人民政府"}]
    assert ask("SELECT code FROM problems") == [{"code": "agency_conflict"}]


def test_governments_portal_carries_its_departments_without_conflict(
    lake: LakeBuilder, ask: Ask
) -> None:
    lake.portal("p", "保定市人民政府", "130600").find("d", "http://p/1")
    lake.document("d", title="市科技局2022年报告", agency="市科技局", year=2022, cells=FIGURES)
    assert ask("SELECT agency_id FROM reports") == [{"agency_id": "130600-科学技术局"}]
    assert ask("FROM problems") == []


def test_agency_that_cannot_be_placed_is_provisional(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("d", "http://p/1")
    lake.document("d", title="市卫生局2014年报告", agency="市卫生局", year=2014, cells=FIGURES)
    assert ask("SELECT agency_id, provisional FROM agencies") == [
        {"agency_id": "provisional-p-市卫生局", "provisional": True}
    ]
    assert ask("SELECT code FROM problems") == [{"code": "agency_unknown"}]


def test_nameless_documents_are_never_merged(lake: LakeBuilder, ask: Ask) -> None:
    for name in ("d", "e"):
        lake.find(name, f"http://p/{name}").document(name, year=2022, title="报告", cells=FIGURES)
    assert len(ask("FROM reports")) == 2


def test_period_outranks_title_and_the_conflict_is_told(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("d", "http://p/1")
    lake.document("d", title="会同县2014年度报告", agency="会同县", year=2014, cells=FIGURES)
    batch = lake.rows["read-d-html1-a1"]["claims"]
    batch.append(batch[0] | {"source": "period", "agency": None, "year": 2015, "text": "2015年"})
    assert ask("SELECT year, year_source FROM documents") == [
        {"year": 2015, "year_source": "period"}
    ]
    assert ask("SELECT code FROM problems") == [{"code": "year_conflict"}]


@pytest.mark.parametrize(
    ("agency", "claimed", "scope"),
    [
        ("淮安市人民政府", None, "unknown"),
        ("淮安市人民政府", "consolidated", "consolidated"),
        ("淮安市教育局", None, "own"),
    ],
)
def test_only_a_government_may_be_of_unknown_scope(
    lake: LakeBuilder, ask: Ask, agency: str, claimed: str | None, scope: str
) -> None:
    lake.find("d", "http://p/1")
    lake.document("d", title=agency, agency=agency, year=2022, scope=claimed, cells=FIGURES)
    assert ask("SELECT scope FROM reports") == [{"scope": scope}]


def test_scope_of_a_column_stands_before_that_of_the_page(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1", link_text="2016年度报告（汇总）").find(
        "own", "http://p/1.doc", purpose="attachment", parent_url="http://p/1"
    )
    said = {"agency": "淮安市教育局", "year": 2016, "cells": FIGURES}
    lake.document("page", title="2016年度报告（汇总）", scope="consolidated", **said)
    lake.document("own", title="2016年度报告（汇总）", scope="own", **said)
    for claim in lake.rows["read-own-html1-a1"]["claims"]:
        claim["source"] = "table_head"
    assert ask("SELECT scope FROM reports ORDER BY scope") == [
        {"scope": "consolidated"},
        {"scope": "own"},
    ]


def test_year_that_only_a_date_of_publication_tells_is_flagged(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("d", "http://p/1")
    lake.document("d", title="长治市教育局年报", agency="长治市教育局", cells=FIGURES)
    lake.rows["read-d-html1-a1"]["claims"][0]["published"] = "2022-06-01"
    assert ask("SELECT year, problems FROM reports") == [
        {"year": 2021, "problems": ["year_assumed"]}
    ]


def test_attachment_keeps_its_own_name(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").find(
        "pdf", "http://p/1.pdf", purpose="attachment", parent_url="http://p/1"
    )
    lake.document("page", title="汇总", agency="淮安市教育局", year=2022, cells=FIGURES)
    lake.document("pdf", title="审计局", agency="淮安市审计局", year=2021, cells=FIGURES)
    assert ask("SELECT agency_id, year FROM reports ORDER BY year") == [
        {"agency_id": "320800-审计局", "year": 2021},
        {"agency_id": "320800-教育局", "year": 2022},
    ]


def test_another_citys_district_is_not_taken_for_the_portals_own(
    lake: LakeBuilder, ask: Ask
) -> None:
    lake.portal("p", "保定市人民政府", "130600").find("d", "http://p/1")
    lake.document(
        "d", title="桥西区教育局2022年报告", agency="桥西区教育局", year=2022, cells=FIGURES
    )
    assert ask("SELECT agency_id FROM reports") == [{"agency_id": "provisional-p-桥西区教育局"}]
    assert ask("SELECT code FROM problems") == [{"code": "agency_unknown"}]


def test_our_bureau_is_whose_portal_it_is(lake: LakeBuilder, ask: Ask) -> None:
    lake.portal("p", "保定市科学技术局", "130600").find("d", "http://p/1")
    lake.document("d", title="我局2022年报告", agency="我局", year=2022, cells=FIGURES)
    assert ask("SELECT agency_id FROM reports") == [{"agency_id": "130600-科学技术局"}]


def _claiming(lake: LakeBuilder, portal_agency: str, **claim: object) -> None:
    """A report without a name in its title on this agency's portal, with one more claim."""
    lake.portal("p", portal_agency, "130600").find("d", "http://p/1")
    lake.document("d", title="2022年政府信息公开工作年度报告", year=2022, cells=FIGURES)
    batch = lake.rows["read-d-html1-a1"]["claims"]
    batch.append(batch[0] | {"agency": None, "year": None, "text": ""} | claim)


def test_sentence_publishes_a_bureaus_report_on_the_governments_portal(
    lake: LakeBuilder, ask: Ask
) -> None:
    said = {"source": "first_sentence", "agency": "保定市科学技术局", "year": 2022}
    _claiming(lake, "保定市人民政府", **said)
    assert ask("SELECT agency_id FROM documents") == [{"agency_id": "130600-科学技术局"}]


def test_bureaus_file_in_an_archive_on_the_governments_portal(lake: LakeBuilder, ask: Ask) -> None:
    _claiming(lake, "保定市人民政府", source="file_name", agency="保定市科学技术局", year=2022)
    assert ask("SELECT agency_id FROM documents") == [{"agency_id": "130600-科学技术局"}]


def test_another_bodys_signature_on_the_governments_portal_is_told(
    lake: LakeBuilder, ask: Ask
) -> None:
    _claiming(lake, "保定市人民政府", source="signature", agency="保定市科学技术局")
    assert ask("SELECT agency_id FROM documents") == [{"agency_id": "130600-人民政府"}]
    assert ask("SELECT code FROM problems") == [{"code": "agency_conflict"}]


def test_offices_signature_on_the_governments_portal_is_no_conflict(
    lake: LakeBuilder, ask: Ask
) -> None:
    _claiming(lake, "保定市人民政府", source="signature", agency="保定市人民政府办公室")
    assert ask("FROM problems") == []


def test_date_of_signature_comes_before_that_of_a_page_that_moved(
    lake: LakeBuilder, ask: Ask
) -> None:
    lake.portal("p", "保定市科学技术局", "130600").find("d", "http://p/1")
    lake.document("d", title="政府信息公开工作年度报告", cells=FIGURES)
    batch = lake.rows["read-d-html1-a1"]["claims"]
    for source, published in (("metadata", "2024-06-16"), ("signature", "2022-01-10")):
        batch.append(batch[0] | {"source": source, "year": None, "published": published})
    assert ask("SELECT year, year_source FROM documents") == [
        {"year": 2021, "year_source": "published"}
    ]


def test_year_that_a_document_assumes_may_be_said_by_its_link(lake: LakeBuilder, ask: Ask) -> None:
    lake.portal("p", "保定市科学技术局", "130600")
    lake.find("d", "http://p/1", link_text="2021年政府信息公开工作年度报告")
    assumed = [("year_assumed", "only follows from the date of publication 2022-01-10")]
    lake.document("d", title="政府信息公开工作年度报告", cells=FIGURES, problems=assumed)
    assert ask("SELECT year, year_source FROM documents") == [
        {"year": 2021, "year_source": "link_text"}
    ]
    assert ask("FROM problems") == []
