"""Lists that hold everything, and a report a year among it, over real HTTP."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb

from config import Settings
from spiders.registry import Portal
from stages.discovering import discover
from tests.stages.crawling import AGENCY, entry, found_urls, path, rows, run, title
from warehouse.build import build

HOME = "<a href='/gk/'>法定主动公开内容</a><a href='/zn.html'>政府信息公开指南</a>"


def furnish(portal: Any, pages: int, stands: dict[int, int]) -> Portal:
    """A list of that many pages; `stands` tells on which page which year's report is."""
    portal.page("/", HOME)
    portal.page("/zn.html", "<p>政府信息公开指南</p>")
    for number in range(pages):
        notices = (
            f"<li><a href='/gk/c{number}_{n}.html'>关于第{number}{n}号采购公告的通知</a>2024-03-01"
            for n in range(8)
        )
        shown = "".join(entry(year) for year, at in stands.items() if at == number)
        last = number + 1 == pages
        turn = "" if last else f"<a href='/gk/index_{number + 1}.html'>下一页</a>"
        at = f"/gk/index_{number}.html" if number else "/gk/"
        portal.page(at, f"<ul>{''.join(notices)}{shown}</ul>{turn}")
    for year in stands:
        portal.page(path(year), f"<h1>{title(year)}</h1>")
    return Portal("p", AGENCY, portal.home, agency=AGENCY, region_code="130600")


def statuses(settings: Settings) -> set[str]:
    build(settings.lake, settings.warehouse)
    with duckdb.connect(str(settings.warehouse), read_only=True) as db:
        return {status for (status,) in db.execute("SELECT status FROM coverage").fetchall()}


def codes(settings: Settings, night: str) -> list[str]:
    return [p["code"] for p in rows(settings, "problems") if p["run_id"] == night]


def test_first_report_on_a_later_page_is_found_and_the_list_is_the_column(
    portal: Any, settings: Settings
) -> None:
    known = furnish(portal, 22, {2023: 4, 2022: 12, 2021: 20})
    (found,) = discover(settings, [known])
    assert found.years() == {2023, 2022, 2021}
    assert len(portal.asked()) <= 39
    assert [column.url for column in found.columns] == [portal.home + "gk/"]
    run(settings, [known], "first")
    assert len(found_urls(settings)) == 3
    portal.page(path(2020), f"<h1>{title(2020)}</h1>")
    portal.page("/gk/index_21.html", f"<ul>{entry(2020)}</ul>")
    before = len(portal.log)
    run(settings, [known], "second")
    assert path(2020) in portal.asked(since=before)
    assert "/" not in portal.asked(since=before), "the column is remembered"
    assert all(row["complete"] for row in rows(settings, "listings"))


def test_search_that_ends_before_the_list_does_says_so_and_goes_on_the_next_night(
    portal: Any, settings: Settings
) -> None:
    known = furnish(portal, 20, {2023: 17})
    (found,) = discover(settings, [known])
    assert (found.reports, len(portal.asked()) <= 39) == (set(), True)
    assert any("search_unfinished" in said and "/gk/" in said for said in found.problems)
    run(settings, [known], "first")
    assert codes(settings, "first") == ["search_unfinished"]
    assert [r["complete"] for r in rows(settings, "listings")] == [False]
    assert "not_published" not in statuses(settings)
    before = len(portal.log)
    run(settings, [known], "second")
    assert found_urls(settings) == {portal.home[:-1] + path(2023)}
    assert codes(settings, "second") == []
    assert len(portal.asked(since=before)) <= 39


def test_pages_of_the_season_of_reports_come_first_where_a_list_names_its_pages(
    portal: Any, settings: Settings
) -> None:
    known = furnish(portal, 40, {})
    newest = date(2024, 12, 20)
    for number in range(40):  # ten days a page: January lies behind the thirtieth
        day = newest - timedelta(days=10 * number)
        entries = "".join(
            f"<li><a href='/gk/c{number}_{n}.html'>关于第{number}{n}号采购公告的通知</a>{day}"
            for n in range(8)
        )
        shown = entry(2023) if number == 33 else ""
        turn = f"<script>createPageHTML(40, {number}, 'index', 'html');</script>"
        at = f"/gk/index_{number}.html" if number else "/gk/"
        portal.page(at, f"<ul>{entries}{shown}</ul>{turn}")
    portal.page(path(2023), f"<h1>{title(2023)}</h1>")
    (found,) = discover(settings, [known])
    assert found.years() == {2023}
    pages = [asked for asked in portal.asked() if "/gk/index_" in asked]
    assert "/gk/index_33.html" in pages[:12]


def test_column_that_is_left_before_its_end_is_told_in_words(
    portal: Any, settings: Settings
) -> None:
    known = furnish(portal, 70, {2023: 0})
    run(settings, [known])
    told = [p["message"] for p in rows(settings, "problems") if p["code"] == "list_unfinished"]
    assert any("/gk/ was left before its end: 60 pages in a row had no report" in t for t in told)
    assert "not_published" not in statuses(settings)
