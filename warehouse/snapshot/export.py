"""One export: tables, changes, gates, notes, checksums, and its place among the snapshots."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from warehouse.failures import QueryError, advice, first_line
from warehouse.literals import literal
from warehouse.query import open_readonly
from warehouse.snapshot import (
    checksums,
    compare,
    contents,
    describe,
    files,
    gates,
    notes,
    placing,
    withdrawals,
)
from warehouse.snapshot.failures import SnapshotError
from warehouse.staging import OFFLINE, date_of


@dataclass(frozen=True, slots=True)
class Options:
    """`extra`: formats beside Parquet (csv, dta, xlsx). `accept`: a person's reason to publish what
    the gates would stop. `withdrawals`: the file of what must not be published (default: the data
    folder's own, or ours). `keep`: how many snapshots, the newest, are kept (0: all, for somebody
    may have cited them)."""

    extra: tuple[str, ...] = ()
    accept: str | None = None
    withdrawals: Path | None = None
    memory: str = "4GB"  # beyond it, the disk beside the snapshots is used
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """The folder; why `latest` does not point to it (empty: it does); files that were left out;
    names of older snapshots that were deleted."""

    folder: Path
    held: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()


def export(warehouse: Path, snapshots: Path, options: Options | None = None) -> Published:
    """Write the snapshot of this warehouse, dated by its newest fetch (in China).

    One of the same date and other data stays, and this one is called DATE.2. Where a gate stops it,
    it stands as `DATE.held` beside the others and `latest` stays. Raises SnapshotError.
    """
    options = options or Options()
    if not warehouse.is_file():
        raise SnapshotError(f"there is no warehouse at {warehouse} yet: `gongkai build` makes it")
    try:
        with placing.unfinished(snapshots) as partial:
            return _make(warehouse, snapshots, partial, options)
    except (duckdb.Error, QueryError, OSError) as error:
        told = first_line(error)
        raise SnapshotError(
            f"exporting {warehouse} to {snapshots}: {told}; {advice(told, snapshots / 'latest')};"
            " the snapshots that were there are untouched"
        ) from error


def _make(warehouse: Path, snapshots: Path, partial: Path, options: Options) -> Published:
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,  # per file; files are written side by side
        "memory_limit": options.memory,
        "temp_directory": str(partial / ".spill"),
    }
    with open_readonly(warehouse, config) as db:
        day = _day(db, warehouse)
        contents.create_views(
            db, withdrawals.read(options.withdrawals or withdrawals.of(warehouse.parent))
        )
        db.execute("USE memory")
        left_out = files.write_tables(db, partial, options.extra)
        name = placing.name_of(partial, snapshots, day)
        held = _compare(db, snapshots, partial, name, options)
        described = describe.tables(db, partial)
        notes.write(db, partial, name, day, left_out)
    shutil.rmtree(partial / ".spill", ignore_errors=True)
    describe.write(partial, name, day, described)
    checksums.write(partial)
    final = placing.place(partial, snapshots, f"{name}{placing.HELD if held else ''}")
    if not held:
        placing.point(snapshots, final)
    pruned = placing.prune(snapshots, options.keep) if options.keep and not held else []
    return Published(final, tuple(held), tuple(left_out), tuple(pruned))


def _compare(
    db: duckdb.DuckDBPyConnection, snapshots: Path, partial: Path, name: str, options: Options
) -> list[str]:
    """Write what changed since the snapshot before; gives why this one must not be `latest`."""
    baseline, previous = placing.latest(snapshots), placing.before(snapshots, name)
    stopped = _stopped(db, baseline, partial) if baseline else []
    try:
        compare.compare(db, previous, partial)
    except (duckdb.Error, SnapshotError):  # the gates have said so, unless `latest` is another
        previous = None
        compare.compare(db, previous, partial)
    compare.mark_withdrawals(db)
    target = literal(partial / "changes.parquet")
    db.execute(f"COPY ({compare.ordered()}) TO {target} {files.PARQUET}")
    accepted = options.accept if stopped else None
    notes.write_changes(db, partial, name, previous, stopped, accepted)
    return [] if accepted else stopped


def _stopped(db: duckdb.DuckDBPyConnection, baseline: Path, partial: Path) -> list[str]:
    changed = [
        f"the snapshot before, {baseline.name}, is not as it was published: {fault}"
        for fault in checksums.faults(baseline, ".parquet")
    ]
    try:
        compare.compare(db, baseline, partial)
        return changed + gates.reasons(db, baseline, partial)
    except (duckdb.Error, SnapshotError) as error:
        told = f"the snapshot before, {baseline.name}, cannot be read: {first_line(error)}"
        return [*changed, told]


def _day(db: duckdb.DuckDBPyConnection, warehouse: Path) -> date:
    db.execute(OFFLINE)
    day = date_of(db)
    if day is None:
        raise SnapshotError(
            f"{warehouse} holds no fetch yet: `gongkai crawl` or `gongkai import` comes first"
        )
    return day
