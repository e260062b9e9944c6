"""What all commands share: their options, progress on the terminal, errors in one line."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from stages import progress

screen = Console(stderr=True)
_IN_PIPE = 1000  # characters of a line

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


def wide() -> Console:
    """For tables: as wide as the terminal; in a pipe nothing is cut or broken over lines."""
    console = Console()
    return console if console.is_terminal else Console(width=_IN_PIPE)


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
def told_once() -> Iterator[None]:
    """Keep Prefect from telling with a traceback, twice, what the command tells in a line."""
    import flows  # noqa: F401  (importing Prefect sets its loggers up)

    logger = logging.getLogger("prefect")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what a person can mend in one line instead of a traceback; exit with 1."""
    from lake import DamagedLakeError
    from pipelines.archive_damage import ArchiveDamagedError
    from spiders.registry import RegistryError
    from stages.crawl import CrawlError
    from stages.lock import DataLockedError
    from stages.showing import NoSuchCellError
    from stages.verify import VerdictError
    from warehouse.build import LakeError
    from warehouse.query import QueryError
    from warehouse.snapshot import SnapshotError

    wrong = (NoSuchCellError, VerdictError, QueryError)
    damaged = (ArchiveDamagedError, DamagedLakeError, LakeError, SnapshotError)
    try:
        yield
    except BrokenPipeError:  # whoever read has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None
    except (*damaged, *wrong, RegistryError, CrawlError, DataLockedError, OSError) as error:
        said = f"gongkai: {_without_number(error)}"
        screen.print(said, style="red", markup=False, highlight=False, soft_wrap=True)
        traceback.clear_frames(error.__traceback__)  # connections in them would be told as leaks
        raise typer.Exit(1) from None


def needed(folder: Path, remedy: str) -> None:
    """Raises FileNotFoundError, with the remedy, if there is no such folder."""
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}: {remedy}")


def _without_number(error: Exception) -> str:
    """The system's own errors as `FILE: what is wrong`, without their number."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def chosen_format(form: str | None, output: Path | None) -> str | None:
    """The format asked for by name or by the file's name. Wrong usage if there is none such."""
    from warehouse.answer import FORMATS, format_of

    name = form or (output and format_of(output)) or None
    if name and name not in FORMATS:
        raise typer.BadParameter(f"no format {name!r}: choose {', '.join(FORMATS)}")
    if output and not name:
        ends = ", ".join(suffix for one in FORMATS.values() for suffix in one.suffixes)
        raise typer.BadParameter(f"{output.name} names no format: end it in {ends}, or --format")
    return name


def print_json(value: dict[str, Any]) -> None:
    """One JSON object on a line of its own, Chinese as it is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
