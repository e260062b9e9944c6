"""How a portal's annual reports are found: a look that fetches no report and keeps nothing.

It is the crawl itself, in a folder of its own that goes away, within few requests.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import lake
from config import Settings
from spiders.registry import Portal, RegistryError
from spiders.trace import Step
from stages.crawl import job_of, run_job
from stages.index import index
from vocabulary.titles import parse_title

_SILENCE: Final = "unreachable: nothing answered; is the address right, is this machine online?"
MOST_REQUESTS: Final = 39  # per portal, robots.txt aside


@dataclass(frozen=True)
class Column:
    """One column: `reports` are addresses."""

    url: str
    name: str | None
    family: str | None
    complete: bool
    pages: int
    reports: tuple[str, ...]


@dataclass(frozen=True)
class Discovery:
    """What a look found. `titles` by address; `problems` in words."""

    portal_id: str
    requests: int
    columns: tuple[Column, ...]
    titles: Mapping[str, str]
    steps: tuple[Step, ...]
    problems: tuple[str, ...]

    @property
    def reports(self) -> set[str]:
        """The addresses of all reports that were listed."""
        return {url for column in self.columns for url in column.reports}

    def years(self) -> set[int]:
        """The fiscal years that the titles name."""
        said = (parse_title(self.titles.get(url, "")).year for url in self.reports)
        return {year for year in said if year is not None}

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def portal_of(url: str) -> Portal:
    """A portal that no registry knows, by the address of its home page. Raises RegistryError."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RegistryError(f"{url!r} is no http(s) address: write http://HOST/")
    return Portal(parts.hostname.lower(), parts.hostname, url)


def verified(portal: Portal, found: Discovery) -> Portal:
    """The row with what a look has seen today: its column, unless there are several."""
    best = max(found.columns, key=lambda column: len(column.reports), default=None)
    if best is None or not best.reports:
        return portal
    today = datetime.now(UTC).date().isoformat()
    url = best.url if set(best.reports) == found.reports else None
    return replace(portal, annual_reports_url=url, family=best.family, verified=today)


def discover(
    settings: Settings, portals: Sequence[Portal], most: int = MOST_REQUESTS
) -> list[Discovery]:
    """Look at these portals as a first night would, each with `most` pages. Raises CrawlError."""
    with tempfile.TemporaryDirectory(prefix="gongkai-look-") as folder:
        update = {"data": Path(folder), "lake_folder": None, "max_pages_per_portal": most}
        own = settings.model_copy(update=update)
        log = own.data / "look.log"
        job = {**job_of(own, "look", "0000", portals, log), "discover": True}
        told = run_job(job, log, None)
        looks = told.get("looks", [])
        index(own)
        problems: dict[str, list[str]] = {}
        if told.get("status") == "offline":
            problems = {look["portal_id"]: [_SILENCE] for look in looks}
        for row in lake.read(own.lake, "problems").to_pylist():
            problems.setdefault(row["portal_id"], []).append(f"{row['code']}: {row['message']}")
    return [_discovery(look, problems.get(look["portal_id"], [])) for look in looks]


def _discovery(look: Mapping[str, Any], problems: Sequence[str]) -> Discovery:
    columns = tuple(Column(**{**c, "reports": tuple(c["reports"])}) for c in look["columns"])
    return Discovery(
        portal_id=look["portal_id"],
        requests=look["requests"],
        columns=columns,
        titles=look["titles"],
        steps=tuple(_step(step) for step in look["steps"]),
        problems=tuple(problems),
    )


def _step(step: Mapping[str, Any]) -> Step:
    reports = tuple((url, title) for url, title in step["reports"])
    return Step(**{**step, "reports": reports, "columns": tuple(step["columns"])})
