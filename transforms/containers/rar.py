"""rar archives, unpacked by the program `unar` (Debian package unar) where members are packed."""

from __future__ import annotations

import io
from functools import partial

import rarfile

from transforms.containers import Contents
from transforms.containers.intake import Listed, take
from transforms.readers import UnreadableDocument

CARRIER = "rar"
VERSION = 1
MEDIA_TYPE = "application/vnd.rar"


def matches(data: bytes) -> bool:
    """Whether a rar signature (version 4 or 5) stands at the start."""
    return data.startswith(b"Rar!\x1a\x07")


def unpack(data: bytes) -> Contents:
    """All members within the limits. Raises UnreadableDocument if the archive is damaged,
    encrypted as a whole, or if `unar` is needed and missing."""
    try:
        with rarfile.RarFile(io.BytesIO(data)) as archive:
            if archive.needs_password() and not archive.infolist():
                raise UnreadableDocument("encrypted", "the rar archive asks for a password")
            listed = (
                Listed(
                    info.filename + ("/" if info.is_dir() and info.filename[-1:] != "/" else ""),
                    info.needs_password(),
                    partial(archive.open, info),
                )
                for info in archive.infolist()
                if not info.is_symlink()
            )
            return take(listed, (rarfile.BadRarFile, rarfile.NoRarEntry, EOFError, OSError))
    except rarfile.RarCannotExec as error:
        message = "the rar archive needs the program unar (Debian: apt-get install unar)"
        raise UnreadableDocument("unsupported_format", message) from error
    except rarfile.NeedFirstVolume as error:
        message = f"one part of a rar archive in several volumes: {error}"
        raise UnreadableDocument("corrupt", message) from error
    except rarfile.Error as error:
        raise UnreadableDocument("corrupt", f"the rar archive is damaged: {error}") from error
