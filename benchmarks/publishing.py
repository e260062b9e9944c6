"""How long an export takes, and the twenty questions of docs/queries.md, on synthetic lakes.

    python -m benchmarks.publishing [--reports 10000] [--warehouse FILE] [--runs 5]

The yardstick of each question is the same question on the bare Parquet of the snapshot, asked in
the same run with the same two threads, turn by turn. CPU seconds say more than seconds where a
machine is shared.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.synthetic_lake import CORRECTIONS, write
from sample_data.answers import PAGE, questions
from warehouse.build import build
from warehouse.judgements import OURS
from warehouse.query import connect
from warehouse.snapshot import export
from warehouse.snapshot.contents import PUBLISHED, wide_tables


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds and CPU seconds."""
    started, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - cpu


def measure_export(warehouse: Path, snapshots: Path) -> Path:
    """Export twice, the second time compared with the first; gives the snapshot."""
    for name in ("first export", "export compared with it"):
        seconds, cpu = timed(lambda: export(warehouse, snapshots))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(f"{name:<26} {seconds:7.1f} s  {cpu:7.1f} s CPU  peak {peak:.2f} GB")
    folder = snapshots / "latest"
    size = sum(path.stat().st_size for path in folder.resolve().rglob("*") if path.is_file())
    print(f"{'snapshot':<26} {size / 1e6:7.0f} MB")
    return folder


def over_parquet(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """Every table of a snapshot as a view over its files."""
    db = duckdb.connect(config={"threads": 2, "memory_limit": "4GB"})
    for name in (*PUBLISHED, *wide_tables()):
        table = PUBLISHED.get(name)
        files = f"{snapshot}/{name}/**/*.parquet" if (snapshot / name).is_dir() else None
        db.execute(
            f"CREATE VIEW {table.source if table else name} AS FROM read_parquet("
            f"'{files or snapshot / f'{name}.parquet'}',"
            f" hive_partitioning = {bool(table and table.by)})"
        )
    return db


def measure_questions(warehouse: Path, snapshot: Path, runs: int) -> None:
    """Median seconds of each question on the warehouse and on bare Parquet."""
    print("question  warehouse   Parquet  ratio   (milliseconds; in brackets CPU)")
    slowest, worst = 0.0, 0.0
    bare = over_parquet(snapshot)
    with connect(warehouse) as db:
        for number, question in enumerate(questions(PAGE.read_text(encoding="utf-8")), 1):
            sql = question.strip().rstrip(";")
            asked = [(timed(_asks(db, sql)), timed(_asks(bare, sql))) for _ in range(runs)]
            ours, theirs = (
                [statistics.median(1000 * pair[side][kind] for pair in asked) for kind in (0, 1)]
                for side in (0, 1)
            )
            ratio = ours[0] / theirs[0]
            slowest, worst = max(slowest, ours[0]), max(worst, ratio)
            print(
                f"{number:>8}  {ours[0]:6.0f} ({ours[1]:4.0f})  {theirs[0]:6.0f} ({theirs[1]:4.0f})"
                f"  {ratio:5.2f}"
            )
    print(f"slowest {slowest:.0f} ms, worst ratio {worst:.2f}")


def _asks(db: duckdb.DuckDBPyConnection, sql: str) -> Callable[[], object]:
    return lambda: db.execute(sql).fetchall()


def main() -> None:
    """Make or take a warehouse, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--warehouse", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        warehouse = options.warehouse or folder / "warehouse.duckdb"
        if not options.warehouse:
            write(folder / "lake", options.reports)
            judged = replace(OURS, corrections=folder / CORRECTIONS)
            build(folder / "lake", warehouse, date(2026, 3, 15), judged=judged)
        snapshot = measure_export(warehouse, folder / "snapshots")
        measure_questions(warehouse, snapshot, options.runs)


if __name__ == "__main__":
    main()
