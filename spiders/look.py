"""One run's look at one portal: what was asked for, what is still to come, what it amounts to."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Final

from pipelines.crawl_state import now
from pipelines.items import Listing
from spiders.column_page import ColumnPage
from spiders.registry import Portal

MOST_STEPS: Final = 30  # pages asked for in search of the column
DEEPEST_STEP: Final = 3


@dataclass
class Column:
    """A column of annual reports, with all its pages and sub-columns."""

    url: str
    name: str | None = None
    family: str | None = None
    pages: int = 0
    links: int = 0
    reports: set[str] = field(default_factory=set)
    complete: bool = True
    looked_at: str = ""

    def add(self, page: ColumnPage, looked_at: str) -> None:
        """Take in one page; the first that names family or column is believed."""
        self.family = self.family or page.family
        self.name = self.name or page.name
        self.pages += 1
        self.links += page.links
        self.looked_at = looked_at


@dataclass
class Look:
    """The state of one portal in one run. `pending` counts list pages asked for, not yet seen."""

    portal: Portal
    most_pages: int
    seen: set[str] = field(default_factory=set)
    columns: dict[str, Column] = field(default_factory=dict)
    steps: list[tuple[int, int, str, int]] = field(default_factory=list)
    ornaments: set[str] = field(default_factory=set)
    pending: int = 0
    pages: int = 0
    steps_taken: int = 0
    searched: bool = False  # the home page was asked for
    healthy: bool = True  # all that was asked for in search of a column was answered
    closed: bool = False
    postponed: bool = False  # its hours were over before all was asked for

    @property
    def reports(self) -> int:
        """Distinct report links so far."""
        return len(self.report_urls)

    @property
    def report_urls(self) -> set[str]:
        """The addresses of all reports on the lists seen so far."""
        return set().union(*(c.reports for c in self.columns.values()))

    def admit(self, url: str, form: object = ()) -> bool:
        """Whether a list page is new and within the portal's budget of pages."""
        key = f"{url} {form}" if form else url.partition("#")[0]
        if key in self.seen or self.pages >= self.most_pages:
            return False
        self.seen.add(key)
        self.pages += 1
        self.pending += 1
        return True

    def remember_step(self, rank: int, url: str, depth: int) -> None:
        """Note a page that may lead to the column."""
        if depth <= DEEPEST_STEP and url not in self.seen:
            heapq.heappush(self.steps, (rank, len(self.steps), url, depth))

    def next_step(self) -> tuple[str, int] | None:
        """The most promising page to look at next; None when searching is over."""
        while self.steps and self.steps_taken < MOST_STEPS:
            _, _, url, depth = heapq.heappop(self.steps)
            if self.admit(url):
                self.steps_taken += 1
                return url, depth
        return None

    def listings(self) -> list[Listing]:
        """What was seen, one row per column, or one for "none found"."""
        found = [c for c in self.columns.values() if c.pages or not c.complete]
        if self.postponed:
            return [self._listing(c) for c in found if c.pages]
        if not found:
            healthy = self.healthy and self.searched
            return [Listing(self.portal.portal_id, None, now(), None, healthy, self.pages, 0, 0)]
        return [self._listing(c) for c in found]

    def _listing(self, column: Column) -> Listing:
        complete = column.complete and self.pages < self.most_pages
        return Listing(
            portal_id=self.portal.portal_id,
            column_url=column.url,
            looked_at=column.looked_at or now(),
            family=column.family,
            complete=complete,
            pages=column.pages,
            links=column.links,
            reports=len(column.reports),
        )
