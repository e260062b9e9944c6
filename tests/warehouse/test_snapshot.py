"""Snapshots: dated, whole, the same bytes for the same lake, and without personal data."""

from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
import pytest
from lake_builder import LakeBuilder, cells

from warehouse.build import build
from warehouse.snapshot import SnapshotError, export


@pytest.fixture
def warehouse(lake: LakeBuilder, tmp_path: Path) -> Path:
    lake.find("d", "http://p/1")
    lake.document(
        "d",
        title="报告",
        agency="保定市科学技术局",
        year=2022,
        text="申请人王某某",
        cells=cells("requests", {"received/total": 1, "received/enterprise": None}),
    )
    build(lake.write(), tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_same_lake_gives_same_bytes(warehouse: Path, lake: LakeBuilder, tmp_path: Path) -> None:
    first = contents(export(warehouse, tmp_path / "one"))
    build(lake.folder, tmp_path / "again.duckdb")
    assert contents(export(tmp_path / "again.duckdb", tmp_path / "two")) == first


def test_folder_is_named_by_the_newest_fetch_in_china(warehouse: Path, tmp_path: Path) -> None:
    folder = export(warehouse, tmp_path / "s")  # fetched on 1 March, 18:00 UTC
    assert folder.name == "2026-03-02"
    assert (tmp_path / "s" / "latest").resolve() == folder.resolve()


def test_checksums_hold(warehouse: Path, tmp_path: Path) -> None:
    folder = export(warehouse, tmp_path / "s")
    subprocess.run(
        ["sha256sum", "--quiet", "--strict", "-c", "CHECKSUMS.sha256"],  # noqa: S607
        cwd=folder,
        check=True,
    )
    listed = {
        line.split("  ")[1] for line in (folder / "CHECKSUMS.sha256").read_text().splitlines()
    }
    assert listed | {"CHECKSUMS.sha256"} == set(contents(folder))


def test_partitions_read_as_one_table_and_blank_stays_null(warehouse: Path, tmp_path: Path) -> None:
    folder = export(warehouse, tmp_path / "s")
    rows = duckdb.sql(
        f"SELECT year, breakdown, value FROM read_parquet('{folder}/observations/*/*.parquet',"
        " hive_partitioning=true) ORDER BY breakdown"
    ).fetchall()
    assert rows == [(2022, "enterprise", None), (2022, "total", 1.0)]
    assert ",enterprise,,blank," in (folder / "observations.csv").read_text(encoding="utf-8")


def test_narrative_stays_behind(warehouse: Path, tmp_path: Path) -> None:
    folder = export(warehouse, tmp_path / "s")
    assert not any(
        "sections" in name or "unmapped" in name
        for name in contents(folder)
        if name.endswith((".parquet", ".csv"))
    )
    for name in contents(folder):
        if name.endswith(".parquet"):
            text = duckdb.sql(
                f"SELECT t::VARCHAR FROM read_parquet('{folder / name}') AS t"
            ).fetchall()
            assert "王某某" not in str(text), name


def test_failed_export_leaves_the_snapshot_of_the_day(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(export(warehouse, tmp_path / "s"))

    def broken(_: Path) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("warehouse.snapshot._write_checksums", broken)
    with pytest.raises(SnapshotError, match="disk full"):
        export(warehouse, tmp_path / "s")
    assert contents(tmp_path / "s" / "2026-03-02") == before
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["2026-03-02", "latest"]


def test_export_without_a_fetch_says_what_to_do(tmp_path: Path) -> None:
    build(tmp_path / "none", tmp_path / "w.duckdb")
    with pytest.raises(SnapshotError, match="gongkai crawl"):
        export(tmp_path / "w.duckdb", tmp_path / "s")
