"""SHA-256 of every file of a snapshot, each read once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

FILE = "CHECKSUMS.sha256"


@cache
def digest(path: Path) -> str:
    """SHA-256 of a file that is written and does not change any more."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> None:
    """CHECKSUMS.sha256, for `sha256sum -c`."""
    lines = [
        f"{digest(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / FILE).write_text("".join(lines), encoding="utf-8")
