"""What can be wrong with a web archive, named with file and byte."""

from __future__ import annotations

from pathlib import Path
from typing import Self


class ArchiveDamagedError(Exception):
    """A web archive has a record in its middle that cannot be read: a person has to look."""

    @classmethod
    def at(cls, path: Path, offset: int, reason: object) -> Self:
        """The damage named with file and byte, and what to do about it."""
        advice = "restore the file from a backup, or fetch it again from where it came"
        return cls(f"{path}: damaged at byte {offset} ({reason}); {advice}")


class SeveralRecordsError(ArchiveDamagedError):
    """A gzip member holds several records, so that all but the first have no place of their own."""

    def __init__(self, path: Path, offset: int) -> None:
        super().__init__(f"{path}: several records in one gzip member at byte {offset}")
