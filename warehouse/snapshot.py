"""The published data: a dated folder of Parquet and CSV, the same bytes for the same lake.

    snapshots/2026-03-02/observations/year=2022/observations.parquet …

The date is that of the newest fetch (in China). The narrative (`sections`), cells that no form
names and the crawl's log stay behind: the first two may hold names of persons.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from warehouse import schema
from warehouse.failures import advice, first_line
from warehouse.query import open_readonly
from warehouse.staging import date_of

_KEPT_BACK = frozenset({"sections", "unmapped_cells", "fetches", "listings", "runs"})
_PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
_OFFLINE_RUNS = """
CREATE TEMP VIEW offline_runs AS
SELECT run_id FROM runs GROUP BY run_id HAVING bool_and(status = 'offline')
"""
_README = """# gongkai: snapshot of {day}

{reports} annual reports on open government information (政府信息公开工作年度报告) of {agencies}
agencies: {observations} observations.

| file | what it holds |
|---|---|
| `observations/year=*/` | the cells of every current report, one Parquet file a fiscal year |
| `observations.csv` | the same as CSV (UTF-8) |
| `dictionary.csv` | every column and code, with its official Chinese label |
| `*.parquet` | the other tables; `cells.parquet` proves each value: its place in the document |
| `CHECKSUMS.sha256` | check with `sha256sum -c CHECKSUMS.sha256` |

An empty `value` is not zero: `state` says whether the cell is blank, not applicable or unreadable.
Never add up rows of different `scope`.

## Rights

The compilation is licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): name
"gongkai, snapshot of {day}". The reports themselves are official documents of government bodies;
`url` names the source of every value. To ask for a correction or a withdrawal, open an issue with
the `cell_id` or the report's address.
"""


class SnapshotError(RuntimeError):
    """Nothing can be exported; the message says what to do."""


def export(warehouse: Path, snapshots: Path) -> Path:
    """Write the snapshot of this warehouse; returns its folder. One of the same date is replaced
    once the new one is complete; `latest` points to the newest export."""
    if not warehouse.is_file():
        raise SnapshotError(f"there is no warehouse at {warehouse} yet: `gongkai build` makes it")
    snapshots.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=snapshots))
    try:
        with open_readonly(warehouse, {"threads": 1}) as db:
            day = _day(db, warehouse)
            _write_tables(db, partial)
            _write_notes(db, partial, day)
        _write_checksums(partial)
        partial.chmod(0o755)
        return _publish(partial, snapshots, day)
    except (duckdb.Error, OSError) as error:
        told = first_line(error).replace(str(partial), str(snapshots))
        raise SnapshotError(
            f"exporting {warehouse} to {snapshots}: {told}; {advice(told, partial)}"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _day(db: duckdb.DuckDBPyConnection, warehouse: Path) -> date:
    db.execute(_OFFLINE_RUNS)
    day = date_of(db)
    if day is None:
        raise SnapshotError(
            f"{warehouse} holds no fetch yet: `gongkai crawl` or `gongkai import` comes first"
        )
    return day


def _write_tables(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """One thread, and the total order in which the build wrote the rows."""
    for table in schema.tables():
        if table not in _KEPT_BACK | {"observations"}:
            db.execute(f"COPY {table} TO '{folder / table}.parquet' {_PARQUET}")
    years = db.execute("SELECT DISTINCT year FROM observations ORDER BY year").fetchall()
    for (year,) in years:
        part = folder / "observations" / f"year={year}"
        part.mkdir(parents=True)
        db.execute(
            f"COPY (SELECT * EXCLUDE (year) FROM observations WHERE year = {year})"
            f" TO '{part / 'observations.parquet'}' {_PARQUET}"
        )
    for table in ("observations", "dictionary"):
        db.execute(f"COPY {table} TO '{folder / table}.csv' (FORMAT csv, HEADER)")


def _write_notes(db: duckdb.DuckDBPyConnection, folder: Path, day: date) -> None:
    (counts,) = db.execute(
        "SELECT (SELECT count(*) FROM reports WHERE is_current), (SELECT count(*) FROM agencies),"
        " (SELECT count(*) FROM observations)"
    ).fetchall()
    reports, agencies, observations = counts
    readme = _README.format(day=day, reports=reports, agencies=agencies, observations=observations)
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (folder / "datapackage.json").write_text(_datapackage(db, folder, day), encoding="utf-8")


def _datapackage(db: duckdb.DuckDBPyConnection, folder: Path, day: date) -> str:
    """A Frictionless data package that describes each file's table."""
    resources = []
    for path in sorted(folder.rglob("*.*")):
        table = path.stem
        row = db.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = $1", [table]
        ).fetchone()
        if path.suffix in (".parquet", ".csv") and row:
            resources.append(
                {
                    "name": "-".join(path.relative_to(folder).parts).replace("=", "-").lower(),
                    "path": path.relative_to(folder).as_posix(),
                    "format": path.suffix[1:],
                    "description": row[0],
                }
            )
    package = {
        "name": "gongkai",
        "version": day.isoformat(),
        "title": "Annual reports on open government information of China's government bodies",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _write_checksums(folder: Path) -> None:
    lines = [
        f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / "CHECKSUMS.sha256").write_text("".join(lines), encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _publish(partial: Path, snapshots: Path, day: date) -> Path:
    final = snapshots / day.isoformat()
    replaced = snapshots / f".replaced-{day.isoformat()}"
    shutil.rmtree(replaced, ignore_errors=True)
    if final.exists():
        final.replace(replaced)
    partial.replace(final)
    shutil.rmtree(replaced, ignore_errors=True)
    pointer = snapshots / ".latest"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(final.name, target_is_directory=True)
    pointer.replace(snapshots / "latest")
    return final
