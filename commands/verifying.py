"""Real accuracy, measured by people on real cells."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.console import Data, plain_errors, shown_progress
from commands.showing import described
from config import Settings, settings_with

if TYPE_CHECKING:
    from warehouse.accuracy import Accuracy

_KEYS = {"y": "yes", "n": "no", "u": "unsure"}


def verify(
    size: Annotated[int, typer.Option("--sample", min=1, help="How many cells to draw.")] = 50,
    seed: Annotated[int, typer.Option(help="Another number draws another sample.")] = 1,
    carrier: Annotated[
        str | None, typer.Option(help="Only of this carrier: html, pdf, docx …")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write evidence and a form into this folder.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--import", help="Take the verdicts of a form that was filled.")
    ] = None,
    data: Data = None,
) -> None:
    """Draw cells at random, look at each on its page, and say whether it was read right.

    One seed draws the same cells, so a session that was broken off goes on where it stopped. The
    verdicts are kept in verified.csv in the data folder; the accuracy that they show, with n and
    the lower 95 % bound, goes into accuracy.csv there, and into the warehouse at its next build.

    \b
    gongkai verify --sample 50                 one cell after the other
    gongkai verify --sample 300 --export DIR   DIR/evidence.html and DIR/verdicts.csv
    gongkai verify --import DIR/verdicts.csv   the same form, filled in
    """
    from stages.verify import measure, sample, unjudged
    from stages.verify_sheet import FORM, SHEET, take_back
    from stages.verify_sheet import export as hand_out

    settings = settings_with(data)
    with plain_errors(), shown_progress():
        if take is not None:
            typer.echo(f"{take_back(settings, take)} verdicts taken.")
        else:
            drawn = sample(settings, size, seed, carrier)
            left = unjudged(settings, drawn)
            typer.echo(f"{len(drawn)} cells drawn, {len(drawn) - len(left)} of them judged before.")
            if export is not None:
                number = hand_out(settings, left, export)
                typer.echo(f"{number} cells in {export / SHEET}; fill in {export / FORM}.")
                return
            _ask(settings, left)
        rows, undecided = measure(settings)
        typer.echo(told(rows, undecided))


def told(rows: list[Accuracy], undecided: int) -> str:
    """The measurements in words."""
    lines = [
        f"{r.carrier:6} {r.n_exact} of {r.n_cells} cells exact; with 95 % confidence at least "
        f"{r.lower_95:.2%} ({r.method}); {r.n_wrong} wrong, {r.n_silent} of them in silence"
        for r in rows
    ]
    return "\n".join([*lines, f"{undecided} verdicts decide nothing."])


def _ask(settings: Settings, cell_ids: list[str]) -> None:
    from stages.verify import add_verdict, today
    from stages.verify_sheet import found_cells, question
    from transforms.evidence import evidence_of

    picture = settings.data / "verify.png"
    for number, (cell_id, found) in enumerate(found_cells(settings, cell_ids), start=1):
        evidence = evidence_of(found.document, found.cell)
        typer.echo(f"\n{number} of {len(cell_ids)}: {cell_id}")
        typer.echo("\n".join(described(found.path, evidence)))
        if evidence.picture is not None:
            evidence.picture_of(crop=True).save(picture)
            typer.echo(f"  picture     {picture}")
        key = _key()
        if key == "q":
            break
        printed = ""
        if key == "n":
            printed = typer.prompt("  what is printed there", default="", show_default=False)
        said = {"verdict": _KEYS[key], "printed": printed.strip(), "verified_on": today()}
        add_verdict(
            settings, replace(question(cell_id, found), **said, verified_by=getpass.getuser())
        )


def _key() -> str:
    while True:
        said = str(typer.prompt("  read right? [y]es [n]o [u]nsure [q]uit")).strip().lower()[:1]
        if said in (*_KEYS, "q"):
            return said
