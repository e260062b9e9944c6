"""Views with one row per report and one column per cell of a statutory table.

Columns are named `<item>__<breakdown>`, the item's dots as `_`: `denied_third_party__total`. They
are made from the forms, so a new form needs no edit here. What is no number is null; before the
cells stands what a person must know who adds them up: the form, how many numbers there are, which
cells were printed without one, and what speaks against the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb

from transforms.forms import Table, tables
from warehouse.literals import literal

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
_TOLD = {
    "form": "Form of the table, 2019 or 2021; a hybrid of the two has both. A cell that its form"
    " does not have is null as well",
    "numbers": "Cells that state a number",
    "without_number": "Cells that were printed without a number: blank, slash, text, unreadable."
    " A null that is not listed here does not stand on the form, or was not printed",
    "doubtful": "Cells that were read with a confidence below 0.9, or could not be read",
    "corrected": "Cells that were corrected by hand",
    "failed_checks": "Checks that failed on cells of this table, unless a person explained it",
    "url": "Address of the document",
}


def create_views(db: duckdb.DuckDBPyConnection) -> None:
    """Make `<topic>_wide` for every topic that the forms know."""
    db.execute("BEGIN")
    for topic in dict.fromkeys(table.topic for table in tables()):
        for statement in _statements(topic, dict(_columns(topic))):
            db.execute(statement)
    db.execute("COMMIT")


def select(topic: str, observations: str = "observations") -> str:
    """The query of one row per current report and scope, over a table like `observations`."""
    columns = dict(_columns(topic))
    named = " ".join(
        f"WHEN '{item}/{breakdown}' THEN '{column}'"
        for column, (item, breakdown, _) in columns.items()
    )
    cells = (
        f"SELECT report_version_id, CASE item || '/' || breakdown {named} END AS cell, value"
        f" FROM {observations} WHERE topic = '{topic}'"
    )
    codes = ", ".join(f"'{column}'" for column in columns)
    pivoted = f"PIVOT ({cells}) ON cell IN ({codes}) USING max(value) GROUP BY report_version_id"
    keys = ", ".join(f"t.{key}" for key in (*_KEYS, *_TOLD))
    values = ", ".join(f"p.{column}" for column in columns)
    return (
        f"SELECT {keys}, {values} FROM ({_told(topic, observations)}) AS t"
        f" JOIN ({pivoted}) AS p USING (report_version_id) ORDER BY report_version_id"
    )


def _told(topic: str, observations: str) -> str:
    """One row per report: its keys, and what is to be known of its cells."""
    report, *others = _KEYS
    keys = ", ".join(f"any_value({key}) AS {key}" for key in others)
    cell = "replace(item, '.', '_') || '__' || breakdown"
    return f"""
SELECT {report}, {keys}, string_agg(DISTINCT form, ',' ORDER BY form) AS form,
       count(value) AS numbers,
       coalesce(list({cell} ORDER BY item, breakdown) FILTER (value IS NULL), [])
           AS without_number,
       count(*) FILTER (confidence < 0.9 OR state = 'unreadable') AS doubtful,
       count(correction) AS corrected,
       coalesce(list_sort(list_distinct(flatten(
           list(failed_checks) FILTER (len(failed_checks) > 0)))), []) AS failed_checks,
       min(url) AS url
FROM {observations} WHERE topic = '{topic}' GROUP BY {report}"""


def _statements(topic: str, columns: Mapping[str, tuple[str, str, str]]) -> Iterator[str]:
    view = f"{topic}_wide"
    yield f"CREATE VIEW {view} AS {select(topic)}"
    yield (
        f"COMMENT ON VIEW {view} IS 'One row per current report, one column per cell of table"
        f" {topic}; null: no number is stated there, which is not zero. Never add up rows of"
        " different scope'"
    )
    for key in _KEYS:
        yield f"COMMENT ON COLUMN {view}.{key} IS 'As in observations'"
    for name, told in _TOLD.items():
        yield f"COMMENT ON COLUMN {view}.{name} IS '{told}'"
    for column, (_, _, label) in columns.items():
        yield f"COMMENT ON COLUMN {view}.{column} IS {literal(label)}"


def _columns(topic: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for table in tables():
        if table.topic == topic:
            yield from _columns_of(table)


def _columns_of(table: Table) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for item in table.items:
        for code in item.breakdowns:
            column = f"{item.code.replace('.', '_')}__{code}"
            yield column, (item.code, code, f"{item.label} · {table.breakdown(code).label}")
