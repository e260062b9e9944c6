"""The `gongkai` command: each stage by hand, the nightly run, and questions to the warehouse."""

from __future__ import annotations

import typer

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

app = typer.Typer(
    name="gongkai",
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
