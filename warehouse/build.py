"""Lake in, warehouse out: one DuckDB file, made beside the old one and renamed into its place.

The same lake gives the same tables, row by row. Readers of the old file keep it until they close
it; a build that fails or is killed leaves the old one as it was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from lake import SCHEMAS, files
from warehouse import (
    accuracy,
    coverage,
    figures,
    identity,
    judgements,
    observations,
    problems,
    schema,
    topics,
    versions,
    wide,
)
from warehouse.checks import run_checks
from warehouse.dictionary import load_dictionary
from warehouse.failures import advice, first_line
from warehouse.judgements import JudgementError, Judgements
from warehouse.literals import literal
from warehouse.scratch import scratch_folder
from warehouse.staging import attach_lake, date_of, load

STORAGE_VERSION = "v1.0.0"  # any DuckDB since 1.0 opens the file
MEMORY = "2500MB"  # what the database may hold at once; beyond it, it uses the disk


class LakeError(RuntimeError):
    """The warehouse cannot be built; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What a build made: current reports with figures, observations, agencies with figures, failed
    checks, problems."""

    warehouse: Path
    reports: int
    observations: int
    agencies: int
    failed_checks: int
    problems: int


def build(
    lake: Path,
    warehouse: Path,
    today: date | None = None,
    *,
    judged: Judgements | None = None,
    memory: str = MEMORY,
) -> BuildOutcome:
    """Assemble the warehouse out of the lake. `today` (default: the day of the newest fetch)
    decides which reports are due; `judged`, the decisions of persons (default: the data
    folder's own files, or ours). Beyond `memory`, it uses the disk beside the warehouse.
    Raises LakeError."""
    try:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(warehouse) as folder:
            partial = folder / warehouse.name
            with _connect(partial, memory) as db:
                _assemble(
                    db, lake, warehouse.parent, today, judged or judgements.of(warehouse.parent)
                )
                outcome = _count(db, warehouse)
                db.execute("USE memory; DETACH warehouse; DETACH workspace")
            _sync(partial)  # on disk before it gets its name: a power cut leaves old or new
            partial.replace(warehouse)
            _sync(warehouse.parent)
    except JudgementError as error:
        raise LakeError(f"building {warehouse}: {error}") from error
    except (duckdb.Error, OSError) as error:
        raise LakeError(_explain(error, lake, warehouse)) from error
    return outcome


def _explain(error: duckdb.Error | OSError, lake: Path, warehouse: Path) -> str:
    told = first_line(error)
    if damaged := _damaged(lake, told):
        return (
            f"building {warehouse}: {damaged} is damaged ({told}); `gongkai extract-archive"
            " --rebuild` makes the lake anew from the archive"
        )
    return f"building {warehouse} out of the lake {lake}: {told}; {advice(told, warehouse)}"


def _damaged(folder: Path, told: str) -> Path | None:
    """The file of the lake that DuckDB names, or whose end is not that of a Parquet file."""
    for file in (file for table in SCHEMAS for file in files(folder, table)):
        try:
            pq.read_metadata(file)
        except (pa.ArrowException, OSError):
            return file
        if str(file) in told:
            return file
    return None


def _connect(path: Path, memory: str) -> duckdb.DuckDBPyConnection:
    db = duckdb.connect(
        config={
            "temp_directory": str(path.parent / "spill"),
            "memory_limit": memory,
        }
    )
    db.execute(f"ATTACH {literal(path)} AS warehouse (STORAGE_VERSION '{STORAGE_VERSION}')")
    workspace = literal(path.parent / "workspace.duckdb")  # outlives no build
    db.execute(f"ATTACH {workspace} AS workspace")
    db.execute("USE warehouse")
    return db


def _assemble(
    db: duckdb.DuckDBPyConnection, lake: Path, data: Path, today: date | None, judged: Judgements
) -> None:
    schema.create_tables(db)
    attach_lake(db, lake)
    schema.fill(db, "runs", "portals", "fetches", "finds", "listings", "addresses")
    schema.fill(db, "cells", "unmapped_cells", "sections")
    topics.describe(db)
    identity.decide(db)
    schema.fill(db, "documents", "agencies", "agency_names")
    versions.assemble(db)
    judgements.apply(db, judged)
    figures.gather(db)
    run_checks(db)
    observations.fill(db)
    problems.gather(db)
    schema.fill(db, "reports", "report_documents", "changes", "problems", "check_terms")
    coverage.decide(db, today or date_of(db) or datetime.now(tz=UTC).date())
    schema.fill(db, "coverage", "quality")
    load(db, "measured_accuracy", accuracy.as_table(accuracy.published(data)))
    schema.fill(db, "accuracy")
    schema.create_views(db)
    wide.create_views(db)
    load_dictionary(db)
    schema.fill(db, "dictionary")


def _count(db: duckdb.DuckDBPyConnection, warehouse: Path) -> BuildOutcome:
    (counts,) = db.execute(
        "SELECT (SELECT count(*) FROM reports WHERE is_current AND observations > 0),"
        " (SELECT count(*) FROM observations),"
        " (SELECT count(DISTINCT agency_id) FROM observations),"
        " (SELECT count(*) FROM checks WHERE result = 'fail'),"
        " (SELECT count(*) FROM problems)"
    ).fetchall()
    return BuildOutcome(warehouse, *counts)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
