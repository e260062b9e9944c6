"""What keeps a snapshot from becoming `latest`: losses, checks that got worse, a changed schema.

Each gate looks only at what the snapshot before held, so growth never stops anything. Bounds are
shares of that; what was withdrawn on request is no loss. A report is never lost by right; numbers
and sums are, where an agency issues one anew, so a few of these stop nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

LOST_REPORTS = 0.01  # of all that were there
LOST_OF_A_YEAR = 0.05
LOST_NUMBERS = 0.01  # cells of reports in both that were numbers and are none any more
FEW_NUMBERS = 20
WORSE_CHECKS = 0.005  # places of checks, of reports in both, that passed and fail now
FEW_CHECKS = 5


_CHECKED = ("checks", "reports")
_CHECKS = """
WITH before AS (
    FROM read_parquet($1) SEMI JOIN (FROM read_parquet($2) WHERE is_current)
    USING (report_version_id) WHERE result = 'pass'
),
now AS (
    FROM read_parquet($3) SEMI JOIN (FROM read_parquet($4) WHERE is_current)
    USING (report_version_id) WHERE result = 'fail'
)
SELECT b.check_id, count(*), count(n.check_id) FROM before AS b LEFT JOIN now AS n
USING (agency_id, year, scope, check_id, place) GROUP BY b.check_id ORDER BY b.check_id
"""


def reasons(db: duckdb.DuckDBPyConnection, old: Path, new: Path) -> list[str]:
    """Why `new` must not follow `old` without a person's word; needs `changed` (see `compare`)."""
    return [*_lost_reports(db), *_lost_numbers(db), *_worse_checks(db, old, new), *_drift(old, new)]


def _lost_reports(db: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = db.execute(
        "SELECT o.year, count(*), count(*) FILTER (n.agency_id IS NULL AND w.agency_id IS NULL)"
        " FROM old_reports AS o LEFT JOIN new_reports AS n USING (agency_id, year, scope)"
        " LEFT JOIN (SELECT DISTINCT agency_id, year, scope FROM memory.published.withdrawn) AS w"
        " USING (agency_id, year, scope) GROUP BY o.year ORDER BY o.year"
    ).fetchall()
    there, lost = sum(row[1] for row in rows), sum(row[2] for row in rows)
    if lost > there * LOST_REPORTS:
        yield f"{lost} of {there} reports are gone (bound: {LOST_REPORTS:.1%})"
    for year, there, lost in rows:
        if lost > there * LOST_OF_A_YEAR:
            yield f"{year}: {lost} of {there} reports are gone (bound: {LOST_OF_A_YEAR:.1%})"


def _lost_numbers(db: duckdb.DuckDBPyConnection) -> Iterator[str]:
    (lost,) = db.execute(
        "SELECT count(*) FROM changed ANTI JOIN memory.published.withdrawn"
        " USING (agency_id, year, scope, topic, item, breakdown)"
        " WHERE topic IS NOT NULL AND old_state = 'number' AND new_state IS DISTINCT FROM 'number'"
    ).fetchone() or (0,)
    (there,) = db.execute("SELECT coalesce(sum(cells), 0) FROM old_reports").fetchone() or (0,)
    if lost > max(there * LOST_NUMBERS, FEW_NUMBERS):
        yield f"{lost} of {there} cells are numbers no more (bound: {LOST_NUMBERS:.1%})"


def _worse_checks(db: duckdb.DuckDBPyConnection, old: Path, new: Path) -> Iterator[str]:
    files = [str(folder / f"{name}.parquet") for folder in (old, new) for name in _CHECKED]
    rows = db.execute(_CHECKS, files).fetchall()
    for check, passed, failing in rows:
        if failing > max(passed * WORSE_CHECKS, FEW_CHECKS):
            yield (
                f"{check}: {failing} of {passed} places that passed fail now"
                f" (bound: {WORSE_CHECKS:.1%})"
            )


def _drift(old: Path, new: Path) -> Iterator[str]:
    """Tables, columns or codes that are gone, or columns of another type."""
    before, now = columns(old), columns(new)
    before.pop("changes", None)  # comes last, after the gates
    for table in sorted(before.keys() - now.keys()):
        yield f"the table {table} is gone"
    for table in sorted(before.keys() & now.keys()):
        for column, kind in before[table].items():
            if column not in now[table]:
                yield f"the column {table}.{column} is gone"
            elif now[table][column] != kind:
                yield f"the column {table}.{column} is {now[table][column]} instead of {kind}"


def columns(folder: Path) -> dict[str, dict[str, str]]:
    """Columns and types of every Parquet table of a snapshot, folders of partitions left out."""
    found: dict[str, dict[str, str]] = {}
    with duckdb.connect() as db:
        for path in sorted(folder.iterdir()):
            first = next(iter(sorted(path.rglob("*.parquet"))), None) if path.is_dir() else path
            if first is None or first.suffix != ".parquet":
                continue
            rows = db.execute("DESCRIBE FROM read_parquet($1)", [str(first)]).fetchall()
            found[path.stem] = {row[0]: row[1] for row in rows}
    return found
