"""Views with one row per report and one column per cell of a statutory table.

Columns are named `<item>__<breakdown>`, the item's dots as `_`: `denied_third_party__total`. They
are made from the forms, so a new form needs no edit here. What is no number is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from transforms.forms import Table, tables

_KEYS = (
    "report_version_id",
    "agency_id",
    "agency",
    "region_code",
    "province",
    "prefecture",
    "county",
    "level",
    "function",
    "year",
    "scope",
)


def create_views(db: duckdb.DuckDBPyConnection) -> None:
    """Make `<topic>_wide` for every topic that the forms know."""
    db.execute("BEGIN")
    for topic in dict.fromkeys(table.topic for table in tables()):
        for statement in _statements(topic, dict(_columns(topic))):
            db.execute(statement)
    db.execute("COMMIT")


def select(topic: str, observations: str = "observations") -> str:
    """The query of one row per current report and scope, over a table like `observations`."""
    keys = ", ".join(_KEYS)
    columns = dict(_columns(topic))
    named = " ".join(
        f"WHEN '{item}/{breakdown}' THEN '{column}'"
        for column, (item, breakdown, _) in columns.items()
    )
    cells = (
        f"SELECT {keys}, CASE item || '/' || breakdown {named} END AS cell, value"
        f" FROM {observations} WHERE topic = '{topic}'"
    )
    codes = ", ".join(f"'{column}'" for column in columns)
    return f"PIVOT ({cells}) ON cell IN ({codes}) USING max(value) GROUP BY {keys} ORDER BY {keys}"


def _statements(topic: str, columns: Mapping[str, tuple[str, str, str]]) -> Iterator[str]:
    view = f"{topic}_wide"
    yield f"CREATE VIEW {view} AS {select(topic)}"
    yield (
        f"COMMENT ON VIEW {view} IS 'One row per current report, one column per cell of table"
        f" {topic}; null: no number is stated there'"
    )
    for key in _KEYS:
        yield f"COMMENT ON COLUMN {view}.{key} IS 'As in observations'"
    for column, (_, _, label) in columns.items():
        quoted = label.replace("'", "''")
        yield f"COMMENT ON COLUMN {view}.{column} IS '{quoted}'"


def _columns(topic: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for table in tables():
        if table.topic == topic:
            yield from _columns_of(table)


def _columns_of(table: Table) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for item in table.items:
        for code in item.breakdowns:
            column = f"{item.code.replace('.', '_')}__{code}"
            yield column, (item.code, code, f"{item.label} · {table.breakdown(code).label}")
