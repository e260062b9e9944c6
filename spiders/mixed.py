"""Lists that hold everything (信息公开, 主动公开内容): looked through for a first report.

One report a year stands among hundreds of notices, and its first may lie on any page. Such lists
are turned some pages a run, all of them in step; what earlier runs turned is read from the archive,
so that the next run goes on where this one ends. Pages whose dates are those of a season of reports
come first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Final

from spiders import season
from spiders.families import Further
from spiders.pages.addresses import canonical
from spiders.pages.trail import Trail
from spiders.reading import Reading
from vocabulary.text import squash

MOST_TURNED_IN_SEARCH: Final = 12  # pages of one list that one run asks for
MOST_READ: Final = 200  # with those from the archive
_LEAST_DATED: Final = 5
_LEAST_ENTRIES: Final = 8
_SHORTEST_TITLE: Final = 8  # characters; what is shorter belongs to a menu


@dataclass
class MixedList:
    """A list without a report so far; `waiting` are its pages that nobody has looked at yet.

    `before` are the entries of the page read last; `turned` counts pages asked for, `read` all.
    `places` are the numbers of its pages in the order named, `days` those of their dates.
    """

    url: str
    name: str | None
    rank: int
    trail: Trail
    before: frozenset[int]
    waiting: list[Further] = field(default_factory=list)
    turned: int = 0
    read: int = 1
    links: int = 0
    places: dict[Further, int] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)

    @property
    def turn(self) -> tuple[int, int]:
        """Whose page comes next: the list that was turned least, of these the most promising."""
        return self.turned, self.rank

    @property
    def is_over(self) -> bool:
        """Whether this run turns it no further."""
        bound = self.turned >= MOST_TURNED_IN_SEARCH or self.read >= MOST_READ
        return bound or not self.waiting

    def wait_for(self, pages: Iterable[Further]) -> None:
        """Note pages that one of the list's names."""
        for page in pages:
            if page not in self.places:
                self.places[page] = len(self.places) + 1
                self.waiting.append(page)

    def dated(self, number: int, found: Reading) -> None:
        """Note of what days a page is; the list's first is number 0."""
        day = season.day_of([link.published for link in found.links if link.published])
        if day is not None:
            self.days[number] = day

    def next_page(self, asked: Container[str]) -> Further:
        """The one to look at now: new before known ones, in season before all others."""
        new = [page for page in self.waiting if page.url not in asked] or self.waiting
        numbers = {self.places[page]: page for page in new}
        number = season.first_in_season(self.days, numbers)
        page = new[0] if number is None else numbers[number]
        self.waiting.remove(page)
        return page

    def take_in(self, found: Reading) -> bool:
        """A page without a report; whether it brings anything new: else it leads nowhere."""
        entries = found.entries()
        is_new = not entries <= self.before
        self.read += 1
        self.links += len(found.links)
        self.before = entries
        return is_new


def is_list(found: Reading, common: set[str]) -> bool:
    """Whether a page lists articles and goes on on further pages; `common` is the portal's menu."""
    if not found.further:
        return False
    if sum(1 for link in found.links if link.published) >= _LEAST_DATED:
        return True
    own = (li for li in found.links if canonical(li.url) not in common)
    return sum(len(squash(link.title)) >= _SHORTEST_TITLE for link in own) >= _LEAST_ENTRIES
