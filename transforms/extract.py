"""The entry points: `extract_all(bytes, url)` reads any file, archives and files of several reports
too; `extract` reads a file that is one document. Bad input is no exception.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Sequence
from dataclasses import replace

from transforms import alignment
from transforms.containers import Container, Contents, container_for, containers
from transforms.containers.page_series import gathered
from transforms.document import Source, extractions
from transforms.extraction import Extraction, Problem
from transforms.kept_readings import reading_of
from transforms.members import Answer, Unpacked, read_all
from transforms.readers import Reader, UnreadableDocument, reader_for, readers
from transforms.readers.magic import binary_kind

_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")  # would be another one each time
READER_FAILED = "the reader failed on it"


def extract_all(
    data: bytes, url: str | None = None, content_type: str | None = None
) -> list[Extraction]:
    """Read one file: first what it is itself, then every document inside it, each by itself.

    `url` serves to make the addresses of missing attachments absolute; `content_type` is the
    HTTP header, for its charset. Pure: no network, no clock; equal bytes give equal results.
    """
    return read_all(data, url, content_type, read_file)


def extract(data: bytes, url: str | None = None, content_type: str | None = None) -> Extraction:
    """Read one file as one document: its cells, claims, sections, and what could not be read.

    Of a file of several reports, the first.
    """
    answer = read_file(data, url, content_type)
    return answer.itself if isinstance(answer, Unpacked) else answer[0]


def read_file(data: bytes, url: str | None, content_type: str | None) -> Answer:
    """Read one file without going into archives: those come back unpacked.

    Whatever is wrong with it is a problem, but that memory is short: that is for the caller.
    """
    try:
        return _read_file(data, url, content_type)
    except MemoryError:
        raise
    except RecursionError:
        levels = f"parts nested deeper than {sys.getrecursionlimit():,} calls can follow"
        return [unread(data, "too_large", levels)]
    except Exception as error:  # noqa: BLE001 one document's fault must not end the night
        said = _IN_MEMORY.sub("", repr(error))[:300]
        return [unread(data, "corrupt", f"{READER_FAILED}: {said}")]


def _read_file(data: bytes, url: str | None, content_type: str | None) -> Answer:
    if not data.strip():
        return [unread(data, "corrupt", "the file is empty")]
    reader = reader_for(data)
    if reader is None:
        return _unpacked(data)
    try:
        reading = reading_of(reader, data, content_type)
    except UnreadableDocument as error:
        return [unread(data, error.code, str(error), reader)]
    source = Source(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=reader.media_type,
        carrier=reader.carrier,
        reading=reading_id(reader),
    )
    return extractions(source, reading, url)


def _unpacked(data: bytes) -> Answer:
    container = container_for(data)
    if container is None:
        kind = binary_kind(data) or f"an unknown kind of file (it starts with {data[:8]!r})"
        return [unread(data, "unsupported_format", f"no reader for {kind}")]
    try:
        contents = container.unpack(data)
    except UnreadableDocument as error:
        contents = Contents((), ((error.code, str(error)),))
    faults = contents.problems
    if not contents.members and not faults:
        faults = (("corrupt", "the archive is empty"),)
    itself = replace(
        _unread(data, [Problem(code, message) for code, message in faults]),
        media_type=container.media_type,
        carrier=container.carrier,
        reading=container_reading(container),
        is_container=bool(contents.members),
    )
    return Unpacked(itself, gathered(contents.members))


def container_reading(container: Container) -> str:
    """Which reading an archive is: it is read again whenever any reader of members is newer."""
    return f"{container.carrier}{container.version}-a{alignment.VERSION}-r{_all_readers()}"


def _all_readers() -> int:
    """Rises with every reader that is added or that reads otherwise than before."""
    return sum(reader.version for reader in readers())


def reading_id(reader: Reader | None) -> str:
    """Which reading this is: the reader's version and that of alignment and forms.

    What no reader could read is tried again whenever any reader is new.
    """
    if reader is None:
        return f"none-a{alignment.VERSION}-r{_all_readers()}"
    return f"{reader.carrier}{reader.version}-a{alignment.VERSION}"


def current_readings() -> frozenset[str]:
    """Ids of the readings that this code makes; a document read by another is read again."""
    archives = map(container_reading, containers())
    return frozenset([*map(reading_id, [*readers(), None]), *archives])


def unread(data: bytes, code: str, message: str, reader: Reader | None = None) -> Extraction:
    """The extraction of a document that could not be read: one problem says why."""
    return _unread(data, [Problem(code, message)], reader)


def _unread(data: bytes, problems: Sequence[Problem], reader: Reader | None = None) -> Extraction:
    return Extraction(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=reader.media_type if reader else "application/octet-stream",
        carrier=reader.carrier if reader else "none",
        reading=reading_id(reader),
        size=len(data),
        title=None,
        agency=None,
        year=None,
        scope="unknown",
        cells=(),
        unmapped_cells=(),
        sections=(),
        claims=(),
        problems=tuple(problems),
    )
