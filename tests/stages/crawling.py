"""What tests of crawls share: a portal with one list and a report a year, and a run over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

import lake
from config import Settings
from spiders.registry import Portal
from stages.crawl import CrawlOutcome, crawl
from stages.index import index

AGENCY = "某县水利局"


def title(year: int) -> str:
    return f"{AGENCY}{year}年政府信息公开工作年度报告"


def path(year: int) -> str:
    return f"/nb/{year}/t{year}0120_1.html"


def entry(year: int) -> str:
    return f"<li><a href='{path(year)}'>{title(year)}</a>{year}-01-20</li>"


def list_reports(portal: Any, years: range) -> None:
    portal.page("/nb/", "".join(map(entry, years)), ETag=f'"{years}"')


def furnish(portal: Any, years: range = range(2019, 2023)) -> None:
    """A portal with one list and one report a year."""
    portal.page("/nb/", "".join(map(entry, years)), ETag='"list"')
    for year in years:
        portal.page(path(year), f"<h1>{title(year)}</h1>", ETag=f'"{year}"')


def one(portal: Any, **columns: str) -> list[Portal]:
    fixed = {"annual_reports_url": portal.home + "nb/", **columns}
    return [Portal("p", AGENCY, portal.home, **fixed)]


def run(settings: Settings, portals: list[Portal], run_id: str = "run1") -> CrawlOutcome:
    outcome = crawl(settings, run_id, "0000", portals)
    index(settings)
    return outcome


def rows(settings: Settings, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = lake.read(settings.lake, table).to_pylist()
    return found


def found_urls(settings: Settings) -> set[str]:
    return {row["url"] for row in rows(settings, "finds")}


def make_older(path: Path, days: int) -> None:
    """Move all fetches of a batch into the past, so that report pages are due again."""
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE t AS FROM read_parquet('{path}')")
        db.execute(f"UPDATE t SET fetched_at = fetched_at - INTERVAL {days} DAY")
        db.execute(f"COPY t TO '{path}' (FORMAT parquet)")
