"""Portals of every family, from the home page alone: every report found, no decoy taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import lake
from config import Settings
from sample_portals.families import organ_directory, organ_years, sites, ucap
from sample_portals.served import Request
from sample_portals.server import serve
from spiders.joined import MARK
from spiders.registry import Portal
from stages.crawl import crawl
from stages.index import index
from vocabulary.titles import parse_title

MOST_REQUESTS = 40  # in search of a portal's columns


@dataclass(frozen=True)
class Crawled:
    """Two nights over all of them at once, and what the portals saw of it."""

    first: list[Request]
    second: list[Request]
    finds: list[dict[str, Any]]
    listings: list[dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    settings = Settings(data=tmp_path_factory.mktemp("data"), delay=0, download_timeout=5)
    with serve(chosen=sites()) as served:
        portals = [Portal(s.portal_id, s.name, served.url(s.portal_id)) for s in sites()]
        for night in ("first", "second"):
            crawl(settings, night, "0000", portals)
            index(settings)
            if night == "first":
                asked = len(served.log)
        finds = lake.read(settings.lake, "finds").to_pylist()
        listings = lake.read(settings.lake, "listings").to_pylist()
        yield Crawled(served.log[:asked], served.log[asked:], finds, listings)


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


@pytest.mark.parametrize("portal_id", [s.portal_id for s in sites()])
def test_every_report_is_found_and_no_decoy_taken(crawled: Crawled, portal_id: str) -> None:
    site = next(s for s in sites() if s.portal_id == portal_id)
    taken = {path_of(f["url"]) for f in crawled.finds if f["portal_id"] == portal_id}
    shown = {unquote(path) for path in taken}
    assert shown == {unquote(path) for path in site.reports}


@pytest.mark.parametrize("portal_id", [s.portal_id for s in sites()])
def test_few_pages_are_asked_for_on_the_way(crawled: Crawled, portal_id: str) -> None:
    reports = next(s for s in sites() if s.portal_id == portal_id).reports
    asked = [r.path for r in crawled.first if r.portal_id == portal_id]
    assert len(asked) - len(reports) <= MOST_REQUESTS
    sent = [(r.path, r.form) for r in crawled.first if r.portal_id == portal_id]
    assert len(sent) == len(set(sent)), "no page is asked for twice"


def test_unchanged_second_night_asks_for_lists_only(crawled: Crawled) -> None:
    reports = {(s.portal_id, unquote(path)) for s in sites() for path in s.reports}
    again = {(r.portal_id, unquote(r.path)) for r in crawled.second} & reports
    columns = {"family-column-is-report", "family-jpaas", "family-organ-years"}
    assert {portal_id for portal_id, _ in again} <= columns, "pages that are list and report in one"
    assert len(crawled.second) < len(crawled.first) / 2
    found = {(f["portal_id"], f["url"]) for f in crawled.finds if not f["url"].endswith(MARK)}
    assert len(found) == len(reports)


@pytest.mark.parametrize("portal_id", [s.portal_id for s in sites()])
def test_second_night_lists_the_same_reports_whole(crawled: Crawled, portal_id: str) -> None:
    site = next(s for s in sites() if s.portal_id == portal_id)
    told = [x for x in crawled.listings if x["portal_id"] == portal_id]
    second = [x for x in told if x["run_id"] == "second"]
    assert sum(x["reports"] for x in second) >= len(set(site.reports.values()))
    assert all(x["complete"] for x in second)


def test_sub_column_that_lies_elsewhere_is_asked_for_again(crawled: Crawled) -> None:
    asked = {r.path for r in crawled.second if r.portal_id == "family-ucap"}
    assert f"{ucap.ELSEWHERE}list.shtml" in asked


def test_corner_that_shows_a_report_is_asked_again_for_the_years_beside_it(
    crawled: Crawled,
) -> None:
    asked = {r.path for r in crawled.second if r.portal_id == "family-organ-years"}
    assert asked == {"/robots.txt", "/zwgk/nb/", *organ_years.corners()}


def test_registered_column_is_read_with_the_portals_menu_known(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, delay=0, download_timeout=5)
    site = ucap.site()
    with serve(chosen=[site]) as served:
        home, column = (served.url(site.portal_id, p) for p in ("/", f"{ucap.FOLDER}list.shtml"))
        portal = Portal(site.portal_id, site.name, home, annual_reports_url=column)
        crawl(settings, "first", "0000", [portal])
        index(settings)
    taken = {path_of(f["url"]) for f in lake.read(settings.lake, "finds").to_pylist()}
    assert taken == set(site.reports)


def test_agency_that_only_a_sub_column_names_goes_with_the_report(crawled: Crawled) -> None:
    found = [f for f in crawled.finds if f["portal_id"] == "family-organ-directory"]
    assert {parse_title(f["link_text"]).agency for f in found} == set(organ_directory.ORGANS)
