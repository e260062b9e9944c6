"""The gzip members of a file: a torn tail ends them, damage in the middle is reported."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from pipelines.archive_damage import ArchiveDamagedError

_CHUNK: Final = 1 << 20
_GZIP: Final = b"\x1f\x8b\x08"


def members(file: IO[bytes], path: Path, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Whole gzip members as (offset, end, data)."""
    file.seek(start)
    offset, rest = start, b""
    while head := rest or file.read(_CHUNK):
        inflater = zlib.decompressobj(wbits=31)
        parts, consumed = [], 0
        try:
            while not inflater.eof and head:
                parts.append(inflater.decompress(head))
                consumed += len(head)
                head = b"" if inflater.eof else file.read(_CHUNK)
        except zlib.error as error:
            if _only_zeros(file, offset):
                return
            raise ArchiveDamagedError.at(path, offset, error) from error
        if not inflater.eof:
            if _goes_on(file, offset + 1):
                raise ArchiveDamagedError.at(path, offset, "whole records follow a broken one")
            return
        rest = inflater.unused_data
        end = offset + consumed - len(rest)
        yield offset, end, b"".join(parts)
        offset = end


def _goes_on(file: IO[bytes], start: int) -> bool:
    """Whether a record begins behind `start`: then what is broken is no torn tail."""
    file.seek(start)
    tail = file.read()
    at = tail.find(_GZIP)
    while at >= 0:
        try:
            if zlib.decompressobj(wbits=31).decompress(tail[at : at + 1024], 5) == b"WARC/":
                return True
        except zlib.error:
            pass
        at = tail.find(_GZIP, at + 1)
    return False


def _only_zeros(file: IO[bytes], offset: int) -> bool:
    """A power cut may leave the tail as zeros: torn, not damaged."""
    file.seek(offset)
    return all(not chunk.strip(b"\0") for chunk in iter(lambda: file.read(_CHUNK), b""))
