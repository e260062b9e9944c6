"""Batches of the lake folded into the fetch log's tables, row by row."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import lake
from pipelines.fetch_log import COLUMNS, Copy, FetchLog, Known

# Looks at a column that fails before it is forgotten.
PATIENCE: Final = 3
_NOT_CRAWLED: Final = ("", "import")
_ADDRESS: Final = re.compile(r"https?://\S+")


def fold(db: sqlite3.Connection, batches: Sequence[Path]) -> bool:
    """Take in some batches. False if they hold fetches older than what was taken in before."""
    in_order = _fetches(db, _rows(batches, "fetches", COLUMNS, "fetched_at"))
    for row in _rows(batches, "listings", None, "looked_at"):
        _listing(db, row)
    for row in _rows(batches, "listed", None, "looked_at"):
        statement = "INSERT OR IGNORE INTO listed VALUES (?, ?)"
        if not row["listed"]:
            statement = "DELETE FROM listed WHERE portal_id = ? AND url = ?"
        db.execute(statement, (row["portal_id"], row["url"]))
    db.executemany(
        "INSERT INTO runs VALUES (:run_id, :batch, :status) ON CONFLICT DO UPDATE"
        " SET status = excluded.status WHERE status <> 'finished'",
        _rows(batches, "runs", ("run_id", "batch", "status")),
    )
    db.executemany(
        "INSERT OR IGNORE INTO documents VALUES (:document_sha256, :portal_id, :url)",
        _crawled(_rows(batches, "finds", ("document_sha256", "portal_id", "url"))),
    )
    for row in _rows(batches, "problems", ("document_sha256", "code", "message")):
        if row["code"] == "attachment_missing" and row["document_sha256"]:
            addresses = {(row["document_sha256"], u) for u in _ADDRESS.findall(row["message"])}
            db.executemany("INSERT OR IGNORE INTO missing VALUES (?, ?)", sorted(addresses))
    return in_order


def stored(part: Known | Copy) -> str:
    """As it stands in the tables; what is None is left out."""
    kept = {name: value for name, value in part.__dict__.items() if value is not None}
    return json.dumps(kept, default=str)


def known(text: str) -> Known:
    """The reverse of `stored`."""
    facts: dict[str, Any] = json.loads(text)
    for name in ("first_attempt", "last_attempt", "last_success"):
        if name in facts:
            facts[name] = datetime.fromisoformat(facts[name])
    return Known(**facts)


def _rows(
    batches: Sequence[Path],
    table: str,
    columns: Iterable[str] | None = None,
    order: str | None = None,
) -> list[dict[str, Any]]:
    names = list(columns) if columns else None
    files = [file for batch in batches if (file := batch / f"{table}.parquet").exists()]
    rows = [row for file in files for row in lake.read_file(file, names).to_pylist()]
    return sorted(rows, key=lambda row: row[order]) if order else rows


def _crawled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if (row["portal_id"] or "") not in _NOT_CRAWLED]


def _fetches(db: sqlite3.Connection, all_rows: list[dict[str, Any]]) -> bool:
    rows, log = _crawled(all_rows), FetchLog()
    late = _late(db, rows)
    for side, index, column in _sides(log):
        for url in {row[column] for row in rows}:
            for (facts,) in db.execute(
                "SELECT facts FROM known WHERE side = ? AND url = ?", (side, url)
            ):
                index[url] = known(facts)
    for row in rows:
        log.payloads = {}
        log.add(row)
        for sha256, copy in log.payloads.items():
            db.execute(
                "INSERT OR IGNORE INTO payloads VALUES (?, ?, ?)",
                (row["portal_id"], sha256, stored(copy)),
            )
    for side, index, _ in _sides(log):
        db.executemany(
            "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)",
            [(side, url, one.portal_id, stored(one)) for url, one in index.items()],
        )
    db.executemany(
        "INSERT OR REPLACE INTO portals VALUES (?, ?, ?)",
        [(row["portal_id"], row["run_id"], row["fetched_at"].isoformat()) for row in rows],
    )
    return not late


def _sides(log: FetchLog) -> tuple[tuple[str, dict[str, Known], str], ...]:
    """Both indexes, each with the column of `fetches` that its URLs stand in."""
    return ("asked", log.asked, "url"), ("exchanged", log.exchanged, "final_url")


def _late(db: sqlite3.Connection, rows: list[dict[str, Any]]) -> bool:
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["portal_id"], row["fetched_at"].isoformat())
    found = (
        db.execute("SELECT last_at FROM portals WHERE portal_id = ?", (portal_id,)).fetchone()
        for portal_id in first
    )
    return any(
        last is not None and began < last[0]
        for began, last in zip(first.values(), found, strict=True)
    )


def _listing(db: sqlite3.Connection, row: dict[str, Any]) -> None:
    """A column with reports is remembered; one without any is so for a few looks only."""
    key = {"portal": row["portal_id"], "url": row["column_url"], "reports": row["reports"]}
    told = {"sure": row.get("sure") is not False, "agency": row.get("agency")}
    if row["reports"]:
        db.execute(
            "INSERT INTO columns VALUES (:portal, :url, 0, 0, :sure, :agency, 0, 0, 0)"
            " ON CONFLICT DO UPDATE SET barren = 0, sure = excluded.sure, agency = excluded.agency",
            {**key, **told},
        )
    if row["reports"] and row["complete"]:
        key["shrunk"] = row.get("shrunk") or False
        statement = "UPDATE columns SET reports = :reports, nights = 0,"
        statement += " gave_way = max(gave_way, :shrunk)"
    elif row.get("shrunk"):
        statement = "UPDATE columns SET shorter = :reports,"
        statement += " nights = CASE shorter WHEN :reports THEN nights + 1 ELSE 1 END"
    else:
        key["more"] = 0 if row["reports"] else PATIENCE if row["complete"] else 1
        statement = "UPDATE columns SET barren = barren + :more"
    db.execute(f"{statement} WHERE portal_id = :portal AND url = :url", key)
