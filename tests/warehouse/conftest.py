"""A lake per test, and the warehouse built from it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from lake_builder import LakeBuilder
from snapshots import write_lake

from warehouse.build import build
from warehouse.query import run_sql
from warehouse.snapshot import Options, export

Rows = list[dict[str, Any]]
TODAY = date(2026, 3, 15)


@pytest.fixture
def lake(tmp_path: Path) -> LakeBuilder:
    """An empty lake, in its first night."""
    return LakeBuilder(tmp_path / "lake").night(0)


@pytest.fixture
def ask(tmp_path: Path, lake: LakeBuilder) -> Callable[[str], Rows]:
    """Asks the warehouse, which is built anew whenever the lake has grown."""

    warehouse = tmp_path / "warehouse.duckdb"
    built = -1

    def question(sql: str) -> Rows:
        nonlocal built
        size = sum(len(rows) for tables in lake.rows.values() for rows in tables.values())
        if size != built:
            build(lake.write(), warehouse, TODAY)
            built = size
        rows: Rows = run_sql(warehouse, sql).to_pylist()
        return rows

    return question


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without a report, for questions that need none."""
    folder = tmp_path_factory.mktemp("query")
    build(LakeBuilder(folder / "lake").night(0).write(), folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse that `snapshot` was exported from."""
    folder = tmp_path_factory.mktemp("published")
    build(write_lake(folder).write(), folder / "w.duckdb")
    return folder / "w.duckdb"


@pytest.fixture(scope="session")
def snapshot(published: Path) -> Path:
    """A snapshot in every format."""
    return export(published, published.parent / "s", Options(extra=("dta", "xlsx"))).folder
