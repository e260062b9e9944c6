"""zip archives. Names without the UTF-8 flag: UTF-8 all the same, or GB18030 (Windows in China)."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from functools import partial

from transforms.containers import Contents
from transforms.containers.intake import Listed, take
from transforms.readers import UnreadableDocument

CARRIER = "zip"
VERSION = 1
MEDIA_TYPE = "application/zip"

_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


def matches(data: bytes) -> bool:
    """Whether a zip's first member or its empty directory stands at the start."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def unpack(data: bytes) -> Contents:
    """All members within the limits. Raises UnreadableDocument if the directory is damaged."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableDocument("corrupt", f"the zip archive is damaged: {error}") from error
    with archive:
        files = (info for info in archive.infolist() if not _is_link(info))
        return take((_listed(archive, info) for info in files), _FAULTS)


def _is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link: no document, whatever it points to."""
    return stat.S_ISLNK(info.external_attr >> 16)


def _listed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Listed:
    is_encrypted = bool(info.flag_bits & _ENCRYPTED_FLAG)
    return Listed(_name(info), is_encrypted, partial(archive.open, info))


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
