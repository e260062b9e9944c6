"""The differences of two snapshots, for a person: counted, or every one."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from warehouse.answer import FORMATS, format_result, new_file
from warehouse.failures import first_line
from warehouse.snapshot import compare
from warehouse.snapshot.failures import SnapshotError

_AGENCIES = """
SELECT agency, count(*) FILTER (kind = 'added') AS added,
       count(*) FILTER (kind = 'amended') AS amended,
       count(*) FILTER (kind = 'withdrawn') AS withdrawn, list(DISTINCT year ORDER BY year) AS years
FROM changed GROUP BY agency_id, agency ORDER BY count(*) DESC, agency_id LIMIT 20
"""


def told(old: Path, new: Path, form: str | None, output: Path | None, *, replace: bool) -> str:
    """Counts and the agencies with most changes; with a format or a file, every change.

    Raises SnapshotError where a folder is no snapshot.
    """
    with duckdb.connect() as db:
        try:
            compare.compare(db, old, new)
        except duckdb.Error as error:
            raise SnapshotError(f"comparing {old} with {new}: {first_line(error)}") from error
        if form is None and output is None:
            return _counted(db)
        write = FORMATS[form or "csv"].write
        rows = db.sql(compare.ordered()).to_arrow_reader(20_000)
        if output is None:
            write(rows, sys.stdout.buffer)
            return ""
        with new_file(output, replace=replace) as file:
            return f"{write(rows, file)} changes in {output}\n"


def _counted(db: duckdb.DuckDBPyConnection) -> str:
    lines = [
        f"{kind}: {reports} whole reports, {cells} cells of other reports, {agencies} agencies"
        for kind, reports, cells, agencies in compare.counts(db)
    ]
    agencies = db.sql(_AGENCIES).to_arrow_table()
    table = str(format_result(agencies, "table")) if agencies.num_rows else ""
    return "\n".join([*lines, "", table]) if table else "\n".join([*lines, ""])
