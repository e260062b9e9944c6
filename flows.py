"""Prefect flows: the nightly run, and one flow per stage. Thin: a task calls one stage, on a batch.

Prefect runs here without a server, without telemetry and without the internet: it starts a
temporary server of its own unless PREFECT_API_URL names one. All flows take the same options:
`data` (folder), `portals` (a registry file instead of the built-in one), `workers`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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

import httpx  # noqa: E402
from prefect import flow, task, unmapped  # noqa: E402
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runner import Runner  # noqa: E402
from prefect.schedules import Cron  # noqa: E402
from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402
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


def serve_nightly(cron: str, data: str | None, portals: str | None, workers: int | None) -> None:
    """Serve the nightly flow on a schedule in Shanghai time, until interrupted."""
    parameters = {"data": data, "portals": portals, "workers": workers}
    schedule = Cron(cron, timezone="Asia/Shanghai")
    with scheduling_server():
        runner = _Serving(name="nightly")
        runner.add_flow(nightly, name="nightly", schedule=schedule, parameters=parameters)
        with suppress(KeyboardInterrupt):
            asyncio.run(runner.until_ended())


class _Serving(Runner):
    """Ends at SIGTERM and SIGHUP as it does at Ctrl-C: Prefect's own handler breaks off."""

    _end: Callable[[], object]

    async def until_ended(self) -> None:
        """Run what is scheduled until a signal comes."""
        serving = asyncio.ensure_future(self.start())
        loop = asyncio.get_running_loop()
        self._end = lambda: loop.call_soon_threadsafe(serving.cancel)
        loop.add_signal_handler(signal.SIGHUP, serving.cancel)
        with suppress(asyncio.CancelledError):
            await serving

    def handle_sigterm(self, *_: Any) -> None:
        self._end()


@contextmanager
def scheduling_server(port: int = 4200) -> Iterator[str]:
    """The Prefect server that PREFECT_API_URL names, else one of our own on a loopback address.

    A schedule needs a server that stays; the temporary one of a single run does not schedule. What
    answers on `port` already is somebody else's, so that ours takes a free one instead. Ours has a
    session of its own: Ctrl-C must not end it before the schedule has been put to rest.
    """
    if named := PREFECT_API_URL.value():
        yield named
        return
    port = _free_port(port)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    url = f"http://127.0.0.1:{port}/api"
    command += ["--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as server:
        try:
            _await_server(url, server)
            with temporary_settings({PREFECT_API_URL: url}):
                yield url
        finally:
            server.terminate()


def _free_port(wanted: int) -> int:
    """The port wanted, or another one where that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            bound: int = probe.getsockname()[1]
            return bound
    raise ConnectionError("no port of 127.0.0.1 is free")


def _await_server(url: str, server: subprocess.Popen[bytes], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with suppress(httpx.HTTPError):
            answered = httpx.get(f"{url}/health").is_success
            if answered and server.poll() is None:  # not another one, which ours lost the port to
                return
        time.sleep(0.5)
    raise ConnectionError(f"the Prefect server at {url} did not start; is the port taken?")
