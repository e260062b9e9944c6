"""One run's look at one portal: what was asked for, what is still to come, what it amounts to."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scrapy.http import Response

from pipelines.crawl_state import now
from pipelines.items import Listing
from spiders.addresses import canonical
from spiders.column import Column
from spiders.families import Form
from spiders.postbacks import key_of
from spiders.reading import Reading
from spiders.registry import Portal
from spiders.trace import Step, step_of
from spiders.trail import Trail

NONE_BEFORE: Final[frozenset[int]] = frozenset()
MOST_STEPS: Final = 30  # pages asked for in search of the column
DEEPEST_STEP: Final = 4
# Once reports were found, only the best ways are still followed: an older column may lie there.
_RANK_WHEN_FOUND: Final = 1


class NextStep(NamedTuple):
    """A page to look at in search of the column."""

    url: str
    depth: int
    rank: int
    organ: str | None


class Met(NamedTuple):
    """A column's page as it came; `before` are the entries of its list's page that led to it.

    `doubt` counts the pages looked at on the way without knowing.
    """

    column: Column
    response: Response
    trail: Trail
    doubt: int = 0
    before: frozenset[int] = NONE_BEFORE


@dataclass
class Look:
    """The state of one portal in one run. `pending` counts list pages asked for, not yet seen.

    `common` are the canonical addresses of the home page's links; `archived` pages wait to be read;
    `trace` is kept on demand only.
    """

    portal: Portal
    most_pages: int
    seen: set[str] = field(default_factory=set)
    columns: dict[str, Column] = field(default_factory=dict)
    steps: list[tuple[int, int, str, int, str | None]] = field(default_factory=list)
    ornaments: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)
    first_urls: dict[str, str] = field(default_factory=dict)  # of reports, by canonical address
    archived: deque[Met] = field(default_factory=deque)
    trace: list[Step] | None = None
    known: bool = False  # a column was known from the registry or an earlier run
    pending: int = 0
    pages: int = 0
    steps_taken: int = 0
    noted: int = 0
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

    def admit(self, url: str, form: Form = ()) -> bool:
        """Whether a list page is new and within the portal's budget of pages."""
        key = _key(url, form)
        if key in self.seen or self.pages >= self.most_pages:
            return False
        self.seen.add(key)
        self.pages += 1
        self.pending += 1
        return True

    def readmit(self, url: str) -> None:
        """Let a list page be asked for once more."""
        self.seen.discard(_key(url))

    def is_new(self, url: str, form: Form = ()) -> bool:
        """Whether that page was not asked for yet."""
        return _key(url, form) not in self.seen

    def knows(self, found: Reading) -> bool:
        """Whether a page leads to nothing new: it is no list, whatever its menu holds."""
        reports = (f"report {self.first_url(link.url)}" for link in found.of_kind("report"))
        others = [link.url for link, choice in found.chosen if choice.kind != "report"]
        new = any(self.is_new(url) for url in [*others, *found.frames])
        return not new and all(report in self.seen for report in reports)

    def first_url(self, url: str) -> str:
        """The address under which this look first met the report that `url` leads to."""
        return self.first_urls.setdefault(canonical(url), url)

    def note(self, response: Response, found: Reading, reason: str) -> None:
        """Keep what one page said, where somebody wants to know."""
        if self.trace is not None:
            self.trace.append(step_of(response, found, reason))

    def remember_step(self, rank: int, url: str, depth: int, organ: str | None = None) -> None:
        """Note a page that may lead to the column; `organ` is the agency whose page it is."""
        if depth <= DEEPEST_STEP and self.is_new(url):
            self.noted += 1
            heapq.heappush(self.steps, (rank, self.noted, url, depth, organ))

    def next_step(self) -> NextStep | None:
        """The most promising page to look at next; None when searching is over."""
        found = bool(self.reports)
        while self.steps and self.steps_taken < MOST_STEPS and not (found and self.known):
            rank, _, url, depth, organ = heapq.heappop(self.steps)
            if found and rank > _RANK_WHEN_FOUND:
                return None
            if self.admit(url):
                self.steps_taken += organ is None  # those of a directory are lists to be read
                return NextStep(url, depth, rank, organ)
        return None

    def forget(self) -> None:
        """The look is over: what only it needed is let go."""
        self.common.clear()
        self.steps.clear()

    def listings(self) -> list[Listing]:
        """What was seen, one row per column, or one for "none found"."""
        found = [c for c in self.columns.values() if c.pages or not c.complete]
        if self.postponed:
            return [self._listing(c) for c in found if c.pages]
        sure = set().union(*(c.reports for c in found if c.sure))
        found = [c for c in found if c.sure or c.reports - sure]
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
            sure=column.sure,
            agency=column.agency,
            shrunk=column.shrunk,
        )


def _key(url: str, form: Form = ()) -> str:
    return f"{canonical(url)} {key_of(form) or ''}"
