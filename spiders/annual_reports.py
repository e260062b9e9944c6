"""The spider: from a portal's address to its annual reports and what hangs on them.

It parses no statutory table. Lists are asked for every run, report pages when the fetch log says
that they are due.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import scrapy
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from pipelines.crawl_state import CrawlState
from pipelines.fetch_log import KnownColumn
from pipelines.items import Context, Item
from pipelines.postponed import PostponedError
from spiders.choosing import Place
from spiders.column import Column
from spiders.columns import Columns
from spiders.families import Further, Link
from spiders.files import Files
from spiders.look import NONE_BEFORE, Look, Met
from spiders.mixed import MixedList
from spiders.pages.addresses import canonical
from spiders.pages.trail import Trail
from spiders.problems import is_gone, problem_of
from spiders.reading import LEAST_ORGANS, Reading, read
from spiders.registry import Portal
from spiders.reports import Reports
from spiders.responses import has_failed, page_of, problem_in
from spiders.searching import GUESSED_RANK, Search
from spiders.turning import Turning
from vocabulary.ways import is_column_name

Output = Iterator[Request | Item]

_NEWS = 2  # reports among a home page's news; with more it is a column itself
_ORGAN_RANK = 1
_SCRIPT_RANK = 1  # what only a script knows of: its menu, or what it calls


class AnnualReportsSpider(scrapy.Spider):
    """See the module's docstring. With `discover` it finds and tells, and fetches no report."""

    name = "annual_reports"

    def __init__(
        self,
        portals: Sequence[Portal],
        crawl_state: CrawlState,
        max_pages: int,
        *,
        discover: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.crawl_state = crawl_state
        self.discover = discover
        self.looks = [Look(p, max_pages) for p in portals if p.status == "active"]
        moment = datetime.now(UTC)
        files = Files(crawl_state.log, moment, self.parse_file, self.failed)
        reports = Reports(crawl_state, moment, discover, files, self.parse_report, self.failed)
        self._reports = reports
        self._columns = Columns(reports, self.parse_list, self.failed)
        self._turning = Turning(self._columns, self.parse_turned, self.failed)
        self._search = Search(reports, self._turning, self.parse_search, self.failed)
        for look in self.looks:
            look.trace = [] if discover else None

    async def start(self) -> AsyncIterator[Any]:
        """Each portal's known columns, else its registered one, else its home page."""
        for look in self.looks:
            known = self.crawl_state.log.columns.get(look.portal.portal_id, {})
            registered = look.portal.annual_reports_url
            for url in dict.fromkeys(filter(None, (registered, *known))):
                look.known = True
                column = known.get(url, KnownColumn())
                look.columns[url] = Column(url, sure=column.sure or url == registered)
                trail = Trail((column.agency,) if column.agency else ())
                for request in self._columns.enter(look, Link(url, ""), None, trail):
                    yield request
            if not look.pending:
                for told in self._search.step(look):
                    yield told
            for request in () if self.discover else self._reports.files.missing(look):
                yield request

    def parse_search(
        self, response: Response, look: Look, depth: int, rank: int, organ: str | None
    ) -> Output:
        """A page on the way: it leads to columns, to further pages on the way, or is a column."""
        if has_failed(response):
            if rank < GUESSED_RANK:
                look.healthy, look.missed = False, True
                yield from problem_in(response)
            yield from self._search.settle(look)
            return
        page, home = page_of(response), look.portal.home_url
        found = read(page, Place(), home, look.portal.family)
        look.note(response, found, "on the way" if depth else "home page")
        look.ornaments |= found.ornaments
        if not look.common:
            look.common = {canonical(link.url) for link in found.links}
            if look.common:
                yield from self._columns.again(look)
        trail = Trail((organ,)) if organ else Trail()
        reports, dated = found.of_kind("report"), found.dated_columns()
        sure = bool(found.name and is_column_name(found.name))
        listed = len(reports) + len(dated) + len(found.years_cut())
        is_column = found.is_report or (listed and (depth or sure or listed > _NEWS))
        is_column = is_column and rank < GUESSED_RANK
        for link in found.of_kind("column"):
            if not (is_column and link in dated):
                yield from self._columns.enter(look, link, page, trail)
        _remember_steps(look, found, depth, organ)
        if is_column:
            column = Column(response.url, name=found.name, sure=sure)
            yield from self._columns.read(look, Met(column, response, trail))
        else:
            self._turning.note(look, page.url, found, rank, trail)
            yield from self._reports.of_list(look, reports, page, None, trail)
        yield from self._search.settle(look)

    def parse_turned(
        self, response: Response, look: Look, mixed: MixedList, further: Further
    ) -> Output:
        """A further page of a list that holds everything: has it a report?"""
        yield from self._turning.take(response, look, mixed, further)
        yield from self._search.settle(look)

    def parse_list(
        self,
        response: Response,
        look: Look,
        column: Column,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = NONE_BEFORE,
    ) -> Output:
        """One page of a column, or one that may be a report or lead to some."""
        yield from self._columns.read(look, Met(column, response, trail, doubt, before))
        yield from self._search.settle(look)

    def parse_report(self, response: Response, look: Look, *, inner: bool = False) -> Output:
        """A report's page; `inner`: the one that another report's page holds in a frame."""
        yield from self._reports.read(response, look, inner=inner)

    def parse_file(self, response: Response, look: Look) -> Output:  # noqa: ARG002
        """An attachment or image: nothing to follow, but it may be an error page."""
        yield from problem_in(response)

    def failed(self, failure: Failure) -> Output:
        """What could not be had, after all retries: a problem, never the end of the run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        look: Look = request.cb_kwargs["look"]
        look.postponed |= isinstance(failure.value, PostponedError)
        guessed = request.cb_kwargs.get("rank") == GUESSED_RANK
        context: Context = request.meta["context"]
        problem = problem_of(context, request.url, failure.value, first=look.healthy)
        if problem and not self.crawl_state.offline and not guessed:
            yield problem
        if request.cb_kwargs.get("inner"):
            yield from self._reports.articles.failed(look, context, request.url)
        column = request.cb_kwargs.get("column")
        if column is not None:
            column.complete = False
        if request.callback in (self.parse_search, self.parse_list, self.parse_turned):
            look.healthy = look.healthy and guessed
            look.missed |= not guessed and not is_gone(failure.value)
            yield from self._search.settle(look)


def _remember_steps(look: Look, found: Reading, depth: int, organ: str | None) -> None:
    """Note where a page on the way leads on: the agencies of a directory each with its name."""
    for url in found.frames:
        look.remember_step(0, url, depth + 1, organ)
    for url in (*found.scripts, *(found.called if not found.of_kind("column") else ())):
        look.remember_step(_SCRIPT_RANK, url, depth + 1)
    organs = found.organs(look.common) if depth else []
    if organ and len(organs) < LEAST_ORGANS:  # an agency's page names others
        organs = []
    for link in organs:
        look.remember_step(_ORGAN_RANK, link.url, depth + 1, link.title)
    known = {link.url for link in organs}
    for step, link in found.steps():
        if link.url not in known:
            look.remember_step(step, link.url, depth + 1, organ)
