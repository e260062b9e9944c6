"""Batches of many nights made one: every crawl process leaves a folder, and a year has thousands.

Rows stay what they are. The new batch names those that it stands for, and its rename makes them
count no more; only then are they deleted. A kill leaves the lake as it was or as it shall be, and
what is left to delete the next compaction deletes. What the readers wrote is left as it is: which
batch a reading stands in tells which one is newest.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

import lake
from config import Settings
from pipelines import log_index
from stages.lock import data_lock

LEAST: Final = 200  # batches of crawls; fewer are left alone
_MOST: Final = 500  # of which one is made: what they hold is held in memory
_CRAWLS: Final = "index-"


def compact(settings: Settings, least: int = LEAST) -> int:
    """Merge the batches of crawls, if there are many; how many were."""
    with (
        data_lock(settings, "crawl"),
        data_lock(settings, "index"),
        data_lock(settings, "extract"),
        data_lock(settings, "build"),
    ):
        _sweep(settings.lake)
        found = [b for b in lake.batches(settings.lake) if b.name.startswith(_CRAWLS)]
        if len(found) < least:
            return 0
        found.sort(key=lambda batch: (log_index.begin(batch), batch.name))
        for start in range(0, len(found), _MOST):
            _merge(settings.lake, found[start : start + _MOST])
    return len(found)


def _merge(folder: Path, batches: Sequence[Path]) -> None:
    names = [batch.name for batch in batches]
    tables = {
        table: pa.concat_tables(parts, promote_options="default")
        for table in lake.SCHEMAS
        if (parts := _parts(batches, table))
    }
    name = f"crawls-{hashlib.sha256(chr(10).join(names).encode()).hexdigest()[:16]}"
    log_index.merge(folder, names, lake.write_tables(folder, name, tables, names))
    _sweep(folder)


def _parts(batches: Sequence[Path], table: str) -> list[pa.Table]:
    files = (batch / f"{table}.parquet" for batch in batches)
    return [lake.read_file(file) for file in files if file.exists()]


def _sweep(folder: Path) -> None:
    """Delete what others stand for."""
    for name in lake.merged(folder):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
