"""The `gongkai` command: each stage by hand, the nightly run, and questions to the warehouse."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from commands import (
    asking,
    building,
    collecting,
    portals,
    publishing,
    reading,
    showing,
    standing,
    verifying,
    whole,
)
from config import SettingsError


class Commands(TyperGroup):
    """All commands: whichever meets a setting that cannot be used tells it in one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise typer.BadParameter(str(error)) from error


app = typer.Typer(
    name="gongkai",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help=__doc__,
)

for command in (
    whole.demo,
    whole.nightly,
    whole.schedule,
    collecting.crawl,
    collecting.extract_archive,
    building.build,
    building.quality,
    publishing.export,
    publishing.diff,
    reading.extract,
    showing.show,
    verifying.verify,
    asking.sql,
    standing.status,
):
    app.command()(command)
app.command("import")(collecting.import_)
app.add_typer(portals.app, name="portals")

if __name__ == "__main__":
    app()
