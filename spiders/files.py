"""What hangs on a report's page: its documents and pictures, asked for once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scrapy.http import Request

from pipelines.fetch_log import FetchLog
from pipelines.items import Context, PortalProblem
from spiders import report_files
from spiders.domains import same_site
from spiders.families import Link, Page
from spiders.look import Look
from spiders.requests import ask

Output = Iterator[Request | PortalProblem]


@dataclass(frozen=True)
class Files:
    """Asks for files on behalf of the spider, whose `parse` and `failed` take what comes."""

    log: FetchLog
    moment: datetime
    parse: Callable[..., Any]
    failed: Callable[..., Any]

    def of_page(
        self, look: Look, page: Page, column_name: str | None, *, again: bool = False
    ) -> Output:
        """Documents first, then pictures; beyond the limit a problem names the next one.

        Once more (`again`) where the page has changed: a file may have, under its old name.
        """
        portal_id = look.portal.portal_id
        files = report_files.files(page, frozenset(look.ornaments))
        for purpose, link in files[: report_files.MOST_FILES]:
            context = Context(portal_id, purpose, page.url, column_name=column_name)
            yield from self._one(look, link, context, again=again)
        if left := files[report_files.MOST_FILES :]:
            message = f"{page.url} refers to {len(files)} files; the first "
            message += f"{report_files.MOST_FILES} were fetched. Next would be {left[0][1].url}"
            yield PortalProblem(portal_id, page.url, "attachment_missing", message)

    def missing(self, look: Look) -> Output:
        """Files that the reader of an archived page missed."""
        portal_id = look.portal.portal_id
        for url, page_url in self.log.missing.get(portal_id, {}).items():
            context = Context(portal_id, report_files.purpose_of(url), page_url)
            yield from self._one(look, Link(url, ""), context)

    def _one(self, look: Look, link: Link, context: Context, *, again: bool = False) -> Output:
        known_here = f"file {link.url}" in look.seen
        look.seen.add(f"file {link.url}")
        if known_here or not same_site(link.url, look.portal.home_url):
            return
        if again or self.log.due(link.url, self.moment):
            context = replace(context, link_text=link.title)
            yield ask(look, link.url, context, self.parse, self.failed)
