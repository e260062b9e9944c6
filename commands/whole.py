"""The whole run: the demo, one night, every night."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.console import Data, Portals, Workers, plain_errors, shown_progress, told_once
from config import settings_with
from stages import progress


def demo(
    data: Annotated[Path, typer.Option("--data", help="Folder of the demo.")] = Path("demo-data"),
    port: Annotated[int, typer.Option(help="Port of the sample portals on 127.0.1.x.")] = 8711,
) -> None:
    """Crawl the sample portals, build, export, and show a first result."""
    from demo import run

    with plain_errors(), told_once():
        run(data, port, shown_progress)


def nightly(data: Data = None, portals: Portals = None, workers: Workers = None) -> None:
    """The whole run, once: crawl, read, build, publish.

    Exit code 0: done, even where portals failed; 1: something broke; 75: no network, try later.
    """
    from flows import nightly as flow
    from spiders.registry import load

    with plain_errors(), told_once(), shown_progress():
        load(*([portals] if portals else []))  # faults are told before anything starts
        settings_with(data, workers).data.mkdir(parents=True, exist_ok=True)
        progress.tell("starting", 0)
        summary = flow(_text(data), _text(portals), workers)
    for line in summary.lines():
        typer.echo(line)
    raise typer.Exit(summary.exit_code)


def schedule(
    cron: Annotated[str, typer.Option(help="When, in Shanghai time.")] = "0 2 * * *",
    data: Data = None,
    portals: Portals = None,
    workers: Workers = None,
) -> None:
    """The same every night, by a Prefect deployment; runs until it is interrupted."""
    from prefect.schedules import Cron

    from scheduling import serve_nightly
    from spiders.registry import load

    with plain_errors():
        load(*([portals] if portals else []))  # told now, not every night
    try:
        Cron(cron)
    except ValueError as error:
        raise typer.BadParameter(f"--cron: {error}; '0 2 * * *' is every night at two") from error
    settings_with(data, workers)
    typer.echo(f"Scheduled: {cron} in Shanghai time, until Ctrl-C")
    with plain_errors():
        serve_nightly(cron, _text(data), _text(portals), workers)


def _text(path: Path | None) -> str | None:
    return str(path) if path is not None else None
