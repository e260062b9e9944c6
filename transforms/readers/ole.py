"""Compound files (OLE2): the shell of doc, xls, wps, et, and of encrypted docx and xlsx."""

from __future__ import annotations

import io

import olefile

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def streams(data: bytes) -> frozenset[str]:
    """Names of the streams at the top of a compound file, in small letters; none for other files
    and for those whose directory is damaged."""
    if not data.startswith(MAGIC):
        return frozenset()
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return frozenset(p[0].casefold() for p in file.listdir(streams=True, storages=False))
    except Exception:  # noqa: BLE001 the library checks little of what it reads
        return frozenset()


def stream(data: bytes, name: str, size: int = -1) -> bytes:
    """The first bytes (or all) of a stream at a compound file's top; none where it is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return bytes(file.openstream(name).read(size))
    except Exception:  # noqa: BLE001 the library checks little of what it reads
        return b""
