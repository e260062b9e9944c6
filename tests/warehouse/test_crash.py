"""Whatever befalls a build, the old warehouse stays; readers see the old or the new one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lake_builder import LakeBuilder, cells

from warehouse.build import build
from warehouse.query import run_sql

ROOT = Path(__file__).parents[2]
BUILD = """
import resource, sys
from pathlib import Path
from warehouse.build import LakeError, build
lake, warehouse, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("started", flush=True)
try:
    build(lake, warehouse)
except LakeError as error:
    sys.exit(str(error))
"""
READ = """
import sys, duckdb
for _ in range(int(sys.argv[2])):
    with duckdb.connect(sys.argv[1], read_only=True) as db:
        print(*db.execute("SELECT count(*), count(DISTINCT year) FROM observations").fetchone())
"""


@pytest.fixture
def folder(lake: LakeBuilder) -> Path:
    add_year(lake, 2021)
    return lake.write()


def add_year(lake: LakeBuilder, year: int) -> None:
    figures: dict[str, float | str | None] = {f"received/c{n}": n for n in range(400)}
    lake.find(f"d{year}", f"http://p/{year}")
    lake.document(
        f"d{year}",
        title="报告",
        agency="保定市科学技术局",
        year=year,
        cells=cells("requests", figures),
    )


def building(lake: Path, warehouse: Path, limit: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", BUILD, str(lake), str(warehouse), str(limit)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_killed_build_leaves_the_old_warehouse_and_the_next_one_cleans_up(
    folder: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    started = time.monotonic()
    build(folder, warehouse)
    needed = time.monotonic() - started
    before = digest(warehouse)
    left = 0
    for moment in (0.0, 0.2, 0.5, 0.8):
        process = building(folder, warehouse)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moment * needed)
        process.kill()
        process.communicate()
        left = max(left, len(list(tmp_path.glob(".w.duckdb.*"))))
        assert digest(warehouse) == before or run_sql(warehouse, "FROM observations").num_rows
    assert left
    build(folder, warehouse)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lake", "w.duckdb"]


def test_folder_of_a_build_that_runs_is_left_alone(folder: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    other = building(folder, warehouse)
    build(folder, warehouse)
    _, error = other.communicate()
    assert (other.returncode, error) == (0, "")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_full_disk_leaves_the_old_warehouse_and_says_what_to_do(
    folder: Path, tmp_path: Path, share: float
) -> None:
    """The limit on the size of a file stands in for the disk: the write itself fails."""
    warehouse = tmp_path / "w.duckdb"
    build(folder, warehouse)
    before, size = digest(warehouse), warehouse.stat().st_size
    process = building(folder, warehouse, int(share * size) + 4096)
    _, told = process.communicate()
    assert process.returncode == 1
    assert "free some space on the disk" in told
    assert len(told.strip().splitlines()) == 1
    assert digest(warehouse) == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["lake", "w.duckdb"]


def test_disk_that_is_really_full(folder: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(small)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        build(folder, small / "w.duckdb")
        before = digest(small / "w.duckdb")
        free = shutil.disk_usage(small).free
        (small / "ballast").write_bytes(b"x" * (free - 300_000))
        process = building(folder, small / "w.duckdb")
        _, told = process.communicate()
        assert "free some space on the disk" in told
        assert digest(small / "w.duckdb") == before
    finally:
        subprocess.run(["umount", str(small)], check=True)  # noqa: S607


def test_readers_see_the_old_or_the_new_warehouse_and_never_fail(
    lake: LakeBuilder, folder: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    build(folder, warehouse)
    command = [sys.executable, "-c", READ, str(warehouse), "60"]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for year in (2022, 2023):
        add_year(lake, year)
        build(lake.write(), warehouse)
    for reader in readers:
        seen, _ = reader.communicate()
        assert reader.returncode == 0
        assert set(seen.splitlines()) <= {"400 1", "800 2", "1200 3"}
