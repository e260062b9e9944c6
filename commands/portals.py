"""The registry of portals."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from commands.console import Portals, plain_errors

app = typer.Typer(no_args_is_help=True, help="The registry of portals.")


@app.command("list")
def portals_list(portals: Portals = None) -> None:
    """All portals, as the registry has them."""
    from spiders.registry import load

    table = Table("portal_id", "name", "home_url", "family", "status", "verified")
    with plain_errors():
        for p in load(*([portals] if portals else [])):
            table.add_row(p.portal_id, p.name, p.home_url, p.family, p.status, p.verified)
    Console().print(table)


@app.command("lint")
def portals_lint(portals: Portals = None) -> None:
    """Check every row of the registry, or of a file of your own."""
    from spiders.registry import load

    with plain_errors():
        typer.echo(f"{len(load(*([portals] if portals else [])))} portals, no fault found.")
