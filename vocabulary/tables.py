"""Reads the data files of this package: CSV, UTF-8; lines that start with `#` tell the source."""

from __future__ import annotations

import csv
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """All rows of one data file, in its order; an empty field is an empty text."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
