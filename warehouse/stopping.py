"""Work on a connection that can be stopped: by Ctrl-C, and after a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import duckdb

from warehouse.failures import QueryError, QueryStuckError

_GRACE = 5.0  # seconds that a question has to stop when told to
_LOOK = 0.1  # seconds between two looks at time and disk
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that a question may take, and bytes that it may write into its temporary folder:
    DuckDB 2.0 does not hold sorts to `max_temp_directory_size`."""

    seconds: float
    folder: Path
    disk: int


def stoppable(
    db: duckdb.DuckDBPyConnection, work: Callable[[], _Made], bounds: Bounds | None
) -> _Made:
    """The result of `work`, done in a thread, for DuckDB does not look for signals while it works.

    Raises what `work` raises; QueryError beyond a bound; KeyboardInterrupt after Ctrl-C, the work
    having stopped; QueryStuckError if it does not stop.
    """
    task = _Task(work)
    started = time.monotonic()
    task.start()
    try:
        while not task.done.wait(_LOOK):
            if bounds and (reason := _exceeded(bounds, started)):
                break
        else:
            return task.result()
    except KeyboardInterrupt:
        _stop(db, task)
        raise
    _stop(db, task)
    raise QueryError(reason)


def _exceeded(bounds: Bounds, started: float) -> str | None:
    if time.monotonic() - started > bounds.seconds:
        return (
            f"stopped after {bounds.seconds:g} s: ask for less (fewer years, a WHERE on topic and"
            " item), or set GONGKAI_SQL_SECONDS higher"
        )
    if _size(bounds.folder) > bounds.disk:
        return (
            f"stopped at {bounds.disk / 1e9:g} GB of temporary files: ask for less, or set"
            " GONGKAI_SQL_DISK higher"
        )
    return None


def _size(folder: Path) -> int:
    total = 0
    for file in folder.iterdir():
        with suppress(FileNotFoundError):  # gone since it was listed
            total += file.stat().st_size
    return total


def _stop(db: duckdb.DuckDBPyConnection, task: _Task[_Made]) -> None:
    end = time.monotonic() + _GRACE
    while not task.done.is_set() and time.monotonic() < end:
        db.interrupt()  # again: what reads rows one batch at a time may be between two
        task.done.wait(0.1)
    if not task.done.is_set():
        raise QueryStuckError(
            "the question takes too much in one step and does not stop: the program ends instead"
        )


class _Task(threading.Thread, Generic[_Made]):
    def __init__(self, work: Callable[[], _Made]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._made: list[_Made] = []
        self._error: BaseException | None = None
        self.done = threading.Event()  # `join` interrupted by Ctrl-C takes the thread for ended

    def run(self) -> None:
        try:
            self._made.append(self._work())
        except BaseException as error:  # noqa: BLE001 raised again where the work was ordered
            self._error = error
        finally:
            self.done.set()

    def result(self) -> _Made:
        if self._error is not None:
            raise self._error
        return self._made[0]
