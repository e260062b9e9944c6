"""What may have been meant: DuckDB's message with its mark of the place, and the nearest names and
codes that the warehouse has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import duckdb
from rich.cells import cell_len

_MISSING_TABLE = re.compile(r"Table with name (\S+) does not exist")
_MISSING_COLUMN = re.compile(
    r'column "([^"]+)" not found|does not have a column named "([^"]+)"', re.IGNORECASE
)
_MISSING_FUNCTION = re.compile(r"Function with name (\S+) does not exist")
_PLACE = re.compile(r"LINE \d+:.*", re.DOTALL)
_COMPARED = re.compile(
    r"\b(\w+)\s*(?:=|==|<>|!=|NOT\s+IN|IN)\s*(\(\s*'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*\s*\)"
    r"|'(?:[^']|'')*')",
    re.IGNORECASE,
)
_LITERAL = re.compile(r"'((?:[^']|'')*)'")

_PUBLISHED = {"reissues": "changes"}  # a table's name in snapshots, where it is another here

# Columns whose values are codes of a closed list, and where the list stands.
_CODES = {
    "topic": "SELECT DISTINCT topic FROM dictionary WHERE kind = 'cell'",
    "item": "SELECT DISTINCT item FROM dictionary WHERE kind = 'cell'",
    "breakdown": "SELECT DISTINCT breakdown FROM dictionary WHERE kind = 'cell'",
    "level": "SELECT DISTINCT level FROM agencies WHERE level IS NOT NULL",
    "function": "SELECT DISTINCT function FROM agencies WHERE function IS NOT NULL",
    "province": "SELECT DISTINCT province FROM agencies WHERE province IS NOT NULL",
    "prefecture": "SELECT DISTINCT prefecture FROM agencies WHERE prefecture IS NOT NULL",
    "county": "SELECT DISTINCT county FROM agencies WHERE county IS NOT NULL",
    "agency": "SELECT DISTINCT name FROM agencies WHERE name IS NOT NULL",
    "agency_id": "SELECT agency_id FROM agencies",
    "scope": "SELECT unnest(['own', 'consolidated', 'unknown'])",
    "state": "SELECT unnest(['number', 'blank', 'not_applicable', 'text', 'unreadable'])",
    "result": "SELECT unnest(['pass', 'fail', 'uncertain', 'not_assessable'])",
    "check_id": "SELECT DISTINCT check_id FROM checks",
    "form": "SELECT DISTINCT form FROM observations",
}


def explain(sql: str, error: str, known: Mapping[str, Sequence[str]]) -> str:
    """The message, for the person who asked `sql`; `known` are the columns of every table."""
    hint = _hint(sql, error, known)
    if not hint:
        return error.strip()
    given = _PLACE.search(error)
    first = _PLACE.sub("", error).strip().splitlines()[0]
    first = re.sub(r'\s*Did you mean ".*', "", first).rstrip(" !")
    place = given[0].rstrip() if given else _place(sql, error)
    return "\n".join(filter(None, [f"{first} ({hint})", place]))


def _place(sql: str, error: str) -> str:
    """The line of the question that holds the name which DuckDB does not know, with a mark."""
    found = _MISSING_TABLE.search(error) or _MISSING_COLUMN.search(error)
    name = next(filter(None, found.groups()), "").rpartition(".")[2] if found else ""
    for number, line in enumerate(sql.splitlines(), 1):
        if name and (at := re.search(rf"\b{re.escape(name)}\b", line, re.IGNORECASE)):
            start = f"LINE {number}: "
            return f"{start}{line}\n{' ' * cell_len(start + line[: at.start()])}^"
    return ""


def _hint(sql: str, error: str, known: Mapping[str, Sequence[str]]) -> str:
    if missing := _MISSING_TABLE.search(error):
        if published := _PUBLISHED.get(missing[1].strip('"').lower()):
            return f"what snapshots call {missing[1]} is {published} here"
        return _nearest(missing[1], known) or f"there are {', '.join(known)}"
    if missing := _MISSING_COLUMN.search(error):
        return _column_hint(sql, missing[1] or missing[2], known)
    if missing := _MISSING_FUNCTION.search(error):
        suggested = re.search(r'Did you mean "([^"]+)"', error)
        return f"did you mean {suggested[1]}?" if suggested else "no such function"
    if "must appear in the GROUP BY clause" in error:
        return "GROUP BY ALL groups by every column that is not summed or counted"
    if "operations are disabled" in error or "disabled by configuration" in error:
        return "a question can read the warehouse only; -o FILE writes its answer to a file"
    if "Out of Memory" in error or "bad allocation" in error or "bad_alloc" in error:
        return "ask for less, or set GONGKAI_SQL_MEMORY higher"
    if "max_temp_directory_size" in error or "No space left" in error:
        return "too much for the temporary disk: ask for less, or set GONGKAI_SQL_DISK higher"
    return ""


def _column_hint(sql: str, missing: str, known: Mapping[str, Sequence[str]]) -> str:
    """Columns of the tables that the question names come before those of all others."""
    used = [table for table in known if re.search(rf"\b{re.escape(table)}\b", sql, re.IGNORECASE)]
    name = missing.rpartition(".")[2]
    near = _nearest(name, {c for table in used for c in known[table]} - {name.lower()})
    owners = [table for table, columns in known.items() if name.lower() in columns]
    if owners:
        near = f"{near} {name} is a column of {', '.join(owners[:4])};".lstrip()
    near = near or _nearest(name, {c for columns in known.values() for c in columns})
    table = used[0] if used else "observations"
    return f"{near} DESCRIBE {table} lists its columns".strip()


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.strip('"').lower(), list(known), n=3, cutoff=0.6)
    return f"did you mean {' or '.join(near)}?" if near else ""


def codes(db: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    """The codes of a column whose values are a closed list; none for any other column."""
    source = _CODES.get(column.lower())
    if source is None:
        return []
    return sorted(str(code) for (code,) in db.execute(source).fetchall())


def unknown_codes(db: duckdb.DuckDBPyConnection, sql: str) -> Iterator[str]:
    """A line for every code that `sql` compares a column with and that the warehouse has nowhere:
    why an answer is empty or null, as `item = 'recieved'` is no error to DuckDB."""
    for column, given in _COMPARED.findall(sql):
        known = codes(db, column)
        for literal in _LITERAL.findall(given):
            code = literal.replace("''", "'")
            if known and code not in known:
                near = get_close_matches(code, known, n=3, cutoff=0.5)
                meant = f": did you mean {' or '.join(near)}?" if near else ""
                yield f"no {column.lower()} is called {code!r} here{meant}"
