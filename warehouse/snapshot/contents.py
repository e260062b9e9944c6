"""What a snapshot holds: the tables that are published, as views without what must stay behind.

The narrative (`sections`), cells that no form names and the crawl's log stay in the lake: they may
hold names of persons, or say nothing of reports. What is published loses personal data (see
`masking`); cells and reports that were withdrawn lose their values (see `withdrawals`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import duckdb

from transforms.forms import tables as forms
from warehouse import wide
from warehouse.snapshot import addresses, masking
from warehouse.snapshot.failures import SnapshotError
from warehouse.snapshot.withdrawals import Withdrawal, load_withdrawals


@dataclass(frozen=True, slots=True)
class Published:
    """How one table is written. `source`: the warehouse's name of it; `by`: the column whose values
    are folders; `pieces`: into how many files of about equal size a table of hashes is cut;
    `order`: of the rows, where the build fixes none."""

    source: str
    by: str | None = None
    pieces: int = 1
    order: str = ""


PUBLISHED: Mapping[str, Published] = MappingProxyType(
    {
        "observations": Published("observations", by="year"),
        "cells": Published(
            "cells", pieces=16, order="document_sha256, topic, item, breakdown, table_instance"
        ),
        "checks": Published(
            "checks", order="year, agency_id, scope, report_version_id, check_id, place"
        ),
        "check_terms": Published("check_terms"),
        "reports": Published(
            "reports", order="year, agency_id, scope, first_seen, report_version_id"
        ),
        "reissues": Published("changes"),
        "report_documents": Published("report_documents", order="ALL"),
        "agencies": Published("agencies"),
        "agency_names": Published("agency_names"),
        "coverage": Published("coverage"),
        "quality": Published("quality"),
        "quality_by_form": Published("quality_by_form", order="year, scope, topic, form"),
        "accuracy": Published("accuracy"),
        "dictionary": Published("dictionary"),
        "documents": Published("documents"),
        "finds": Published("finds", order="ALL"),
        "addresses": Published("addresses", order="ALL"),
        "problems": Published("problems", order="ALL"),
        "portals": Published("portals", order="portal_id"),
        "portal_health": Published("portal_health", order="portal_id"),
    }
)


def wide_tables() -> tuple[str, ...]:
    """Names of the tables with one row per report."""
    return tuple(f"{topic}_wide" for topic in dict.fromkeys(table.topic for table in forms()))


def names() -> tuple[str, ...]:
    """All tables of a snapshot, those with one row per report last."""
    return (*PUBLISHED, *wide_tables())


def create_views(db: duckdb.DuckDBPyConnection, withdrawn: tuple[Withdrawal, ...]) -> None:
    """Make the schema `published` with a view for each table of a snapshot."""
    db.execute("CREATE SCHEMA memory.published")
    load_withdrawals(db, withdrawn)
    any_masked = addresses.load(db)
    for name, table in PUBLISHED.items():
        columns = _columns(db, table.source)
        if not columns:
            raise SnapshotError(
                f"the warehouse has no table {table.source}: another version built it; run"
                " `gongkai build`"
            )
        held = [c for c in columns if any_masked and c in addresses.COLUMNS]
        replaced = {column: addresses.expression(column) for column in held}
        chosen = ", ".join(masking.expressions(table.source, columns, replaced))
        db.execute(
            f"CREATE VIEW memory.published.{name} AS SELECT {chosen} FROM warehouse.{table.source}"
            f" AS t{addresses.joins(held)}{_withdrawal_filter(table.source, columns)}"
        )
    for topic in dict.fromkeys(table.topic for table in forms()):
        query = wide.select(topic, "memory.published.observations")
        db.execute(f"CREATE VIEW memory.published.{topic}_wide AS {query}")


def _columns(db: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    found = db.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'warehouse'"
        " AND table_name = $1 ORDER BY column_index",
        [table],
    ).fetchall()
    return dict(found)


_SAME_CELL = "w.topic = t.topic AND w.item = t.item AND w.breakdown = t.breakdown"
_SAME_AGENCY = "w.agency_id = t.agency_id AND w.scope = t.scope"
_SAME_REPORT = f"{_SAME_AGENCY} AND w.year = t.year"
_SAME_DOCUMENT = "w.document_sha256 = t.document_sha256"

# Sums and messages would tell the value that was withdrawn from them. Checks also look at the years
# before and after, at all years of an agency, and from a government at its departments.
_TELLING = {
    "checks": (
        ("withdrawn", f"{_SAME_AGENCY} AND abs(w.year - t.year) <= 1"),
        ("withdrawn", f"{_SAME_AGENCY} AND t.check_id = 'plausibility.own_years'"),
        (
            "withdrawn_below",
            "w.parent_id = t.agency_id AND w.year = t.year AND t.check_id = 'consolidation'",
        ),
    ),
    "problems": (("withdrawn_documents", _SAME_DOCUMENT),),
}


def _withdrawal_filter(table: str, columns: Mapping[str, str]) -> str:
    """Rows of withdrawn cells are left out, whichever document of the report they stand in."""
    tests = " OR ".join(
        f"EXISTS (FROM memory.published.{source} AS w WHERE {same})"
        for source, same in _TELLING.get(table) or _of_cells(columns)
    )
    return f" WHERE NOT ({tests})" if tests else ""


def _of_cells(columns: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if not {"topic", "item", "breakdown"} <= set(columns):
        return ()
    if "agency_id" in columns:
        return (("withdrawn", f"{_SAME_REPORT} AND {_SAME_CELL}"),)
    if "document_sha256" in columns:
        return (("withdrawn_documents", f"{_SAME_DOCUMENT} AND {_SAME_CELL}"),)
    return ()
