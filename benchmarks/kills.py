"""`kill -9` at random moments of a crawl, each followed by a rerun: is it the same lake in the end?

    python -m benchmarks.kills [--kills 20] [--portals 8] [--reports 12] [--seed 1]

Each time in a data folder of its own: `gongkai crawl` is killed with all its processes at a moment
drawn from the length of an undisturbed crawl, started again, and its documents are read. Compared
with the undisturbed lake are the finds (each once), what is listed, and every row that was read of
the documents. What the killed crawl had told of (`requests` on its progress line) must be there.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lake
from benchmarks.loopback import COLUMN, serving
from config import Settings
from pipelines.archive import is_being_written
from stages.index import archives, index
from stages.rebuild import extract_all

# The crawl of the command line, telling on standard output how many exchanges it has kept.
_CRAWL = """
import sys
from pathlib import Path
from config import Settings
from spiders.registry import load
from stages.crawl import crawl
from stages.index import index
from stages.lock import data_lock
settings = Settings(data=Path(sys.argv[1]), delay=0.3)
with data_lock(settings, "crawl"):
    index(settings)
    tell = lambda counts: print(counts.get("requests", 0), flush=True)
    crawl(settings, sys.argv[3], "0000", load(Path(sys.argv[2])), tell)
    index(settings)
"""
_LEFT_OUT = ("run_id", "fetched_at", "looked_at", "warc_file", "warc_offset")
_TABLES = ("finds", "documents", "claims", "cells", "unmapped_cells", "sections")


@dataclass(frozen=True)
class Killed:
    """One crawl that was killed: when, what it had told of, what the archive had of it."""

    seconds: float
    told: int
    kept: int
    same: bool


def start(settings: Settings, registry: Path, run_id: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _CRAWL, str(settings.data), str(registry), run_id]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)


def whole(settings: Settings, registry: Path, run_id: str) -> float:
    """An undisturbed crawl; returns its seconds."""
    began = time.monotonic()
    with start(settings, registry, run_id) as process:
        process.communicate()
        if process.returncode:
            raise RuntimeError(f"the crawl ended with {process.returncode}")
    return time.monotonic() - began


def killed(settings: Settings, registry: Path, seconds: float) -> int:
    """A crawl that is killed after so many seconds; returns how many exchanges it had told of."""
    with start(settings, registry, "run1") as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        told, _ = process.communicate()
    while any(map(is_being_written, archives(settings.archive))):  # its child is still dying
        time.sleep(0.02)
    return max([int(line) for line in told.split()], default=0)


def contents(settings: Settings) -> dict[str, list[str]]:
    """All that the lake says of documents, without what differs from run to run."""
    found = {}
    for table in _TABLES:
        rows = lake.read(settings.lake, table).to_pylist()
        found[table] = sorted(str(_bare(row)) for row in rows)
    listed: dict[str, bool] = {}
    for row in sorted(lake.read(settings.lake, "listed").to_pylist(), key=lambda r: r["looked_at"]):
        listed[row["url"]] = row["listed"]
    return {**found, "listed": sorted(url for url, there in listed.items() if there)}


def _bare(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _LEFT_OUT}


def one(settings: Settings, registry: Path, seconds: float, expected: object) -> Killed:
    told = killed(settings, registry, seconds)
    index(settings)
    kept = lake.read(settings.lake, "fetches").num_rows
    whole(settings, registry, "run2")
    extract_all(settings)
    return Killed(seconds, told, kept, contents(settings) == expected)


def registry_of(homes: list[str], folder: Path) -> Path:
    rows = [f"p{n},示例县水利局,{home},{home}{COLUMN[1:]}" for n, home in enumerate(homes)]
    path = folder / "portals.csv"
    path.write_text("portal_id,name,home_url,annual_reports_url\n" + "\n".join(rows))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--portals", type=int, default=8)
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    moments = random.Random(options.seed)
    bad = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(options.portals, options.reports) as served,
    ):
        registry = registry_of(served.homes, Path(folder))
        undisturbed = Settings(data=Path(folder, "whole"))
        length = whole(undisturbed, registry, "run1")
        extract_all(undisturbed)
        expected = contents(undisturbed)
        print(f"undisturbed: {length:.1f} s, {len(expected['finds'])} finds")
        for number in range(options.kills):
            settings = Settings(data=Path(folder, str(number)))
            settings.data.mkdir()
            done = one(settings, registry, moments.uniform(0, length), expected)
            good = done.same and done.kept >= done.told
            bad += not good
            print(
                f"killed after {done.seconds:4.1f} s: told of {done.told:3}, kept {done.kept:3}; "
                f"after the rerun {'the same lake' if done.same else 'ANOTHER LAKE'}"
            )
    print(f"{options.kills - bad} of {options.kills} ended with the same lake and nothing lost")


if __name__ == "__main__":
    main()
