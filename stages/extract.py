"""The stage from archived documents to cells: every find whose document this code has not read yet.

A batch is read by one process and lands in the lake in one rename. Its id follows from its
documents and their reading, so a batch that was cut off and is done again replaces itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import duckdb

import lake
from config import Settings
from pipelines.archive import payload
from pipelines.archive_damage import ArchiveDamagedError
from stages import progress
from stages.lock import data_lock
from stages.wording import counted
from transforms.extract import current_readings, unread
from transforms.extraction import Cell, Extraction
from transforms.process.limits import limits_of
from transforms.worker import Worker


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be read: its hash, one address of it, and where in the archive it lies."""

    sha256: str
    url: str
    content_type: str | None
    warc_file: str
    warc_offset: int


@dataclass(frozen=True, slots=True)
class ExtractOutcome:
    """What a run of the stage did: documents read, reports and cells among them, problems."""

    documents: int = 0
    reports: int = 0
    cells: int = 0
    problems: int = 0

    def sentence(self) -> str:
        """The same in words."""
        if not self.documents:
            return "Nothing new to read."
        return (
            f"Read {counted(self.documents, 'document')}: "
            f"{counted(self.reports, 'annual report')} among them, "
            f"with {counted(self.cells, 'cell')} and {counted(self.problems, 'problem')}."
        )

    def __add__(self, other: ExtractOutcome) -> ExtractOutcome:
        return ExtractOutcome(
            self.documents + other.documents,
            self.reports + other.reports,
            self.cells + other.cells,
            self.problems + other.problems,
        )


def extract_archive(settings: Settings) -> ExtractOutcome:
    """Read all pending documents, `settings.workers` batches at a time."""
    with data_lock(settings, "extract"):
        todo = pending(settings)
        total = ExtractOutcome()
        with ThreadPoolExecutor(settings.workers) as pool:
            work = [
                pool.submit(extract_batch, settings, batch) for batch in batches(settings, todo)
            ]
            for future in work:
                total += future.result()
        return total


def pending(settings: Settings) -> list[Document]:
    """Documents that were found and not yet read by this version of the readers, in hash order."""
    finds = lake.read(
        settings.lake,
        "finds",
        ["document_sha256", "url", "fetched_at", "content_type", "warc_file", "warc_offset"],
    )
    documents = lake.read(settings.lake, "documents", ["document_sha256", "reading"])
    with duckdb.connect() as db:
        db.register("finds", finds)
        db.register("documents", documents)
        rows = db.execute(
            """
            SELECT document_sha256, arg_min((url, content_type, warc_file, warc_offset),
                                            (fetched_at, url, warc_file, warc_offset)) AS first
            FROM finds
            WHERE document_sha256 NOT IN (
                SELECT document_sha256 FROM documents WHERE reading IN (SELECT unnest(?)))
            GROUP BY document_sha256 ORDER BY document_sha256
            """,
            [sorted(current_readings())],
        ).fetchall()
    return [Document(sha256, *first) for sha256, first in rows]


def batches(settings: Settings, documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Documents in lots of `documents_per_batch`."""
    for start in range(0, len(documents), settings.documents_per_batch):
        yield documents[start : start + settings.documents_per_batch]


def extract_batch(settings: Settings, documents: Sequence[Document]) -> ExtractOutcome:
    """Read one batch with one process, and write what it says into the lake."""
    rows: dict[str, list[lake.Row]] = {}
    outcome = ExtractOutcome()
    told: set[str] = set()
    with Worker(limits_of(settings), settings.readings) as worker:
        for done, document in enumerate(documents):
            progress.tell(
                f"read {documents[0].sha256[:6]}:", done + 1, len(documents), document.url
            )
            for extraction in _read(settings, worker, document):
                outcome += _counted(extraction)
                for table, table_rows in lake_rows(extraction).items():
                    if table == "documents" or extraction.sha256 not in told:
                        rows.setdefault(table, []).extend(table_rows)
                told.add(extraction.sha256)
    lake.write_batch(settings.lake, _batch_id(rows["documents"]), rows)
    return outcome


def _counted(extraction: Extraction) -> ExtractOutcome:
    known = extraction.is_report and bool(extraction.cells or extraction.title)
    return ExtractOutcome(1, int(known), len(extraction.cells), len(extraction.problems))


def _read(settings: Settings, worker: Worker, document: Document) -> list[Extraction]:
    try:
        data = payload(settings.archive, document.warc_file, document.warc_offset)
    except (ArchiveDamagedError, OSError, ValueError, EOFError) as error:
        where = f"{document.warc_file} at byte {document.warc_offset}"
        message = f"not readable in the archive ({where}): {error}"
        return [replace(unread(b"", "corrupt", message), sha256=document.sha256)]
    return worker.read(data, document.url, document.content_type)


def _batch_id(documents: Sequence[lake.Row]) -> str:
    names = "\n".join(sorted(f"{d['document_sha256']} {d['reading']}" for d in documents))
    return f"extract-{hashlib.sha256(names.encode()).hexdigest()[:16]}"


def lake_rows(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """One extraction as rows of the lake's tables."""
    key = {"document_sha256": extraction.sha256, "reading": extraction.reading}
    document = key | {
        "media_type": extraction.media_type,
        "carrier": extraction.carrier,
        "size": extraction.size,
        "title": extraction.title,
        "agency": extraction.agency,
        "year": extraction.year,
        "scope": extraction.scope,
        "is_report": extraction.is_report,
        "contained_in": extraction.contained_in,
        "member": extraction.member,
    }
    return {
        "documents": [document],
        "claims": [key | _fields(c) for c in extraction.claims],
        "cells": [key | _fields(c) for c in extraction.cells],
        "unmapped_cells": [key | _fields(c) for c in extraction.unmapped_cells],
        "sections": [
            key | {"ordinal": n} | _fields(s) for n, s in enumerate(extraction.sections, start=1)
        ],
        "problems": [key | _fields(p) for p in extraction.problems],
    }


def _fields(part: Any) -> dict[str, Any]:
    names = part._fields if isinstance(part, Cell) else part.__slots__
    fields = {name: getattr(part, name) for name in names}
    if "locator" in fields:
        fields["locator"] = json.dumps(fields["locator"], ensure_ascii=False, sort_keys=True)
    return fields
