"""Which statements a question may be made of: those that read, and temporary helps for reading.

`enable_external_access` alone would leave one door open: DuckDB always lets SQL write into its own
temporary directory (COPY, EXPORT, ATTACH). So statements are let in by kind, none kept out by name.
"""

from __future__ import annotations

import re

import duckdb

from warehouse.failures import QueryError

ASKING = frozenset({"SELECT", "MULTI", "EXPLAIN"})  # kinds of statements that have an answer

_SPACE = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*"
_TEMPORARY = re.compile(
    rf"{_SPACE}CREATE\s+(OR\s+REPLACE\s+)?TEMP(ORARY)?\s+(TABLE|VIEW|MACRO|FUNCTION)\b",
    re.IGNORECASE | re.DOTALL,
)
_VARIABLE = re.compile(rf"{_SPACE}SET\s+VARIABLE\b", re.IGNORECASE | re.DOTALL)
_EXPLAIN = re.compile(
    rf"{_SPACE}EXPLAIN\b{_SPACE}(ANALYZE\b)?{_SPACE}(\([^)]*\))?", re.IGNORECASE | re.DOTALL
)
_FILES = "a question can read the warehouse only; -o FILE writes its answer to a file"
_CHANGES = "the warehouse is rebuilt from the lake and never changed by hand"
_HELPS = "SELECT, DESCRIBE, SUMMARIZE, PIVOT, EXPLAIN, CREATE TEMP … and SET VARIABLE are allowed"
_REASONS = {
    "COPY": _FILES,
    "EXPORT": _FILES,
    "ATTACH": _FILES,
    "LOAD": _FILES,
    "INSERT": _CHANGES,
    "UPDATE": _CHANGES,
    "DELETE": _CHANGES,
    "CREATE": f"{_CHANGES}; CREATE TEMP TABLE makes one for this session",
    "DROP": _CHANGES,
    "ALTER": _CHANGES,
    "MERGE_INTO": _CHANGES,
    "SET": "settings are locked; SET VARIABLE is allowed",
}


def statements(db: duckdb.DuckDBPyConnection, sql: str) -> list[duckdb.Statement]:
    """The statements of `sql`, each of a kind that only reads. Raises QueryError, duckdb.Error."""
    found = db.extract_statements(sql)
    for statement in found:
        _permit(db, statement)
    return found


def _permit(db: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> None:
    kind, text = statement.type.name, statement.query
    if kind in ("SELECT", "MULTI"):  # MULTI: a PIVOT that looks its columns up first
        return
    if kind == "EXPLAIN":
        explained = db.extract_statements(text[_ends(_EXPLAIN, text) :])
        for inner in explained:
            _permit(db, inner)
        if explained:
            return
    if kind == "CREATE" and _TEMPORARY.match(text):
        return
    if kind == "SET" and _VARIABLE.match(text):
        return
    raise QueryError(f"{kind.replace('_', ' ')} is not allowed: {_REASONS.get(kind, _HELPS)}")


def _ends(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0
