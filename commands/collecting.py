"""From portals and disks into the archive and the lake."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from commands.building import built
from commands.console import Data, Portals, Workers, needed, plain_errors, screen, shown_progress
from config import settings_with


def crawl(data: Data = None, portals: Portals = None, workers: Workers = None) -> None:
    """Find and fetch: everything received goes into the archive.

    Exit code 75: no portal answered, this machine seems to be offline.
    """
    from spiders.registry import load
    from stages.crawl import crawl_all
    from stages.summary import OFFLINE

    with plain_errors(), shown_progress():
        registry = load(*([portals] if portals else []))
        for outcome in crawl_all(settings_with(data, workers), registry):
            typer.echo(
                f"Batch {outcome.batch}: {outcome.status}; {outcome.requests} requests, "
                f"{outcome.list_pages} list pages, {outcome.reports} report pages, "
                f"{outcome.failures} failures. Log: {outcome.log}"
            )
            if outcome.offline:
                raise typer.Exit(OFFLINE)


def extract_archive(
    data: Data = None,
    workers: Workers = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make the whole lake anew from the archive alone.")
    ] = False,
) -> None:
    """Read what the archive holds and the lake does not: the lake follows from the archive."""
    from stages.rebuild import extract_all

    settings = settings_with(data, workers)
    with plain_errors(), shown_progress():
        needed(
            settings.archive,
            "`gongkai crawl` or `gongkai import` fills it; --data DIR names another",
        )
        done = extract_all(settings, rebuild=rebuild)
    typer.echo(done.sentence())


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, or WARC files.")],
    data: Data = None,
    workers: Workers = None,
) -> None:
    """Take documents that lie on disk into the archive, read them, and build.

    What was taken in before is not taken in twice; hidden files are left out.
    Exit code 1 if a file was refused: each is named, with the reason, and all
    others are taken in.

    \b
    gongkai import FOLDER --data DIR
    gongkai sql --data DIR "SELECT agency, year, scope FROM reports"
    """
    from stages.extract import extract_archive as read
    from stages.importing import import_paths
    from stages.lock import data_lock
    from stages.wording import counted
    from warehouse.build import build as assemble

    settings = settings_with(data, workers)
    with plain_errors(), shown_progress():
        if not any(path.exists() for path in paths):  # a mistyped name leaves no empty warehouse
            raise FileNotFoundError(f"there is no {' and no '.join(map(str, paths))}")
        taken = import_paths(settings, paths)
        _tell_refused(taken.refused)
        if not taken.documents + taken.web_archives + taken.known:
            where = ", ".join(map(str, paths))
            raise FileNotFoundError(f"nothing was taken in: there is no file to read in {where}")
        typer.echo(
            f"Took in {counted(taken.documents, 'file')} and "
            f"{counted(taken.web_archives, 'web archive')}; {taken.known} already there."
        )
        typer.echo(read(settings).sentence())
        with data_lock(settings, "build"):
            typer.echo(
                built(assemble(settings.lake, settings.warehouse, memory=settings.build_memory))
            )
    if taken.refused:
        raise typer.Exit(1)


def _tell_refused(refused: Iterable[str]) -> None:
    for one in refused:
        screen.print(f"gongkai: not taken in: {one}", style="red", markup=False, soft_wrap=True)
