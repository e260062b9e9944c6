"""A column of annual reports, as one look reads it page by page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spiders.reading import Reading

MOST_BARREN: Final = 200  # pages of one column in a row: a directory of empty corners is as long
MOST_TURNED: Final = 25  # pages turned in a row, in a column of annual reports
MOST_TURNED_AMONG_OTHERS: Final = 60  # where a bureau lists everything, a report a year


@dataclass
class Column:
    """A column of annual reports, with all its pages and sub-columns.

    `sure`: known or named as such; otherwise a page on which reports were met among other things.
    `agency` is whose it is, where a directory says so.
    """

    url: str
    name: str | None = None
    sure: bool = True
    agency: str | None = None
    shrunk: bool = False
    family: str | None = None
    pages: int = 0
    links: int = 0
    reports: set[str] = field(default_factory=set)
    complete: bool = True
    looked_at: str = ""
    blind: bool = False  # read before the portal's menu was known: agencies were left
    barren: int = 0  # pages in a row without a report that was not known
    turned: int = 0  # of these, further pages of a list
    left: str = ""  # why its end was not reached, in words

    def gave(self, new_reports: int, *, turned: bool, mixed: bool = False, stated: int = 0) -> bool:
        """Note what a page brought; whether it has no end to be expected, so that it is left.

        `turned`: it is not the first page of its list; `mixed`: it brings other entries instead;
        `stated`: how many pages the list says it has, to which it is followed.
        """
        self.barren = 0 if new_reports else self.barren + 1
        self.turned = 0 if new_reports else self.turned + turned
        most = MOST_TURNED if self.sure and not mixed else MOST_TURNED_AMONG_OTHERS
        is_left = self.barren >= MOST_BARREN or self.turned >= max(most, stated)
        if is_left:
            said = f", of {stated} that it says it has" if stated else ""
            self.leave(f"{self.barren} pages in a row{said} had no report")
        return is_left

    def leave(self, why: str) -> None:
        """Its end was not reached: what it lists is not all."""
        self.complete = False
        self.left = self.left or why

    def add(self, page: Reading, looked_at: str) -> None:
        """Take in one page; the first that names family or column is believed."""
        self.family = self.family or page.family
        self.name = self.name or page.name
        self.pages += 1
        self.links += len(page.links)
        self.looked_at = looked_at
