"""From the lake to the warehouse."""

from __future__ import annotations

import typer

from commands.console import Data, needed, plain_errors
from config import settings_with
from stages.wording import counted
from warehouse.build import BuildOutcome


def build(data: Data = None) -> None:
    """Assemble the lake into the warehouse that `gongkai sql` asks."""
    from stages.lock import data_lock
    from warehouse.build import build as assemble

    settings = settings_with(data)
    with plain_errors():
        remedy = "`gongkai import` or `gongkai crawl` and `extract-archive` fill it"
        needed(settings.lake, f"{remedy}; --data DIR names another")
        with data_lock(settings, "build"):
            done = assemble(settings.lake, settings.warehouse, memory=settings.build_memory)
    typer.echo(built(done))


def quality(data: Data = None) -> None:
    """The page on quality: coverage, checks, and how exactly documents are read (Markdown)."""
    from warehouse.quality_page import page

    with plain_errors():
        typer.echo(page(settings_with(data).warehouse))


def built(done: BuildOutcome) -> str:
    """What a build made, in words."""
    return (
        f"Warehouse: {done.warehouse}, with figures from {counted(done.reports, 'report')} of "
        f"{counted(done.agencies, 'agency')}: {counted(done.observations, 'observation')}, "
        f"{counted(done.failed_checks, 'failed check')} and {counted(done.problems, 'problem')}."
    )
