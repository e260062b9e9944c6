"""Cells and reports whose values must leave the snapshots: one dated row of data each.

`warehouse/withdrawals.csv`, or the data folder's own `withdrawals.csv`, names a `cell_id`, or a
`report` (agency_id/year/scope: all its cells), the date, and why. The value goes from every table;
that it was withdrawn stays in `changes`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from warehouse.snapshot.failures import SnapshotError

FILE = Path(__file__).parents[1] / "withdrawals.csv"
_COLUMNS = ["kind", "id", "date", "reason"]

_TABLES = """
CREATE TABLE memory.published.withdrawn AS
SELECT DISTINCT o.agency_id, o.year, o.scope, o.topic, o.item, o.breakdown, w.date, w.reason, w.id
FROM memory.published.withdrawals AS w JOIN warehouse.observations AS o
    ON (w.kind = 'report' AND concat_ws('/', o.agency_id, o.year, o.scope) = w.id)
    OR (w.kind = 'cell' AND o.cell_id = w.id)
UNION
SELECT d.agency_id, d.year, d.scope, c.topic, c.item, c.breakdown, w.date, w.reason, w.id
FROM memory.published.withdrawals AS w
JOIN warehouse.documents AS d ON d.agency_id IS NOT NULL
JOIN warehouse.cells AS c ON c.document_sha256 = d.document_sha256
WHERE (w.kind = 'cell' AND c.cell_id = w.id)
   OR (w.kind = 'report' AND concat_ws('/', d.agency_id, d.year, d.scope) = w.id);
CREATE TABLE memory.published.withdrawn_documents AS
SELECT DISTINCT d.document_sha256, w.topic, w.item, w.breakdown
FROM memory.published.withdrawn AS w
JOIN warehouse.documents AS d USING (agency_id, year, scope)
UNION
SELECT c.document_sha256, c.topic, c.item, c.breakdown
FROM memory.published.withdrawals AS w JOIN warehouse.cells AS c
    ON w.kind = 'cell' AND c.cell_id = w.id;
CREATE TABLE memory.published.withdrawn_below AS
SELECT DISTINCT n.parent_id, w.year
FROM memory.published.withdrawn AS w JOIN warehouse.agency_names AS n USING (agency_id)
WHERE n.parent_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One row of the file; `kind` is cell or report."""

    kind: str
    id: str
    date: date
    reason: str


def of(data: Path) -> Path:
    """The file of a data folder that has its own, else ours, which speaks of the published data."""
    own = data / FILE.name
    return own if own.exists() else FILE


def read(file: Path = FILE) -> tuple[Withdrawal, ...]:
    """The rows of the file. Raises SnapshotError where one is not as it should be."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise SnapshotError(f"{file} is no UTF-8: save it as such") from error
    reader = csv.DictReader(lines)
    if reader.fieldnames != _COLUMNS:
        raise SnapshotError(f"{file}: the columns must be {','.join(_COLUMNS)}")
    return tuple(_rows(file, reader))


def _rows(file: Path, reader: csv.DictReader[str]) -> Iterator[Withdrawal]:
    for row in reader:
        place = f"{file}, line {reader.line_num}"
        if row["kind"] not in ("cell", "report"):
            raise SnapshotError(f"{place}: kind must be cell or report, not {row['kind']!r}")
        if not row["id"] or not row["reason"]:
            raise SnapshotError(f"{place}: id and reason must be given")
        try:
            day = date.fromisoformat(row["date"])
        except ValueError as error:
            raise SnapshotError(f"{place}: {row['date']!r} is no date such as 2026-03-02") from (
                error
            )
        yield Withdrawal(row["kind"], row["id"], day, row["reason"])


def load_withdrawals(db: duckdb.DuckDBPyConnection, withdrawn: tuple[Withdrawal, ...]) -> None:
    """Make `withdrawn` (cells by report), `withdrawn_documents` (the same by document) and
    `withdrawn_below` (the governments that they count in, by year).

    Raises SnapshotError for an id that names nothing: a withdrawal must not fail in silence.
    """
    db.execute(
        "CREATE TABLE memory.published.withdrawals"
        " (kind VARCHAR, id VARCHAR, date DATE, reason VARCHAR)"
    )
    for row in withdrawn:
        values = [row.kind, row.id, row.date, row.reason]
        db.execute("INSERT INTO memory.published.withdrawals VALUES ($1, $2, $3, $4)", values)
    db.execute(_TABLES)
    unknown = db.execute(
        "SELECT kind, id FROM memory.published.withdrawals WHERE id NOT IN"
        " (SELECT id FROM memory.published.withdrawn) ORDER BY ALL"
    ).fetchall()
    if unknown:
        raise SnapshotError(
            "withdrawals name what the warehouse does not hold: "
            + ", ".join(f"{kind} {named}" for kind, named in unknown)
            + ": mend the rows, or give other data a withdrawals.csv of their own"
        )
