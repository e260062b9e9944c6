"""The `gongkai` command: each stage by hand, the nightly run, and questions to the warehouse."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from config import settings_with
from stages import progress
from warehouse.build import BuildOutcome

app = typer.Typer(
    name="gongkai",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help=__doc__,
)
portals_app = typer.Typer(no_args_is_help=True, help="The registry of portals.")
app.add_typer(portals_app, name="portals")

screen = Console(stderr=True)

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of archive, lake, warehouse, snapshots [GONGKAI_DATA]."),
]
Portals = Annotated[
    Path | None,
    typer.Option("--portals", help="A CSV file of portals instead of the built-in registry."),
]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes at once, crawling and reading.")
]


@contextmanager
def shown_progress() -> Iterator[None]:
    """Show what the stages tell: a line per stage on a terminal, nothing in a log file."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    quiet = not screen.is_terminal
    with Progress(*columns, console=screen, disable=quiet, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def listener(stage: str, done: int, total: int | None, note: str) -> None:
            count = f" {done} of {total}" if total is not None else f" {done}" if done else ""
            line = f"{stage}{count} {note}".rstrip()
            if stage not in tasks:
                tasks[stage] = bars.add_task(line, total=None)
            bars.update(tasks[stage], description=line)

        with progress.listening(listener):
            yield


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what a person can mend in one line instead of a traceback; exit with 1."""
    from lake import DamagedLakeError
    from pipelines.archive import ArchiveDamagedError
    from spiders.registry import RegistryError
    from stages.crawl import CrawlError
    from stages.lock import DataLockedError
    from warehouse.build import LakeError
    from warehouse.query import QueryError
    from warehouse.snapshot import SnapshotError

    damaged = (ArchiveDamagedError, DamagedLakeError, LakeError, SnapshotError)
    try:
        yield
    except (*damaged, RegistryError, CrawlError, DataLockedError, QueryError, OSError) as error:
        screen.print(
            f"gongkai: {error}", style="red", markup=False, highlight=False, soft_wrap=True
        )
        raise typer.Exit(1) from None


@app.command()
def demo(
    data: Annotated[Path, typer.Option("--data", help="Folder of the demo.")] = Path("demo-data"),
    port: Annotated[int, typer.Option(help="Port of the sample portals on 127.0.1.x.")] = 8711,
) -> None:
    """Crawl the sample portals, build, export, and show a first result."""
    from demo import run

    with plain_errors():
        run(data, port, shown_progress)


@app.command()
def nightly(data: Data = None, portals: Portals = None, workers: Workers = None) -> None:
    """The whole run, once: crawl, read, build, publish."""
    from flows import nightly as flow
    from spiders.registry import load

    with plain_errors(), shown_progress():
        load(*([portals] if portals else []))  # faults are told before anything starts
        progress.tell("starting", 0)
        summary = flow(_text(data), _text(portals), workers)
    for line in summary.lines():
        typer.echo(line)


@app.command()
def schedule(
    cron: Annotated[str, typer.Option(help="When, in Shanghai time.")] = "0 2 * * *",
    data: Data = None,
    portals: Portals = None,
    workers: Workers = None,
) -> None:
    """The same every night, by a Prefect deployment; runs until it is interrupted."""
    from flows import serve_nightly

    serve_nightly(cron, _text(data), _text(portals), workers)


@app.command()
def crawl(data: Data = None, portals: Portals = None, workers: Workers = None) -> None:
    """Find and fetch: everything received goes into the archive."""
    from spiders.registry import load
    from stages.crawl import crawl_all

    with plain_errors(), shown_progress():
        registry = load(*([portals] if portals else []))
        for outcome in crawl_all(settings_with(data, workers), registry):
            typer.echo(
                f"Batch {outcome.batch}: {outcome.status}; {outcome.requests} requests, "
                f"{outcome.list_pages} list pages, {outcome.reports} report pages, "
                f"{outcome.failures} failures. Log: {outcome.log}"
            )


@app.command("extract-archive")
def extract_archive(
    data: Data = None,
    workers: Workers = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the whole lake anew from the archive alone.")
    ] = False,
) -> None:
    """Read what the archive holds and the lake does not: the lake follows from the archive."""
    from stages.rebuild import extract_all

    with plain_errors(), shown_progress():
        done = extract_all(settings_with(data, workers), rebuild=rebuild)
    typer.echo(done.sentence())


@app.command()
def build(data: Data = None) -> None:
    """Assemble the lake into the warehouse that `gongkai sql` asks."""
    from stages.lock import data_lock
    from warehouse.build import build as assemble

    settings = settings_with(data)
    with plain_errors(), data_lock(settings, "build"):
        typer.echo(_built(assemble(settings.lake, settings.warehouse)))


@app.command()
def export(data: Data = None) -> None:
    """Publish the warehouse as a dated folder of Parquet and CSV."""
    from stages.lock import data_lock
    from warehouse.snapshot import export as publish

    settings = settings_with(data)
    with plain_errors(), data_lock(settings, "export"):
        typer.echo(f"Snapshot: {publish(settings.warehouse, settings.snapshots)}")


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, or WARC files.")],
    data: Data = None,
    workers: Workers = None,
) -> None:
    """Take documents that lie on disk into the archive, read them, and build."""
    from stages.extract import extract_archive as read
    from stages.importing import import_paths
    from stages.lock import data_lock
    from warehouse.build import build as assemble

    settings = settings_with(data, workers)
    with plain_errors(), shown_progress():
        taken = import_paths(settings, paths)
        typer.echo(
            f"Took in {taken.documents} documents and {taken.web_archives} web archives; "
            f"{taken.known} were there already."
        )
        typer.echo(read(settings).sentence())
        with data_lock(settings, "build"):
            typer.echo(_built(assemble(settings.lake, settings.warehouse)))
    for refused in taken.refused:
        screen.print(f"gongkai: not taken in: {refused}", style="red", markup=False, soft_wrap=True)
    if taken.refused:
        raise typer.Exit(1)


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Reports, or folders of them.")],
    url: Annotated[str | None, typer.Option(help="Where the document was published.")] = None,
) -> None:
    """Read files: one JSON object per document and line, problems included."""
    from transforms.contract import to_json
    from transforms.worker import Worker

    settings = settings_with()
    limits = (settings.document_timeout, settings.document_memory, settings.max_document_size)
    with Worker(*limits) as worker:
        for file in _files(files):
            extraction = worker.read(file.read_bytes(), url)
            print_json(to_json(str(file), extraction))


@app.command()
def sql(
    query: Annotated[str | None, typer.Argument(help="SQL; without it, a prompt.")] = None,
    data: Data = None,
    form: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here.")] = None,
) -> None:
    """Ask the warehouse; read-only."""
    from warehouse.answer import FORMATS, format_result, write_result
    from warehouse.prompt import prompt
    from warehouse.query import run_sql

    settings = settings_with(data)
    if form not in FORMATS:
        raise typer.BadParameter(f"no format {form!r}: choose {', '.join(FORMATS)}")
    with plain_errors():
        if query is None:
            prompt(settings.warehouse, settings.sql_memory)
            return
        result = run_sql(settings.warehouse, query, settings.sql_memory)
        if output:
            write_result(result, form, output)
            typer.echo(f"{result.num_rows} rows in {output}")
        else:
            typer.echo(format_result(result, form), nl=False)


@app.command()
def status(data: Data = None) -> None:
    """Coverage by status, problems by kind, and the last runs."""
    from warehouse.answer import format_result
    from warehouse.query import run_sql

    settings = settings_with(data)
    with plain_errors():
        for title, question in _STATUS.items():
            answer = run_sql(settings.warehouse, question, settings.sql_memory)
            typer.echo(f"{title}\n{format_result(answer, 'table')!s}")


_STATUS = {
    "Coverage": "SELECT year, status, count(*) AS agencies FROM coverage GROUP BY ALL ORDER BY ALL",
    "Problems": "SELECT code, count(*) AS documents FROM problems GROUP BY ALL ORDER BY 2 DESC, 1",
    "Last runs": "SELECT run_id, kind, status, requests, failures FROM runs "
    "ORDER BY started_at DESC LIMIT 5",
}


@portals_app.command("list")
def portals_list(portals: Portals = None) -> None:
    """All portals, as the registry has them."""
    from spiders.registry import load

    table = Table("portal_id", "name", "home_url", "family", "status", "verified")
    with plain_errors():
        for p in load(*([portals] if portals else [])):
            table.add_row(p.portal_id, p.name, p.home_url, p.family, p.status, p.verified)
    Console().print(table)


@portals_app.command("lint")
def portals_lint(portals: Portals = None) -> None:
    """Check every row of the registry, or of a file of your own."""
    from spiders.registry import load

    with plain_errors():
        typer.echo(f"{len(load(*([portals] if portals else [])))} portals, no fault found.")


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on a line of its own, Chinese as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _built(done: BuildOutcome) -> str:
    return (
        f"Warehouse: {done.warehouse}, with {done.reports} reports of {done.agencies} agencies, "
        f"{done.observations} observations, {done.failed_checks} failed checks and "
        f"{done.problems} problems."
    )


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and all files below the folders named. Exits with 2 if one is missing."""
    if missing := [str(p) for p in paths if not p.exists()]:
        screen.print(
            f"gongkai: no such file: {', '.join(missing)}",
            style="red",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(2)
    below = [sorted(f for f in p.rglob("*") if f.is_file()) if p.is_dir() else [p] for p in paths]
    return [file for files in below for file in files]


def _text(path: Path | None) -> str | None:
    return str(path) if path is not None else None


if __name__ == "__main__":
    app()
