"""The import stage: documents and web archives that lie on disk, into the same archive and lake."""

from __future__ import annotations

import hashlib
import mimetypes
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyarrow.compute as pc

import lake
from config import Settings
from pipelines.archive_writer import ArchiveWriter
from pipelines.crawl_state import now
from stages.index import index
from stages.lock import data_lock

PORTAL_ID: Final = "import"
_ARCHIVE_NAMES: Final = (".warc", ".warc.gz")


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

    A document's URL becomes `file:///` and its path as given, so that no personal folders show
    when the path given is relative.
    """
    run_id = "import-" + now().replace(":", "").replace("-", "").replace(".", "")
    with data_lock(settings, "crawl"):
        index(settings)
        wanted, refused = _files(paths)
        known = _known(settings.lake)
        documents = [f for f in wanted if not f.name.endswith(_ARCHIVE_NAMES)]
        new = [f for f in documents if (_url(f), _sha256(f)) not in known]
        if new:
            _write(settings, run_id, new, refused)
        copied = [f for f in wanted if f.name.endswith(_ARCHIVE_NAMES) and _copy(settings, f)]
        index(settings)
    taken = len(new) + len(copied)
    return ImportOutcome(run_id, len(new), len(copied), len(wanted) - taken, tuple(refused))


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    found: list[Path] = []
    refused: list[str] = []
    for path in paths:
        if path.is_dir():
            found += sorted(_below(path))
        elif path.is_file():
            found.append(path)
        else:
            refused.append(f"{path}: there is no such file or folder")
    return list(dict.fromkeys(found)), refused


def _below(folder: Path) -> Iterator[Path]:
    """Files of a folder, hidden ones left out."""
    for path in folder.rglob("*"):
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts):
            yield path


def _known(folder: Path) -> set[tuple[str, str]]:
    finds = lake.read(folder, "finds", ["url", "document_sha256", "portal_id"])
    ours = finds.filter(pc.equal(finds["portal_id"], PORTAL_ID))
    return {(row["url"], row["document_sha256"]) for row in ours.to_pylist()}


def _write(settings: Settings, run_id: str, files: list[Path], refused: list[str]) -> None:
    path = settings.archive / f"gongkai-{run_id}.warc.gz"
    started = now()
    with ArchiveWriter(path, {"software": "gongkai", "format": "WARC File Format 1.1"}) as archive:
        for file in files:
            if file.stat().st_size > settings.max_document_size:
                size = settings.max_document_size
                refused.append(f"{file}: larger than {size} bytes (GONGKAI_MAX_DOCUMENT_SIZE)")
                continue
            body = file.read_bytes()
            media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            archive.resource(_facts(run_id, file, body, media_type), _url(file), body, media_type)
        end = {"run_id": run_id, "batch": "0000", "started_at": started, "ended_at": now()}
        told = {"kind": "run_end", "run_kind": "import", "status": "finished", "message": ""}
        archive.metadata({**end, **told, "portals": 0, "requests": 0, "failures": len(refused)})


def _facts(run_id: str, file: Path, body: bytes, media_type: str) -> dict[str, object]:
    return {
        "kind": "exchange",
        "run_id": run_id,
        "batch": "0000",
        "portal_id": PORTAL_ID,
        "purpose": "report",
        "url": _url(file),
        "final_url": _url(file),
        "fetched_at": now(),
        "status": 200,
        "error": None,
        "content_type": media_type,
        "payload_sha256": hashlib.sha256(body).hexdigest(),
        "payload_size": len(body),
        "link_text": file.stem,
    }


def _copy(settings: Settings, file: Path) -> bool:
    """Copy a web archive in under a name made of its content; False if it is there already."""
    target = settings.archive / f"import-web-{_sha256(file)[:16]}-{file.name}"
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    shutil.copyfile(file, partial)
    partial.replace(target)
    return True


def _url(file: Path) -> str:
    return "file:///" + quote(file.as_posix().lstrip("/"))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
