"""A sample of cells as a folder to hand to somebody: one page of evidence, one CSV to fill in."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from config import Settings
from pipelines.archive_damage import ArchiveDamagedError
from stages import progress
from stages.showing import Found, NoSuchCellError, archived_cell, name_of
from stages.verify import (
    VERDICTS,
    Verdict,
    VerdictError,
    add_verdict,
    rows_of,
    shown,
    today,
    verdicts,
)
from transforms.evidence import Evidence, evidence_of
from transforms.evidence_page import page

SHEET, FORM = "evidence.html", "verdicts.csv"


def question(cell_id: str, found: Found) -> Verdict:
    """The row that a verdict on this cell fills in."""
    cell, read = found.cell, found.document.extraction
    return Verdict(
        cell_id=cell_id,
        name=name_of(cell),
        document_sha256=read.sha256,
        carrier=read.carrier,
        reading=read.reading,
        value=shown(cell.value),
        state=cell.state,
        raw=cell.raw,
        verdict="",
        printed="",
        verified_on="",
        verified_by="",
    )


def export(settings: Settings, cell_ids: Sequence[str], folder: Path) -> int:
    """Write evidence.html and verdicts.csv for these cells into a folder; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    asked: list[Verdict] = []
    proofs: list[Evidence] = []
    names: list[str] = []
    for number, (cell_id, found) in enumerate(found_cells(settings, cell_ids), start=1):
        asked.append(question(cell_id, found))
        proofs.append(evidence_of(found.document, found.cell))
        names.append(f"{number}. {cell_id} {asked[-1].name} in {found.path}")
    (folder / SHEET).write_text(page(proofs, "Cells to verify", names), encoding="utf-8")
    with (folder / FORM).open("w", newline="", encoding="utf-8-sig") as file:  # for Excel
        writer = csv.DictWriter(file, [f.name for f in fields(Verdict)])
        writer.writeheader()
        writer.writerows(asdict(row) for row in asked)
    return len(asked)


def found_cells(settings: Settings, cell_ids: Sequence[str]) -> Iterator[tuple[str, Found]]:
    """The cells with their documents, without those that this code no longer finds there."""
    for done, cell_id in enumerate(cell_ids):
        try:
            yield cell_id, archived_cell(settings, cell_id)
        except (NoSuchCellError, ArchiveDamagedError) as error:
            progress.tell("evidence", done, len(cell_ids), f"{cell_id} is passed over: {error}")
            continue
        progress.tell("evidence", done, len(cell_ids), cell_id)


def take_back(settings: Settings, path: Path) -> int:
    """Take the verdicts of a filled form; rows without one are passed over. Returns how many.

    Raises VerdictError, before anything is taken, if a row is not as it was handed out.
    """
    filled = [_filled(n, row) for n, row in enumerate(rows_of(path), start=2) if row["verdict"]]
    known = set(verdicts(settings))
    new = [verdict for verdict in filled if verdict not in known]
    for verdict in new:
        add_verdict(settings, verdict)
    return len(new)


def _filled(line: int, row: dict[str, str]) -> Verdict:
    names = [f.name for f in fields(Verdict)]
    if missing := [n for n in names if row.get(n) is None]:
        raise VerdictError(f"line {line}: the columns {', '.join(missing)} are missing")
    said = row["verdict"].strip().lower()
    verdict = next((v for v in VERDICTS if said in (v, v[0])), None)
    if verdict is None:
        raise VerdictError(f"line {line}: verdict {said!r} is none of {', '.join(VERDICTS)}")
    dated = row | {"verdict": verdict, "verified_on": row["verified_on"] or today()}
    return Verdict(**{name: dated[name] for name in names})
