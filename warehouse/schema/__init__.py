"""The tables: one file each, with the columns, what they mean, and (after `-- fill`) their query.

A column is added in the table's own file and nowhere else. Views are files without a fill.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb

_FILL = "\n-- fill\n"


@cache
def _files() -> dict[str, str]:
    folder = Path(__file__).parent
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def tables() -> tuple[str, ...]:
    """Names of all tables, views left out."""
    return tuple(name for name, text in _files().items() if "CREATE TABLE" in text)


def create_tables(db: duckdb.DuckDBPyConnection) -> None:
    """Make every table, empty, with its comments."""
    db.execute("BEGIN")  # one write to disk, not one for each of some hundred comments
    for name in tables():
        db.execute(_files()[name].partition(_FILL)[0])
    db.execute("COMMIT")


def create_views(db: duckdb.DuckDBPyConnection) -> None:
    """Make the views that stand as files."""
    for name, text in _files().items():
        if name not in tables():
            db.execute(text)


def fill(db: duckdb.DuckDBPyConnection, *names: str, **variables: int) -> None:
    """Run the fill of each table named, in that order, with SQL variables of these values."""
    for variable, value in variables.items():
        db.execute(f"SET VARIABLE {variable} = {value}")
    for name in names:
        db.execute(_files()[name].partition(_FILL)[2])
