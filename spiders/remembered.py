"""What the archive says of a portal's pages before they are asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from scrapy.http import Response

from pipelines.items import Context
from spiders.addresses import canonical
from spiders.choosing import Place
from spiders.column import Column
from spiders.families import Link
from spiders.links import frames, links
from spiders.look import Look
from spiders.reading import Reading, read
from spiders.reports import Reports
from spiders.responses import page_of

_PATIENCE: Final = timedelta(days=7)
_HOPS: Final = 4  # home pages that only send the visitor on


@dataclass(frozen=True)
class Remembered:
    """Reads archived pages as if they had just come."""

    reports: Reports

    def place(self, look: Look, column: Column, doubt: int) -> Place:
        """Where the links of a column's page stand."""
        return Place(column.url, column.sure, doubt, look.common, self.reports.was_list)

    def menu(self, look: Look) -> None:
        """The links of the home page that an earlier run archived: of known columns none is asked.

        Without them an agency that is new in a directory cannot be told from one of the menu.
        """
        urls = [look.portal.home_url]
        for url in urls:
            context = Context(look.portal.portal_id, "home")
            response = self.reports.archived(url, context)
            if response is not None and not look.common:
                page = page_of(response)
                look.common = {canonical(link.url) for link in links(page)}
                urls += frames(page)[: _HOPS - len(urls)]

    def was_report(self, look: Look, column: Column, link: Link, doubt: int) -> bool:
        """Whether what seemed a list turned out to be a report that leads to nothing else."""
        if self.reports.is_due(link.url) or not self.reports.was_list(link.url):
            return False
        response = self.reports.archived(link.url, Context(look.portal.portal_id, "list"))
        return response is not None and self._read(look, column, response, doubt).is_report

    def was_list(self, look: Look, column: Column, response: Response, doubt: int) -> bool:
        """Whether an archived page led on: it is asked for every run then."""
        found = self._read(look, column, response, doubt)
        own_files = found.own_files(response.meta["context"].link_text)
        return not found.is_report and not look.knows(found.without(own_files))

    def led_nowhere(self, look: Look, column: Column, link: Link, doubt: int) -> bool:
        """Whether a page that might have been a sub-column had nothing of it, some days ago.

        Many are the corners of agencies, a directory beside the list: they are asked once a week.
        """
        known = self.reports.crawl_state.log.asked.get(link.url)
        if known is None or known.last_success is None or known.failures:
            return False
        if self.reports.moment - known.last_success >= _PATIENCE or known.purpose != "list":
            return False
        response = self.reports.archived(link.url, Context(look.portal.portal_id, "list"))
        if response is None:
            return False
        found = self._read(look, column, response, doubt)
        return not (found.is_report or found.chosen or found.frames or found.further)

    def _read(self, look: Look, column: Column, response: Response, doubt: int) -> Reading:
        place = self.place(look, column, doubt)
        return read(page_of(response), place, look.portal.home_url, look.portal.family)
