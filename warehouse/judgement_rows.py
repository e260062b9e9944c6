"""The rows of a data file of decisions: read, and each refused that is not as it should be."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path

SIGNED = ("why", "link", "person", "date")  # every decision says so
STATES = ("blank", "not_applicable", "unreadable")
VERDICTS = ("explained", "error_of_agency", "error_of_reading")

Wrong = Callable[[Mapping[str, str]], str | None]


class JudgementError(ValueError):
    """A data file of corrections or verdicts is wrong; the message names file and line."""


def read(
    file: Path, columns: Sequence[str], key: Sequence[str], wrong: Wrong
) -> list[dict[str, str]]:
    """Its rows, with `place`: file and line. `columns` and those of SIGNED must be filled, and no
    two rows may have the same `key`. Raises JudgementError."""
    lines = _lines(file)
    remarks = list(takewhile(lambda line: line.startswith("#"), lines))
    reader = csv.DictReader("\n" if li.startswith("#") else li for li in lines[len(remarks) :])
    needed = (*columns, *SIGNED)
    if absent := [name for name in needed if name not in (reader.fieldnames or ())]:
        raise JudgementError(
            f"{file}: the first line must name the columns {','.join(needed)}; it lacks"
            f" {', '.join(absent)}"
        )
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in reader:
        line = len(remarks) + reader.line_num
        named = tuple((row.get(name) or "").strip() for name in key)
        fault = _fault(row, needed) or wrong(row)
        if fault is None and (first := seen.setdefault(named, line)) != line:
            fault = f"the same is said twice, in line {first} already: take one out"
        if fault is not None:
            raise JudgementError(f"{file}, line {line}: {fault}")
        rows.append(
            {name: row[name].strip() for name in needed} | {"place": f"{file.name}, line {line}"}
        )
    return rows


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise JudgementError(f"{file} is no UTF-8: save it as such") from error


def _fault(row: Mapping[str | None, str | None], needed: Sequence[str]) -> str | None:
    if None in row:
        return 'more fields than columns: put a text that holds commas into quotes ("…")'
    if missing := [name for name in needed if not (row.get(name) or "").strip()]:
        return f"{', '.join(missing)} missing: fill every column"
    try:
        date.fromisoformat((row["date"] or "").strip())
    except ValueError:
        return f"{row['date']} is no date (YYYY-MM-DD)"
    return None


def wrong_correction(row: Mapping[str, str]) -> str | None:
    """What is wrong with the values of a correction."""
    if not re.fullmatch(r"[0-9a-f]{64}(#\d+)?", row["document_sha256"].strip()):
        return "document_sha256 is no SHA-256: copy it from observations or cells"
    if row["new"].strip() not in STATES and not re.fullmatch(r"-?\d+(\.\d+)?", row["new"].strip()):
        return f"new is neither a number nor one of {', '.join(STATES)}"
    return None


def wrong_verdict(row: Mapping[str, str]) -> str | None:
    """What is wrong with the values of a verdict."""
    fits = row["verdict"].strip() in VERDICTS
    return None if fits else f"verdict is none of {', '.join(VERDICTS)}"
