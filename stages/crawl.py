"""The crawl stage: a batch of portals in, one WARC file out, by a process of its own."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config import Settings
from pipelines.log_index import last_looks
from spiders.domains import site
from spiders.registry import Portal
from stages import progress
from stages.index import index
from stages.lock import data_lock

_ROOT = Path(__file__).resolve().parent.parent


class CrawlError(RuntimeError):
    """The crawl process ended in a way that it did not mean to; its log tells more."""

    def __init__(self, message: str, log: Path) -> None:
        super().__init__(message)
        self.log = log


@dataclass(frozen=True)
class CrawlOutcome:
    """What one crawl process did. `status` is finished, offline, stopped (some portals' hours were
    over), failed (stopped early) or died (see `message`).

    `requests` counts exchanges and failed attempts alike; `not_modified` those that brought nothing
    new; `reports` and `list_pages` the pages had, changed or not.
    """

    run_id: str
    batch: str
    status: str
    portals: int
    requests: int
    list_pages: int
    reports: int
    attachments: int
    not_modified: int
    failures: int
    log: Path
    message: str = ""

    @property
    def died(self) -> bool:
        """Whether the process ended in a way that it did not mean to."""
        return self.status == "died"

    @property
    def offline(self) -> bool:
        """Whether nothing at all answered."""
        return self.status == "offline"


def batches(portals: Sequence[Portal], size: int) -> Iterator[tuple[str, tuple[Portal, ...]]]:
    """Portals dealt out in as few batches as `size` allows, of about equal length, with names.

    Portals of one site stay in one batch: two processes would ask its host at the same time.
    Else the order stays: who comes first is crawled first.
    """
    sites: dict[str | None, list[Portal]] = {}
    for portal in portals:
        sites.setdefault(site(portal.home_url), []).append(portal)
    count, placed = math.ceil(len(portals) / size), 0
    dealt: list[list[Portal]] = [[]]
    for together in sites.values():
        if placed * count >= len(dealt) * len(portals):
            dealt.append([])
        dealt[-1].extend(together)
        placed += len(together)
    for number, batch in enumerate(filter(None, dealt)):
        yield f"{number:04}", tuple(batch)


def in_turn(settings: Settings, portals: Sequence[Portal]) -> list[Portal]:
    """Those first that were not asked for the longest time: a night that ends early ends elsewhere
    the next time."""
    looked = last_looks(settings.lake)
    return sorted(portals, key=lambda portal: looked.get(portal.portal_id, ""))


def dead_batch(
    run_id: str, batch: str, portals: Sequence[Portal], error: CrawlError
) -> CrawlOutcome:
    """The outcome of a crawl process that died; what it had received is in the archive."""
    return CrawlOutcome(
        run_id, batch, "died", len(portals), 0, 0, 0, 0, 0, 0, log=error.log, message=str(error)
    )


def crawl_all(settings: Settings, portals: Sequence[Portal]) -> Iterator[CrawlOutcome]:
    """Crawl all portals, batch by batch, and index what came; the run is named by its start.

    Stops at the first batch that finds itself offline: the next would find the same.
    """
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    with data_lock(settings, "crawl"):
        index(settings)  # what a run that was cut off has left in the archive
        for batch, part in batches(in_turn(settings, portals), settings.portals_per_batch):
            outcome = crawl(settings, run_id, batch, part, progress.crawling(batch))
            index(settings)
            yield outcome
            if outcome.offline:
                return


def crawl(
    settings: Settings,
    run_id: str,
    batch: str,
    portals: Sequence[Portal],
    tell: Callable[[Mapping[str, Any]], None] | None = None,
) -> CrawlOutcome:
    """Crawl one batch. `tell` gets the running counts, about twice a second.

    Raises CrawlError when the process dies, DataLockedError when another crawl is at work. What was
    received until then is in the archive either way.
    """
    log = settings.data / "logs" / f"crawl-{run_id}-{batch}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with data_lock(settings, "crawl"):
        counts = run_job(job_of(settings, run_id, batch, portals, log), log, tell)

    def count(name: str) -> int:
        return int(counts.get(name, 0))

    return CrawlOutcome(
        run_id=run_id,
        batch=batch,
        status=str(counts.get("status")),
        portals=len(portals),
        requests=count("requests"),
        list_pages=count("list_pages"),
        reports=count("reports"),
        attachments=count("attachments"),
        not_modified=count("not_modified"),
        failures=count("failures"),
        log=log,
    )


def job_of(
    settings: Settings, run_id: str, batch: str, portals: Sequence[Portal], log: Path
) -> dict[str, Any]:
    """What a crawl process is told to do."""
    # The process runs in the repo's folder: relative folders of the caller would be others there.
    folders = {"data": str(settings.data.resolve()), "lake_folder": str(settings.lake.resolve())}
    return {
        "settings": settings.model_dump(mode="json") | folders,
        "run_id": run_id,
        "batch": batch,
        "portals": [asdict(p) for p in portals],
        "log": str(log.resolve()),
    }


def run_job(
    job: Mapping[str, Any], log: Path, tell: Callable[[Mapping[str, Any]], None] | None
) -> Mapping[str, Any]:
    """Run one crawl process to its end; what it said last. Raises CrawlError."""
    counts: Mapping[str, Any] = {}
    with (
        log.with_suffix(".err").open("w+", encoding="utf-8") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "spiders.run"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            cwd=_ROOT,
        ) as process,  # fmt: skip
    ):
        try:
            _hand_over(process, json.dumps(job, ensure_ascii=False))
            for line in process.stdout or ():
                counts = json.loads(line)
                if tell:
                    tell(counts)
        except BaseException:
            process.terminate()  # a clean stop; what it received is in the archive
            raise
        if process.wait() != 0 or counts.get("status", "running") == "running":
            errors.seek(0)
            raise CrawlError(_death(process.returncode, errors.read(), log), log)
    if log.with_suffix(".err").stat().st_size == 0:
        log.with_suffix(".err").unlink()
    return counts


def _hand_over(process: subprocess.Popen[str], job: str) -> None:
    if process.stdin is not None:
        process.stdin.write(job)
        process.stdin.close()


def _death(code: int, errors: str, log: Path) -> str:
    last = errors.strip().splitlines()[-1:] or ["no message"]
    return f"The crawl process ended with status {code} ({last[0]}); its log is {log}"
