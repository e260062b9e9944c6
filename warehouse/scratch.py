"""A folder beside the file that is being made, in which nothing outlives its maker for long.

The maker holds a lock on its folder; what a kill or a power cut left behind has no lock, and the
next maker removes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder(target: Path) -> Iterator[Path]:
    """A new folder next to `target`, on the same disk; gone when the block ends."""
    prefix = f".{target.name}."
    for left in target.parent.glob(f"{prefix}*"):
        if left.is_dir():
            _remove_if_left(left)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=target.parent))
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)


def _remove_if_left(folder: Path) -> None:
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:  # removed by its maker, just now
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(held)
