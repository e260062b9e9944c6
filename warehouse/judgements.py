"""What persons decided, as data: corrections of figures, verdicts on failed checks.

A correction speaks of one cell of one document. It is refused, with the problem
`correction_refused`, when that document is no longer the one that the report's figures come from,
or when the cell no longer reads as the correction says that it did. What is corrected is said in
`observations.correction`; `cells` keep what was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.judgement_rows import SIGNED, JudgementError, read, wrong_correction, wrong_verdict
from warehouse.staging import load

__all__ = ["OURS", "JudgementError", "Judgements", "apply", "of"]

_CORRECTED = ("document_sha256", "topic", "item", "breakdown")
_CORRECTION = (*_CORRECTED, "old", "new")
_VERDICT = ("fingerprint", "verdict")

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
           WHEN k.document_sha256 NOT IN (SELECT document_sha256 FROM newest_documents)
               THEN 'no document held has this hash: look its document_sha256 up in observations'
           WHEN r.cell_id IS NULL
               THEN 'the document has no such cell: look its codes up in the dictionary'
           WHEN (k.document_sha256, k.topic) NOT IN (
               SELECT (document_sha256, topic) FROM chosen WHERE is_current)
               THEN concat('the report no longer takes its figures from this document: look at the',
                           ' one that it takes them from now, and correct or take out the line')
           WHEN k.old NOT IN (coalesce(trim(r.raw), ''), r.state)
                AND coalesce(try_cast(k.old AS DOUBLE) <> r.value, true)
               THEN concat('the cell reads ', if(r.state = 'number', r.raw, r.state), ', not ',
                           k.old, ': it may be read rightly now; then take out the line')
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
       concat(place, ': the correction of ', date, ' of ', topic, '/', item, '/', breakdown,
              ' from ', old, ' to ', new, ' was not applied: ', refused) AS message
FROM judged_corrections WHERE refused IS NOT NULL
"""


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
    corrections = read(files.corrections, _CORRECTION, _CORRECTED, wrong_correction)
    verdicts = read(files.verdicts, _VERDICT, _VERDICT[:1], wrong_verdict)
    load(db, "corrections", _table(corrections, _CORRECTION))
    load(db, "given_verdicts", _table(verdicts, _VERDICT))
    db.execute(
        "CREATE OR REPLACE TEMP TABLE verdicts AS SELECT place, fingerprint, verdict,"
        " concat(date, ', ', person, ': ', why, ' (', link, ')') AS note FROM given_verdicts"
    )
    for statement in (_KNOWN, _JUDGED, _APPLIED, _REFUSED):
        db.execute(statement)


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> pa.Table:
    names = (*columns, *SIGNED, "place")
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(n, pa.string()) for n in names]))
