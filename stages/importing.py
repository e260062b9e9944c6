"""The import stage: documents and web archives that lie on disk, into the same archive and lake."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyarrow.compute as pc

import lake
from config import Settings
from pipelines.archive_damage import ArchiveDamagedError
from pipelines.archive_writer import ArchiveWriter
from pipelines.crawl_state import now
from stages.import_archives import WebArchive, examine, is_there, take
from stages.import_files import Found, find_files, why
from stages.index import index
from stages.lock import data_lock

PORTAL_ID: Final = "import"
_FOLDER: Final = "urn:gongkai:folder:"  # and a hash: files of one folder, which is not named


@dataclass(frozen=True)
class ImportOutcome:
    """Counts of files: taken in now, there already (same path and content), refused with reason."""

    run_id: str
    documents: int
    web_archives: int
    known: int
    refused: tuple[str, ...]


def import_paths(settings: Settings, paths: Iterable[Path]) -> ImportOutcome:
    """Take files and whole folders in, then index them. Web archives are copied in as they are.

    A document's URL becomes `file:///` and its path from the last part of the path given on:
    /home/NAME/docs gives file:///docs/a.pdf. Where another folder's file has that address and other
    content, it is file:///~HASH/docs/a.pdf. A web archive that the index could not read is
    refused whole; of a torn one the whole records are taken, and a problem says so.
    """
    run_id = "import-" + now().replace(":", "").replace("-", "").replace(".", "")
    with data_lock(settings, "crawl"):
        index(settings)
        wanted, refused = find_files(settings, paths)
        intake = _Intake(refused=refused)
        known = _known(settings.lake)
        for found in wanted:
            try:
                if found.is_web_archive:
                    _sort_archive(settings, found, intake)
                else:
                    _sort_document(found, known, intake)
            except ArchiveDamagedError as error:
                refused.append(f"{error}; nothing of it was taken in")
            except OSError as error:
                refused.append(f"{found.path}: {why(error)}")
        written = _write(settings, run_id, intake)
        for archive in intake.archives:
            take(settings, archive)
        index(settings)
    told = tuple(line.encode(errors="replace").decode() for line in refused)  # names not in UTF-8
    return ImportOutcome(run_id, written, len(intake.archives), intake.known, told)


@dataclass
class _Intake:
    """The files found, sorted into what is new, known and refused."""

    refused: list[str]
    documents: list[Found] = field(default_factory=list)
    archives: list[WebArchive] = field(default_factory=list)
    known: int = 0


Known = dict[str, tuple[str | None, set[str]]]  # by address: the folder it stands for, the hashes


def _known(folder: Path) -> Known:
    finds = lake.read(folder, "finds", ["url", "document_sha256", "portal_id", "parent_url"])
    known: Known = {}
    for row in finds.filter(pc.equal(finds["portal_id"], PORTAL_ID)).to_pylist():
        known.setdefault(row["url"], (row["parent_url"], set()))[1].add(row["document_sha256"])
    return known


def _sort_document(found: Found, known: Known, intake: _Intake) -> None:
    """A file of another folder is no new edition of one that has its name and path by chance."""
    folder, sha256 = _FOLDER + found.folder, found.sha256()
    whose, hashes = known.get(found.url, (folder, set()))
    if sha256 not in hashes and whose not in (folder, None):
        found = replace(found, url=found.other_url)
    hashes = known.setdefault(found.url, (folder, set()))[1]
    if sha256 in hashes:
        intake.known += 1
    else:
        hashes.add(sha256)
        intake.documents.append(found)


def _sort_archive(settings: Settings, found: Found, intake: _Intake) -> None:
    sha256 = found.sha256()
    if is_there(settings, sha256) or any(a.sha256 == sha256 for a in intake.archives):
        intake.known += 1
    else:
        intake.archives.append(examine(settings, found, sha256))


def _write(settings: Settings, run_id: str, intake: _Intake) -> int:
    """Archive the documents, and a problem for each torn web archive; returns how many files."""
    torn = [archive for archive in intake.archives if archive.torn]
    if not intake.documents and not torn:
        return 0
    path = settings.archive / f"gongkai-{run_id}.warc.gz"
    started, written = now(), 0
    with ArchiveWriter(path, {"software": "gongkai", "format": "WARC File Format 1.1"}) as archive:
        for found in intake.documents:
            try:
                body = found.path.read_bytes()
            except OSError as error:
                intake.refused.append(f"{found.path}: {why(error)}")
                continue
            media_type = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
            facts = _facts(run_id, found, body, media_type)
            archive.resource(facts, found.url, body, media_type)
            written += 1
        for one in torn:
            archive.metadata(_problem(run_id, one), one.found.url)
        end = {"run_id": run_id, "batch": "0000", "started_at": started, "ended_at": now()}
        told = {"kind": "run_end", "run_kind": "import", "status": "finished", "message": ""}
        failures = len(intake.refused)
        archive.metadata({**end, **told, "portals": 0, "requests": 0, "failures": failures})
    return written


def _facts(run_id: str, found: Found, body: bytes, media_type: str) -> dict[str, object]:
    return {
        "kind": "exchange",
        "run_id": run_id,
        "batch": "0000",
        "portal_id": PORTAL_ID,
        "purpose": "report",
        "url": found.url,
        "final_url": found.url,
        "fetched_at": now(),
        "status": 200,
        "error": None,
        "content_type": media_type,
        "payload_sha256": hashlib.sha256(body).hexdigest(),
        "payload_size": len(body),
        "link_text": Path(found.name).stem,
        "parent_url": _FOLDER + found.folder,
    }


def _problem(run_id: str, torn: WebArchive) -> dict[str, object]:
    return {
        "kind": "problem",
        "run_id": run_id,
        "batch": "0000",
        "portal_id": PORTAL_ID,
        "url": torn.found.url,
        "code": "corrupt",
        "message": torn.message(),
    }
