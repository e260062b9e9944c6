"""How the portals stand: one line each, or all that is known of a few."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Column, Table
from rich.text import Text

from commands.console import Data, plain_errors, screen, wide
from config import settings_with

_PORTALS = "FROM portal_health ORDER BY portal_id"
_RUNS = (
    "SELECT run_id, min(started_at) AS started_at, sum(portals)::BIGINT AS portals,"
    " sum(requests)::BIGINT AS requests, sum(failures)::BIGINT AS failures,"
    " string_agg(DISTINCT status, ', ' ORDER BY status) AS status, max(message) AS message"
    " FROM runs WHERE kind = 'crawl' GROUP BY run_id ORDER BY started_at DESC LIMIT 1"
)
_MISSING = (
    "SELECT portal_id, agency, year, scope, status, reason FROM coverage"
    " WHERE status NOT LIKE 'extracted%' AND year = (SELECT max(year_due) FROM portal_health)"
    " ORDER BY ALL"
)
_AGENCIES = (
    "SELECT agency, portal_id, scope, status, list(year ORDER BY year) AS years FROM coverage"
    " GROUP BY ALL ORDER BY agency, scope, min(year)"
)
_COLOURS = {"healthy": "green", "degraded": "yellow", "broken": "red", "blocked": "red"}
_FEW = 5  # portals of which all is shown
_FEW_AGENCIES = 30  # lines


def status(
    which: Annotated[
        str | None, typer.Argument(metavar="[PORTAL|AGENCY]", help="Part of an id or a name.")
    ] = None,
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="For machines: one object.")] = False,
) -> None:
    """How each portal fared, what is missing of the newest year due, what the last run changed.

    Exit code 0 also where portals are broken; 1 if there is no warehouse, or nothing of that name.
    """
    with plain_errors():
        standing = _standing(settings_with(data).warehouse, which)
    if which and not standing["portals"] and not standing["agencies"]:
        screen.print(f"gongkai: no portal and no agency is called {which}", style="red")
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps(standing, ensure_ascii=False, indent=2, default=str))
        return
    if standing["run"] is None:
        typer.echo("No portal was crawled yet: `gongkai crawl` or `gongkai nightly` does.")
    else:
        typer.echo(_run_line(standing["run"]))
    _show(standing, detailed=which is not None)


def _standing(warehouse: Path, which: str | None) -> dict[str, Any]:
    from warehouse.query import run_sql

    portals, missing, agencies, runs = (
        run_sql(warehouse, query).to_pylist() for query in (_PORTALS, _MISSING, _AGENCIES, _RUNS)
    )
    named = [a for a in agencies if which and _named(which, a["agency"], a["portal_id"])]
    if which:
        missing = [row for row in missing if _named(which, row["agency"], row["portal_id"])]
        owners = {row["portal_id"] for row in missing}
        portals = [
            row
            for row in portals
            if row["portal_id"] in owners or _named(which, row["portal_id"], row["name"])
        ]
    run = runs[0] if runs else None
    return {"run": run, "portals": portals, "agencies": named, "missing": missing}


def _named(which: str, *names: str | None) -> bool:
    return any(which.lower() in (name or "").lower() for name in names)


def _run_line(run: dict[str, Any]) -> str:
    line = f"Last run {run['run_id']} ({run['status']}): {run['portals']} portals, "
    line += f"{run['requests']} requests, {run['failures']} failures."
    return f"{line} {run['message']}" if run["message"] else line


def _show(standing: dict[str, Any], *, detailed: bool) -> None:
    portals, missing = standing["portals"], standing["missing"]
    year = next((p["year_due"] for p in portals if p["year_due"]), None)
    heads = ("portal", "status", "listed", "last run", f"missing {year or ''}".strip(), "why")
    table = Table(*(Column(head, no_wrap=True) for head in heads), box=None)
    for portal in portals:
        table.add_row(*_line(portal))
    if portals:
        wide().print(table, crop=False)
    for agency in standing["agencies"][:_FEW_AGENCIES]:
        years = ", ".join(map(str, agency["years"]))
        typer.echo(f"{agency['agency']} ({agency['scope']}): {agency['status']} {years}")
    if (more := len(standing["agencies"]) - _FEW_AGENCIES) > 0:
        typer.echo(f'and {more} lines more: `gongkai sql "FROM coverage"` has all')
    for row in missing if detailed and len(portals) <= _FEW else ():
        typer.echo(f"missing: {row['agency']} {row['year']} ({row['status']}): {row['reason']}")
    counts = {s: sum(p["status"] == s for p in portals) for s in {p["status"] for p in portals}}
    if counts:
        typer.echo(", ".join(f"{count} {name}" for name, count in sorted(counts.items())))


def _line(portal: dict[str, Any]) -> tuple[Text, ...]:
    since = f" since {portal['since']:%Y-%m-%d}" if portal["since"] else ""
    changed = [
        f"{portal[name]} {word}"
        for name, word in (
            ("new_reports", "new"),
            ("reissued", "issued again"),
            ("vanished", "vanished"),
        )
        if portal[name]
    ]
    missing = f"{portal['missing']} of {portal['expected']}" if portal["missing"] else ""
    return (
        Text(portal["portal_id"]),
        Text(portal["status"] + since, style=_COLOURS.get(portal["status"], "")),
        Text(str(portal["listed"])),
        Text(", ".join(changed)),
        Text(missing),
        Text(portal["reason"] or ""),
    )
