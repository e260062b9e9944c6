"""What persons decided, as data: corrections of figures, verdicts on failed checks.

A correction speaks of one cell of one document. It is refused, with the problem
`correction_refused`, when that document is no longer the one that the report's figures come from,
or when the cell no longer reads as the correction says that it did. What is corrected is said in
`observations.correction`; `cells` keep what was read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.staging import load

_Wrong = Callable[[Mapping[str, str]], str | None]

_STATES = ("blank", "not_applicable", "unreadable")
_VERDICTS = ("explained", "error_of_agency", "error_of_reading")
_CORRECTION = ("document_sha256", "topic", "item", "breakdown", "old", "new")
_VERDICT = ("fingerprint", "verdict")
_BOTH = ("why", "link", "person", "date")

_KNOWN = """
CREATE OR REPLACE TEMP TABLE known_corrections AS
SELECT o.*, left(md5(concat_ws('/', o.document_sha256, o.topic, o.item, o.breakdown, 0)), 16)
           AS cell_id
FROM corrections AS o
"""

_JUDGED = """
CREATE OR REPLACE TEMP TABLE judged_corrections AS
WITH read AS (
    SELECT c.cell_id, c.value, c.state, c.raw FROM cells AS c
    SEMI JOIN known_corrections AS k ON k.cell_id = c.cell_id
)
SELECT k.*, r.raw, r.state, CASE
           WHEN r.cell_id IS NULL THEN 'no document held has this cell'
           WHEN (k.document_sha256, k.topic) NOT IN (
               SELECT (document_sha256, topic) FROM chosen WHERE is_current)
               THEN 'the report no longer takes its figures from this document'
           WHEN trim(k.old) NOT IN (trim(r.raw), r.state)
                AND try_cast(k.old AS DOUBLE) IS DISTINCT FROM r.value
               THEN concat('the cell reads ', if(r.state = 'number', r.raw, r.state), ', not ',
                           k.old)
       END AS refused
FROM known_corrections AS k LEFT JOIN read AS r USING (cell_id)
"""

_APPLIED = """
CREATE OR REPLACE TEMP TABLE applied_corrections AS
SELECT cell_id, document_sha256, topic, item, breakdown,
       try_cast(new AS DOUBLE) AS new_value,
       if(try_cast(new AS DOUBLE) IS NULL, new, 'number') AS new_state,
       concat(date, ', ', person, ': ', why, ' (read as ', if(state = 'number', raw, state), '; ',
              link, ')') AS told
FROM judged_corrections WHERE refused IS NULL
"""

_REFUSED = """
CREATE OR REPLACE TEMP TABLE refused_corrections AS
SELECT document_sha256, 'correction_refused' AS code,
       concat('the correction of ', date, ' of ', topic, '/', item, '/', breakdown, ' from ', old,
              ' to ', new, ' was not applied: ', refused) AS message
FROM judged_corrections WHERE refused IS NOT NULL
"""


class JudgementError(ValueError):
    """A data file of corrections or verdicts is wrong; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """Where the two data files lie."""

    corrections: Path
    verdicts: Path


OURS = Judgements(
    Path(__file__).with_name("corrections.csv"), Path(__file__).with_name("verdicts.csv")
)


def of(data: Path) -> Judgements:
    """The files of a data folder that has its own, else ours: ours speak of the published data."""
    corrections, verdicts = data / OURS.corrections.name, data / OURS.verdicts.name
    return Judgements(
        corrections if corrections.exists() else OURS.corrections,
        verdicts if verdicts.exists() else OURS.verdicts,
    )


def apply(db: duckdb.DuckDBPyConnection, files: Judgements) -> None:
    """Make the temporary tables `applied_corrections`, `refused_corrections` and `verdicts`; needs
    `cells` and `chosen`. Raises JudgementError."""
    corrections = _read(files.corrections, _CORRECTION, _wrong_correction)
    verdicts = _read(files.verdicts, _VERDICT, _wrong_verdict)
    load(db, "corrections", _table(corrections, (*_CORRECTION, *_BOTH)))
    load(db, "given_verdicts", _table(verdicts, (*_VERDICT, *_BOTH)))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE verdicts AS SELECT fingerprint, verdict,"
        " concat(date, ', ', person, ': ', why, ' (', link, ')') AS note FROM given_verdicts"
    )
    for statement in (_KNOWN, _JUDGED, _APPLIED, _REFUSED):
        db.execute(statement)


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(c, pa.string()) for c in columns]))


def _read(file: Path, keys: Sequence[str], wrong: _Wrong) -> list[dict[str, str]]:
    lines = _lines(file)
    remarks = list(takewhile(lambda line: line.startswith("#"), lines))
    reader = csv.DictReader("\n" if li.startswith("#") else li for li in lines[len(remarks) :])
    rows: list[dict[str, str]] = []
    seen: set[tuple[str, ...]] = set()
    for row in reader:
        fault = _fault(row, keys, wrong)
        key = tuple(row.get(k) or "" for k in keys if k not in ("old", "new", "verdict"))
        if fault is None and key in seen:
            fault = "the same is said twice"
        if fault is not None:
            line = len(remarks) + reader.line_num
            raise JudgementError(f"{file}, line {line}: {fault}")
        seen.add(key)
        rows.append(row)
    return rows


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError as error:
        raise JudgementError(f"{file} is no UTF-8: save it as such") from error


def _fault(row: Mapping[str, str | None], keys: Sequence[str], wrong: _Wrong) -> str | None:
    if missing := [name for name in (*keys, *_BOTH) if not (row.get(name) or "").strip()]:
        return f"{', '.join(missing)} missing"
    try:
        date.fromisoformat(row["date"] or "")
    except ValueError:
        return f"{row['date']} is no date (YYYY-MM-DD)"
    return wrong({name: value or "" for name, value in row.items()})


def _wrong_correction(row: Mapping[str, str]) -> str | None:
    if not re.fullmatch(r"[0-9a-f]{64}(#\d+)?", row["document_sha256"]):
        return "document_sha256 is no SHA-256"
    if row["new"] not in _STATES and not re.fullmatch(r"-?\d+(\.\d+)?", row["new"]):
        return f"new is neither a number nor one of {', '.join(_STATES)}"
    return None


def _wrong_verdict(row: Mapping[str, str]) -> str | None:
    return None if row["verdict"] in _VERDICTS else f"verdict is none of {', '.join(_VERDICTS)}"
