"""Whatever befalls an export, the old snapshot stays whole and in its place."""

from __future__ import annotations

import multiprocessing
import random
import resource
import signal
import time
from pathlib import Path

import pytest
from snapshots import contents

from warehouse.snapshot import SnapshotError, export
from warehouse.snapshot.placing import unfinished


def export_with_little_disk(warehouse: Path, snapshots: Path, most: int) -> None:
    """In a process of its own: no file may grow beyond `most` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    try:
        export(warehouse, snapshots)
    except SnapshotError as error:
        raise SystemExit(0 if "free some space" in str(error) else str(error)) from None
    raise SystemExit(3)


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warehouse.snapshot"])
    return context


@pytest.mark.parametrize("most", [0, 400, 3_000, 20_000])
def test_full_disk_leaves_the_snapshots_as_they_were(
    published: Path, tmp_path: Path, processes: multiprocessing.context.BaseContext, most: int
) -> None:
    before = contents(export(published, tmp_path / "s").folder)
    process = processes.Process(  # type: ignore[attr-defined]
        target=export_with_little_disk, args=(published, tmp_path / "s", most)
    )
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["2026-03-02", "latest"]
    assert contents(tmp_path / "s" / "latest") == before


def test_export_that_is_killed_leaves_the_old_snapshot_and_is_cleared_away(
    published: Path, tmp_path: Path, processes: multiprocessing.context.BaseContext
) -> None:
    moments = random.Random(5)
    started = time.monotonic()
    before = contents(export(published, tmp_path / "s").folder)
    takes = time.monotonic() - started
    for _ in range(6):
        process = processes.Process(target=export, args=(published, tmp_path / "s"))  # type: ignore[attr-defined]
        process.start()
        process.join(moments.uniform(0.1, 1.2) * takes)
        process.kill()
        process.join()
        with unfinished(tmp_path / "s"):  # what the next export does first
            pass
        assert contents(tmp_path / "s" / "latest") == before
        assert sorted(p.name for p in (tmp_path / "s").iterdir()) == ["2026-03-02", "latest"]
