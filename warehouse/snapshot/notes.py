"""What a person reads first in a snapshot: README, CHANGES, CITATION, LICENSE."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from warehouse.snapshot import compare

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"

_README = """# gongkai · 公开: snapshot of {name}

{reports} annual reports on open government information (政府信息公开工作年度报告) of {agencies}
agencies: {observations} observations.{unread}

| file | what it holds |
|---|---|
| `observations/year=*/` | the cells of every current report, Parquet, one folder a fiscal year |
| `*_wide.parquet` | one row per report and one column per cell; `without_number` names the blanks |
| `cells/` | every cell of every version and copy, with its place in the document: the proof |
| `reports`, `report_documents`, `documents`, `finds` | what makes up a report, and where it was |
| `coverage` | exactly one status for every expected report |
| `checks`, `check_terms`, `problems` | what figures were checked for, and what came of it |
| `quality`, `quality_by_form`, `accuracy` | how much was read, and how exactly |
| `portals`, `portal_health` | where it was looked for, and how that went |
| `reissues` | what agencies changed when they published a report anew |
| `changes.parquet`, `CHANGES.md` | what changed since the last: added, amended, withdrawn |
| `dictionary` | every column and code, with its official Chinese label |
| `datapackage.json`, `croissant.json` | the same for programs (Frictionless, Croissant) |
| `CHECKSUMS.sha256` | check with `sha256sum -c CHECKSUMS.sha256` |

Tables that a spreadsheet can open (1,048,575 rows) stand as `.csv` (UTF-8) as well.

An empty `value` is not zero: `state` says whether the cell is blank, not applicable or unreadable.
Never add up rows of different `scope`. Add amounts of money as `sum(value::DECIMAL(18,4))`: sums of
binary fractions depend on the order of adding.
{left_out}
## Rights

The compilation is licensed under CC BY 4.0 ({licence}): name "gongkai, snapshot of {name}". The
reports themselves are official documents of government bodies; `url` names the source of every
value. To ask for a correction or a withdrawal, open an issue with the `cell_id` or the report's
address: the value leaves the next snapshot, and `changes` says so.
"""

_UNREAD = """ Of {unread} more reports that were found no figure is published;
`coverage`, `problems` and `changes` say why."""

_CITATION = """cff-version: 1.2.0
message: If you use these data, please cite them with the date of the snapshot.
type: dataset
title: "gongkai: annual reports on open government information of China's government bodies"
version: "{name}"
date-released: "{day}"
license: CC-BY-4.0
authors:
  - name: gongkai
keywords:
  - open government information
  - freedom of information
  - China
  - 政府信息公开
"""

_RIGHTS = """The compilation in this folder is licensed under the Creative Commons Attribution 4.0
International licence (CC BY 4.0): {licence}legalcode

Name it as: gongkai, snapshot of {name}.

The reports that it is made of are official documents of government bodies of the People's Republic
of China; the column `url` names the source of every value.
"""


def write(
    db: duckdb.DuckDBPyConnection, folder: Path, name: str, day: date, left_out: Sequence[str]
) -> None:
    """README.md, CITATION.cff and LICENSE of the snapshot `name`."""
    reports, agencies, observations = db.execute(
        "SELECT count(DISTINCT (agency_id, year, scope)), count(DISTINCT agency_id), count(*)"
        " FROM published.observations"
    ).fetchall()[0]
    unread = db.execute(
        "SELECT count(*) FROM published.coverage WHERE report_version_id IS NOT NULL"
        " AND (agency_id, year, scope) NOT IN"
        " (SELECT (agency_id, year, scope) FROM published.observations)"
    ).fetchall()[0][0]
    lines = "".join(f"- {line}\n" for line in left_out)
    readme = _README.format(
        name=name,
        reports=reports,
        agencies=agencies,
        observations=observations,
        unread=_UNREAD.format(unread=unread) if unread else "",
        licence=_LICENCE,
        left_out=f"\nNot here, being too large for their format:\n\n{lines}" if lines else "",
    )
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (folder / "CITATION.cff").write_text(_CITATION.format(name=name, day=day), encoding="utf-8")
    rights = _RIGHTS.format(name=name, licence=_LICENCE)
    (folder / "LICENSE").write_text(rights, encoding="utf-8")


def write_changes(
    db: duckdb.DuckDBPyConnection,
    folder: Path,
    name: str,
    previous: Path | None,
    stopped: Sequence[str],
    accepted: str | None,
) -> None:
    """CHANGES.md, out of the table `changed`."""
    since = f"since the snapshot of {previous.name}" if previous else "(this is the first snapshot)"
    lines = [
        f"# Changes of {name} {since}",
        "",
        "| | whole reports | cells of other reports | agencies |",
        "|---|---|---|---|",
        *(f"| {kind} | {r} | {c} | {a} |" for kind, r, c, a in compare.counts(db)),
        "",
        *_per_year(db),
        *_on_request(db),
        *_gates(stopped, accepted),
    ]
    (folder / "CHANGES.md").write_text("\n".join(lines), encoding="utf-8")


def _per_year(db: duckdb.DuckDBPyConnection) -> list[str]:
    rows = db.execute(
        "SELECT year, count(*) FILTER (kind = 'added'), count(*) FILTER (kind = 'amended'),"
        " count(*) FILTER (kind = 'withdrawn') FROM changed GROUP BY year ORDER BY year"
    ).fetchall()
    head = ["| fiscal year | added | amended | withdrawn |", "|---|---|---|---|"]
    table = [*head, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""] if rows else []
    return [*table, "Every row of these stands in `changes.parquet`.", ""]


def _on_request(db: duckdb.DuckDBPyConnection) -> list[str]:
    rows = db.execute(
        "SELECT reason, count(*) FROM changed WHERE reason IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    lines = [f"- {reason} ({count} cells)" for reason, count in rows]
    return ["## Withdrawn on request", "", *lines, ""] if rows else []


def _gates(stopped: Sequence[str], accepted: str | None) -> list[str]:
    if not stopped:
        return []
    told = f"Accepted: {accepted}" if accepted else "Not accepted: `latest` stays where it was."
    return ["## What the gates found", "", *(f"- {reason}" for reason in stopped), "", told, ""]
