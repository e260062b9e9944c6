"""One writer at a time per stage and data folder; whoever comes second is told who is first."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from config import Settings

_guard = threading.Lock()
_held: dict[Path, tuple[IO[str], int]] = {}


class DataLockedError(RuntimeError):
    """Another process works on the same stage of the same data folder."""


@contextmanager
def data_lock(settings: Settings, name: str) -> Iterator[None]:
    """Hold the lock of one stage (`crawl`, `index`, `extract`, `build` …) of the data folder.

    The threads of one process share it: a flow may hold it while its tasks take it again. Raises
    DataLockedError, with the holder's process id, when another process has it.
    """
    path = settings.data.resolve() / "locks" / f"{name}.lock"
    _acquire(path, name)
    try:
        yield
    finally:
        _release(path)


def _acquire(path: Path, name: str) -> None:
    with _guard:
        if path in _held:
            file, holders = _held[path]
            _held[path] = (file, holders + 1)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            message = (
                f"{name}: another gongkai process (pid {holder}) is at work on "
                f"{path.parent.parent}. Wait until it has ended, or use another data folder."
            )
            raise DataLockedError(message) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        _held[path] = (file, 1)


def _release(path: Path) -> None:
    with _guard:
        file, holders = _held[path]
        if holders > 1:
            _held[path] = (file, holders - 1)
        else:
            del _held[path]
            file.close()
