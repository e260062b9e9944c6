"""The reports that lists lead to: asked for when due, with what hangs on their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from scrapy.http import Request, Response, TextResponse

from pipelines.archived import archived_response
from pipelines.crawl_state import DATE, CrawlState, now
from pipelines.fetch_log import NOTHING_TOLD, Entry
from pipelines.items import Context, JoinedArticle, PageIsReport, PortalProblem
from spiders import report_page
from spiders.articles import Articles
from spiders.column import Column
from spiders.domains import same_site
from spiders.families import Link, Page
from spiders.files import Files
from spiders.look import Look
from spiders.pages.addresses import is_for_phones
from spiders.pages.trail import Trail
from spiders.pages.volatile import Met
from spiders.requests import ask
from spiders.responses import has_failed, page_of, problem_in

Output = Iterator[Request | PageIsReport | JoinedArticle | PortalProblem]

_PLACE = ("payload_sha256", "content_type", "warc_file", "warc_offset")  # of an archived copy


@dataclass(frozen=True)
class Reports:
    """Asks for reports on behalf of the spider, whose `parse` and `failed` take what comes.

    With `discover` none is asked for.
    """

    crawl_state: CrawlState
    moment: datetime
    discover: bool
    files: Files
    parse: Callable[..., Any]
    failed: Callable[..., Any]

    @property
    def articles(self) -> Articles:
        """Reports on several pages."""
        return Articles(self)

    @cached_property
    def met(self) -> Met:
        """What earlier runs asked for, under addresses that may have changed since."""
        return Met(self.crawl_state.log.asked, self.moment)

    def of_list(
        self,
        look: Look,
        links: Iterable[Link],
        page: Page,
        column: Column | None,
        trail: Trail,
    ) -> Output:
        """The reports that a page links to, each once a look, by the plainest of its addresses."""
        told = [(link, trail.text_of(link)) for link in links]
        beside = self.met.keys((link.url, text) for link, text in told)
        for entry, text in sorted(told, key=lambda one: is_for_phones(one[0].url)):
            link = replace(entry, url=self.met.again(entry.url, text, beside))
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
                link_text=text,
                column_name=trail.name or (column.name if column else None),
                published=link.published,
            )
            if self.is_due(link.url, Entry(context.link_text, link.published)):
                yield ask(look, link.url, context, self.parse, self.failed)
            elif look.portal.portal_id in self.crawl_state.log.unsettled:
                yield from self._reread(look, link, context)

    def of_itself(self, look: Look, column: Column, response: Response) -> Output:
        """A column's page that is the report, without any article behind it."""
        archived, context = response.meta["archived"], response.meta["context"]
        if "not_modified" not in response.flags or self._is_untold(look, response):
            yield PageIsReport(
                portal_id=look.portal.portal_id,
                url=response.url,
                fetched_at=archived.get("held_since") or archived["fetched_at"],
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

    def _is_untold(self, look: Look, response: Response) -> bool:
        """Whether the run that fetched the page was cut short before it said what it is."""
        told = self.crawl_state.log.told.get(look.portal.portal_id)
        held = (response.url, response.meta["archived"]["payload_sha256"])
        return told is not None and held not in told

    def vanished(self, look: Look, urls: Iterable[str]) -> Iterator[Request]:
        """Ask once more for what its list no longer has: is it gone, or only off the list?"""
        for url in () if self.discover else urls:
            context = Context(look.portal.portal_id, "report")
            yield ask(look, url, context, self.parse, self.failed)

    def read(self, response: Response, look: Look, *, inner: bool) -> Output:
        """A report's page: its files and images. A file that stands for itself has none."""
        context: Context = response.meta["context"]
        if not isinstance(response, TextResponse) or has_failed(response):
            yield from problem_in(response)
            yield from self.articles.failed(look, context, response.url) if inner else ()
            return
        page = page_of(response)
        name = report_page.column_name(page) or context.column_name
        changed = "not_modified" not in response.flags
        yield from self.files.of_page(look, page, name, again=changed and not self.is_new(page.url))
        if not inner:
            yield from self._framed(look, page, context)
        yield from self.articles.go_on(look, page, response, inner=inner)

    def is_due(self, url: str, entry: Entry = NOTHING_TOLD) -> bool:
        """Whether the fetch log wants the address asked for, also by what its list tells of it."""
        return self.crawl_state.log.due(url, self.moment, entry)

    def is_new(self, url: str) -> bool:
        """Whether no run ever asked for it."""
        return url not in self.crawl_state.log.asked

    def was_list(self, url: str) -> bool:
        """Whether an earlier run read that page as one of a column's."""
        known = self.crawl_state.log.asked.get(url)
        return known is not None and known.held and known.purpose == "list"

    def archived(self, url: str, context: Context) -> Response | None:
        """The page as an earlier run archived it; None if the archive does not have it."""
        known = self.crawl_state.log.asked.get(url)
        folder = self.crawl_state.archive_folder
        response = archived_response(folder, url, known) if known is not None else None
        if response is not None and known is not None:
            place = {name: getattr(known, name) for name in _PLACE}
            held_since = known.last_success and known.last_success.strftime(DATE)
            archived = {"fetched_at": now(), "held_since": held_since, **place}
            response.request = Request(url, meta={"context": context, "archived": archived})
        return response

    def _framed(self, look: Look, page: Page, context: Context) -> Output:
        """The report itself, where its page only holds it in a frame or sends the visitor on."""
        for url in report_page.framed(page):
            yield from self.inside(look, url, replace(context, parent_url=page.url))

    def inside(self, look: Look, url: str, context: Context) -> Iterator[Request]:
        """Ask for a page that belongs to another report's page, if it is due."""
        known = f"report {url}" in look.seen
        look.seen.add(f"report {url}")
        if same_site(url, look.portal.home_url) and not known and self.is_due(url):
            yield ask(look, url, context, self.parse, self.failed, inner=True)

    def _reread(self, look: Look, link: Link, context: Context) -> Output:
        """Files that an earlier run did not get are found again on the archived page."""
        response = self.archived(link.url, context)
        if response is not None:
            yield from self.read(response, look, inner=False)
