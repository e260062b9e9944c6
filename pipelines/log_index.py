"""The fetch log kept from night to night, so that no night reads all those before it.

`lake/.fetch_log.sqlite` follows from the lake: each batch is folded in once, oldest first. When a
batch that was folded in is gone or is another now, or one comes late, it is made anew; so it is
when it is damaged or of another version. Whoever deletes it loses nothing but a minute.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

import lake
from pipelines import log_rows
from pipelines.fetch_log import Copy, FetchLog, KnownColumn

FILE: Final = ".fetch_log.sqlite"
_VERSION: Final = 5
_TOGETHER: Final = 100  # batches folded in at once: what they share is looked up once
_WAIT: Final = 300.0  # seconds for another process that brings it up to date
_TABLES: Final = """
CREATE TABLE batches (name TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
CREATE TABLE known (side TEXT, url TEXT, portal_id TEXT, facts TEXT, PRIMARY KEY (side, url))
    WITHOUT ROWID;
CREATE INDEX known_by_portal ON known (portal_id);
CREATE TABLE payloads (portal_id TEXT, sha256 TEXT, facts TEXT, PRIMARY KEY (portal_id, sha256))
    WITHOUT ROWID;
CREATE TABLE portals (portal_id TEXT PRIMARY KEY, run_id TEXT, last_at TEXT) WITHOUT ROWID;
CREATE TABLE runs (run_id TEXT, batch TEXT, status TEXT, PRIMARY KEY (run_id, batch))
    WITHOUT ROWID;
CREATE TABLE columns (portal_id TEXT, url TEXT, barren INTEGER, reports INTEGER,
    sure INTEGER, agency TEXT, shorter INTEGER, nights INTEGER, gave_way INTEGER,
    PRIMARY KEY (portal_id, url)) WITHOUT ROWID;
CREATE TABLE listed (portal_id TEXT, url TEXT, PRIMARY KEY (portal_id, url)) WITHOUT ROWID;
CREATE TABLE documents (sha256 TEXT, portal_id TEXT, url TEXT,
    PRIMARY KEY (sha256, portal_id, url)) WITHOUT ROWID;
CREATE INDEX documents_by_portal ON documents (portal_id);
CREATE TABLE missing (sha256 TEXT, url TEXT, PRIMARY KEY (sha256, url)) WITHOUT ROWID;
"""


class _StaleError(Exception):
    """What was folded in no longer stands in the lake as it was."""


def load(lake_folder: Path, portal_ids: Iterable[str]) -> FetchLog:
    """The fetch log of these portals, brought up to date with the lake first."""
    ids = sorted(set(portal_ids))
    if not lake_folder.is_dir():
        return FetchLog()
    with closing(_current(lake_folder)) as db:
        db.execute("CREATE TEMP TABLE wanted (portal_id TEXT PRIMARY KEY)")
        db.executemany("INSERT INTO wanted VALUES (?)", [(name,) for name in ids])
        log = FetchLog()
        _read_known(db, log)
        log.columns = _columns(db)
        log.missing = _missing(db, log)
        for portal_id, url in db.execute("SELECT * FROM listed NATURAL JOIN wanted"):
            log.listed.setdefault(portal_id, set()).add(url)
        cut_short = _cut_short(db)
        log.unsettled = cut_short | _failed_files(log) | set(log.missing)
        for sha256, portal_id, url in db.execute("SELECT * FROM documents NATURAL JOIN wanted"):
            if portal_id in cut_short:
                log.told.setdefault(portal_id, set()).add((url, sha256))
        log.told |= {name: set() for name in cut_short - log.told.keys()}
        return log


def last_looks(lake_folder: Path) -> dict[str, str]:
    """By portal, when it was last asked for anything, as ISO text; none for an empty lake."""
    if not lake_folder.is_dir():
        return {}
    with closing(_current(lake_folder)) as db:
        return dict(db.execute("SELECT portal_id, last_at FROM portals"))


def _read_known(db: sqlite3.Connection, log: FetchLog) -> None:
    """Add what is known of the portals in the temporary table `wanted`."""
    sides = {"asked": log.asked, "exchanged": log.exchanged}
    for side, url, facts in db.execute("SELECT side, url, facts FROM known NATURAL JOIN wanted"):
        sides[side][url] = log_rows.known(facts)
    for sha256, facts in db.execute("SELECT sha256, facts FROM payloads NATURAL JOIN wanted"):
        log.payloads.setdefault(sha256, Copy(**json.loads(facts)))


def _current(folder: Path) -> sqlite3.Connection:
    path = folder / FILE
    for _ in range(2):
        try:
            return _updated(_open(path), folder)
        except (_StaleError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, or the disk is full
                raise OSError(
                    f"the fetch log {path} cannot be brought up to date: {error}"
                ) from error
            path.unlink(missing_ok=True)
    return _updated(_open(path), folder)


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        db.close()
        raise _StaleError
    if version == 0:
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_VERSION}")
    db.execute("COMMIT")
    return db


def _updated(db: sqlite3.Connection, folder: Path) -> sqlite3.Connection:
    """Fold in what is new, one transaction for all: a kill leaves it as it was."""
    try:
        db.execute("BEGIN IMMEDIATE")
        present = dict(_present(folder))
        folded = dict(db.execute("SELECT name, stamp FROM batches"))
        if any(present.get(name) != stamp for name, stamp in folded.items()):
            raise _StaleError
        new = [name for name in present if name not in folded]
        new.sort(key=lambda name: (begin(folder / name), name))
        for start in range(0, len(new), _TOGETHER):
            names = new[start : start + _TOGETHER]
            if not log_rows.fold(db, [folder / name for name in names]) and folded:
                raise _StaleError
            db.executemany("INSERT INTO batches VALUES (?, ?)", [(n, present[n]) for n in names])
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _present(folder: Path) -> Iterator[tuple[str, str]]:
    """Every batch with what tells that it is still the same."""
    for batch in lake.batches(folder):
        yield batch.name, _stamp(batch)


def _stamp(batch: Path) -> str:
    fetches = batch / "fetches.parquet"
    told = (fetches if fetches.exists() else batch).stat()
    return f"{told.st_mtime_ns} {told.st_size}"


def merge(lake_folder: Path, names: Iterable[str], into: Path) -> None:
    """Note that some batches are one now, so that they need not be folded in anew."""
    with closing(_open(lake_folder / FILE)) as db:
        db.execute("BEGIN IMMEDIATE")
        folded = {name for (name,) in db.execute("SELECT name FROM batches")}
        if folded.issuperset(names):
            db.executemany("DELETE FROM batches WHERE name = ?", [(name,) for name in names])
            db.execute("INSERT INTO batches VALUES (?, ?)", (into.name, _stamp(into)))
        db.execute("COMMIT")


def begin(batch: Path) -> float:
    """When the first fetch of a batch was; batches without any come last."""
    file = batch / "fetches.parquet"
    if not file.exists():
        return float("inf")
    try:
        parts = pq.read_metadata(file)
        at = lake.SCHEMAS["fetches"].get_field_index("fetched_at")
        groups = range(parts.num_row_groups)
        begins = (parts.row_group(g).column(at).statistics.min for g in groups)
        return min(float(begin.timestamp()) for begin in begins)
    except (OSError, ValueError, AttributeError, IndexError):
        rows = lake.read_file(file, ["fetched_at"]).column("fetched_at").to_pylist()
        return min(row.timestamp() for row in rows) if rows else 0.0


def _columns(db: sqlite3.Connection) -> dict[str, dict[str, KnownColumn]]:
    """The columns in which each portal's reports were found, but for those that fell empty."""
    columns: dict[str, dict[str, KnownColumn]] = {}
    query = """SELECT portal_id, url, reports, sure, agency, shorter, nights, gave_way
               FROM columns NATURAL JOIN wanted WHERE barren < ?"""
    for portal_id, url, *told in db.execute(query, [log_rows.PATIENCE]):
        reports, sure, agency, shorter, nights, gave_way = told
        known = KnownColumn(reports, bool(sure), agency, shorter, nights, bool(gave_way))
        columns.setdefault(portal_id, {})[url] = known
    return columns


def _missing(db: sqlite3.Connection, log: FetchLog) -> dict[str, dict[str, str]]:
    """Files that a document's reader missed and no crawl has brought or is tired of trying."""
    found: dict[str, dict[str, str]] = {}
    moment = datetime.now(UTC)
    query = """SELECT d.portal_id, m.url, min(d.url) FROM missing AS m JOIN documents AS d
               USING (sha256) JOIN wanted AS w ON w.portal_id = d.portal_id GROUP BY 1, 2"""
    for portal_id, url, page in db.execute(query):
        known = log.asked.get(url)
        if known is None or (not known.held and known.due(moment)):
            found.setdefault(portal_id, {})[url] = page
    return found


def _cut_short(db: sqlite3.Connection) -> set[str]:
    """Portals whose last run did not finish: what its pages refer to may not have been fetched."""
    query = """SELECT portal_id FROM portals NATURAL JOIN wanted WHERE run_id IN (
                   SELECT run_id FROM runs WHERE status <> 'finished')"""
    return {portal_id for (portal_id,) in db.execute(query)}


def _failed_files(log: FetchLog) -> set[str]:
    """Portals with a file that failed and is to be tried again now."""
    moment = datetime.now(UTC)
    return {
        known.portal_id
        for known in log.asked.values()
        if known.purpose in ("attachment", "image")
        and known.failures
        and known.portal_id
        and known.due(moment)
    }
