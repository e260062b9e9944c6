"""Exactly one status per expected report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lake_builder import LakeBuilder, cells

Ask = Callable[[str], list[dict[str, Any]]]
FIGURES = cells("requests", {"received/total": 1})


def status(ask: Ask, year: int = 2025) -> str:
    rows = ask(f"SELECT status FROM coverage WHERE year = {year}")
    assert len(rows) == 1
    return str(rows[0]["status"])


@pytest.fixture
def portal(lake: LakeBuilder) -> LakeBuilder:
    return lake.portal("p", "保定市科学技术局", "130600")


def report(lake: LakeBuilder, year: int, **more: Any) -> None:
    lake.find(f"d{year}", f"http://p/{year}").document(
        f"d{year}", title="报告", agency="保定市科学技术局", year=year, **more
    )


def test_report_that_was_read_is_extracted(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2025, cells=FIGURES)
    assert status(ask) == "extracted"


def test_report_with_a_problem_says_so(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2025, cells=FIGURES, problems=[("unit_assumed", "no unit in header or cell")])
    assert status(ask) == "extracted_with_problems"


def test_report_without_tables_is_unreadable(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2025, problems=[("tables_missing", "no table")])
    assert status(ask) == "unreadable"


def test_local_forms_before_2014_are_no_known_form(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2010)
    assert status(ask, 2010) == "no_known_form"


def test_report_page_that_failed_is_found_not_fetched(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p").fetch("p", "report", "http://p/2025", status=500)
    assert status(ask) == "found_not_fetched"


def test_failed_page_of_one_year_says_nothing_of_the_others(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2023, cells=FIGURES)
    portal.listing("p").fetch("p", "report", "http://p/x", status=500, link_text="某局2024年年报")
    assert status(ask, 2024) == "found_not_fetched"
    assert status(ask, 2025) == "not_published"


def test_another_agencys_portal_does_not_tell_what_was_not_published(
    portal: LakeBuilder, ask: Ask
) -> None:
    portal.listing("p").find("guest", "http://p/guest").document(
        "guest", title="报告", agency="保定市教育局", year=2024, cells=FIGURES
    )
    rows = ask("SELECT status FROM coverage WHERE agency_id = '130600-教育局' AND year = 2025")
    assert [r["status"] for r in rows] == ["never_looked"]


def test_portal_that_forbids_is_blocked(portal: LakeBuilder, ask: Ask) -> None:
    portal.fetch("p", "home", "http://p/", status=403)
    portal.rows["run0"]["problems"].append(
        {"portal_id": "p", "run_id": "run0", "code": "blocked", "message": "403 at the home page"}
    )
    assert status(ask) == "blocked"


def test_portal_that_does_not_answer_is_unreachable(portal: LakeBuilder, ask: Ask) -> None:
    portal.fetch("p", "home", "http://p/", error="timed out")
    assert status(ask) == "unreachable"


def test_complete_listing_after_the_due_date_proves_absence(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p")
    assert status(ask) == "not_published"


def test_incomplete_listing_proves_nothing(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p", complete=False)
    assert status(ask) == "never_looked"


def reason(ask: Ask) -> tuple[str, str]:
    (row,) = ask(
        "SELECT status, reason FROM coverage WHERE agency_id = '130600-科学技术局' AND year = 2025"
    )
    return row["status"], row["reason"]


def test_one_whole_column_of_several_proves_nothing(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p").listing("p", complete=False, column_url="http://p/old/")
    assert status(ask) == "never_looked"


def test_portal_without_any_column_proves_nothing(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p", column_url=None)
    assert reason(ask) == ("never_looked", "no column of annual reports was found on its portal")


def test_search_that_left_places_out_proves_nothing(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p", searched=False)
    portal.night(1).listing("p")
    assert reason(ask)[0] == "never_looked"
    assert "not all places of its portal" in reason(ask)[1]


def test_column_in_which_only_another_agencys_reports_were_found_proves_nothing(
    portal: LakeBuilder, ask: Ask
) -> None:
    portal.listing("p").find("guest", "http://p/guest").document(
        "guest", title="报告", agency="保定市教育局", year=2024, cells=FIGURES
    )
    assert reason(ask)[0] == "never_looked"
    assert "only other agencies' reports" in reason(ask)[1]


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        (True, False, "not_published"),
        (False, True, "never_looked"),
        (None, True, "never_looked"),
    ],
)
def test_each_corner_of_a_directory_speaks_of_its_own_agency(
    lake: LakeBuilder, ask: Ask, own: bool | None, other: bool, told: str
) -> None:
    lake.portal("p", "保定市人民政府", "130600")
    for agency in ("科学技术局", "教育局"):
        lake.find(agency, f"http://p/{agency}").document(
            agency, title="报告", agency=f"保定市{agency}", year=2024, cells=FIGURES
        )
    if own is not None:
        lake.listing("p", complete=own, agency="市科学技术局")
    lake.listing("p", complete=other, agency="市教育局", column_url="http://p/jyj/")
    assert reason(ask)[0] == told


def test_registered_portal_that_was_never_crawled_is_never_looked(
    portal: LakeBuilder, ask: Ask
) -> None:
    assert status(ask) == "never_looked"


def test_governments_report_is_due_in_march(lake: LakeBuilder, ask: Ask) -> None:
    lake.portal("p", "保定市人民政府", "130600").listing("p")
    assert status(ask) == "not_yet_due"


def test_offline_run_changes_no_status(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p")
    before = ask("SELECT * FROM coverage")
    portal.night(1, "offline").fetch("p", "home", "http://p/", error="no route to host")
    portal.rows["run1"]["problems"].append(
        {"portal_id": "p", "run_id": "run1", "code": "unreachable", "message": "no route to host"}
    )
    assert ask("SELECT * FROM coverage") == before


def test_every_year_since_the_first_has_a_status(portal: LakeBuilder, ask: Ask) -> None:
    report(portal, 2022, cells=FIGURES)
    rows = ask("SELECT year FROM coverage ORDER BY year")
    assert [row["year"] for row in rows] == [2022, 2023, 2024, 2025]


def test_report_that_is_no_longer_tried_stays_found_not_fetched(
    portal: LakeBuilder, ask: Ask
) -> None:
    portal.listing("p").fetch("p", "report", "http://p/2025", status=500)
    portal.night(1).listing("p")
    assert status(ask) == "found_not_fetched"


def test_report_that_came_in_a_later_night_is_not_lost(portal: LakeBuilder, ask: Ask) -> None:
    portal.listing("p").fetch("p", "report", "http://p/2025", status=500)
    portal.night(1).listing("p")
    report(portal, 2025, cells=FIGURES)
    assert status(ask) == "extracted"


def test_failing_report_page_does_not_make_its_portal_unreachable(
    portal: LakeBuilder, ask: Ask
) -> None:
    report(portal, 2023, cells=FIGURES)
    portal.listing("p").fetch("p", "report", "http://p/x", status=500, link_text="某局2024年年报")
    portal.rows["run0"]["problems"].append(
        {
            "portal_id": "p",
            "run_id": "run0",
            "url": "http://p/x",
            "code": "unreachable",
            "message": "http://p/x answered 500",
        }
    )
    assert status(ask, 2024) == "found_not_fetched"
    assert status(ask, 2025) == "not_published"


def test_list_page_that_forbids_blocks_its_portal(portal: LakeBuilder, ask: Ask) -> None:
    portal.fetch("p", "home", "http://p/", status=200)
    portal.fetch("p", "list", "http://p/nb/", status=403)
    portal.rows["run0"]["problems"].append(
        {
            "portal_id": "p",
            "run_id": "run0",
            "url": "http://p/nb/",
            "code": "blocked",
            "message": "http://p/nb/ answered 403",
        }
    )
    assert status(ask) == "blocked"


def test_report_without_a_year_may_be_the_one_that_seems_missing(
    portal: LakeBuilder, ask: Ask
) -> None:
    portal.listing("p").find("undated", "http://p/u")
    portal.document("undated", title="报告", agency="保定市科学技术局", cells=FIGURES)
    (row,) = ask("SELECT status, reason FROM coverage WHERE year = 2025")
    assert row["status"] == "unreadable"
    assert "http://p/u" in row["reason"]


def test_nameless_report_raises_no_expectation_for_other_years(lake: LakeBuilder, ask: Ask) -> None:
    """A file that cannot be opened tells no agency: none can owe its other years."""
    lake.find("d", "file:///2023.pdf").document("d", year=2023, problems=[("corrupt", "broken")])
    assert ask("SELECT year, status FROM coverage") == [{"year": 2023, "status": "unreadable"}]
