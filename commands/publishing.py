"""From the warehouse to dated snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.console import Data, chosen_format, needed, plain_errors, screen
from config import settings_with

_EXTRA = "csv, dta (Stata) or xlsx beside Parquet; repeat it for more."
_FAULTS_SHOWN = 10


def export(
    data: Data = None,
    also: Annotated[list[str] | None, typer.Option("--also", help=_EXTRA)] = None,
    accept: Annotated[
        str | None,
        typer.Option("--accept", metavar="REASON", help="Publish what the gates stop; recorded."),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="Delete all but the newest N snapshots; default: keep all."),
    ] = None,
) -> None:
    """Publish the warehouse as a dated folder. Exit code 3: the gates stopped it.

    The folder is snapshots/DATE in the data folder. Where more was lost since
    the last snapshot than one night explains, a gate stops it: it waits beside
    the others as DATE.held, and its CHANGES.md says what is gone.
    """
    from stages.lock import data_lock
    from warehouse.snapshot import Options
    from warehouse.snapshot import export as publish
    from warehouse.snapshot.files import EXTRA

    settings = settings_with(data)
    if unknown := set(also or ()) - set(EXTRA):
        raise typer.BadParameter(f"no format {min(unknown)!r}: choose {', '.join(EXTRA)}")
    most = settings.keep_snapshots if keep is None else keep
    options = Options(
        extra=tuple(also or ()), accept=accept, memory=settings.export_memory, keep=most
    )
    with plain_errors():
        needed(
            settings.data,
            "`gongkai nightly` or `gongkai import` makes it; --data DIR names another",
        )
        with data_lock(settings, "export"):
            done = publish(settings.warehouse, settings.snapshots, options)
    typer.echo(f"Snapshot: {done.folder}")
    if done.pruned:
        typer.echo(f"Deleted: {', '.join(done.pruned)}")
    for line in done.left_out:
        screen.print(f"left out {line}", style="yellow", markup=False, soft_wrap=True)
    if done.held:
        screen.print(
            f"gongkai: not made the latest: {'; '.join(done.held)}. Look at"
            f" {done.folder / 'CHANGES.md'}; if it is right,"
            ' `gongkai export --accept "why"` publishes it',
            style="red",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        raise typer.Exit(3)


def diff(
    old: Annotated[Path, typer.Argument(help="Folder of a snapshot.")],
    new: Annotated[Path, typer.Argument(help="Folder of another.")],
    form: Annotated[
        str | None,
        typer.Option("--format", help="Every change, as table, csv, json, parquet or xlsx."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it here.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it exists.")] = False,
) -> None:
    """What changed between two snapshots: reports and cells added, amended, withdrawn.

    Exit code 1, and a line for each file, if one is not as it was published.

    \b
    gongkai diff data/snapshots/2026-03-02 data/snapshots/latest
    gongkai diff data/snapshots/2026-03-02 data/snapshots/latest -o changes.csv
    """
    from warehouse.snapshot import checksums, differences

    name = chosen_format(form, output)
    with plain_errors():
        for folder in (old, new):
            needed(folder, "name two of the folders in snapshots/")
    changed = [f"{folder}: {fault}" for folder in (old, new) for fault in checksums.faults(folder)]
    for line in changed[:_FAULTS_SHOWN]:
        screen.print(f"gongkai: {line}", style="red", markup=False, soft_wrap=True)
    if more := len(changed[_FAULTS_SHOWN:]):
        screen.print(f"gongkai: and {more} more files", style="red")
    with plain_errors():
        typer.echo(differences.told(old, new, name, output, replace=force), nl=False)
    if changed:
        raise typer.Exit(1)
