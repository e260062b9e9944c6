"""Which files a person means: what lies at the paths given, each with the address it gets."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from config import Settings

_ARCHIVE_NAMES: Final = (".warc", ".warc.gz")


@dataclass(frozen=True)
class Found:
    """A file to take in. `url` starts at the path given, so that no personal folders show.

    `folder` tells apart what lies before that, without naming it.
    """

    path: Path
    url: str
    folder: str

    @property
    def other_url(self) -> str:
        """Its address where a file of the same name in another folder has the usual one."""
        return self.url.replace("file:///", f"file:///~{self.folder[:8]}/", 1)

    @property
    def is_web_archive(self) -> bool:
        """Whether the name says that it is a WARC."""
        return self.path.name.endswith(_ARCHIVE_NAMES)

    @property
    def name(self) -> str:
        """Its name as text; what comes out of a Chinese ZIP file may be named in GBK."""
        name = os.fsencode(self.path.name)
        try:
            return name.decode()
        except UnicodeDecodeError:
            return name.decode("gb18030", errors="replace")

    def sha256(self) -> str:
        """Of its content. Raises OSError."""
        with self.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()


def find_files(settings: Settings, paths: Iterable[Path]) -> tuple[list[Found], list[str]]:
    """All files at these paths and below these folders, and what is refused with the reason.

    Hidden files are left out, and below a folder all that lies in the data folder: it is ours. A
    link given as a path is followed; below a folder one that leads out of it is refused, since
    whoever made the folder may not mean, or may not be allowed, to hand over what it leads to.
    """
    ours = settings.data.resolve()
    found: dict[Path, Found] = {}
    refused: list[str] = []
    for path in paths:
        given = path.resolve() if path.name == ".." else path.absolute()
        if given.resolve().is_relative_to(ours):
            refused.append(f"{path}: lies in the data folder {settings.data}, which is gongkai's")
            continue
        for file in _below(given, ours, refused) if given.is_dir() else [given]:
            if reason := _unfit(settings, file):
                refused.append(f"{file}: {reason}")
            else:
                found.setdefault(file, Found(file, _url(file, given.parent), _folder(given.parent)))
    return list(found.values()), refused


def why(error: OSError) -> str:
    """An operating system's refusal in words."""
    return f"cannot be read ({error.strerror or error})"


def _below(folder: Path, ours: Path, refused: list[str]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        refused.append(f"{error.filename}: {why(error)}")

    for at, folders, names in os.walk(folder, onerror=unreadable):
        kept = [n for n in folders if not n.startswith(".") and Path(at, n).resolve() != ours]
        folders[:] = sorted(kept)
        files = [Path(at, name) for name in names if not name.startswith(".")]
        away = {p for p in (*files, *(Path(at, n) for n in kept)) if _leads_away(p, folder)}
        refused += [f"{path}: is a link that leads out of the folder" for path in sorted(away)]
        yield from sorted(set(files) - away)


def _leads_away(path: Path, folder: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _unfit(settings: Settings, file: Path) -> str | None:
    try:
        there = file.stat()
    except FileNotFoundError:
        leads = file.is_symlink()
        return "is a link that leads nowhere" if leads else "there is no such file or folder"
    except OSError as error:
        return why(error)
    if not stat.S_ISREG(there.st_mode):
        return "is a pipe, a socket or a device, not a file"
    limit = settings.max_document_size
    if there.st_size > limit and not file.name.endswith(_ARCHIVE_NAMES):
        return f"larger than {limit} bytes (GONGKAI_MAX_DOCUMENT_SIZE)"
    return None


def _folder(parent: Path) -> str:
    return hashlib.sha256(os.fsencode(parent)).hexdigest()[:16]


def _url(file: Path, parent: Path) -> str:
    return "file:///" + quote(os.fsencode(file.relative_to(parent).as_posix()))
