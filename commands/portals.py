"""The registry of portals, and how a portal's reports are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from commands.console import Data, Portals, plain_errors, print_json, wide

if TYPE_CHECKING:
    from stages.checking import Check
    from stages.discovering import Discovery

app = typer.Typer(no_args_is_help=True, help="The registry of portals.")

AsJson = Annotated[bool, typer.Option("--json", help="For machines: one JSON object a portal.")]
_TITLES_SHOWN = 5


@app.command("list")
def portals_list(portals: Portals = None) -> None:
    """All portals, as the registry has them."""
    from spiders.registry import load

    table = Table(*map(_whole, ("portal_id", "name", "home_url")), "family", "status", "verified")
    with plain_errors():
        for p in load(*([portals] if portals else [])):
            table.add_row(p.portal_id, p.name, p.home_url, p.family, p.status, p.verified)
    wide().print(table, crop=False)


@app.command("lint")
def portals_lint(portals: Portals = None) -> None:
    """Check every row of the registry, or of a file of your own."""
    from spiders.registry import load

    with plain_errors():
        typer.echo(f"{len(load(*([portals] if portals else [])))} portals, no fault found.")


@app.command("discover")
def portals_discover(
    url: Annotated[str, typer.Argument(help="A portal's home page.")],
    data: Data = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Look for the annual reports of a portal, and say what was found and why; keeps nothing."""
    from config import settings_with
    from stages.discovering import discover, portal_of

    with plain_errors():
        found = discover(settings_with(data, None), [portal_of(url)])
    for one in found:
        if as_json:
            print_json(one.as_dict())
        else:
            _show(one)
    if not any(one.reports for one in found):
        raise typer.Exit(1)


@app.command("add")
def portals_add(
    url: Annotated[str, typer.Argument(help="The portal's home page.")],
    name: Annotated[str, typer.Option(help="名称, as the site calls itself.")],
    portals: Annotated[Path, typer.Option(help="The registry file; made if it is not there.")],
    region: Annotated[str | None, typer.Option(help="Six digits (GB/T 2260).")] = None,
    agency: Annotated[str | None, typer.Option(help="If it belongs to one agency.")] = None,
    data: Data = None,
) -> None:
    """Look for a portal's annual reports and add it to a registry file of your own.

    Exit code 1 if none was found; the portal is added all the same.

    \b
    gongkai portals add http://kjj.baoding.gov.cn/ --name 科学技术局 --portals MINE.csv
    gongkai nightly --portals MINE.csv
    """
    from config import settings_with
    from spiders.registering import add
    from stages.discovering import discover, portal_of, verified

    with plain_errors():
        portal = replace(portal_of(url), name=name, region_code=region, agency=agency)
        found = discover(settings_with(data, None), [portal])[0]
        _show(found)
        add(portals, verified(portal, found))
    typer.echo(f"{portal.portal_id} was added to {portals}")
    if not found.reports:
        typer.echo("The crawl will look again; `gongkai portals check` tells.")
        raise typer.Exit(1)


@app.command("check")
def portals_check(
    portal_ids: Annotated[list[str] | None, typer.Argument(help="Of these only.")] = None,
    portals: Portals = None,
    data: Data = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Does each portal's column still answer, list what it used to, and have this year's report?"""
    from config import settings_with
    from spiders.registry import load
    from stages.checking import check

    with plain_errors():
        registry = load(*([portals] if portals else []))
        unknown = sorted(set(portal_ids or ()) - {p.portal_id for p in registry})
        if unknown:
            raise typer.BadParameter(f"no portal {', '.join(unknown)} in the registry")
        asked = [p for p in registry if not portal_ids or p.portal_id in portal_ids]
        checks = check(settings_with(data, None), asked)
    if as_json:
        for one in checks:
            print_json(one.as_dict())
    else:
        _show_checks(checks)
    if not all(one.is_well for one in checks):
        raise typer.Exit(1)


def _whole(name: str) -> Column:
    """A column whose texts are to be copied: broken over lines where it is narrow, never cut."""
    return Column(name, overflow="fold")


def _show(found: Discovery) -> None:
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(found.portal_id)}[/]: {found.requests} pages asked for")
    for step in found.steps:
        named = f" ({escape(step.text)})" if step.text else ""
        console.print(f"  {escape(step.url)}{named}")
        console.print(f"    {step.reason}; {step.family}, by {escape(step.sign[:60])}", style="dim")
        if step.is_report:
            console.print("    is a report itself")
        for lead in step.columns:
            console.print(f"    → {escape(lead)}")
        for _, title in step.reports[:_TITLES_SHOWN]:
            console.print(f"    · {escape(title)}")
        if (more := len(step.reports) - _TITLES_SHOWN) > 0:
            console.print(f"    · and {more} more")
    for column in found.columns:
        count = f"{len(column.reports)} reports on {column.pages} pages"
        count += "" if column.complete else " (not read to its end)"
        console.print(f"[bold]{escape(column.url)}[/]: {count}, family {column.family}")
    for problem in found.problems:
        console.print(escape(problem), style="yellow")
    if not found.reports:
        console.print("no annual report was found", style="red")


def _show_checks(checks: list[Check]) -> None:
    table = Table(
        *map(_whole, ("portal_id", "column")), "answers", "had", "has", "year", "there", "remark"
    )
    for one in checks:
        table.add_row(
            one.portal_id,
            one.column_url or "-",
            "yes" if one.answers else "no",
            "-" if one.had is None else str(one.had),
            str(one.has),
            str(one.year_due),
            "yes" if one.has_year_due else "no",
            one.remark,
        )
    wide().print(table, crop=False)
