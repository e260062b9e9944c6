"""The warehouse file: made whole or not at all, equal from equal lakes, described in itself."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from lake_builder import LakeBuilder, cells

from benchmarks.synthetic_lake import write
from warehouse import build as building
from warehouse import checks_page, dictionary, finds, schema
from warehouse.build import LakeError, build
from warehouse.query import run_sql


@pytest.fixture
def folder(lake: LakeBuilder) -> Path:
    lake.portal("p", "保定市科学技术局", "130600").listing("p")
    for year in (2021, 2022):
        lake.find(f"d{year}", f"http://p/{year}")
        lake.document(
            f"d{year}",
            title="报告",
            agency="保定市科学技术局",
            year=year,
            cells=cells("requests", {"received/total": year, "received/enterprise": None}),
        )
    return lake.write()


def test_same_lake_gives_same_rows(folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    build(folder, first)
    build(folder, second)
    for table in schema.tables():
        assert run_sql(first, f"FROM {table}") == run_sql(second, f"FROM {table}"), table


def test_older_duckdb_opens_the_file(folder: Path, tmp_path: Path) -> None:
    """Bytes 8 to 12 say that it is DuckDB's, the next eight its storage version: 64 is 1.0's.

    Nor do views ask for what 1.0 cannot do: look for the largest by several values at once."""
    build(folder, tmp_path / "w.duckdb")
    head = (tmp_path / "w.duckdb").read_bytes()[:20]
    assert (head[8:12], int.from_bytes(head[12:], "little")) == (b"DUCK", 64)
    views = run_sql(tmp_path / "w.duckdb", "SELECT sql FROM duckdb_views() WHERE NOT internal")
    told = " ".join(views.column("sql").to_pylist())
    assert re.findall(r"arg_(?:max|min)\([^()]*\(", told) == []


def test_order_holds_beyond_one_thread_and_steady_reports_need_no_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large enough for several threads; once with every report gone through state by state."""
    write(tmp_path / "lake", 1450)
    first, second = tmp_path / "a.duckdb", tmp_path / "b.duckdb"
    build(tmp_path / "lake", first)
    monkeypatch.setattr(finds, "_STEADY", finds._STEADY + " AND false")
    build(tmp_path / "lake", second)
    for table in schema.tables():
        sql = f"SELECT hash(t) FROM {table} AS t"
        assert run_sql(first, sql) == run_sql(second, sql), table
    (most,) = run_sql(first, "SELECT count(*) AS n FROM cells").to_pylist()
    assert most["n"] > 2 * 122_880  # rows that one thread writes


def test_build_that_is_killed_leaves_the_old_warehouse(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "w.duckdb"
    build(folder, warehouse)
    before = warehouse.read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building.os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        build(folder, warehouse)
    assert warehouse.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lake", "w.duckdb"]


def test_reader_keeps_the_old_warehouse_through_a_build(folder: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    build(folder, warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as reader:
        assert build(folder, warehouse).observations == 4
        assert reader.execute("SELECT count(*) FROM observations").fetchone() == (4,)


def test_broken_lake_file_is_named(folder: Path, tmp_path: Path) -> None:
    broken = folder / "read-d2021-html1-a1" / "cells.parquet"
    broken.write_bytes(b"PAR1 cut off")
    with pytest.raises(LakeError, match=r"cells\.parquet is damaged.*--rebuild"):
        build(folder, tmp_path / "w.duckdb")
    assert not (tmp_path / "w.duckdb").exists()


def test_failure_of_the_machine_is_told_in_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise duckdb.IOException("Could not write file: No space left on device\nSELECT …")

    monkeypatch.setattr(building.coverage, "decide", full)
    with pytest.raises(LakeError, match="free some space") as told:
        build(folder, tmp_path / "w.duckdb")
    assert "\n" not in str(told.value)
    assert not (tmp_path / "w.duckdb").exists()


def test_empty_lake_gives_an_empty_warehouse(tmp_path: Path) -> None:
    assert build(tmp_path / "none", tmp_path / "w.duckdb").reports == 0


def test_every_table_and_column_says_what_it_holds(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "w.duckdb")
    silent = run_sql(
        tmp_path / "w.duckdb",
        "FROM dictionary WHERE kind IN ('table', 'column') AND (english IS NULL OR english = '')",
    )
    assert silent.to_pylist() == []


def test_dictionary_page_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary.page(), (
        "run `python -m warehouse.dictionary > docs/dictionary.md`"
    )


def test_page_of_checks_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == checks_page.page(), (
        "run `python -m warehouse.checks_page > docs/checks.md`"
    )
