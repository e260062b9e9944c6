"""The spider: from a portal's address to its annual reports and what hangs on them.

It parses no statutory table. Lists are asked for every run, report pages when the fetch log says
that they are due. A portal's look ends when no list page is pending; only then the next page in
search of its column is asked for, so that no more pages are fetched than needed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import scrapy
from scrapy.http import Request, Response, TextResponse
from twisted.python.failure import Failure

from pipelines.archive_middleware import archived_response
from pipelines.crawl_state import CrawlState, now
from pipelines.items import Context, Listed, Listing, PageIsReport, PortalProblem
from pipelines.postponed import PostponedError
from spiders import choosing, lists, report_page
from spiders.addresses import canonical
from spiders.choosing import Place
from spiders.domains import same_site
from spiders.families import Link, Page
from spiders.files import Files
from spiders.look import Column, Look
from spiders.problems import problem_of
from spiders.reading import Reading, read
from spiders.registry import Portal
from spiders.requests import Form, ask
from spiders.responses import has_failed, is_called_report, page_of, problem_in
from spiders.trail import DEEPEST_TRAIL, Trail
from vocabulary.titles import parse_title
from vocabulary.ways import is_column_name

Output = Iterator[Request | Listing | Listed | PageIsReport | PortalProblem]

_NEWS = 2  # reports among a home page's news; with more it is a column itself
_ORGAN_RANK = 1
_GUESSED_RANK = 9  # a site map that nobody linked to: when all else has failed


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
        self._moment = datetime.now(UTC)
        self.files = Files(crawl_state.log, self._moment, self.parse_file, self.failed)
        for look in self.looks:
            look.trace = [] if discover else None

    async def start(self) -> AsyncIterator[Any]:
        """Each portal's known columns, else its registered one, else its home page."""
        for look in self.looks:
            remembered = self.crawl_state.log.columns.get(look.portal.portal_id, {})
            urls = [look.portal.annual_reports_url, *remembered]
            for url in dict.fromkeys(u for u in urls if u):
                look.known = True
                for request in self._column(look, Link(url, ""), None, Trail()):
                    yield request
            if not look.pending:
                for request in self._search(look):
                    yield request
            for request in () if self.discover else self.files.missing(look):
                yield request

    def parse_search(
        self, response: Response, look: Look, depth: int, rank: int, organ: str | None
    ) -> Output:
        """A page on the way: it leads to columns, to further pages on the way, or is a column."""
        page, home = page_of(response), look.portal.home_url
        found = read(page, Place(), home, look.portal.family)
        self._note(look, response, found, "home page" if not depth else "on the way")
        look.ornaments |= found.ornaments
        if not look.common:
            look.common = {canonical(link.url) for link in found.links}
        trail = Trail((organ,)) if organ else Trail()
        for link in found.of_kind("column"):
            yield from self._column(look, link, page, trail)
        for url in found.frames:
            look.remember_step(0, url, depth + 1, organ)
        for url in found.scripts:
            look.remember_step(1, url, depth + 1)
        for step, link in found.steps():
            look.remember_step(step, link.url, depth + 1, organ)
        if depth and not organ:
            for link in found.organs(look.common):
                look.remember_step(_ORGAN_RANK, link.url, depth + 1, link.title)
        reports = found.of_kind("report")
        sure = bool(found.name and is_column_name(found.name))
        is_column = found.is_report or (reports and (depth or sure or len(reports) > _NEWS))
        if is_column and rank < _GUESSED_RANK:
            column = Column(response.url, name=found.name, sure=sure)
            yield from self._read_column(look, column, response, trail, 0)
        else:
            yield from self._reports(look, reports, page, None, trail)
        yield from self._settle(look)

    def parse_list(
        self,
        response: Response,
        look: Look,
        column: Column,
        trail: Trail,
        doubt: int,
        before: frozenset[int],
    ) -> Output:
        """One page of a column, or one that may be a report or lead to some.

        `before` are the entries of the page of the same list that led here.
        """
        yield from self._read_column(look, column, response, trail, doubt, before)
        yield from self._settle(look)

    def parse_report(self, response: Response, look: Look, *, inner: bool = False) -> Output:
        """A report's page: its files and images. A file that stands for itself has none."""
        if not isinstance(response, TextResponse) or has_failed(response):
            yield from problem_in(response)
            return
        page = page_of(response)
        context: Context = response.meta["context"]
        yield from self.files.of_page(
            look, page, report_page.column_name(page) or context.column_name
        )
        if not inner:
            yield from self._framed(look, page, context)

    def _framed(self, look: Look, page: Page, context: Context) -> Output:
        """The report itself, where its page only holds it in a frame or sends the visitor on."""
        for url in report_page.framed(page):
            known = f"report {url}" in look.seen
            look.seen.add(f"report {url}")
            own = same_site(url, look.portal.home_url)
            if own and not known and self.crawl_state.log.due(url, self._moment):
                told = replace(context, parent_url=page.url)
                yield ask(look, url, told, self.parse_report, self.failed, inner=True)

    def parse_file(self, response: Response, look: Look) -> Output:  # noqa: ARG002
        """An attachment or image: nothing to follow, but it may be an error page."""
        yield from problem_in(response)

    def failed(self, failure: Failure) -> Output:
        """What could not be had, after all retries: a problem, never the end of the run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        look: Look = request.cb_kwargs["look"]
        look.postponed |= isinstance(failure.value, PostponedError)
        guessed = request.cb_kwargs.get("rank") == _GUESSED_RANK
        context: Context = request.meta["context"]
        problem = problem_of(context, request.url, failure.value, first=look.healthy)
        if problem and not self.crawl_state.offline and not guessed:
            yield problem
        column = request.cb_kwargs.get("column")
        if column is not None:
            column.complete = False
        if request.callback in (self.parse_search, self.parse_list):
            look.healthy = look.healthy and guessed
            yield from self._settle(look)

    def _read_column(
        self,
        look: Look,
        column: Column,
        response: Response,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = frozenset(),
    ) -> Output:
        column = look.columns.setdefault(column.url, column)
        if has_failed(response):
            column.complete = False
            yield from problem_in(response)
            return
        page = page_of(response)
        place = Place(column.url, column.sure, doubt, look.common)
        found = read(page, place, look.portal.home_url, look.portal.family)
        self._note(look, response, found, "looked at" if doubt else "column")
        column.add(found, response.meta["archived"]["fetched_at"])
        look.ornaments |= found.ornaments
        had = len(column.reports)
        if found.is_report or (look.knows(found) and is_called_report(response, page)):
            column.reports.add(look.first_url(response.url))
            yield from self._page_is_report(look, column, response)
        yield from self._reports(look, found.of_kind("report"), page, column, trail)
        if column.gave(len(column.reports) - had):
            column.complete = False
            return
        yield from self._sub_columns(look, column, found, page, trail, place)
        entries = found.entries()
        if entries and entries <= before:  # a pager that brings nothing new: it may have no end
            column.complete &= not any(look.is_new(f.url, f.form) for f in found.further)
            return
        for more in found.further:
            told = (look, column, more.url, more.form, page, trail, doubt)
            yield from self._list(*told, entries)

    def _sub_columns(
        self, look: Look, column: Column, found: Reading, page: Page, trail: Trail, place: Place
    ) -> Output:
        for link in found.of_kind("column"):
            named = parse_title(link.title)
            onward = trail.to(link) if named.agency or named.year else trail
            yield from self._list(look, column, link.url, (), page, onward, place.doubt)
        doubtful = [(li, c.kind) for li, c in found.chosen if c.kind in ("sub_column", "look")]
        if doubtful and len(trail.names) >= DEEPEST_TRAIL:
            column.complete = False
            return
        for link, kind in doubtful:
            doubt = place.doubt + (not choosing.is_firm(link, place))
            if kind == "look":
                yield from self._look_at(look, column, link, page, trail, doubt)
            else:
                yield from self._list(look, column, link.url, (), page, trail.to(link), doubt)
        for url in found.frames if column.sure else ():
            yield from self._list(look, column, url, (), page, trail, place.doubt)

    def _look_at(
        self, look: Look, column: Column, link: Link, page: Page, trail: Trail, doubt: int
    ) -> Output:
        """A page that may be a report: asked for like one, since most are; read like a list."""
        if self.crawl_state.log.due(link.url, self._moment):
            yield from self._list(look, column, link.url, (), page, trail.to(link), doubt)
            return
        response = self._archived(link.url, Context(look.portal.portal_id, "list"))
        if response is not None and look.admit(link.url):
            yield from self._read_column(look, column, response, trail.to(link), doubt)
            look.pending -= 1
            look.pages -= 1  # nothing was asked for: the next ones get their turn

    def _reports(
        self,
        look: Look,
        links: Iterable[Link],
        page: Page,
        column: Column | None,
        trail: Trail,
    ) -> Output:
        for link in links:
            url = look.first_url(link.url)
            if column is not None:
                column.reports.add(url)
            if self.discover or f"report {url}" in look.seen:
                continue
            look.seen.add(f"report {url}")
            context = Context(
                portal_id=look.portal.portal_id,
                purpose="report",
                parent_url=page.url,
                link_text=trail.text_of(link),
                column_name=trail.name or (column.name if column else None),
                published=link.published,
            )
            if self.crawl_state.log.due(link.url, self._moment):
                yield ask(look, link.url, context, self.parse_report, self.failed)
            elif look.portal.portal_id in self.crawl_state.log.unsettled:
                yield from self._reread(look, link, context)

    def _reread(self, look: Look, link: Link, context: Context) -> Output:
        """Files that an earlier run did not get are found again on the archived page."""
        response = self._archived(link.url, context)
        if response is not None:
            yield from self.parse_report(response, look)

    def _archived(self, url: str, context: Context) -> Response | None:
        known = self.crawl_state.log.asked[url]
        response = archived_response(self.crawl_state.archive_folder, url, known)
        if response is not None:
            meta = {"context": context, "archived": {"fetched_at": now()}}
            response.request = Request(url, meta=meta)
        return response

    def _column(self, look: Look, link: Link, page: Page | None, trail: Trail) -> Output:
        column = Column(link.url, name=link.title or None)
        if look.is_new(link.url):
            look.columns.setdefault(link.url, column)
        yield from self._list(look, column, link.url, (), page, trail, 0)

    def _list(
        self,
        look: Look,
        column: Column,
        url: str,
        form: Form,
        page: Page | None,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = frozenset(),
    ) -> Output:
        if not look.admit(url, form):
            return
        context = Context(
            look.portal.portal_id,
            "list",
            page.url if page else None,
            link_text=trail.last or column.name,
            column_name=trail.name or column.name,
            published=trail.published,
        )
        told = {"column": column, "trail": trail, "doubt": doubt, "before": before}
        yield ask(look, url, context, self.parse_list, self.failed, form, **told)

    def _settle(self, look: Look) -> Output:
        """After each list page: when none is pending, search on, or say what was found."""
        look.pending -= 1
        if look.pending or look.closed or self.crawl_state.offline:
            return
        yield from self._search(look)
        if not look.pending:
            look.closed = True
            for said in lists.outcome(look, self.crawl_state.log):
                yield said
                if isinstance(said, Listed) and not self.discover:
                    yield from self._vanished(look, said)
            look.forget()

    def _vanished(self, look: Look, change: Listed) -> Iterator[Request]:
        """Ask once more for what its list no longer has: is it gone, or only off the list?"""
        for url in change.removed:
            context = Context(look.portal.portal_id, "report")
            yield ask(look, url, context, self.parse_report, self.failed)

    def _search(self, look: Look) -> Iterator[Request]:
        """The next page in search of the column: the home page first."""
        home = look.portal.home_url
        if not look.searched and not (look.known and look.reports and not self._is_due(home)):
            look.searched, look.known = True, False
            look.remember_step(_GUESSED_RANK, urljoin(home, "/sitemap.xml"), 1)
            if look.admit(home):
                context = Context(look.portal.portal_id, "home")
                yield ask(
                    look, home, context, self.parse_search, self.failed, depth=0, rank=0, organ=None
                )
                return
        if step := look.next_step():
            context = Context(look.portal.portal_id, "list", link_text=step.organ)
            told = {"depth": step.depth, "rank": step.rank, "organ": step.organ}
            yield ask(look, step.url, context, self.parse_search, self.failed, (), **told)

    def _is_due(self, home: str) -> bool:
        """Whether to look again from the home page that led to the column: it may have moved."""
        known = self.crawl_state.log.asked.get(home)
        return known is not None and known.held and known.due(self._moment)

    def _page_is_report(self, look: Look, column: Column, response: Response) -> Output:
        archived, context = response.meta["archived"], response.meta["context"]
        if "not_modified" not in response.flags:
            yield PageIsReport(
                portal_id=look.portal.portal_id,
                url=response.url,
                fetched_at=archived["fetched_at"],
                payload_sha256=archived["payload_sha256"],
                content_type=archived["content_type"],
                column_name=context.column_name or column.name,
                warc_file=archived["warc_file"],
                warc_offset=archived["warc_offset"],
                link_text=context.link_text,
                published=context.published,
            )
        if not self.discover:
            yield from self.files.of_page(look, page_of(response), column.name)

    def _note(self, look: Look, response: Response, found: Reading, reason: str) -> None:
        if look.trace is not None:
            look.note(response.url, response.meta["context"], found, reason)
