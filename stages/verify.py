"""Real accuracy: random cells of the warehouse that a person compares with what is printed.

Verdicts are rows of `verified.csv` in the data folder: appended, dated, never changed. A verdict
tells what is printed, so it also judges a later reading of the same cell. Accuracy is the share of
verified cells whose present reading is what is printed.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from config import Settings
from warehouse.accuracy import NAME, Accuracy, lower_95, write
from warehouse.query import Limits, connect

VERDICTS: Final = ("yes", "no", "unsure")
CORPUS: Final = "verified sample of this data"
_FILE: Final = "verified.csv"
_SURE: Final = 0.9

_SAMPLE = """
SELECT cell_id FROM cells JOIN documents USING (document_sha256)
WHERE ? IS NULL OR carrier = ?
ORDER BY md5(cell_id || '/' || ?), cell_id LIMIT ?
"""
_CARRIERS = """
SELECT DISTINCT carrier FROM cells JOIN documents USING (document_sha256) ORDER BY carrier
"""
_PRESENT = """
SELECT c.cell_id, c.document_sha256, c.reading, c.value, c.state, c.raw, c.confidence, d.carrier,
       EXISTS (FROM problems AS p WHERE p.document_sha256 = c.document_sha256) AS warned
FROM cells AS c JOIN documents AS d USING (document_sha256)
WHERE c.cell_id IN (SELECT unnest(?))
"""


class VerdictError(ValueError):
    """A verdict that cannot be taken; the message names row and reason."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of one cell. `printed` is what stands there where the reading is wrong
    (empty: not told); `value`, `state` and `raw` are the reading that was judged."""

    cell_id: str
    name: str
    document_sha256: str
    carrier: str
    reading: str
    value: str
    state: str
    raw: str
    verdict: str
    printed: str
    verified_on: str
    verified_by: str


def sample(settings: Settings, size: int, seed: int, carrier: str | None = None) -> list[str]:
    """`size` cell_ids drawn at random; one seed always draws the same from the same cells.

    Raises VerdictError if there are none to draw from.
    """
    with connect(settings.warehouse, Limits(settings.sql_memory)) as db:
        rows = db.execute(_SAMPLE, [carrier, carrier, str(seed), size]).fetchall()
        carriers = [name for (name,) in db.execute(_CARRIERS).fetchall()]
    if not carriers:
        raise VerdictError(f"the warehouse in {settings.data} has no cells to draw from")
    if not rows:
        raise VerdictError(f"no cells of the carrier {carrier}; there are {', '.join(carriers)}")
    return [cell_id for (cell_id,) in rows]


def unjudged(settings: Settings, cell_ids: Iterable[str]) -> list[str]:
    """Those of the sample that have no verdict yet: an interrupted session goes on with them."""
    judged = {v.cell_id for v in verdicts(settings)}
    return [cell_id for cell_id in cell_ids if cell_id not in judged]


def verdicts(settings: Settings) -> list[Verdict]:
    """All verdicts of the data folder, oldest first. Raises VerdictError if the file was spoilt."""
    path = settings.data / _FILE
    if not path.is_file():
        return []
    found = [_verdict(path, line, row) for line, row in enumerate(rows_of(path), start=2)]
    return [replace(v, verdict=v.verdict.strip().lower()) for v in found]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Rows of a file of verdicts. Raises VerdictError if a spreadsheet spoilt it."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            form = csv.DictReader(file)
            columns = form.fieldnames or ()
            rows = list(form)
    except UnicodeDecodeError as error:
        raise VerdictError(f"{path}: is not a text file in UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise VerdictError(f"{path}: is no CSV file: {error}") from error
    if missing := [f.name for f in fields(Verdict) if f.name not in columns]:
        raise VerdictError(f"{path}: the columns {', '.join(missing)} are missing")
    return rows


def _verdict(path: Path, line: int, row: Mapping[str, str]) -> Verdict:
    names = [f.name for f in fields(Verdict)]
    if any(row[name] is None for name in names) or row["verdict"].strip().lower() not in VERDICTS:
        raise VerdictError(f"{path}, line {line}: is no verdict; mend or remove that line")
    return Verdict(**{name: row[name] for name in names})


def add_verdict(settings: Settings, given: Verdict) -> None:
    """Append one verdict. Raises VerdictError if it is none."""
    if given.verdict not in VERDICTS:
        raise VerdictError(f"{given.cell_id}: {given.verdict!r} is none of {', '.join(VERDICTS)}")
    path = settings.data / _FILE
    is_new = not path.exists() or path.stat().st_size == 0
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [f.name for f in fields(Verdict)], lineterminator="\n")
        if is_new:
            writer.writeheader()
        writer.writerow(asdict(given))


def today() -> str:
    """The date of a verdict given now (UTC)."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def measure(settings: Settings) -> tuple[list[Accuracy], int]:
    """Accuracy by carrier and over all (`all`), and how many verdicts decide nothing.

    Undecided are the unsure ones, and those of a reading that has changed since where nobody told
    what is printed. Writes accuracy.csv in the data folder, which the next build publishes.
    """
    last = {v.cell_id: v for v in verdicts(settings)}
    judged: dict[str, list[tuple[Mapping[str, Any], bool]]] = defaultdict(list)
    undecided = len(last)
    for cell in _present(settings, list(last)):
        is_right = _is_right(last[cell["cell_id"]], cell)
        if is_right is not None:
            undecided -= 1
            for group in (cell["carrier"], "all"):
                judged[group].append((cell, is_right))
    rows = [_accuracy(group, found) for group, found in sorted(judged.items())]
    if rows:
        write(settings.data / NAME, rows)
    return rows, undecided


def _present(settings: Settings, cell_ids: Sequence[str]) -> list[dict[str, Any]]:
    with connect(settings.warehouse, Limits(settings.sql_memory)) as db:
        answer = db.execute(_PRESENT, [list(cell_ids)])
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _is_right(verdict: Verdict, cell: Mapping[str, Any]) -> bool | None:
    """Whether the present reading is what is printed; None where nobody can tell."""
    same = (verdict.value, verdict.state) == (shown(cell["value"]), cell["state"])
    if verdict.verdict == "unsure":
        return None
    if verdict.verdict == "yes" or same:
        return same and verdict.verdict == "yes"
    if not verdict.printed:
        return None
    return verdict.printed in (shown(cell["value"]), cell["raw"], cell["state"])


def shown(value: float | None) -> str:
    """A value as verdicts write it; empty for none."""
    return "" if value is None else f"{value:.15g}"


def _accuracy(carrier: str, judged: Sequence[tuple[Mapping[str, Any], bool]]) -> Accuracy:
    wrong = [c for c, is_right in judged if not is_right and c["value"] is not None]
    exact = sum(is_right for _, is_right in judged)
    bound, method = lower_95(len(judged), exact)
    return Accuracy(
        corpus=CORPUS,
        kind="verified",
        carrier=carrier,
        n_documents=len({c["document_sha256"] for c, _ in judged}),
        n_cells=len(judged),
        n_exact=exact,
        n_wrong=len(wrong),
        n_silent=sum(c["confidence"] >= _SURE and not c["warned"] for c in wrong),
        lower_95=bound,
        method=method,
        measured_on=today(),
        version=" ".join(sorted({c["reading"] for c, _ in judged})),
    )
