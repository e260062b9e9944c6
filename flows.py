"""Prefect flows: the nightly run, and one flow per stage. Thin: a task calls one stage, on a batch.

Prefect runs here without a server, without telemetry and without the internet: it starts a
temporary server of its own unless PREFECT_API_URL names one. All flows take the same options:
`data` (folder), `portals` (a registry file instead of the built-in one), `workers`.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # Its temporary server takes longer than the 20 s allowed on a machine that is busy.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}
for _name, _value in QUIET.items():  # Prefect reads them while it is imported
    os.environ.setdefault(_name, _value)

from prefect import flow, task, unmapped  # noqa: E402
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from config import Settings, settings_with  # noqa: E402
from spiders.registry import Portal, load  # noqa: E402
from stages import crawl, extract, progress  # noqa: E402
from stages.compaction import compact  # noqa: E402
from stages.index import index  # noqa: E402
from stages.lock import data_lock  # noqa: E402
from stages.summary import NightSummary  # noqa: E402
from warehouse.build import build  # noqa: E402
from warehouse.snapshot import Options, export  # noqa: E402

Batch = tuple[str, tuple[Portal, ...]]


@task(cache_policy=NO_CACHE)
def crawl_batch(settings: Settings, run_id: str, batch: Batch) -> crawl.CrawlOutcome:
    """Crawl one batch of portals; a crawl process that dies is an outcome, not the night's end."""
    name, portals = batch
    try:
        return crawl.crawl(settings, run_id, name, portals, progress.crawling(name))
    except crawl.CrawlError as error:
        progress.tell(f"crawl {name}:", 0, None, str(error))
        return crawl.dead_batch(run_id, name, portals, error)


@task(retries=1, retry_delay_seconds=5, cache_policy=NO_CACHE)
def extract_batch(settings: Settings, documents: list[extract.Document]) -> extract.ExtractOutcome:
    """Read one batch of documents into the lake."""
    return extract.extract_batch(settings, documents)


@task(cache_policy=NO_CACHE)
def build_warehouse(settings: Settings) -> Path:
    """Assemble the lake into a new warehouse."""
    progress.tell("build", 0)
    with data_lock(settings, "build"):
        build(settings.lake, settings.warehouse, memory=settings.build_memory)
    return settings.warehouse


@task(cache_policy=NO_CACHE)
def export_snapshot(settings: Settings) -> Path:
    """Publish the warehouse as a dated folder."""
    progress.tell("export", 0)
    with data_lock(settings, "export"):
        options = Options(keep=settings.keep_snapshots, memory=settings.export_memory)
        return export(settings.warehouse, settings.snapshots, options).folder


@flow(name="crawl")
def crawl_flow(
    data: str | None = None, portals: str | None = None, workers: int | None = None
) -> list[crawl.CrawlOutcome]:
    """Crawl all portals, batch by batch, and index what came."""
    settings = settings_with(data, workers)
    registry = load(*([Path(portals)] if portals else []))
    with data_lock(settings, "crawl"):
        index(settings)  # what a run that was cut off has left in the archive
        run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        turn = crawl.in_turn(settings, registry)
        batches = list(crawl.batches(turn, settings.portals_per_batch))
        outcomes: list[crawl.CrawlOutcome] = []
        for some in filter(None, (batches[:1], batches[1:])):
            if not any(outcome.offline for outcome in outcomes):  # no other would fare better
                outcomes += _crawled(settings, run_id, some)
    return outcomes


def _crawled(settings: Settings, run_id: str, batches: list[Batch]) -> list[crawl.CrawlOutcome]:
    """Batches crawled side by side and indexed; those whose process died once more."""
    parts = dict(batches)
    done = crawl_batch.map(unmapped(settings), unmapped(run_id), batches).result()
    index(settings)
    if again := [(o.batch, parts[o.batch]) for o in done if o.died]:
        retried = crawl_batch.map(unmapped(settings), unmapped(run_id), again).result()
        index(settings)
        done = [o for o in done if not o.died] + list(retried)
    return list(done)


@flow(name="extract")
def extract_flow(data: str | None = None, workers: int | None = None) -> extract.ExtractOutcome:
    """Read every document in the archive that this version has not read yet."""
    settings = settings_with(data, workers)
    with data_lock(settings, "extract"):
        todo = extract.batches(settings, extract.pending(settings))
        done = extract_batch.map(unmapped(settings), [list(batch) for batch in todo]).result()
    return sum(done, extract.ExtractOutcome())


@flow(name="build")
def build_flow(data: str | None = None) -> Path:
    """Assemble the warehouse."""
    return build_warehouse(settings_with(data))


@flow(name="export")
def export_flow(data: str | None = None) -> Path:
    """Publish a snapshot."""
    return export_snapshot(settings_with(data))


@flow(name="nightly")
def nightly(
    data: str | None = None, portals: str | None = None, workers: int | None = None
) -> NightSummary:
    """The whole way of a report, once: crawl, read, build, publish."""
    settings = settings_with(data, workers)
    runner: Any = ThreadPoolTaskRunner(max_workers=settings.workers)
    with data_lock(settings, "nightly"):
        compact(settings)
        crawls = crawl_flow.with_options(task_runner=runner)(data, portals, workers)
        read = extract_flow.with_options(task_runner=runner)(data, workers)
        warehouse = build_warehouse(settings)
        offline = all(c.offline for c in crawls)
        snapshot = None if offline and not read.documents else export_snapshot(settings)
    run_id = crawls[0].run_id if crawls else ""
    summary = NightSummary(run_id, tuple(crawls), read, warehouse, snapshot)
    create_markdown_artifact(summary.markdown(), key="night", description="What the night did")
    return summary
