"""Writing the web archive: metadata first, then what came over the wire.

A complete response thus always has its metadata; a metadata record that promises a response which
a kill prevented is passed over by the index. While a file is open for writing it is locked.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import io
import json
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import responses
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.archive import METADATA_TYPE, repair

NOT_MODIFIED: Final = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_WARC: Final = "1.1"


@dataclass(frozen=True)
class Place:
    """Where a record lies: file name within the archive folder, byte offset."""

    warc_file: str
    warc_offset: int


@dataclass(frozen=True)
class Exchange:
    """A response as received: `body` without transfer-encoding, with its content-encoding."""

    url: str
    date: str
    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes


class ArchiveWriter:
    """One WARC file, appended to by one process; a torn tail of an earlier one is cut first.

    `broken` says why nothing more is written (a full disk); what was written before is whole.
    """

    def __init__(self, path: Path, info: Mapping[str, str]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("ab", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        repair(path)
        self._end = path.stat().st_size
        self.broken: str | None = None
        self._record = io.BytesIO()
        self._writer = WARCWriter(self._record, gzip=True, warc_version=_WARC)
        if self._end == 0:
            self._write(self._writer.create_warcinfo_record(path.name, dict(info)))

    def metadata(self, facts: Mapping[str, Any], url: str = "urn:gongkai:run") -> None:
        """A metadata record alone: a failed attempt, a listing, the start or end of a run."""
        self._metadata(facts, url, {})

    def response(self, facts: Mapping[str, Any], exchange: Exchange) -> Place:
        """Metadata, then the whole response; returns where the response lies."""
        return self._pair(facts, exchange, "response", exchange.body, {})

    def revisit(
        self, facts: Mapping[str, Any], exchange: Exchange, profile: str, refers_to: Exchange
    ) -> Place:
        """Metadata, then a revisit: the headers, and what they refer to (its URL and date)."""
        headers = {
            "WARC-Profile": profile,
            "WARC-Refers-To-Target-URI": refers_to.url,
            "WARC-Refers-To-Date": refers_to.date,
        }
        if profile == IDENTICAL:
            headers["WARC-Payload-Digest"] = _sha1(exchange.body)
        return self._pair(facts, exchange, "revisit", b"", headers)

    def resource(self, facts: Mapping[str, Any], url: str, body: bytes, media_type: str) -> Place:
        """Metadata, then a file as it lay on disk."""
        record_id = _record_id()
        self._metadata({**facts, "record_id": record_id}, url, {"WARC-Concurrent-To": record_id})
        place = Place(self.path.name, self._end)
        record = self._writer.create_warc_record(
            url,
            "resource",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=media_type,
            warc_headers_dict={"WARC-Record-ID": record_id, "WARC-Date": facts["fetched_at"]},
        )
        self._write(record)
        return place

    def close(self) -> None:
        """Give the file back; the lock goes with it."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _pair(
        self,
        facts: Mapping[str, Any],
        exchange: Exchange,
        record_type: str,
        body: bytes,
        headers: Mapping[str, str],
    ) -> Place:
        record_id = _record_id()
        concurrent = {"WARC-Concurrent-To": record_id}
        self._metadata({**facts, "record_id": record_id}, exchange.url, concurrent)
        place = Place(self.path.name, self._end)
        fixed = {"WARC-Record-ID": record_id, "WARC-Date": exchange.date, **headers}
        record = self._writer.create_warc_record(
            exchange.url,
            record_type,
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict=fixed,
            http_headers=_http_headers(exchange),
        )
        self._write(record)
        return place

    def _metadata(self, facts: Mapping[str, Any], url: str, headers: Mapping[str, str]) -> None:
        body = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
        record = self._writer.create_warc_record(
            url,
            "metadata",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type=METADATA_TYPE,
            warc_headers_dict=dict(headers),
        )
        self._write(record)

    def _write(self, record: Any) -> None:
        """One whole record or none: half a record in the middle would hide all behind it."""
        if self.broken:
            raise OSError(self.broken)
        self._record.seek(0)
        self._record.truncate()
        self._writer.write_record(record)
        whole = memoryview(self._record.getvalue())
        try:
            done = 0
            while done < len(whole):
                done += self._file.write(whole[done:])
        except OSError as error:
            self.broken = f"the web archive {self.path} cannot be written: {error}"
            os.ftruncate(self._file.fileno(), self._end)
            raise
        self._end += len(whole)


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _http_headers(exchange: Exchange) -> StatusAndHeaders:
    """As received, but for what no longer holds: the body's chunks are already joined."""
    kept = [(n, v) for n, v in exchange.headers if n.lower() != "transfer-encoding"]
    line = f"{exchange.status} {responses.get(exchange.status, 'Unknown')}"
    return StatusAndHeaders(line, kept, protocol="HTTP/1.1")


def _sha1(body: bytes) -> str:
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode()
