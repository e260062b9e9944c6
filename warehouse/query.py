"""Questions to the warehouse: read-only, closed to files and network, within limits of memory, time
and disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from warehouse.failures import QueryError, QueryStuckError
from warehouse.hints import explain
from warehouse.literals import literal
from warehouse.permitted import ASKING, statements
from warehouse.stopping import Bounds, stoppable

__all__ = [
    "Limits", "QueryError", "answer", "answers", "ask", "connect", "names", "open_readonly",
    "run_sql",
]  # fmt: skip

_BATCH = 20_000  # rows in memory at a time, outside of DuckDB's own limit
_Made = TypeVar("_Made")
_abandoned: list[ExitStack] = []  # connections that do not stop, until the process ends


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: memory and temporary disk as DuckDB writes sizes, seconds."""

    memory: str = "4GB"
    seconds: float = 300.0
    disk: str = "20GB"


def run_sql(warehouse: Path, sql: str, limits: Limits | None = None) -> pa.Table:
    """The answer to one question, and what prepares it. Raises QueryError."""
    limits = limits or Limits()
    with connect(warehouse, limits) as db:
        return ask(db, sql, limits)


@contextmanager
def connect(warehouse: Path, limits: Limits | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can read this one file and nothing else."""
    limits = limits or Limits()
    if not warehouse.is_file():
        raise QueryError(
            f"there is no warehouse at {warehouse} yet: `gongkai demo` makes one of sample portals,"
            " `gongkai nightly` or `gongkai import` one of real reports, `gongkai build` one"
            " of a lake that is there; --data DIR names another folder"
        )
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": limits.memory,
        "python_enable_replacements": False,  # no table is a variable of this program
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with ExitStack() as stack:
        spill = tempfile.TemporaryDirectory(prefix="gongkai-sql-", ignore_cleanup_errors=True)
        config["temp_directory"] = stack.enter_context(spill)
        db = stack.enter_context(open_readonly(warehouse, config))
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
        try:
            yield db
        except QueryStuckError:
            _abandoned.append(stack.pop_all())  # closing would wait for the question
            spill.cleanup()
            raise


@contextmanager
def open_readonly(
    warehouse: Path, config: dict[str, str | bool | int | float | list[str]]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse attached to an instance of its own: two settings can be open at once."""
    with duckdb.connect(config=config) as db:
        try:
            db.execute(f"ATTACH {literal(warehouse)} AS warehouse (READ_ONLY)")
        except duckdb.Error as error:
            raise QueryError(
                f"cannot open the warehouse {warehouse}: {error}; `gongkai build` makes it anew"
            ) from error
        db.execute("USE warehouse")
        yield db


def ask(db: duckdb.DuckDBPyConnection, sql: str, limits: Limits | None = None) -> pa.Table:
    """The whole answer on an open connection. Raises QueryError, with what may have been meant."""
    return answer(db, sql, lambda rows: rows.read_all(), limits)


def answer(
    db: duckdb.DuckDBPyConnection,
    sql: str,
    take: Callable[[pa.RecordBatchReader], _Made],
    limits: Limits | None = None,
) -> _Made:
    """What `take` makes of the answer's rows, which come batch by batch: an answer need not fit
    into memory. Several questions at once are refused. Raises QueryError; KeyboardInterrupt once
    the question has stopped."""
    (made,) = answers(db, sql, take, limits, most=1)
    return made


def answers(
    db: duckdb.DuckDBPyConnection,
    sql: str,
    take: Callable[[pa.RecordBatchReader], _Made],
    limits: Limits | None = None,
    most: int | None = None,
) -> list[_Made]:
    """The same of each question in `sql`, in their order, within the limits of one."""
    try:
        work = partial(_each, db, sql, take, most)
        return stoppable(db, work, _bounds(db, limits or Limits()))
    except QueryError:
        raise
    except duckdb.Error as error:
        raise QueryError(explain(sql, str(error), names(db))) from error
    except (pa.ArrowException, MemoryError) as error:  # a failure amid the rows
        raise QueryError(explain(sql, str(error) or "Out of Memory", names(db))) from error


def _each(
    db: duckdb.DuckDBPyConnection,
    sql: str,
    take: Callable[[pa.RecordBatchReader], _Made],
    most: int | None,
) -> list[_Made]:
    parts = statements(db, sql)
    if not parts:
        raise QueryError("no question asked: try SELECT * FROM observations LIMIT 5")
    asked = sum(part.type.name in ASKING for part in parts)
    if most is not None and asked > most:
        raise QueryError(
            f"these are {asked} questions, and there is room for one answer: ask one at a time;"
            " on the screen, as tables, all are answered"
        )
    made = []
    for part in parts:
        if part.type.name in ASKING:
            made.append(take(_reader(db.sql(part))))
        else:
            db.sql(part)
    return made or [take(pa.table({}).to_reader())]


def _bounds(db: duckdb.DuckDBPyConnection, limits: Limits) -> Bounds:
    ((folder, disk),) = db.execute(
        "SELECT current_setting('temp_directory'), parse_formatted_bytes($1)", [limits.disk]
    ).fetchall()
    return Bounds(limits.seconds, Path(folder), disk)


def _reader(relation: duckdb.DuckDBPyRelation) -> pa.RecordBatchReader:
    rows = relation.to_arrow_reader(_BATCH)
    columns = list(_unique(rows.schema.names))
    if columns == rows.schema.names:
        return rows
    schema = pa.schema([f.with_name(n) for f, n in zip(rows.schema, columns, strict=True)])
    return pa.RecordBatchReader.from_batches(schema, (b.rename_columns(columns) for b in rows))


def _unique(columns: Sequence[str]) -> Iterator[str]:
    """`a, a` becomes `a, a_1`, as DuckDB itself names them in a table."""
    taken = set(columns)
    seen: set[str] = set()
    for column in columns:
        name, number = column, 0
        while name in seen or (number and name in taken):
            number += 1
            name = f"{column}_{number}"
        seen.add(name)
        yield name


def names(db: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Columns of every table and view."""
    found = db.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()"
        " WHERE NOT internal AND database_name IN (current_database(), 'temp')"
        " GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return dict(found)
