"""Where a snapshot stands while it is made, and how it gets its place: renamed, never half there.

Folders that begin with a dot are unfinished, or on their way out; the next export clears them away.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from warehouse.snapshot import checksums

_UNFINISHED = (".partial-*", ".replaced-*", ".pruned-*", ".latest-*")
_DATED = re.compile(r"\d{4}-\d\d-\d\d(\.\d+)?")
HELD = ".held"  # suffix of a snapshot that the gates have stopped


@contextmanager
def unfinished(snapshots: Path) -> Iterator[Path]:
    """An empty folder beside the snapshots; what an export that was killed has left is cleared, and
    a snapshot that it was about to replace stands again."""
    snapshots.mkdir(parents=True, exist_ok=True)
    restore(snapshots)
    for pattern in _UNFINISHED:
        for left in snapshots.glob(pattern):
            _remove(left)
    folder = Path(tempfile.mkdtemp(prefix=".partial-", dir=snapshots))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restore(snapshots: Path) -> None:
    """Give back its name to a snapshot that was moved aside for one that never came."""
    for aside in snapshots.glob(".replaced-*"):
        final = snapshots / aside.name.removeprefix(".replaced-")
        if not final.exists():
            aside.replace(final)


def name_of(folder: Path, snapshots: Path, day: date) -> str:
    """What the snapshot of this date in `folder` is to be called: DATE.

    Where one of that date was published with other data (a correction was made and nothing fetched
    since), DATE.2 and on: what somebody may have cited is never overwritten. The same data get the
    same name again.
    """
    dated = (p for p in _published(snapshots) if _turn(p.name)[0] == day.isoformat())
    newest = max(dated, key=_in_order, default=None)
    if newest is None:
        return day.isoformat()
    if checksums.same_data(newest, folder):
        return newest.name
    return f"{day}.{_turn(newest.name)[1] + 1}"


def place(folder: Path, snapshots: Path, name: str) -> Path:
    """Give the finished folder its name; one that has it already is replaced."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)  # on disk before it gets its name
    final, aside = snapshots / name, snapshots / f".replaced-{name}"
    if final.exists():
        final.replace(aside)
    try:
        folder.replace(final)
    except OSError:
        restore(snapshots)
        raise
    shutil.rmtree(aside, ignore_errors=True)
    _sync(snapshots)
    return final


def point(snapshots: Path, final: Path) -> None:
    """Let `latest` point at the snapshot, in one step."""
    pointer = snapshots / f".latest-{os.getpid()}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(final.name, target_is_directory=True)
    pointer.replace(snapshots / "latest")
    held = snapshots / f"{final.name}{HELD}"
    shutil.rmtree(held, ignore_errors=True)
    _sync(snapshots)


def prune(snapshots: Path, keep: int) -> list[str]:
    """Delete all but the newest `keep` snapshots, and what was held before the oldest of these;
    never the one that `latest` points at. Gives the names of those deleted."""
    pointed = latest(snapshots)
    in_order = sorted(_published(snapshots), key=_in_order)
    kept = in_order[-keep:]
    old = [p for p in in_order[:-keep] if p.resolve() != pointed]
    if kept:
        held = {p: p.name.removesuffix(HELD) for p in snapshots.glob(f"*{HELD}")}
        dated = {p: name for p, name in held.items() if _DATED.fullmatch(name)}
        old += [p for p, name in dated.items() if _turn(name) < _in_order(kept[0])]
    for path in old:
        aside = snapshots / f".pruned-{path.name}"
        path.replace(aside)  # gone as a whole, whatever befalls us
        shutil.rmtree(aside, ignore_errors=True)
    return sorted(path.name for path in old)


def latest(snapshots: Path) -> Path | None:
    """The snapshot that `latest` points at; the newest one where it points nowhere, so that the
    gates have something to compare with."""
    pointer = snapshots / "latest"
    if pointer.is_dir():
        return pointer.resolve()
    return max(_published(snapshots), key=_in_order, default=None)


def before(snapshots: Path, name: str) -> Path | None:
    """The newest snapshot that is older than the one called `name`."""
    older = (p for p in _published(snapshots) if _turn(p.name) < _turn(name))
    return max(older, key=_in_order, default=None)


def _published(snapshots: Path) -> Iterator[Path]:
    return (p for p in snapshots.iterdir() if p.is_dir() and _DATED.fullmatch(p.name))


def _in_order(snapshot: Path) -> tuple[str, int]:
    return _turn(snapshot.name)


def _turn(name: str) -> tuple[str, int]:
    """Date, and which one of that date: 2026-03-02 is the first."""
    day, _, number = name.partition(".")
    return day, int(number or 1)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
