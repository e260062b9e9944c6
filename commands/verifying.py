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
from stages.verify import VERDICTS
from stages.wording import counted

if TYPE_CHECKING:
    from warehouse.accuracy import Accuracy

_QUIT = "quit"


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
            typer.echo(f"{counted(take_back(settings, take), 'verdict')} taken.")
        else:
            drawn = sample(settings, size, seed, carrier)
            left = unjudged(settings, drawn)
            before = len(drawn) - len(left)
            typer.echo(f"{counted(len(drawn), 'cell')} drawn, {before} of them judged before.")
            if export is not None:
                number = hand_out(settings, left, export)
                where = f"{export / SHEET}; fill in {export / FORM}"
                typer.echo(f"{counted(number, 'cell')} in {where}.")
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
    return "\n".join([*lines, f"Undecided: {counted(undecided, 'verdict')}."])


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
        asked = question(cell_id, found)
        try:
            verdict, printed = _answer({asked.value, asked.raw.strip(), asked.state})
        except typer.Abort:  # Ctrl-C, or the end of what was typed ahead
            typer.echo()
            break
        if verdict == _QUIT:
            break
        said = {"verdict": verdict, "printed": printed, "verified_on": today()}
        add_verdict(settings, replace(asked, **said, verified_by=_person()))


def _answer(read: set[str]) -> tuple[str, str]:
    """The verdict, and what else is printed there; asked again until it is one."""
    while True:
        said = str(typer.prompt("  read right? [y]es [n]o [u]nsure [q]uit")).strip().lower()
        verdict = next((word for word in (*VERDICTS, _QUIT) if said in (word, word[0])), "")
        if not verdict:
            typer.echo(f"  {said!r} is no answer: type y, n, u or q")
            continue
        if verdict != "no":
            return verdict, ""
        printed = typer.prompt("  what is printed there", default="", show_default=False).strip()
        if printed not in read - {""}:
            return verdict, printed
        typer.echo("  that is what was read: type y if it is printed there")


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in containers
        return "unknown"
