"""One file per kind of archive: bytes in, members out. Told by content, never by name.

A container module defines `CARRIER`, `VERSION`, `MEDIA_TYPE`, `matches(data)` and
`unpack(data) -> Contents`. Nothing is written to disk; sizes are bounded while unpacking, since
an archive may lie about them. What readers read themselves (docx, xlsx, OFD) is no container.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from pkgutil import iter_modules

_PASSED_OVER = re.compile(r"(^|/)(__MACOSX/|\.[^./]|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive; `path` as the archive names it, with `/` between folders."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds; `problems` name the members that could not be taken out."""

    members: tuple[Member, ...]
    problems: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of archive, as its module declares it."""

    carrier: str
    version: int
    media_type: str
    matches: Callable[[bytes], bool]
    unpack: Callable[[bytes], Contents]


@cache
def containers() -> tuple[Container, ...]:
    """All kinds of archive, by name."""
    found = [import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__)]
    declared = sorted((m for m in found if hasattr(m, "CARRIER")), key=lambda m: str(m.CARRIER))
    return tuple(
        Container(m.CARRIER, m.VERSION, m.MEDIA_TYPE, m.matches, m.unpack) for m in declared
    )


def container_for(data: bytes) -> Container | None:
    """The kind of archive that these bytes are; None if they are none."""
    return next((c for c in containers() if c.matches(data)), None)


def is_passed_over(path: str) -> bool:
    """Whether a member is a folder's trimmings that no person put there."""
    return path.endswith("/") or bool(_PASSED_OVER.search(path))


def leaves_archive(path: str) -> bool:
    """Whether a member's path points out of the archive: no honest program writes such a one."""
    parts = PurePosixPath(path.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or ":" in (parts.parts or ("",))[0]
