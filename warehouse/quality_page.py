"""The page on quality: what is covered, how well it was read, how exactly reading was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.query import connect

_HEAD = """# Quality of the data

Of {day}: {reports} current reports with figures, {cells} cells. Every figure below can be asked
for: `SELECT * FROM quality` (by province, level, year and scope), `quality_by_form`, `accuracy`,
`coverage`, `checks`.
"""
_COUNTS = """
    sum(expected)::BIGINT AS expected,
    round(100 * sum(extracted + with_problems) / nullif(sum(expected), 0), 1) AS found,
    sum(not_published)::BIGINT AS not_published, sum(not_read)::BIGINT AS not_read,
    sum(not_looked_at)::BIGINT AS not_looked_at, sum(reports)::BIGINT AS reports,
    round(100 * sum(identities_pass) / nullif(sum(identities_pass + identities_fail), 0), 1)
        AS pass,
    round(100 * sum(blanks) / nullif(sum(cells), 0), 2) AS blank,
    round(100 * sum(unreadable) / nullif(sum(cells), 0), 3) AS unreadable,
    round(100 * sum(low_confidence) / nullif(sum(cells), 0), 3) AS doubtful
"""
_COLUMNS = (
    *("expected", "extracted %", "not published", "not read", "not looked at", "with figures"),
    *("identities pass %", "blank %", "unreadable %", "low confidence %"),
)
_ACCURACY = """
SELECT kind, corpus, carrier, n_documents, n_cells, n_exact, n_wrong, n_silent,
       format('{:.3f} %', 100 * lower_95), measured_on,
       version || CASE WHEN list_has_any(
               string_split(version, ', '), (SELECT list(DISTINCT reading) FROM documents))
           THEN '' ELSE ' (no document here was read by it)' END
FROM accuracy ORDER BY ALL
"""
_NOTE = """
`synthetic` was measured on made-up documents, many of them made difficult on purpose: it says what
the readers can do, not how often real documents are like that. `verified` are real cells, drawn at
random, that persons looked at. The bound is the share of exact cells that holds with 95 %
confidence; `silent` are wrong values that nothing warned of.
"""


def page(warehouse: Path) -> str:
    """The page on one warehouse, as Markdown. Raises QueryError where there is none."""
    with connect(warehouse) as db:
        (head,) = db.execute(
            "SELECT (SELECT (max(fetched_at) + INTERVAL 8 HOUR)::DATE FROM fetches),"
            " sum(reports), sum(cells) FROM quality"
        ).fetchall()
        day, reports, cells = head
        parts = [_HEAD.format(day=day or "no day", reports=reports or 0, cells=cells or 0)]
        for title, keys in (
            ("By year", ("year", "scope")),
            ("By level", ("level", "scope")),
            ("By province", ("province", "scope")),
        ):
            parts += [f"## {title}\n", _counted(db, keys), ""]
        parts += ["## How exactly documents are read\n", _accuracy(db), _NOTE]
    return "\n".join(parts)


def _counted(db: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> str:
    by = ", ".join(keys)
    found = db.execute(
        f"SELECT {by}, {_COUNTS} FROM quality GROUP BY {by} ORDER BY {by}"
    ).fetchall()
    return _table((*keys, *_COLUMNS), found)


def _accuracy(db: duckdb.DuckDBPyConnection) -> str:
    names = ("kind", "corpus", "carrier", "documents", "n (cells)", "exact", "wrong", "silent")
    return _table((*names, "at least", "measured on", "version"), db.execute(_ACCURACY).fetchall())


def _table(names: Sequence[str], found: Sequence[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join("–" if v is None else str(v) for v in row) + " |" for row in found]
    return "\n".join(lines)
