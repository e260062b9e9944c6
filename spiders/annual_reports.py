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

import scrapy
from scrapy.http import Request, Response, TextResponse
from twisted.python.failure import Failure

from pipelines.archive_middleware import archived_response
from pipelines.crawl_state import CrawlState
from pipelines.items import Context, Listed, Listing, PageIsReport, PortalProblem
from pipelines.postponed import PostponedError
from spiders import choosing, column_page, lists, report_page
from spiders.domains import same_site
from spiders.families import Link, Page
from spiders.html import anchors, frames
from spiders.look import Column, Look
from spiders.problems import problem_of
from spiders.registry import Portal
from spiders.requests import Form, ask

Output = Iterator[Request | Listing | Listed | PageIsReport | PortalProblem]


class AnnualReportsSpider(scrapy.Spider):
    """See the module's docstring."""

    name = "annual_reports"

    def __init__(
        self, portals: Sequence[Portal], crawl_state: CrawlState, max_pages: int, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.crawl_state = crawl_state
        self.looks = [Look(p, max_pages) for p in portals if p.status == "active"]
        self._moment = datetime.now(UTC)

    async def start(self) -> AsyncIterator[Any]:
        """Each portal's known columns, else its registered one, else its home page."""
        for look in self.looks:
            remembered = self.crawl_state.log.columns.get(look.portal.portal_id, {})
            urls = [look.portal.annual_reports_url, *remembered]
            for url in dict.fromkeys(u for u in urls if u):
                for request in self._column(look, Link(url, ""), None):
                    yield request
            if not look.pending:
                for request in self._search(look):
                    yield request
            for item in self._missing_files(look):
                yield item

    def parse_search(self, response: Response, look: Look, depth: int) -> Output:
        """A page on the way: it leads to columns, to further pages on the way, or is a column."""
        page, home = _page(response), look.portal.home_url
        links = column_page.own(anchors(page), home)
        look.ornaments.update(i.url for i in report_page.images(page))
        for frame in frames(page):
            if same_site(frame, home):
                look.remember_step(0, frame, depth + 1)
        kinds = {link: choosing.kind_of(link, None) for link in links}
        for link, kind in kinds.items():
            if kind == "column":
                yield from self._column(look, link, page)
            elif (rank := choosing.step_rank(link)) is not None:
                look.remember_step(rank, link.url, depth + 1)
        reports = [link for link, kind in kinds.items() if kind == "report"]
        if reports and depth:
            yield from self._read_column(look, Column(response.url), response)
        else:
            yield from self._reports(look, reports, page, None)
        yield from self._settle(look)

    def parse_list(
        self, response: Response, look: Look, column: Column, family: str | None
    ) -> Output:
        """One page of a column."""
        yield from self._read_column(look, column, response, family)
        yield from self._settle(look)

    def parse_report(self, response: Response, look: Look) -> Output:
        """A report's page: its files and images. A file that stands for itself has none."""
        if not isinstance(response, TextResponse) or _failed(response):
            yield from self._problem(look, response)
            return
        page = _page(response)
        context: Context = response.meta["context"]
        yield from self._files(look, page, report_page.column_name(page) or context.column_name)

    def parse_file(self, response: Response, look: Look) -> Output:
        """An attachment or image: nothing to follow, but it may be an error page."""
        yield from self._problem(look, response)

    def failed(self, failure: Failure) -> Output:
        """What could not be had, after all retries: a problem, never the end of the run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        look: Look = request.cb_kwargs["look"]
        look.postponed |= isinstance(failure.value, PostponedError)
        problem = problem_of(request.meta["context"], request.url, failure.value)
        if problem and not self.crawl_state.offline:
            yield problem
        column = request.cb_kwargs.get("column")
        if column is not None:
            column.complete = False
        if request.callback in (self.parse_search, self.parse_list):
            look.healthy = False
            yield from self._settle(look)

    def _read_column(
        self, look: Look, column: Column, response: Response, wanted: str | None = None
    ) -> Output:
        column = look.columns.setdefault(column.url, column)
        if _failed(response):
            column.complete = False
            yield from self._problem(look, response)
            return
        page = _page(response)
        read = column_page.read(
            page, column.url, look.portal.home_url, wanted or look.portal.family
        )
        column.add(read, response.meta["archived"]["fetched_at"])
        look.ornaments.update(read.ornaments)
        if read.is_report:
            column.reports.add(response.url)
            yield from self._page_is_report(look, column, response)
        yield from self._reports(look, read.reports, page, column)
        for url in read.columns:
            yield from self._list(look, column, url, (), page, None)
        for more in read.further:
            yield from self._list(look, column, more.url, more.form, page, read.family)

    def _reports(
        self, look: Look, links: Iterable[Link], page: Page, column: Column | None
    ) -> Output:
        for link in links:
            if column is not None:
                column.reports.add(link.url)
            key = f"report {link.url.partition('#')[0]}"
            if key in look.seen:
                continue
            look.seen.add(key)
            context = Context(
                portal_id=look.portal.portal_id,
                purpose="report",
                parent_url=page.url,
                link_text=link.title,
                column_name=column.name if column else None,
                published=link.published,
            )
            if self.crawl_state.log.due(link.url, self._moment):
                yield ask(look, link.url, context, self.parse_report, self.failed)
            elif look.portal.portal_id in self.crawl_state.log.unsettled:
                yield from self._reread(look, link, context)

    def _reread(self, look: Look, link: Link, context: Context) -> Output:
        """Files that an earlier run did not get are found again on the archived page."""
        known = self.crawl_state.log.asked[link.url]
        response = archived_response(self.crawl_state.archive_folder, link.url, known)
        if response is not None:
            response.request = Request(link.url, meta={"context": context})
            yield from self.parse_report(response, look)

    def _files(self, look: Look, page: Page, column_name: str | None) -> Output:
        """What hangs on a report's page: its documents first, then its pictures."""
        portal_id, ornaments = look.portal.portal_id, frozenset(look.ornaments)
        files = report_page.files(page, ornaments)
        for purpose, link in files[: report_page.MOST_FILES]:
            context = Context(portal_id, purpose, page.url, column_name=column_name)
            yield from self._file(look, link, context)
        if left := files[report_page.MOST_FILES :]:
            message = f"{page.url} refers to {len(files)} files; the first "
            message += f"{report_page.MOST_FILES} were fetched. Next would be {left[0][1].url}"
            yield PortalProblem(portal_id, page.url, "attachment_missing", message)

    def _file(self, look: Look, link: Link, context: Context) -> Output:
        known_here = f"file {link.url}" in look.seen
        look.seen.add(f"file {link.url}")
        if known_here or not same_site(link.url, look.portal.home_url):
            return
        if self.crawl_state.log.due(link.url, self._moment):
            context = replace(context, link_text=link.title)
            yield ask(look, link.url, context, self.parse_file, self.failed)

    def _missing_files(self, look: Look) -> Output:
        """Files that the reader of an archived page missed."""
        portal_id = look.portal.portal_id
        for url, page_url in self.crawl_state.log.missing.get(portal_id, {}).items():
            context = Context(portal_id, report_page.purpose_of(url), page_url)
            yield from self._file(look, Link(url, ""), context)

    def _column(self, look: Look, link: Link, page: Page | None) -> Output:
        column = Column(link.url, name=link.title or None)
        if link.url.partition("#")[0] not in look.seen:
            look.columns.setdefault(link.url, column)
        yield from self._list(look, column, link.url, (), page, None)

    def _list(
        self,
        look: Look,
        column: Column,
        url: str,
        form: Form,
        page: Page | None,
        family: str | None,
    ) -> Output:
        if not look.admit(url, form):
            return
        context = Context(
            look.portal.portal_id, "list", page.url if page else None, column_name=column.name
        )
        told = {"column": column, "family": family}
        yield ask(look, url, context, self.parse_list, self.failed, form, **told)

    def _settle(self, look: Look) -> Output:
        """After each list page: when none is pending, search on, or say what was found."""
        look.pending -= 1
        if look.pending or look.closed or self.crawl_state.offline:
            return
        if not look.reports:
            yield from self._search(look)
        if not look.pending:
            look.closed = True
            for said in lists.outcome(look, self.crawl_state.log):
                yield said
                if isinstance(said, Listed):
                    yield from self._vanished(look, said)

    def _vanished(self, look: Look, change: Listed) -> Iterator[Request]:
        """Ask once more for what its list no longer has: is it gone, or only off the list?"""
        for url in change.removed:
            context = Context(look.portal.portal_id, "report")
            yield ask(look, url, context, self.parse_report, self.failed)

    def _search(self, look: Look) -> Iterator[Request]:
        """The next page in search of the column: the home page first."""
        if not look.searched:
            look.searched = True
            if look.admit(look.portal.home_url):
                context = Context(look.portal.portal_id, "home")
                home = look.portal.home_url
                yield ask(look, home, context, self.parse_search, self.failed, depth=0)
                return
        if step := look.next_step():
            context = Context(look.portal.portal_id, "list")
            yield ask(look, step[0], context, self.parse_search, self.failed, depth=step[1])

    def _page_is_report(self, look: Look, column: Column, response: Response) -> Output:
        archived = response.meta["archived"]
        if "not_modified" not in response.flags:
            yield PageIsReport(
                portal_id=look.portal.portal_id,
                url=response.url,
                fetched_at=archived["fetched_at"],
                payload_sha256=archived["payload_sha256"],
                content_type=archived["content_type"],
                column_name=column.name,
                warc_file=archived["warc_file"],
                warc_offset=archived["warc_offset"],
            )
        yield from self._files(look, _page(response), column.name)

    def _problem(self, look: Look, response: Response) -> Output:
        found = response.meta.get("archived", {}).get("problem")
        if found:
            yield PortalProblem(
                look.portal.portal_id, response.url, found["code"], found["message"]
            )


def _page(response: Response) -> Page:
    return Page(response.url, response.text if isinstance(response, TextResponse) else "")


def _failed(response: Response) -> bool:
    return bool(response.meta.get("archived", {}).get("problem"))
