"""From a figure to its proof: the place in the document that it was read from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.console import Data, plain_errors
from config import settings_with
from transforms.evidence import Evidence
from transforms.extraction import Cell, Extraction


def show(
    document: Annotated[
        str, typer.Argument(metavar="FILE|CELL_ID", help="A report, or a cell_id of the warehouse.")
    ],
    cell: Annotated[
        str | None,
        typer.Option(
            "--cell", help="topic/item/breakdown, or topic/unmapped/n; without it, all are listed."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The picture's file (.png), or a page (.html)."),
    ] = None,
    crop: Annotated[
        bool, typer.Option("--crop", help="Only the surroundings of the cell.")
    ] = False,
    instance: Annotated[
        int, typer.Option(help="Which one, where a document has several tables of a topic.")
    ] = 0,
    data: Data = None,
) -> None:
    """Show where a figure stands: the page with the cell's box drawn on it.

    PDF, scans and pictures give a PNG file. Of HTML and Office files the place
    is named and the rows around it are printed; with -o FILE.html they become
    a page.

    \b
    gongkai show report.pdf                        which cells there are
    gongkai show report.pdf --cell requests/granted/total -o proof.png
    gongkai show 'all.zip!/a.pdf' --cell requests/received/total --crop
    gongkai show 5d1c3a90be77f042 --data data      a cell_id from gongkai sql
    """
    from stages.showing import archived_cell, documents_in, find_cell, is_cell_id
    from transforms.evidence import evidence_of

    with plain_errors():
        if is_cell_id(document) and not Path(document).exists():
            found = archived_cell(settings_with(data), document)
            stem = document
        else:
            documents = documents_in(document)
            if cell is None:
                _list([(path, d.extraction) for path, d in documents])
                return
            found = find_cell(documents, cell, instance)
            stem = f"{Path(document.replace('!/', '-')).stem}.{cell.replace('/', '-')}"
        evidence = evidence_of(found.document, found.cell)
        for line in described(found.path, evidence):
            typer.echo(line)
        for line in _written(evidence, output, Path(f"{stem}.png"), crop=crop):
            typer.echo(line)


def _list(documents: list[tuple[str, Extraction]]) -> None:
    from stages.showing import name_of, unmapped

    for path, extraction in documents:
        cells, others = extraction.cells, unmapped(extraction)
        typer.echo(
            f"{path}: {len(cells)} cells" + (":" if cells else " (gongkai extract says why)")
        )
        for one in cells:
            more = f" --instance {one.table_instance}" if one.table_instance else ""
            typer.echo(f"  {name_of(one)}{more}  {_value(one)}")
        if others:
            typer.echo(f"  and {len(others)} that no form names:")
        for one in others:
            labels = " | ".join(filter(None, (one.label_item, one.label_breakdown)))
            typer.echo(f"  {name_of(one)}  {one.raw.strip()}  ({labels})")


def _value(cell: Cell) -> str:
    if cell.value is None:
        return f"[{cell.state}]"
    return f"{cell.value:.15g}"


def described(path: str, evidence: Evidence) -> list[str]:
    """A cell and its surroundings as lines of text."""
    from stages.showing import name_of

    cell = evidence.cell
    sure = f" {cell.unit}, confidence {cell.confidence:g}" if cell.form else ""
    lines = [
        f"{name_of(cell)} in {path}",
        f"  value       {_value(cell)}{sure}",
        f"  printed as  {cell.raw!r}",
        f"  row label   {cell.label_item}",
        f"  column      {cell.label_breakdown}",
        f"  form        {cell.form or 'none has such a cell'}",
        f"  place       {evidence.place}",
    ]
    for row in evidence.rows:
        shown = (f"【{text}】" if here else text for text, here in row)
        lines.append("  | " + " | ".join(s.replace("\n", " ") for s in shown))
    return lines


def _written(evidence: Evidence, output: Path | None, named: Path, *, crop: bool) -> list[str]:
    from stages.showing import NoSuchCellError
    from transforms.evidence_page import page

    if output is not None and output.suffix.lower() in (".html", ".htm"):
        output.write_text(page([evidence]), encoding="utf-8")
        return [f"  page        {output}"]
    if evidence.picture is None:
        if output is None:
            return ["  (this carrier has no pages to draw; -o FILE.html makes a page of this)"]
        raise NoSuchCellError(f"this carrier has no pages to draw; name a .html file, not {output}")
    target = output or named
    if target.suffix.lower() != ".png":
        raise NoSuchCellError(f"nothing was written to {target}: name a .png or .html file")
    evidence.picture_of(crop=crop).save(target, format="PNG")
    lines = [f"  picture     {target}"]
    if not evidence.can_be_seen:
        lines.append(
            "  The picture shows no ink in this cell: the document's fonts are neither in it nor "
            "on this machine. The text was read from the document's text layer; a Chinese font "
            "(Debian: fonts-noto-cjk) makes it visible."
        )
    return lines
