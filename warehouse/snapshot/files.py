"""The tables of a snapshot as files: Parquet, CSV for what a person can open, more on request.

One policy for all Parquet: zstd, row groups of 122,880 rows, each file written by one thread in the
order of the warehouse, so that the same lake gives the same bytes. Files are written side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from warehouse import sheet
from warehouse.literals import literal, literals
from warehouse.snapshot import stata
from warehouse.snapshot.contents import PUBLISHED, Published, names

PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
CSV_ROWS = sheet.MOST_ROWS  # no spreadsheet opens more; a larger CSV is written when asked for
SIDE_BY_SIDE = 2
EXTRA = ("csv", "dta", "xlsx")

Job = Callable[[duckdb.DuckDBPyConnection], None]


def write_tables(db: duckdb.DuckDBPyConnection, folder: Path, extra: tuple[str, ...]) -> list[str]:
    """Write every table; gives a line for each file that a format cannot hold."""
    left_out: list[str] = []
    _run(db, [*_parquet_jobs(db, folder)])
    jobs: list[Job] = []
    for name in names():
        count = _count(db, name)
        if count <= CSV_ROWS or "csv" in extra:
            jobs.append(_copy(_written(db, folder, name), folder / f"{name}.csv", "(HEADER)"))
        for format_ in (f for f in ("dta", "xlsx") if f in extra):
            if reason := stata.refusal(format_, count):
                left_out.append(f"{name}.{format_}: {reason}")
            else:
                query = _written(db, folder, name)
                jobs.append(stata.job(format_, name, query, folder / f"{name}.{format_}"))
    _run(db, jobs)
    return left_out


def _written(db: duckdb.DuckDBPyConnection, folder: Path, name: str) -> str:
    """The query of a table's Parquet files, in their order: cheaper than making the table again."""
    columns = ", ".join(row[0] for row in db.execute(f"DESCRIBE published.{name}").fetchall())
    single = folder / f"{name}.parquet"
    paths = [single] if single.exists() else sorted((folder / name).rglob("*.parquet"))
    if not paths:  # no year has any
        return f"SELECT {columns} FROM published.{name}"
    folders = name in PUBLISHED and PUBLISHED[name].by is not None
    return f"SELECT {columns} FROM read_parquet({literals(paths)}, hive_partitioning = {folders})"


def _run(db: duckdb.DuckDBPyConnection, jobs: list[Job]) -> None:
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for done in [pool.submit(_in_own_session, db, job) for job in jobs]:
            done.result()


def _in_own_session(db: duckdb.DuckDBPyConnection, job: Job) -> None:
    with db.cursor() as session:
        session.execute("USE memory")
        job(session)


def _parquet_jobs(db: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Job]:
    for name in names():
        table = PUBLISHED.get(name, Published(name))
        order = f" ORDER BY {table.order}" if table.order else ""
        target = folder / f"{name}.parquet"
        if table.by:
            yield from _partitions(db, folder / name, name, table.by, order)
        elif table.pieces > 1:
            yield from _pieces(folder / name, name, table.pieces, order)
        else:
            yield _copy(f"FROM published.{name}{order}", target, PARQUET)


def _partitions(
    db: duckdb.DuckDBPyConnection, folder: Path, name: str, by: str, order: str
) -> Iterator[Job]:
    values = db.execute(f"SELECT DISTINCT {by} FROM published.{name} ORDER BY 1").fetchall()
    folder.mkdir()
    for (value,) in values:
        part = folder / f"{by}={value}"
        part.mkdir()
        query = f"SELECT * EXCLUDE ({by}) FROM published.{name} WHERE {by} = {value}{order}"
        yield _copy(query, part / f"{name}.parquet", PARQUET)


def _pieces(folder: Path, name: str, pieces: int, order: str) -> Iterator[Job]:
    """By the first digit of the hash."""
    folder.mkdir()
    for digit in (f"{number:x}" for number in range(pieces)):
        query = f"FROM published.{name} WHERE document_sha256[1] = '{digit}'{order}"
        yield _copy(query, folder / f"{digit}.parquet", PARQUET)


def _copy(query: str, target: Path, form: str) -> Job:
    def copy(db: duckdb.DuckDBPyConnection) -> None:
        db.execute(f"COPY ({query}) TO {literal(target)} {form}")

    return copy


def _count(db: duckdb.DuckDBPyConnection, name: str) -> int:
    (count,) = db.execute(f"SELECT count(*) FROM published.{name}").fetchone() or (0,)
    return int(count)
