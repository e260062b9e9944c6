"""The index stage: from the web archive to the lake's runs, portals, fetches, finds, listings.

Everything here follows from the WARC files alone, record by record, however often and in whatever
pieces they are indexed. A file that a living crawl writes is left for later; a tail that a kill
tore is cut. One batch per piece: `index-<file>-<start>-<end>`, so the lake itself says how far
each file has been read. A piece never ends between a metadata record and what that one promises.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import lake
from config import Settings
from pipelines.archive import is_being_written, records, repair
from stages.index_rows import Rows
from stages.lock import data_lock

_BATCH: Final = re.compile(r"index-(?P<name>.+)-(?P<start>\d{12})-(?P<end>\d{12})")
_FOREIGN: Final = "import-web-"  # other people's archives: read, never mended


@dataclass(frozen=True)
class IndexOutcome:
    """Files read in this call, and the rows that they gave by table."""

    batches: tuple[str, ...]
    rows: Mapping[str, int]
    skipped: tuple[str, ...]  # still being written by a living crawl


def index(settings: Settings) -> IndexOutcome:
    """Turn every WARC record that is not in the lake yet into rows; a second call does nothing."""
    written: list[str] = []
    skipped: list[str] = []
    totals: dict[str, int] = defaultdict(int)
    with data_lock(settings, "index"):
        done = _indexed_until(settings.lake)
        for path in archives(settings.archive):
            start = done.get(path.name, 0)
            if path.stat().st_size <= start:
                continue  # thousands of files of earlier nights: they are not even opened
            if is_being_written(path):
                skipped.append(path.name)
            elif batch := _index_file(settings, path, start, totals):
                written.append(batch)
    return IndexOutcome(tuple(written), dict(totals), tuple(skipped))


def archives(folder: Path) -> list[Path]:
    """All web archives, ordered by name."""
    return sorted(p for p in folder.glob("*.warc*") if p.name.endswith((".warc", ".warc.gz")))


def _index_file(settings: Settings, path: Path, start: int, totals: dict[str, int]) -> str | None:
    if not path.name.startswith(_FOREIGN):
        repair(path, start)
    rows, end = Rows(path.name), start
    for record in records(path, start, check=path.name.startswith(_FOREIGN)):
        rows.add(record)
        if rows.settled:
            end = record.end
    tables = rows.tables()
    if end == start:
        return None
    batch = f"index-{path.name}-{start:012}-{end:012}"
    lake.write_batch(settings.lake, batch, tables)
    for table, found in tables.items():
        totals[table] += len(found)
    return batch


def _indexed_until(folder: Path) -> dict[str, int]:
    """By file name, how far it has been read."""
    until: dict[str, int] = {}
    for name in {*(batch.name for batch in lake.batches(folder)), *lake.merged(folder)}:
        if match := _BATCH.fullmatch(name):
            until[match["name"]] = max(until.get(match["name"], 0), int(match["end"]))
    return until
