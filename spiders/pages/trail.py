"""The way through sub-columns to an entry: what their names say that the entry does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spiders.families import Link
from vocabulary.titles import parse_title

DEEPEST_TRAIL: Final = 5  # sub-columns of sub-columns; a calendar has no bottom


@dataclass(frozen=True)
class Trail:
    """Names of the sub-columns (2021年, 县教育局 …) on the way; `published` beside the last one."""

    names: tuple[str, ...] = ()
    published: str | None = None

    def to(self, link: Link) -> Trail:
        """One step further."""
        return Trail((*self.names, link.title), link.published)

    @property
    def last(self) -> str | None:
        """What the last link was called, with the agency that the way named before it."""
        if not self.names:
            return None
        before = Trail(self.names[:-1])
        return before.text_of(Link("", self.names[-1]))

    @property
    def agency(self) -> str | None:
        """The agency whose page the way began on, where a directory named it."""
        first = self.names[0] if self.names else ""
        return first if parse_title(first).reason == "agency_only" else None

    @property
    def name(self) -> str | None:
        """All names in one line."""
        return " ".join(filter(None, self.names)) or None

    def text_of(self, link: Link) -> str:
        """An entry's text; one that names no agency is read with the name of its sub-column."""
        if parse_title(link.title).agency is None:
            for name in reversed(self.names):
                if parse_title(name).reason == "agency_only":
                    return f"{name}{link.title}"
        return link.title
