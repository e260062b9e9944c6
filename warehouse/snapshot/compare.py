"""What changed between two snapshots: reports and cells that were added, amended, withdrawn.

A report that came or went as a whole is one row without topic, item and breakdown; of a report that
is in both, each cell that differs is one. Where a report's checksum is equal, no cell is looked at.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.literals import literals
from warehouse.snapshot.failures import SnapshotError

KINDS = ("added", "amended", "withdrawn")

_NONE = """(
    SELECT NULL::VARCHAR AS agency_id, NULL::VARCHAR AS agency, NULL::BIGINT AS year,
           NULL::VARCHAR AS scope, NULL::VARCHAR AS topic, NULL::VARCHAR AS item,
           NULL::VARCHAR AS breakdown, NULL::VARCHAR AS item_label,
           NULL::VARCHAR AS breakdown_label, NULL::DOUBLE AS value, NULL::VARCHAR AS state,
           NULL::VARCHAR AS cell_id
    WHERE false
)"""

_REPORTS = """
CREATE OR REPLACE TEMP TABLE {name}_reports AS
SELECT agency_id, any_value(agency) AS agency, year, scope, count(*) AS cells,
       bit_xor(hash(topic, item, breakdown, value, state)) AS checksum
FROM {source} GROUP BY agency_id, year, scope
"""

_CELLS = """
CREATE OR REPLACE TEMP TABLE {name}_cells AS
SELECT o.* FROM {source} AS o SEMI JOIN differing AS d
    ON o.agency_id = d.agency_id AND o.year = d.year AND o.scope = d.scope
"""

_DIFFERING = """
CREATE OR REPLACE TEMP TABLE differing AS
SELECT agency_id, year, scope FROM old_reports JOIN new_reports USING (agency_id, year, scope)
WHERE old_reports.checksum <> new_reports.checksum
"""

_CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
SELECT if(o.agency_id IS NULL, 'added', 'withdrawn') AS kind, agency_id,
       coalesce(n.agency, o.agency) AS agency, year, scope, NULL::VARCHAR AS topic,
       NULL::VARCHAR AS item, NULL::VARCHAR AS breakdown, NULL::VARCHAR AS item_label,
       NULL::VARCHAR AS breakdown_label, coalesce(n.cells, o.cells) AS cells,
       NULL::DOUBLE AS old_value, NULL::VARCHAR AS old_state, NULL::DOUBLE AS new_value,
       NULL::VARCHAR AS new_state, NULL::VARCHAR AS cell_id, NULL::VARCHAR AS reason
FROM old_reports AS o FULL JOIN new_reports AS n USING (agency_id, year, scope)
WHERE o.agency_id IS NULL OR n.agency_id IS NULL
UNION ALL
SELECT CASE WHEN o.cell_id IS NULL THEN 'added' WHEN n.cell_id IS NULL THEN 'withdrawn'
            ELSE 'amended' END, agency_id, coalesce(n.agency, o.agency), year, scope, topic, item,
       breakdown, coalesce(n.item_label, o.item_label),
       coalesce(n.breakdown_label, o.breakdown_label), 1, o.value, o.state, n.value, n.state,
       coalesce(n.cell_id, o.cell_id), NULL
FROM old_cells AS o FULL JOIN new_cells AS n
    USING (agency_id, year, scope, topic, item, breakdown)
WHERE o.value IS DISTINCT FROM n.value OR o.state IS DISTINCT FROM n.state
ORDER BY ALL
"""

_ORDER = "SELECT * FROM changed ORDER BY kind, agency_id, year, scope, topic, item, breakdown"


def compare(db: duckdb.DuckDBPyConnection, old: Path | None, new: Path) -> None:
    """Make the temporary table `changed` out of two snapshot folders; without an old one, every
    report is new. Raises SnapshotError."""
    sources = {"old": _observations(old) if old else _NONE, "new": _observations(new)}
    for name, source in sources.items():
        db.execute(_REPORTS.format(name=name, source=source))
    db.execute(_DIFFERING)
    for name, source in sources.items():
        db.execute(_CELLS.format(name=name, source=source))
    db.execute(_CHANGED)


def mark_withdrawals(db: duckdb.DuckDBPyConnection) -> None:
    """Put what was withdrawn on request into `changed`: with its date and reason, without value."""
    db.execute(
        "DELETE FROM changed AS c WHERE EXISTS (FROM memory.published.withdrawn AS w WHERE"
        " w.agency_id = c.agency_id AND w.year = c.year AND w.scope = c.scope"
        " AND (c.topic IS NULL OR (w.topic = c.topic AND w.item = c.item"
        " AND w.breakdown = c.breakdown)) AND c.kind = 'withdrawn')"
    )
    db.execute(
        "INSERT INTO changed BY NAME SELECT DISTINCT 'withdrawn' AS kind, w.agency_id,"
        " a.name AS agency, w.year, w.scope, w.topic, w.item, w.breakdown, 1 AS cells,"
        " concat_ws(': ', w.date, w.reason) AS reason FROM memory.published.withdrawn AS w"
        " LEFT JOIN warehouse.agencies AS a USING (agency_id)"
    )


def ordered() -> str:
    """The query of all that changed, in a fixed order."""
    return _ORDER


def counts(db: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int, int]]:
    """Of each kind: its name, how many whole reports, cells of other reports, agencies."""
    found = {
        kind: (reports, cells, agencies)
        for kind, reports, cells, agencies in db.execute(
            "SELECT kind, count(*) FILTER (topic IS NULL), count(*) FILTER (topic IS NOT NULL),"
            " count(DISTINCT agency_id) FROM changed GROUP BY kind"
        ).fetchall()
    }
    return [(kind, *found.get(kind, (0, 0, 0))) for kind in KINDS]


def _observations(folder: Path) -> str:
    if not (folder / "observations").is_dir():
        raise SnapshotError(f"{folder} is no snapshot: it has no folder observations/")
    files = sorted((folder / "observations").glob("*/*.parquet"))
    return f"read_parquet({literals(files)}, hive_partitioning = true)" if files else _NONE
