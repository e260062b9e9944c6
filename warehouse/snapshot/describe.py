"""A snapshot described for programs: datapackage.json (Frictionless) and croissant.json."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.literals import literal
from warehouse.snapshot.checksums import digest
from warehouse.snapshot.contents import PUBLISHED, names
from warehouse.snapshot.croissant import croissant

TITLE = "Annual reports on open government information of China's government bodies"
DESCRIPTION = (
    "Every cell of the statutory tables of the 政府信息公开工作年度报告 of China's government"
    " bodies, with its state (a blank is not a zero), its source and the checks on it."
)
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
_TYPES = {
    "VARCHAR": "string", "BOOLEAN": "boolean", "INTEGER": "integer", "BIGINT": "integer",
    "TINYINT": "integer", "DOUBLE": "number", "DATE": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table: DuckDB's type, and what it holds."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table."""

    name: str
    description: str
    columns: tuple[Column, ...]


def tables(db: duckdb.DuckDBPyConnection, folder: Path) -> list[Table]:
    """All tables of the snapshot, `changes` included, as they stand in its files."""
    told = {
        (table, column or ""): english or ""
        for table, column, english in db.execute(
            "SELECT table_name, column_name, english FROM published.dictionary"
            " WHERE kind IN ('table', 'column')"
        ).fetchall()
    }
    found = [_table(db, name, f"published.{name}", told) for name in names()]
    changes = f"read_parquet({literal(folder / 'changes.parquet')})"
    shared = {("changes", c): told for (t, c), told in told.items() if t == "observations"}
    return [*found, _table(db, "changes", changes, shared | _CHANGES)]


_CHANGES = {
    ("changes", ""): "What changed since the snapshot before: one row per cell, or per report that"
    " came or went as a whole",
    ("changes", "kind"): "added, amended or withdrawn",
    ("changes", "topic"): "Statutory table; null: the whole report",
    ("changes", "old_value"): "Value in the snapshot before",
    ("changes", "old_state"): "State in the snapshot before",
    ("changes", "new_value"): "Value in this snapshot",
    ("changes", "new_state"): "State in this snapshot",
    ("changes", "cells"): "Cells that the row speaks of",
    ("changes", "reason"): "Date and reason of a withdrawal on request, whose value is not shown",
}


def _table(
    db: duckdb.DuckDBPyConnection, name: str, source: str, told: Mapping[tuple[str, str], str]
) -> Table:
    known = PUBLISHED[name].source if name in PUBLISHED else name
    columns = tuple(
        Column(column, kind, told.get((known, column), ""))
        for column, kind, *_ in db.execute(f"DESCRIBE FROM {source}").fetchall()
    )
    return Table(name, told.get((known, ""), ""), columns)


def write(folder: Path, name: str, day: date, described: Sequence[Table]) -> None:
    """Write both descriptions of the files in the folder: the snapshot `name`, of this date."""
    package = {
        "profile": "data-package",
        "name": "gongkai",
        "version": name,
        "title": TITLE,
        "description": DESCRIPTION,
        "keywords": ["open government information", "China", "政府信息公开"],
        "licenses": [LICENCE],
        "resources": [r for table in described for r in _resources(folder, table)],
    }
    _dump(folder / "datapackage.json", package)
    _dump(folder / "croissant.json", croissant(folder, name, day, described))


def _dump(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resources(folder: Path, table: Table) -> Iterator[dict[str, Any]]:
    single = sorted(folder.glob(f"{table.name}.*"))
    for path in [*single, *sorted((folder / table.name).rglob("*.parquet"))]:
        inside = path.relative_to(folder)
        name = "-".join((*inside.with_suffix("").parts, path.suffix[1:]))
        yield {
            "name": name.replace("=", "-").replace("_", "-"),
            "path": inside.as_posix(),
            "format": path.suffix[1:],
            "description": table.description,
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest(path)}",
            **(_tabular(table) if path.suffix == ".csv" else _FILE),
        }


# Frictionless 5 fails on lists in Parquet: there it checks size and hash.
_FILE = {"type": "file"}


def _tabular(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {"fields": list(map(_field, table.columns)), "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, str]:
    kind = _TYPES.get(column.kind, "string")
    return {"name": column.name, "type": kind, "description": column.description}
