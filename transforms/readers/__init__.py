"""One file per carrier: bytes in, blocks in reading order out. Told by content, never by name.

A reader module defines `CARRIER`, `VERSION` (raised whenever its output may change), `MEDIA_TYPE`,
`matches(data)` and `read(data, content_type) -> Reading`. Adding a carrier is adding one file.
Where its locators are boxes on pages, `picture(data, page) -> Picture` draws a page to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from transforms.blocks import Reading
from transforms.pages.picture import Picture


class UnreadableDocument(Exception):
    """A document that its carrier's reader cannot open; `code` is the problem's code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reader:
    """A carrier's reader, as its module declares it."""

    carrier: str
    version: int
    media_type: str
    matches: Callable[[bytes], bool]
    read: Callable[[bytes, str | None], Reading]
    picture: Callable[[bytes, int], Picture | None] | None = None


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the least particular (plain text) last."""
    found = [import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__)]
    declared = [m for m in found if hasattr(m, "CARRIER")]
    declared.sort(key=lambda m: (getattr(m, "LAST_RESORT", 0), m.CARRIER))
    return tuple(
        Reader(m.CARRIER, m.VERSION, m.MEDIA_TYPE, m.matches, m.read, getattr(m, "picture", None))
        for m in declared
    )


def reader_for(data: bytes) -> Reader | None:
    """The reader whose carrier these bytes are; None if no reader knows them."""
    return next((r for r in readers() if r.matches(data)), None)
