"""One run's look at one portal: what was asked for, what is still to come, what it amounts to."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from scrapy.http import Response

from pipelines.crawl_state import now
from pipelines.items import Listing
from spiders.column import Column
from spiders.families import Form
from spiders.joined import Article
from spiders.mixed import MixedList
from spiders.pages.addresses import canonical
from spiders.pages.postbacks import key_of
from spiders.pages.trail import Trail
from spiders.reading import Reading
from spiders.registry import Portal
from spiders.trace import Step, step_of

NONE_BEFORE: Final[frozenset[int]] = frozenset()
MOST_STEPS: Final = 30  # pages asked for in search of the column
MOST_IN_SEARCH: Final = 39  # with further pages of lists that were met on the way
LAST_BEFORE_TURNING: Final = 2  # rank of the steps that come before such further pages
DEEPEST_STEP: Final = 4
# Once reports were found, only the best ways are still followed: an older column may lie there.
_RANK_WHEN_FOUND: Final = 1
_GUESSED: Final = 8  # the last rank of a step that a page named


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
    mixed: list[MixedList] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)  # on several pages, by the first
    trace: list[Step] | None = None
    known: bool = False  # a column was known from the registry or an earlier run
    pending: int = 0
    pages: int = 0
    steps_taken: int = 0
    noted: int = 0
    searched: bool = False  # the home page was asked for
    healthy: bool = True  # all that was asked for in search of a column was answered
    missed: bool = False  # of these, one failed that may be there
    closed: bool = False
    postponed: bool = False  # its hours were over before all was asked for

    @property
    def reports(self) -> int:
        """Distinct report links so far."""
        return len(self.report_urls)

    @property
    def has_reports(self) -> bool:
        """Whether any column has some."""
        return any(column.reports for column in self.columns.values())

    @property
    def may_search(self) -> bool:
        """Whether the search may ask for one page more."""
        return self.pages < min(MOST_IN_SEARCH, self.most_pages)

    @property
    def report_urls(self) -> set[str]:
        """The addresses of all reports on the lists seen so far."""
        return set().union(*(c.reports for c in self.columns.values()))

    def admit(self, url: str, form: Form = ()) -> bool:
        """Whether a list page is new and within the portal's budget of pages."""
        key = self.key(url, form)
        if key in self.seen or self.pages >= self.most_pages:
            return False
        self.seen.add(key)
        self.pages += 1
        self.pending += 1
        return True

    def readmit(self, url: str) -> None:
        """Let a list page be asked for once more."""
        self.seen.discard(self.key(url))

    def is_new(self, url: str, form: Form = ()) -> bool:
        """Whether that page was not asked for yet."""
        return self.key(url, form) not in self.seen

    @staticmethod
    def key(url: str, form: Form = ()) -> str:
        """What stands for a list page in `seen`."""
        return f"{canonical(url)} {key_of(form) or ''}"

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

    def next_step(self, last_rank: int = 99) -> NextStep | None:
        """The most promising page to look at next, up to that rank; None: there is none."""
        last_rank = min(last_rank, self._last_rank)
        while self.steps and self.steps[0][0] <= last_rank and self.steps_taken < MOST_STEPS:
            if self.has_reports and self.known:
                return None
            rank, _, url, depth, organ = heapq.heappop(self.steps)
            if self.admit(url):
                self.steps_taken += organ is None  # those of a directory are lists to be read
                return NextStep(url, depth, rank, organ)
        return None

    @property
    def left(self) -> list[str]:
        """Addresses at which the reports may be as well, and which this look did not come to."""
        ranked = sorted(step for step in self.steps if step[0] <= min(self._last_rank, _GUESSED))
        steps = [url for _, _, url, _, _ in ranked if self.is_new(url)]
        turned = [] if self.has_reports else [m.url for m in self.mixed if m.waiting]
        return list(dict.fromkeys([*turned, *steps]))

    @property
    def whole_search(self) -> bool | None:
        """Whether all places that promised reports were looked at; None without any search."""
        answered = not self.missed if self.has_reports else self.healthy
        return answered and not self.left if self.searched else None

    @property
    def _last_rank(self) -> int:
        return _RANK_WHEN_FOUND if self.has_reports else 99

    def forget(self) -> None:
        """The look is over: what only it needed is let go."""
        self.common.clear()
        self.steps.clear()
        self.mixed.clear()

    def listings(self) -> list[Listing]:
        """What was seen, one row per column, or one for "none found"."""
        found = [c for c in self.columns.values() if c.pages or not c.complete]
        if self.postponed:
            return [self._listing(c) for c in found if c.pages]
        sure = set().union(*(c.reports for c in found if c.sure))
        found = [c for c in found if c.sure or c.reports - sure]
        if not found:
            whole = self.whole_search
            none = (self.portal.portal_id, None, now(), None, bool(whole), self.pages, 0, 0)
            return [Listing(*none, searched=whole)]
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
            searched=self.whole_search,
        )
