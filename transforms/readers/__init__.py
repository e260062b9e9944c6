"""One file per carrier: bytes in, blocks in reading order out. Told by content, never by name.

A reader module defines `CARRIER`, `VERSION` (raised whenever its output may change), `MEDIA_TYPE`,
`matches(data)` and `read(data, content_type) -> Reading`. Adding a carrier is adding one file.
Where its locators are boxes, `picture(data, locator) -> Picture | None` is what the box lies on: a
page, or a picture in the document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from transforms.blocks import Locator, Reading
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
    picture: Callable[[bytes, Locator], Picture | None] | None = None


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


def picture_of(data: bytes, locator: Locator) -> Picture | None:
    """What a locator's box lies on; None where its carrier has nothing to look at."""
    reader = reader_for(data)
    return reader.picture(data, locator) if reader and reader.picture else None


def picture_inside(part: bytes, kind: str, locator: Locator) -> Picture | None:
    """The same for a part that is a document itself; the locator names it as `kind`."""
    return picture_of(part, {name: locator[name] for name in locator if name != kind})
