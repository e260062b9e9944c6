"""When a look at a portal goes on, where to, and when it is over.

A portal's look ends when no list page is pending; only then the next page in search of its column
is asked for, so that no more pages are fetched than needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from scrapy.http import Request

from pipelines.items import Context, Item, Listed
from spiders import lists
from spiders.look import LAST_BEFORE_TURNING, Look
from spiders.reports import Reports
from spiders.requests import ask
from spiders.turning import Turning

GUESSED_RANK: Final = 9  # a site map that nobody linked to: when all else has failed

Output = Iterator[Request | Item]


@dataclass(frozen=True)
class Search:
    """Asks for pages on the way to columns; the spider's `parse` and `failed` take what comes."""

    reports: Reports
    turning: Turning
    parse: Callable[..., Any]
    failed: Callable[..., Any]

    def settle(self, look: Look) -> Output:
        """After each list page: when none is pending, search on, or say what was found."""
        look.pending -= 1
        crawl_state = self.reports.crawl_state
        if look.pending or look.closed or crawl_state.offline:
            return
        yield from self.step(look)
        if not look.pending:
            look.closed = True
            for said in lists.outcome(look, crawl_state.log):
                yield said
                if isinstance(said, Listed):
                    yield from self.reports.vanished(look, said.removed)
            look.forget()

    def step(self, look: Look) -> Output:
        """The next page in search of the column: the home page first."""
        home = look.portal.home_url
        enough = look.known and look.reports and not any(c.blind for c in look.columns.values())
        if not look.searched and not (enough and not self._is_due(home)):
            look.searched, look.known = True, False
            look.remember_step(GUESSED_RANK, urljoin(home, "/sitemap.xml"), 1)
            if look.admit(home):
                context = Context(look.portal.portal_id, "home")
                yield ask(look, home, context, self.parse, self.failed, depth=0, rank=0, organ=None)
                return
        step = look.next_step(LAST_BEFORE_TURNING)
        if step is None:
            yield from self.turning.step(look)
        if step is None and not look.pending:
            step = look.next_step()
        if step is not None:
            context = Context(look.portal.portal_id, "list", link_text=step.organ)
            told = {"depth": step.depth, "rank": step.rank, "organ": step.organ}
            yield ask(look, step.url, context, self.parse, self.failed, (), **told)

    def _is_due(self, home: str) -> bool:
        """Whether to look again from the home page that led to the column: it may have moved."""
        known = self.reports.crawl_state.log.asked.get(home)
        return known is not None and known.held and known.due(self.reports.moment)
