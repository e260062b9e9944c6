"""One crawl process: `python -m spiders.run`, its job as JSON on stdin, progress as JSON on stdout.

A process of its own, since a Twisted reactor runs once, and since a crawl that dies must not take
the night with it. SIGTERM stops it cleanly; kill -9 loses nothing that was received.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from config import Settings
from pipelines import log_index
from pipelines.archive_writer import ArchiveWriter
from pipelines.crawl_state import CrawlState, now
from pipelines.facts import release, write_or_hold
from pipelines.items import Context, PortalProblem
from spiders import lists
from spiders.annual_reports import AnnualReportsSpider
from spiders.domains import site
from spiders.registry import Portal
from spiders.settings import scrapy_settings
from spiders.telling import told

_PROGRESS_SECONDS: Final = 0.5
_STATUS: Final = {"finished": "finished", "offline": "offline"}


def run(
    settings: Settings,
    run_id: str,
    batch: str,
    portals: list[Portal],
    log: Path,
    *,
    discover: bool = False,
) -> None:
    """Crawl these portals into one WARC file; to `discover`, fetch no report and tell the way."""
    path = settings.archive / f"gongkai-{run_id}-{batch}.warc.gz"
    info = {"software": "gongkai", "format": "WARC File Format 1.1", "robots": "obey"}
    with ArchiveWriter(path, info) as archive:
        known = log_index.load(settings.lake, [p.portal_id for p in portals])
        state = _introduce(
            CrawlState(run_id, batch, archive, known, now()), portals, settings.hours
        )
        _begin(state, portals)
        options = {**scrapy_settings(settings), "LOG_FILE": str(log)}
        process = AsyncCrawlerProcess(options)
        # Scrapy prints a traceback for every host that does not answer; our own rows say it better.
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
        crawler = process.create_crawler(AnnualReportsSpider)
        closing = _Closing(state, len(portals))
        crawler.signals.connect(closing.opened, signals.spider_opened)
        crawler.signals.connect(closing.closed, signals.spider_closed)
        crawler.signals.connect(closing.broken, signals.spider_error)
        process.crawl(
            crawler,
            portals=portals,
            crawl_state=state,
            max_pages=settings.max_pages_per_portal,
            discover=discover,
        )
        process.start()
        if archive.broken:
            sys.exit(f"{archive.broken}. Make room and run again: what was received is kept.")


class _Closing:
    """Reports progress while the spider runs, and writes the run's end when it closes."""

    def __init__(self, state: CrawlState, portals: int) -> None:
        self._state = state
        self._portals = portals
        self._spider: AnnualReportsSpider | None = None
        self._ticks = LoopingCall(self._progress)

    def opened(self, spider: AnnualReportsSpider) -> None:
        self._spider = spider
        self._ticks.start(_PROGRESS_SECONDS)

    def closed(self, spider: AnnualReportsSpider, reason: str) -> None:
        self._ticks.stop()
        self._close_looks(spider, reason)
        release(self._state)
        status = _STATUS.get(reason, "failed")
        message = "" if status == "finished" else _message(reason)
        if self._state.postponed and status == "finished":
            status, message = "stopped", _left_over(len(self._state.postponed))
        facts = {
            "kind": "run_end",
            "run_id": self._state.run_id,
            "batch": self._state.batch,
            "started_at": self._state.started_at,
            "ended_at": now(),
            "status": status,
            "portals": self._portals,
            "requests": self._state.counts["requests"],
            "failures": self._state.counts["failures"],
            "message": message,
        }
        self._state.archive.metadata(facts)
        self._progress(status)

    def broken(self, failure: Failure, response: Response) -> None:
        """A mistake of ours on one page must not stay in the log alone."""
        context = response.meta.get("context")
        problem = PortalProblem(
            context.portal_id if isinstance(context, Context) else "",
            response.url,
            "crawler_error",
            f"the crawler could not read {response.url} ({failure.value!r}); please report it",
        )
        write_or_hold(self._state, problem)

    def _close_looks(self, spider: AnnualReportsSpider, reason: str) -> None:
        """A look that a mistake or a stop left open was not complete."""
        for look in spider.looks:
            if not look.closed and reason != "offline":
                look.healthy = False
                for column in look.columns.values():
                    column.complete = False
                for said in lists.outcome(look, self._state.log):
                    write_or_hold(self._state, said)

    def _progress(self, status: str = "running") -> None:
        looks = self._spider.looks if self._spider else []
        done = sum(look.closed for look in looks)
        counts = {"status": status, "portals_done": done, **self._state.counts}
        if self._spider and self._spider.discover and status != "running":
            counts["looks"] = [told(look) for look in looks]
        # A parent that is gone is no reason to stop the crawl.
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(counts), flush=True)  # noqa: T201


def _message(reason: str) -> str:
    if reason == "offline":
        return "no portal answered: this machine seems to be offline"
    return f"stopped before all portals were done ({reason}); the next run goes on"


def _left_over(portals: int) -> str:
    return (
        f"{portals} portals were not asked to the end: their hours were over; the next run goes on"
    )


def _introduce(state: CrawlState, portals: list[Portal], default_hours: str) -> CrawlState:
    """Tell the state which hosts the registry allows, and when."""
    for portal in portals:
        urls = filter(None, (portal.home_url, portal.annual_reports_url))
        hosts = {host for url in urls if (host := urlsplit(url).hostname)}
        state.registered_hosts |= hosts
        if hours := portal.hours or default_hours:
            state.hours[portal.portal_id] = hours
        if portal.tls == "old":
            state.old_tls |= hosts
        if portal.status == "active" and (own := site(portal.home_url)):
            state.sites.add(own)
    return state


def _begin(state: CrawlState, portals: list[Portal]) -> None:
    run = {"run_id": state.run_id, "batch": state.batch}
    start = {"kind": "run_start", **run, "started_at": state.started_at, "portals": len(portals)}
    state.archive.metadata(start)
    for portal in portals:
        facts = {"kind": "portal", **run, "seen_at": state.started_at, **asdict(portal)}
        state.archive.metadata(facts, portal.home_url)


def main() -> None:
    """Read the job and do it."""
    job: dict[str, Any] = json.load(sys.stdin)
    settings = Settings(**job["settings"])
    portals = [Portal(**row) for row in job["portals"]]
    log, discover = Path(job["log"]), bool(job.get("discover"))
    run(settings, job["run_id"], job["batch"], portals, log, discover=discover)


if __name__ == "__main__":
    main()
