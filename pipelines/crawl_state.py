"""What the parts of one crawl process share: the archive's file, the fetch log, the counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from pipelines.archive_writer import ArchiveWriter
from pipelines.fetch_log import FetchLog
from pipelines.items import Context, Item

_COUNTED: Final = {"list": "list_pages", "home": "list_pages", "report": "reports"}


@dataclass
class CrawlState:
    """One crawl process.

    `hosts` tells whose robots.txt a host's is; `sites` are the portals' own domains,
    `registered_hosts` those that the registry names, `old_tls` those that may be asked by old
    protocols. `answered` is set by the first answer of any host, `offline` when none comes; until
    then items are `held`.
    """

    run_id: str
    batch: str
    archive: ArchiveWriter
    log: FetchLog
    started_at: str
    hosts: dict[str, str] = field(default_factory=dict)
    sites: set[str] = field(default_factory=set)
    registered_hosts: set[str] = field(default_factory=set)
    old_tls: set[str] = field(default_factory=set)
    hours: dict[str, str] = field(default_factory=dict)  # by portal, where it has any
    postponed: set[str] = field(default_factory=set)  # portals whose hours were over
    counts: Counter[str] = field(default_factory=Counter)
    held: list[Item] = field(default_factory=list)
    answered: bool = False
    offline: bool = False

    @property
    def archive_folder(self) -> Path:
        """Folder of the web archive."""
        return self.archive.path.parent

    def facts(self, kind: str, url: str, context: Context, asked: str) -> dict[str, Any]:
        """What a metadata record says of every exchange or attempt; `asked` began it."""
        host = urlsplit(url).netloc
        return {
            "kind": kind,
            "run_id": self.run_id,
            "batch": self.batch,
            **context.__dict__,
            "portal_id": context.portal_id or self.hosts.get(host),
            "url": asked,
            "final_url": url,
            "fetched_at": now(),
            "error": None,
            "status": None,
            "links_digest": None,
        }

    def count(self, facts: dict[str, Any]) -> None:
        """Keep the figures that progress and outcome show."""
        if facts["error"] is not None and facts["purpose"] != "robots":
            self.counts["failures"] += 1
        elif facts["status"] == 304 or facts.get("unchanged_links"):
            self.counts["not_modified"] += 1
        if facts["status"] in (200, 304) and facts["error"] is None:
            self.counts[_COUNTED.get(facts["purpose"], facts["purpose"] + "s")] += 1


def state_of(crawler: Crawler) -> CrawlState:
    """The state that the spider of this crawl was started with."""
    state = getattr(crawler.spider, "crawl_state", None)
    if not isinstance(state, CrawlState):
        raise TypeError("a crawl without archive: start it with stages.crawl or spiders.run")
    return state


DATE: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """The present moment as WARC dates have it, to the microsecond."""
    return datetime.now(UTC).strftime(DATE)
