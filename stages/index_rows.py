"""One WARC file's records as rows of the lake: what each kind of metadata record means.

Our own records come as a metadata record and, behind it, the response, revisit or resource that it
promises. A promise that no record keeps is what a kill left: passed over. A response without
metadata is from somebody else's archive: if it is a document, it is taken for a report.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import lake
from pipelines.archive import Record
from pipelines.items import DOCUMENT_PURPOSES

_OTHER: Final = "import"  # portal_id of documents that no portal of ours brought
_DOCUMENT_TYPES: Final = ("text/html", "application/xhtml", "application/pdf", "application/msword")
_DOCUMENT_HINTS: Final = ("officedocument", "ms-excel", "ms-word", "wps-office", "ofd")

Facts = Mapping[str, Any]


class Rows:
    """Collects the rows of one file; feed it records in their order, then ask for `tables`."""

    def __init__(self, warc_file: str) -> None:
        self._file = warc_file
        self._tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._promised: Facts | None = None
        self._started: Facts | None = None
        self._kinds: Mapping[str, Callable[[Facts], None]] = {
            "exchange": self._promise,
            "attempt": self._attempt,
            "listing": lambda facts: self._row("listings", facts),
            "listed": self._listed,
            "portal": lambda facts: self._row("portals", facts),
            "problem": lambda facts: self._row("problems", facts),
            "find": self._page_is_report,
            "run_start": self._start,
            "run_end": self._end,
        }

    def add(self, record: Record) -> None:
        """Take in the next record."""
        facts = record.json()
        if facts is not None:
            self._promised = None
            self._kinds.get(facts["kind"], _unknown)(facts)
        elif record.type in ("response", "revisit", "resource"):
            self._content(record)

    @property
    def settled(self) -> bool:
        """Whether every promise was kept: where it is, the next piece may begin."""
        return self._promised is None

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """All rows; a run that never said that it ended was killed."""
        self._close_killed()
        return dict(self._tables)

    def _promise(self, facts: Facts) -> None:
        if facts.get("record_id"):
            self._promised = facts
        else:  # a list whose links did not change: no copy was kept, only that it was looked at
            self._fetch(facts, facts["refers_to"]["warc_file"], facts["refers_to"]["warc_offset"])

    def _content(self, record: Record) -> None:
        promised, self._promised = self._promised, None
        if promised and promised["record_id"] == record.headers.get("warc-record-id"):
            refers = promised.get("refers_to")
            place = (refers["warc_file"], refers["warc_offset"]) if refers else None
            file, offset = place or (self._file, record.offset)
            self._fetch(promised, file, offset)
            if _is_find(promised):
                self._find(promised, file, offset)
        elif record.type in ("response", "resource"):
            self._foreign(record)

    def _attempt(self, facts: Facts) -> None:
        self._fetch(facts, None, None)

    def _fetch(self, facts: Facts, file: str | None, offset: int | None) -> None:
        self._row("fetches", {**facts, "warc_file": file, "warc_offset": offset})

    def _find(self, facts: Facts, file: str, offset: int) -> None:
        document = {"document_sha256": facts["payload_sha256"], "url": facts["final_url"]}
        place = {"warc_file": file, "warc_offset": offset}
        self._row("finds", {**facts, **document, **place})

    def _page_is_report(self, facts: Facts) -> None:
        document = {"document_sha256": facts["payload_sha256"], "purpose": "report"}
        self._row("finds", {**facts, **document})

    def _listed(self, facts: Facts) -> None:
        for told, listed in (("added", True), ("removed", False)):
            for url in facts[told]:
                self._row("listed", {**facts, "url": url, "listed": listed})

    def _start(self, facts: Facts) -> None:
        self._close_killed()
        self._started = facts

    def _end(self, facts: Facts) -> None:
        self._started = None
        kind = facts.get("run_kind", "crawl")
        self._row("runs", {**facts, "kind": kind})

    def _close_killed(self) -> None:
        if self._started is not None:
            told = {"status": "failed", "message": "ended without notice (killed, or power lost)"}
            self._row("runs", {**_without_kind(self._started), **told, "kind": "crawl"})
            self._started = None

    def _foreign(self, record: Record) -> None:
        content_type = record.http_headers.get("content-type") or record.headers.get("content-type")
        if record.type == "response" and not 200 <= (record.status or 0) < 300:
            return
        url = record.headers.get("warc-target-uri", "").strip("<>")
        if not _is_document(content_type, url) or not record.body:
            return
        facts = {
            "run_id": self._file.partition(".warc")[0],
            "portal_id": _OTHER,
            "purpose": "report",
            "url": url,
            "final_url": url,
            "fetched_at": record.headers.get("warc-date"),
            "status": record.status or 200,
            "content_type": content_type,
            "error": None,
            "payload_sha256": hashlib.sha256(record.body).hexdigest(),
            "payload_size": len(record.body),
            "etag": record.http_headers.get("etag"),
            "last_modified": record.http_headers.get("last-modified"),
        }
        if cut := record.headers.get("warc-truncated"):
            facts["error"] = f"truncated: whoever archived it kept only a part ({cut})"
            self._note(facts, "truncated", "only a part of it was archived; import the whole")
        elif record.altered:
            self._note(facts, "digest_differs", "its bytes are not those that its digests speak of")
        self._fetch(facts, self._file, record.offset)
        if not facts["error"]:  # a figure may be cut in two
            self._find(facts, self._file, record.offset)

    def _note(self, facts: Facts, code: str, message: str) -> None:
        told = f"{facts['url']} in the web archive {self._file}: {message}"
        self._row("problems", {**facts, "code": code, "message": told})

    def _row(self, table: str, facts: Facts) -> None:
        schema = lake.SCHEMAS[table]
        values = {name: facts.get(name) for name in schema.names}
        for name in schema.names:
            value = values[name]
            if isinstance(value, str) and str(schema.field(name).type).startswith("timestamp"):
                values[name] = _moment(value)
        self._tables[table].append(values)


def _is_find(facts: Facts) -> bool:
    """A document came, whole and in its own place; a 304 brings none."""
    return (
        facts["purpose"] in DOCUMENT_PURPOSES and facts["status"] == 200 and facts["error"] is None
    )


def _is_document(content_type: str | None, url: str) -> bool:
    kind = (content_type or "").lower()
    office = any(hint in kind for hint in _DOCUMENT_HINTS)
    return kind.startswith(_DOCUMENT_TYPES) or office or url.lower().endswith((".pdf", ".docx"))


def _without_kind(facts: Facts) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "kind"}


def _unknown(facts: Facts) -> None:
    message = f"the archive holds a metadata record of kind {facts['kind']!r}, which this version "
    raise ValueError(message + "of gongkai does not know: was it written by a newer one?")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
