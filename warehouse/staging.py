"""The lake as seen by the build: one view for each of its tables, and the newest readings.

A document that was read more than once counts with one reading as a whole: the one by the newest
versions of reader, alignment and forms. Batch ids carry no time, so they only break ties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

import lake
from warehouse.literals import literals

_NEWNESS = r"""
    regexp_extract(reading, '-a(\d+)', 1)::INTEGER DESC,
    starts_with(reading, 'none'),
    regexp_extract_all(reading, '\d+')::INTEGER[] DESC,
    reading DESC, filename DESC
"""

# What lay inside another file counts as that file's newest reading found it.
_NEWEST = f"""
CREATE OR REPLACE TEMP TABLE newest_files AS
SELECT * FROM lake_documents WHERE contained_in IS NULL
QUALIFY row_number() OVER (PARTITION BY document_sha256 ORDER BY {_NEWNESS}) = 1;
CREATE OR REPLACE TEMP TABLE contained AS
SELECT d.* FROM lake_documents AS d
SEMI JOIN newest_files AS f ON d.contained_in = f.document_sha256 AND d.filename = f.filename;
CREATE OR REPLACE TEMP TABLE newest_documents AS
SELECT * FROM (FROM newest_files UNION ALL BY NAME FROM contained)
QUALIFY row_number() OVER (
    PARTITION BY document_sha256 ORDER BY {_NEWNESS}, contained_in NULLS FIRST, member
) = 1
"""

# A member was found wherever its archive was; its file name stands for the link's text.
_FINDS = r"""
CREATE OR REPLACE TEMP VIEW all_finds AS
SELECT DISTINCT * EXCLUDE (filename) FROM lake_finds
UNION ALL BY NAME
SELECT DISTINCT f.* EXCLUDE (filename) REPLACE (
    c.document_sha256 AS document_sha256,
    f.url || if(starts_with(c.member, '#'), '', '!/') || c.member AS url,
    nullif(regexp_extract(c.member, '([^/#]*?)(\.\w+)?(#\d+)?$', 1), '') AS link_text,
    NULL AS content_type)
FROM lake_finds AS f JOIN contained AS c ON c.contained_in = f.document_sha256
"""

# A run is offline when all of its batches are: what failed in it says nothing of any portal.
OFFLINE = """
CREATE OR REPLACE TEMP VIEW offline_runs AS
SELECT run_id FROM runs GROUP BY run_id HAVING bool_and(status = 'offline')
"""


_READ = ("cells", "unmapped_cells", "sections")

# Of most batches all documents are the newest readings: they are loaded as they are, in order and
# without a join. `mixed` ones hold older readings as well.
_BATCHES = """
SELECT l.filename, bool_and(n.filename IS NOT NULL) AS whole
FROM lake_documents AS l LEFT JOIN newest_documents AS n
    ON n.document_sha256 = l.document_sha256 AND n.reading = l.reading AND n.filename = l.filename
GROUP BY l.filename HAVING count(n.filename) > 0
"""


def attach_lake(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make `lake_<table>` (with the column `filename`), `newest_documents`, `all_finds` and
    `offline_runs`; of what fills most of a lake `whole_<table>` and `mixed_<table>` instead."""
    for table in (t for t in lake.SCHEMAS if t not in _READ):
        _view(db, f"lake_{table}", table, lake.files(folder, table))
    db.execute(_NEWEST)
    db.execute(_FINDS)
    db.execute(OFFLINE)
    whole = dict(db.execute(_BATCHES).fetchall())
    for table in _READ:
        files = lake.files(folder, table)
        _view(db, f"whole_{table}", table, [f for f in files if whole.get(f.parent.name)])
        _view(db, f"mixed_{table}", table, [f for f in files if whole.get(f.parent.name) is False])


def _view(db: duckdb.DuckDBPyConnection, name: str, table: str, files: Sequence[Path]) -> None:
    schema = lake.SCHEMAS[table]
    if files:
        rows = f"read_parquet({literals(files)}, filename=true, union_by_name=true)"
    else:
        load(db, "empty", schema.append(pa.field("filename", pa.string())).empty_table())
        rows = "empty"
    replaced = ", ".join(_replacements(schema))
    db.execute(
        f"CREATE OR REPLACE TEMP {'VIEW' if files else 'TABLE'} {name} AS"
        f" SELECT * REPLACE ({replaced}) FROM {rows}"
    )


def _replacements(schema: pa.Schema) -> Iterator[str]:
    """The batch for the file's name; times as plain UTC, which need no time-zone extension."""
    yield "parse_path(filename)[-2] AS filename"
    for column in schema:
        if pa.types.is_timestamp(column.type):
            yield f"{column.name}::TIMESTAMP AS {column.name}"


def load(db: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Make a temporary table out of rows that Python decided on."""
    db.register("incoming_rows", rows)
    db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM incoming_rows")
    db.unregister("incoming_rows")


def rows(db: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, one dictionary each."""
    found: list[dict[str, Any]] = db.sql(sql).to_arrow_table().to_pylist()
    return found


def date_of(db: duckdb.DuckDBPyConnection) -> date | None:
    """The day (in China) of the newest fetch of a run that was online; None for an empty lake."""
    found = db.execute(
        "SELECT (max(fetched_at) + INTERVAL 8 HOUR)::DATE FROM fetches"
        " WHERE run_id NOT IN (SELECT run_id FROM offline_runs)"
    ).fetchone()
    day: date | None = found[0] if found else None
    return day
