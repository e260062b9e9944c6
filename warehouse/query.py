"""Questions to the warehouse: read-only, closed to files and network, within a memory limit."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

import duckdb
import pyarrow as pa

_MISSING_TABLE = re.compile(r"Table with name (\S+) does not exist")
_MISSING_COLUMN = re.compile(r'column (?:named )?"([\w.]+)"')
_PLACE = re.compile(r"LINE \d+:.*", re.DOTALL)


class QueryError(ValueError):
    """The question could not be answered; the message is for the person who asked it."""


def run_sql(warehouse: Path, sql: str, memory: str = "4GB") -> pa.Table:
    """The answer to one or more statements (of the last). Raises QueryError."""
    with connect(warehouse, memory) as db:
        return ask(db, sql)


@contextmanager
def connect(warehouse: Path, memory: str = "4GB") -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can read this one file and nothing else."""
    if not warehouse.is_file():
        raise QueryError(f"there is no warehouse at {warehouse} yet: `gongkai build` makes it")
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-sql-") as spill,
        open_readonly(warehouse, {"memory_limit": memory, "temp_directory": spill}) as db,
    ):
        db.execute("SET enable_external_access = false")
        db.execute("SET lock_configuration = true")
        yield db


@contextmanager
def open_readonly(
    warehouse: Path, config: dict[str, str | bool | int | float | list[str]]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse attached to an instance of its own: two settings can be open at once."""
    with duckdb.connect(config=config) as db:
        try:
            db.execute(f"ATTACH '{_quoted(warehouse)}' AS warehouse (READ_ONLY)")
        except duckdb.Error as error:
            raise QueryError(
                f"cannot open the warehouse {warehouse}: {error}; `gongkai build` makes it anew"
            ) from error
        db.execute("USE warehouse")
        yield db


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def ask(db: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """Run SQL on an open connection. Raises QueryError, with what may have been meant."""
    try:
        answer = db.sql(sql)
        if answer is None:
            return pa.table({})
        rows: pa.Table = answer.to_arrow_table()
    except duckdb.Error as error:
        raise QueryError(_explain(db, str(error))) from error
    except RuntimeError as error:  # several statements, or none, give DuckDB's own words
        raise QueryError(str(error)) from error
    return rows.rename_columns(list(_unique(rows.column_names)))


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
        " WHERE NOT internal AND database_name = current_database()"
        " GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return dict(found)


def _explain(db: duckdb.DuckDBPyConnection, error: str) -> str:
    """DuckDB's message with its mark of the place, and the nearest names that the warehouse has."""
    known = names(db)
    if missing := _MISSING_TABLE.search(error):
        near = get_close_matches(missing[1].lower(), known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    elif missing := _MISSING_COLUMN.search(error):
        columns = sorted({column for columns in known.values() for column in columns})
        near = get_close_matches(missing[1].lower().rpartition(".")[2], columns, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else ""
        hint = " ".join([hint, "DESCRIBE observations lists the columns of a table"]).strip()
    elif "operations are disabled" in error:
        hint = "a question can read the warehouse only; -o FILE writes its answer to a file"
    elif "read-only" in error:
        hint = "the warehouse is rebuilt from the lake and never changed by hand"
    elif "Out of Memory" in error:
        hint = "ask for less, or set GONGKAI_SQL_MEMORY higher"
    else:
        return error
    first = _PLACE.sub("", error).strip().splitlines()[0]
    place = _PLACE.search(error)
    return "\n".join(filter(None, [f"{first} ({hint})", place[0] if place else ""]))
