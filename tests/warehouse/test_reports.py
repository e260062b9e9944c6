"""Documents become reports, and reports become versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lake_builder import LakeBuilder, cells, sha256

Ask = Callable[[str], list[dict[str, Any]]]

TITLE = "保定市科学技术局2022年政府信息公开工作年度报告"
FIGURES: dict[str, float | str | None] = {
    "received/natural_person": 3,
    "received/enterprise": None,
    "received/total": 3,
}
WHO = {"title": TITLE, "agency": "保定市科学技术局", "year": 2022}


def test_blank_cell_is_not_zero(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document("page", **WHO, cells=cells("requests", FIGURES))
    rows = ask("SELECT value, state FROM observations WHERE breakdown = 'enterprise'")
    assert rows == [{"value": None, "state": "blank"}]
    assert ask("SELECT received__enterprise, received__total FROM requests_wide") == [
        {"received__enterprise": None, "received__total": 3.0}
    ]


def test_page_and_its_pdf_are_one_report(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document(
        "page", **WHO, cells=cells("requests", FIGURES | {"received/total": "unreadable"})
    )
    lake.find("pdf", "http://p/1.pdf", purpose="attachment", parent_url="http://p/1")
    lake.document("pdf", carrier="pdf", cells=cells("requests", FIGURES))
    lake.rows["read-page-html1-a1"]["cells"] += [
        c | {"document_sha256": sha256("page"), "reading": "html1-a1"}
        for c in cells("review", {"reconsideration/total": 1})
    ]
    assert ask("SELECT agency_id, year, scope, observations FROM reports") == [
        {"agency_id": "130600-科学技术局", "year": 2022, "scope": "own", "observations": 4}
    ]
    assert ask("SELECT role, topics FROM report_documents ORDER BY role") == [
        {"role": "attachment", "topics": ["requests"]},
        {"role": "body", "topics": ["review"]},
    ]
    assert ask("SELECT problems FROM reports") == [{"problems": []}]


def test_attachment_without_a_name_belongs_to_its_page(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document("page", **WHO)
    lake.find("xls", "http://p/a.xls", purpose="attachment", parent_url="http://p/1")
    lake.document("xls", is_report=False, cells=cells("requests", FIGURES))
    assert ask("SELECT DISTINCT agency_id, year FROM observations") == [
        {"agency_id": "130600-科学技术局", "year": 2022}
    ]


def test_reissue_is_a_new_version_and_tells_its_changes(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("first", "http://p/1").document("first", **WHO, cells=cells("requests", FIGURES))
    lake.night(1).find("second", "http://p/1")
    lake.document("second", **WHO, cells=cells("requests", FIGURES | {"received/enterprise": 1}))
    assert ask("SELECT is_current, supersedes IS NULL AS first FROM reports ORDER BY 1") == [
        {"is_current": False, "first": True},
        {"is_current": True, "first": False},
    ]
    assert ask("SELECT breakdown, kind, old_value, old_state, new_value FROM changes") == [
        {
            "breakdown": "enterprise",
            "kind": "changed",
            "old_value": None,
            "old_state": "blank",
            "new_value": 1.0,
        }
    ]
    assert ask("SELECT count(*) AS n FROM observations") == [{"n": 3}]


def test_visitor_counter_makes_no_version(lake: LakeBuilder, ask: Ask) -> None:
    for night, name in enumerate(["counter 17", "counter 18"]):
        lake.night(night).find(name, "http://p/1")
        lake.document(name, **WHO, cells=cells("requests", FIGURES), text="本年度 平稳。")
    assert len(ask("FROM reports")) == 1


def test_old_copy_that_returns_is_no_reissue(lake: LakeBuilder, ask: Ask) -> None:
    lake.document("a", **WHO, cells=cells("requests", FIGURES))
    lake.document("b", **WHO, cells=cells("requests", FIGURES | {"received/total": 4}))
    for night, name in enumerate("aba"):
        lake.night(night).find(name, "http://p/1")
    current = ask("SELECT value FROM observations WHERE breakdown = 'total'")
    assert current == [{"value": 4.0}]
    assert len(ask("FROM reports")) == 2


def test_copies_with_other_figures_are_told(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document("page", **WHO, cells=cells("requests", FIGURES))
    lake.find("copy", "http://q/9", portal_id="q")
    lake.document("copy", **WHO, cells=cells("requests", FIGURES | {"received/total": 5}))
    assert ask("SELECT problems FROM reports WHERE is_current") == [{"problems": ["copies_differ"]}]
    assert ask("SELECT role FROM report_documents ORDER BY 1") == [
        {"role": "body"},
        {"role": "copy"},
    ]
    (problem,) = ask("SELECT message FROM problems WHERE code = 'copies_differ'")
    assert "requests/received/total" in problem["message"]


def test_unreadable_copy_does_not_differ(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document("page", **WHO, cells=cells("requests", FIGURES))
    lake.find("scan", "http://p/1.png", purpose="image", parent_url="http://p/1")
    lake.document(
        "scan", carrier="image", cells=cells("requests", FIGURES | {"received/total": "unreadable"})
    )
    assert ask("FROM problems WHERE code = 'copies_differ'") == []


def test_two_tables_that_differ_are_in_cells_but_not_observations(
    lake: LakeBuilder, ask: Ask
) -> None:
    both = cells("requests", FIGURES) + cells(
        "requests", FIGURES | {"received/total": 9}, instance=1
    )
    lake.find("page", "http://p/1").document("page", **WHO, cells=both)
    assert ask("SELECT count(*) AS n FROM cells") == [{"n": 6}]
    assert ask("FROM observations") == []
    assert ask("SELECT problems FROM reports") == [{"problems": ["ambiguous"]}]


def test_problem_of_a_document_has_its_address(lake: LakeBuilder, ask: Ask) -> None:
    lost = [("cells_missing", "2 cells of the form are missing")]
    lake.find("page", "http://p/1")
    lake.document("page", **WHO, cells=cells("requests", FIGURES), problems=lost)
    lake.find("file", "http://p/a.zip").find("file", "http://p/b.zip")
    lake.document("file", is_report=False, problems=[("encrypted", "asks for a password")])
    assert ask("SELECT code, url FROM problems WHERE document_sha256 IS NOT NULL ORDER BY 1") == [
        {"code": "cells_missing", "url": "http://p/1"},
        {"code": "encrypted", "url": "http://p/a.zip"},
    ]


def test_news_page_makes_no_report(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("news", "http://p/news").document("news", is_report=False)
    assert ask("FROM reports") == []


def test_newer_reading_counts_as_a_whole(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("page", "http://p/1").document("page", **WHO, cells=cells("requests", FIGURES))
    lake.document(
        "page", **WHO, cells=cells("requests", {"received/total": 8}), reading="html10-a1"
    )
    assert ask("SELECT breakdown, value FROM observations") == [
        {"breakdown": "total", "value": 8.0}
    ]


def test_copy_with_another_footer_is_no_reissue(lake: LakeBuilder, ask: Ask) -> None:
    for night, footer in enumerate(["平稳。", "平稳。主办：保定市科学技术局"]):
        lake.night(night).find(footer, f"http://p/{1 - night}")
        lake.document(footer, **WHO, cells=cells("requests", FIGURES), text=footer)
    assert len(ask("FROM reports")) == 1


def test_counters_and_buttons_in_the_text_are_no_reissue(lake: LakeBuilder, ask: Ask) -> None:
    for night, text in enumerate(["平稳。\n浏览次数：17\n【打印】", "平稳。\n浏览次数：18\n128"]):
        lake.night(night).find(f"d{night}", "http://p/1")
        lake.document(f"d{night}", **WHO, cells=cells("requests", FIGURES), text=text)
    assert len(ask("FROM reports")) == 1


def test_years_beside_a_report_are_no_reissue_when_their_list_grows(
    lake: LakeBuilder, ask: Ask
) -> None:
    for night, menu in enumerate(["2024年\n2023年", "2025年\n2024年\n2023年"]):
        lake.night(night).find(menu, "http://p/1")
        lake.document(menu, **WHO, cells=cells("requests", FIGURES), text="平稳。", menu=menu)
    assert len(ask("FROM reports")) == 1


def test_narrative_that_was_rewritten_in_place_is_a_reissue(lake: LakeBuilder, ask: Ask) -> None:
    for night, text in enumerate(["全年平稳。", "全年新增渠道两条。"]):
        lake.night(night).find(text, "http://p/1")
        lake.document(text, **WHO, cells=cells("requests", FIGURES), text=text)
    assert len(ask("FROM reports")) == 2


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_order_of_imports_decides_nothing(
    lake: LakeBuilder, ask: Ask, order: tuple[str, str]
) -> None:
    published = {"old": "2023-01-05", "new": "2023-02-01"}
    totals = {"old": 3, "new": 5}
    for night, name in enumerate(order):
        lake.night(night).find(name, f"file:///{name}.html", portal_id="import")
        lake.rows[lake.run]["finds"][-1]["published"] = published[name]
        lake.document(
            name, **WHO, cells=cells("requests", FIGURES | {"received/total": totals[name]})
        )
    assert ask("SELECT value FROM observations WHERE breakdown = 'total'") == [{"value": 5.0}]
    assert ask("FROM changes") == []
    assert ask("SELECT problems FROM reports") == [{"problems": ["copies_differ"]}]


def test_address_that_is_imported_again_can_hold_a_reissue(lake: LakeBuilder, ask: Ask) -> None:
    for night, total in enumerate([3, 5]):
        lake.night(night).find(str(total), "http://p/1", portal_id="import")
        lake.document(
            str(total), **WHO, cells=cells("requests", FIGURES | {"received/total": total})
        )
    assert ask("SELECT old_value, new_value FROM changes") == [{"old_value": 3.0, "new_value": 5.0}]


def signed(lake: LakeBuilder, name: str, total: float, day: str | None, **about: Any) -> None:
    figures = cells("requests", FIGURES | {"received/total": total})
    lake.find(name, f"file:///{name}.html", portal_id="import")
    lake.document(name, **WHO, cells=figures, signed=day, **about)


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_reissue_beside_its_original_is_known_by_the_day_it_is_signed(
    lake: LakeBuilder, ask: Ask, order: str
) -> None:
    days, totals = {"a": "2023-01-18", "b": "2023-03-05"}, {"a": 3, "b": 5}
    for name in order:
        signed(lake, name, totals[name], days[name])
    assert ask("SELECT old_value, new_value FROM changes") == [{"old_value": 3.0, "new_value": 5.0}]
    assert ask("SELECT value FROM observations WHERE breakdown = 'total'") == [{"value": 5.0}]
    assert ask("SELECT DISTINCT problems FROM reports") == [{"problems": []}]


@pytest.mark.parametrize("days", [(None, None), ("2023-01-18", "2023-01-18"), ("2023-01-18", None)])
def test_what_no_day_puts_in_order_is_a_copy_that_differs(
    lake: LakeBuilder, ask: Ask, days: tuple[str | None, str | None]
) -> None:
    for name, total, day in zip("ab", (3, 5), days, strict=True):
        signed(lake, name, total, day)
    assert ask("SELECT problems FROM reports") == [{"problems": ["copies_differ"]}]


def test_later_part_of_a_report_is_no_reissue(lake: LakeBuilder, ask: Ask) -> None:
    lake.find("part", "file:///part.html", portal_id="import")
    lake.document(
        "part", **WHO, cells=cells("review", {"reconsideration/total": 2}), signed="2023-03-05"
    )
    signed(lake, "whole", 3, "2023-01-18")
    assert len(ask("FROM reports")) == 1


def test_copy_that_is_signed_later_with_the_same_figures_is_no_reissue(
    lake: LakeBuilder, ask: Ask
) -> None:
    for name, day in (("a", "2023-01-18"), ("b", "2023-03-05")):
        signed(lake, name, 3, day)
    assert len(ask("FROM reports")) == 1
