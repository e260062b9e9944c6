"""Reading the web archive: records with their places, one record's payload, mending a torn tail.

WARC 1.1 (https://iipc.github.io/warc-specifications/), one gzip member per record, so that a
record can be read alone from its offset. What a kill cut off is the last member of its file only.
"""

from __future__ import annotations

import fcntl
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecordLoader

from pipelines.archive_damage import ArchiveDamagedError, SeveralRecordsError
from pipelines.gzip_members import members

METADATA_TYPE: Final = "application/vnd.gongkai+json"
_CHUNK: Final = 1 << 20
_ALL: Final = 1 << 40  # bytes


@dataclass(frozen=True)
class Record:
    """One WARC record: `offset` where it begins, `end` where the next one does.

    `altered`: its digests are not those of its bytes; looked at only where it was asked for.
    """

    offset: int
    end: int
    type: str
    headers: dict[str, str]
    status: int | None
    http_headers: dict[str, str]
    body: bytes
    altered: bool = False

    def json(self) -> dict[str, Any] | None:
        """What our own metadata record says; None for every other record."""
        if self.type != "metadata" or self.headers.get("content-type") != METADATA_TYPE:
            return None
        loaded: dict[str, Any] = json.loads(self.body)
        return loaded


def payload(archive: Path, warc_file: str, offset: int, limit: int | None = None) -> bytes:
    """The payload of the record at `offset`, transfer- and content-encoding undone.

    With `limit`, at most `limit + 1` bytes come back: enough to see that there are too many.
    """
    with (archive / warc_file).open("rb") as file:
        file.seek(offset)
        try:
            records_from_here = ArchiveIterator(file)
            return _content(next(records_from_here), limit)
        except Exception as error:
            message = f"{warc_file}: no readable record at byte {offset} ({error!r})"
            raise ArchiveDamagedError(message) from error


def _content(record: Any, limit: int | None) -> bytes:
    """The payload, encodings undone; a part that does not undo is left as it is."""
    http = record.http_headers
    if not http or (http.get_header("content-encoding") or "").strip().lower() != "br":
        return _read(record.content_stream(), limit)
    http.remove_header("content-encoding")  # warcio cannot undo what this brotli has packed
    packed = _read(record.content_stream(), None)
    unpacked, left = brotli.Decompressor(), _ALL if limit is None else limit + 1
    parts = []
    try:
        part = unpacked.process(packed, output_buffer_limit=left)
        while part or not unpacked.can_accept_more_data():
            parts.append(part)
            left -= len(part)
            if left <= 0 or unpacked.is_finished():
                break
            part = unpacked.process(b"", output_buffer_limit=left)
    except brotli.error:
        return packed
    return b"".join(parts)


def _read(stream: IO[bytes], limit: int | None) -> bytes:
    """All of it, or one byte more than `limit`; warcio's streams return less than asked for."""
    parts, left = [], _ALL if limit is None else limit + 1
    while left and (part := stream.read(min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def records(path: Path, start: int = 0, *, check: bool = False) -> Iterator[Record]:
    """All whole records from byte `start` on; a torn tail ends the iteration silently.

    With `check`, each record's digests are compared with its bytes.
    """
    if path.name.endswith(".gz"):
        yield from _gzip_records(path, start, check)
    else:
        yield from _plain_records(path, start, check)


def is_being_written(path: Path) -> bool:
    """Whether a living process holds the file for writing (it locks it while it does)."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def repair(path: Path, start: int = 0) -> int:
    """Cut a torn last record off a file of ours; returns how many bytes went.

    `start` is a record's beginning up to which the file is known to be whole.
    """
    end = start
    with path.open("rb") as file:
        for _, member_end, _ in members(file, path, start):
            end = member_end
    torn = path.stat().st_size - end
    if torn:
        with path.open("r+b") as file:
            file.truncate(end)
    return torn


def _gzip_records(path: Path, start: int, check: bool) -> Iterator[Record]:
    with path.open("rb") as file:
        for offset, end, data in members(file, path, start):
            stream = io.BytesIO(data)
            try:
                loaded = ArcWarcRecordLoader().parse_record_stream(stream, check_digests=check)
                record = _record(loaded, offset, end)
            except Exception as error:
                raise ArchiveDamagedError.at(path, offset, error) from error
            if _missing(loaded):
                raise ArchiveDamagedError.at(path, offset, "shorter than its Content-Length")
            if stream.read().strip(b"\r\n"):
                raise SeveralRecordsError(path, offset)
            yield record


def _plain_records(path: Path, start: int, check: bool) -> Iterator[Record]:
    end = start
    with path.open("rb") as file:
        file.seek(start)
        iterator = ArchiveIterator(file, check_digests=check)
        while True:
            try:
                loaded = next(iterator)
                content = _record(loaded, 0, 0)
                if _missing(loaded):
                    return
                offset: int = iterator.get_record_offset()
            except StopIteration:
                return
            except Exception as error:
                if _only_a_beginning(path, end):
                    return
                raise ArchiveDamagedError.at(path, end, error) from error
            end = offset + int(iterator.get_record_length())
            yield Record(**{**content.__dict__, "offset": offset, "end": end})


def _missing(record: Any) -> int:
    """How many bytes of a record's length the file does not have; 1 if no length is said."""
    while record.raw_stream.read(_CHUNK):
        pass
    return int(getattr(record.raw_stream, "limit", 1))


def _only_a_beginning(path: Path, start: int) -> bool:
    """Whether the file ends within the head of a record."""
    with path.open("rb") as file:
        file.seek(start)
        head = file.read(_CHUNK).lstrip(b"\r\n")
    return head[:5] == b"WARC/"[: len(head)] and len(head) < _CHUNK and b"\r\n\r\n" not in head


def _record(record: Any, offset: int, end: int) -> Record:
    http = record.http_headers
    status = http.get_statuscode() if http else None
    http_headers = {name.lower(): value for name, value in http.headers} if http else {}
    body = _content(record, None)
    while record.raw_stream.read(_CHUNK):  # to its end: only there the digests are told
        pass
    wrong = [p for p in record.digest_checker.problems if "unknown hash" not in p]
    return Record(
        offset=offset,
        end=end,
        type=record.rec_type,
        headers={name.lower(): value for name, value in record.rec_headers.headers},
        status=int(status) if status and status.isdigit() else None,
        http_headers=http_headers,
        body=body,
        altered=bool(wrong),
    )
