"""`gongkai demo`: one night over the sample portals, and a first look at what came out."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import typer

from config import Settings, settings_with
from sample_portals.server import registry_csv, serve
from stages import progress
from warehouse.answer import format_result
from warehouse.judgements import OURS
from warehouse.query import run_sql
from warehouse.snapshot import withdrawals

_QUESTION = """\
SELECT agency, year, scope,
       sum(value) FILTER (item = 'received') AS received,
       sum(value) FILTER (item IN ('granted', 'partially_granted')) AS granted,
       sum(value) FILTER (item = 'concluded') AS concluded
FROM observations
WHERE topic = 'requests' AND breakdown = 'total'
GROUP BY ALL ORDER BY agency, year"""

_COVERAGE = """\
SELECT agency, status, list(year ORDER BY year) AS years
FROM coverage GROUP BY ALL ORDER BY agency, min(year)"""


def run(data: Path, port: int, showing: Callable[[], AbstractContextManager[None]]) -> None:
    """Serve the portals, run one night over them, and print coverage, an answer, and the way on.

    `showing` shows the night's progress while it is entered.
    """
    started = time.monotonic()
    os.environ["GONGKAI_DELAY"] = "0"  # our own server: nobody to be polite to
    _undecided(data)
    with serve(port), showing(), tempfile.TemporaryDirectory() as folder:
        progress.tell("starting", 0)
        from flows import nightly

        registry = Path(folder) / "sample_portals.csv"
        registry.write_text(registry_csv(port), encoding="utf-8")
        summary = nightly(str(data), str(registry))
    settings = settings_with(data)
    for line in summary.lines():
        typer.echo(line)
    typer.echo("\nCoverage: what was expected, and what became of it\n")
    typer.echo(_answer(settings, _COVERAGE))
    typer.echo(f"\nRequests received, granted, concluded\n\n{_QUESTION}\n")
    typer.echo(_answer(settings, _QUESTION))
    _way_on(settings, time.monotonic() - started)


def _undecided(data: Path) -> None:
    """Empty files of decisions: ours speak of real reports, not of these."""
    data.mkdir(parents=True, exist_ok=True)
    for ours in (OURS.corrections, OURS.verdicts, withdrawals.FILE):
        lines = ours.read_text(encoding="utf-8").splitlines(keepends=True)
        columns = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        if not (own := data / ours.name).exists():
            own.write_text("".join(lines[: columns + 1]), encoding="utf-8")


def _answer(settings: Settings, question: str) -> str | bytes:
    return format_result(run_sql(settings.warehouse, question), "table")


def _way_on(settings: Settings, seconds: float) -> None:
    gongkai = "gongkai" if shutil.which("gongkai") else os.path.relpath(sys.argv[0])
    typer.echo(f"""
Done in {seconds:.0f} s. The files lie in {settings.data}/:
  archive/            everything received (WARC)
  lake/               what was read of it (Parquet)
  warehouse.duckdb    for your questions:  {gongkai} sql --data {settings.data}
  snapshots/latest/   for publication: Parquet, CSV, dictionary, checksums

Go on:  {gongkai} sql --data {settings.data} "FROM checks WHERE result = 'fail'"
        {gongkai} import REPORT.pdf --data {settings.data}
        {gongkai} nightly              (the registry of real portals)""")
