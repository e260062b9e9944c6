"""The little lake whose snapshots the tests look at, and ways to look."""

from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
from lake_builder import LakeBuilder, cells

AGENCIES = ("保定市科学技术局", "保定市教育局", "保定市财政局")
REVIEW = ("upheld", "corrected", "other", "pending", "total")


def report(lake: LakeBuilder, name: str, agency: str, year: int, received: float | None) -> None:
    lake.find(name, f"http://p/{agency}/{year}")
    figures = {"received/total": received, "received/enterprise": None}
    lake.document(
        name,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        agency=agency,
        year=year,
        text="申请人王某某，联系电话0312-3089211",
        cells=[
            *cells("requests", figures),
            *cells("review", {f"reconsideration/{c}": 0 for c in REVIEW}),
        ],
    )


def write_lake(folder: Path) -> LakeBuilder:
    lake = LakeBuilder(folder / "lake").night(0)
    for agency in AGENCIES:
        for year in (2021, 2022):
            report(lake, f"{agency}{year}", agency, year, 7)
    return lake


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def whole(folder: Path) -> bool:
    """Whether every file stands as its checksum says."""
    command = ["sha256sum", "--quiet", "--strict", "-c", "CHECKSUMS.sha256"]
    return subprocess.run(command, cwd=folder, check=False).returncode == 0


def ask(folder: Path, sql: str) -> list[tuple[object, ...]]:
    observations = f"read_parquet('{folder}/observations/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as db:
        return db.sql(sql.format(observations=observations, folder=folder)).fetchall()
