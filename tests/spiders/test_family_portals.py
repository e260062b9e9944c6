"""Portals of every family, from the home page alone: every report found, no decoy taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

import lake
from config import Settings
from sample_portals.families import sites
from sample_portals.server import Served, serve
from spiders.registry import Portal
from stages.crawl import crawl
from stages.index import index

MOST_REQUESTS = 40  # in search of a portal's columns


@dataclass(frozen=True)
class Crawled:
    """One crawl over all of them at once, and what the portals saw of it."""

    served: Served
    finds: list[dict[str, Any]]
    fetches: list[dict[str, Any]]
    problems: list[dict[str, Any]]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    settings = Settings(data=tmp_path_factory.mktemp("data"), delay=0, download_timeout=5)
    with serve(chosen=sites()) as served:
        portals = [Portal(s.portal_id, s.name, served.url(s.portal_id)) for s in sites()]
        crawl(settings, "run", "0000", portals)
        index(settings)
        tables = (lake.read(settings.lake, t).to_pylist() for t in ("finds", "fetches", "problems"))
        yield Crawled(served, *tables)


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
    asked = [r.path for r in crawled.served.log if r.portal_id == portal_id]
    assert len(asked) - len(reports) <= MOST_REQUESTS
    assert len(asked) == len(set(asked)), "no page is asked for twice"
