"""How long the warehouse takes to build, on synthetic lakes, against a bare copy of the cells.

    python -m benchmarks.warehouse [--reports 10000 100000] [--folder DIR] [--memory 2500MB]

Each lake is written to DIR (a temporary folder), built in a process of its own, and removed. The
yardstick is `CREATE TABLE AS SELECT` of the lake's columns of `cells` from the same Parquet files,
into a file of its own. CPU seconds say more than seconds where a machine is shared.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

import lake
from benchmarks.synthetic_lake import CORRECTIONS, write
from warehouse import build as building
from warehouse import schema
from warehouse.judgements import OURS


def measure(task: str, folder: Path, memory: str) -> dict[str, float]:
    """Run one task in a new process: seconds, CPU seconds and peak memory (GB)."""
    command = [sys.executable, "-m", "benchmarks.warehouse", "--task", task]
    command += ["--folder", str(folder), "--memory", memory]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_task(task: str, folder: Path, memory: str) -> dict[str, float]:
    """What `measure` runs."""
    started, cpu = time.perf_counter(), time.process_time()
    told = _TASKS[task](folder, memory)
    return told | {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def _bare(folder: Path, memory: str) -> dict[str, float]:
    files = [str(file) for file in lake.files(folder / "lake", "cells")]
    with duckdb.connect(config={"memory_limit": memory}) as db:
        db.execute(f"ATTACH '{folder / 'bare.duckdb'}' AS bare (STORAGE_VERSION 'v1.0.0')")
        columns = ", ".join(lake.SCHEMAS["cells"].names)
        db.execute(f"CREATE TABLE bare.cells AS SELECT {columns} FROM read_parquet({files!r})")  # noqa: S608
    return {}


def _build(folder: Path, memory: str) -> dict[str, float]:
    """The build as the command runs it, with a watch on the loading of `cells`."""
    loading = {"cells_seconds": 0.0, "cells_cpu": 0.0}
    plain = schema.fill

    def watched(db: duckdb.DuckDBPyConnection, *names: str, **variables: int) -> None:
        for name in names:
            started, cpu = time.perf_counter(), time.process_time()
            plain(db, name, **variables)
            if name == "cells":
                loading["cells_seconds"] = time.perf_counter() - started
                loading["cells_cpu"] = time.process_time() - cpu

    schema.fill = watched
    judged = replace(OURS, corrections=folder / CORRECTIONS)
    done = building.build(
        folder / "lake", folder / "warehouse.duckdb", judged=judged, memory=memory
    )
    return loading | {"reports": done.reports, "observations": done.observations}


_TASKS = {"bare": _bare, "build": _build}


def compare(reports: int, folder: Path, memory: str) -> None:
    """Write a lake, build it, copy its cells, and print one line of figures."""
    write(folder / "lake", reports)
    bare = measure("bare", folder, memory)
    built = measure("build", folder, memory)
    size = (folder / "warehouse.duckdb").stat().st_size / 1e6
    print(
        f"{reports:>9,} reports, {built['observations']:,.0f} observations:"
        f" {built['seconds']:.0f} s, {built['cpu']:.0f} CPU s"
        f" ({1e3 * built['cpu'] / built['reports']:.2f} ms a report),"
        f" peak {built['peak']:.2f} GB; cells"
        f" {built['cells_cpu'] / bare['cpu']:.2f} x a bare copy"
        f" ({built['cells_seconds'] / bare['seconds']:.2f} x by the clock); {size:,.0f} MB",
        flush=True,
    )


def main() -> None:
    """Parse the options and compare, or run the one task of a process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--memory", default=building.MEMORY)
    parser.add_argument("--task", choices=_TASKS)
    given: Any = parser.parse_args()
    if given.task:
        print(json.dumps(run_task(given.task, given.folder, given.memory)))
        return
    for reports in given.reports:
        folder = Path(tempfile.mkdtemp(prefix="gongkai-benchmark-", dir=given.folder))
        try:
            compare(reports, folder, given.memory)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
