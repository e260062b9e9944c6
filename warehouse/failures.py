"""What DuckDB says when it fails, in one line, and what a person can do about it."""

from __future__ import annotations

import re
from pathlib import Path


class QueryError(ValueError):
    """The question could not be answered; the message is for the person who asked it."""


class QueryStuckError(QueryError):
    """The question does not stop when told to: the process has to end."""


_WITHIN = re.compile(r'"exception_message":"((?:[^"\\]|\\.)*)"')

_ADVICE = {
    "No space left": "free some space on the disk of {folder}, and run it again",
    "File too large": "free some space on the disk of {folder}, and run it again",
    "Could not write": "free some space on the disk of {folder}, and run it again",
    "Out of Memory": "close other programs or give the machine more memory, and run it again",
    "Permission denied": "make {folder} writable, and run it again",
}


def first_line(error: Exception) -> str:
    """Its message without the query that follows it; the cause, where it names one."""
    lines = str(error).strip().rpartition("Original error: ")[2].splitlines()
    told = next(iter(lines), type(error).__name__)
    within = _WITHIN.search(told)  # the JSON in which a writing thread says it
    return within[1].replace('\\"', '"') if within else told


def advice(told: str, target: Path) -> str:
    """What to do when `target` could not be written."""
    known = (advice for sign, advice in _ADVICE.items() if sign.lower() in told.lower())
    return next(known, "look at disk space and memory, and run it again").format(
        folder=target.parent
    )
