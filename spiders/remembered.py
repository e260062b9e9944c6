"""What the archive says of a portal's pages before they are asked for again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from scrapy.http import Response

from pipelines.items import Context
from spiders import choosing
from spiders.choosing import Place
from spiders.column import Column
from spiders.families import Link
from spiders.look import Look
from spiders.pages.addresses import canonical
from spiders.pages.links import frames, links
from spiders.reading import Reading, read
from spiders.reports import Reports
from spiders.responses import is_called_report, page_of
from vocabulary.titles import parse_title

_ONWARD: Final = ("look", "sub_column", "column")
_LEAST_YEARS: Final = 2
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

    def is_asked_every_run(
        self, look: Look, column: Column, link: Link, response: Response, doubt: int
    ) -> bool:
        """Whether an archived page is no report, but led on, or is an agency's corner: one in which
        nothing was found may have the agency's first report any day. A corner that shows the newest
        report itself is one too: the list of the other years stands beside it, and only there."""
        found = self._read(look, column, response, doubt)
        if found.is_report and (parse_title(link.title).year or not _lists_years(found)):
            return False
        own_files = found.own_files(response.meta["context"].link_text)
        is_empty = not found.of_kind("report") and not is_called_report(response, page_of(response))
        is_corner = is_empty and choosing.is_corner(link)
        return is_corner or not look.knows(found.without(own_files))

    def _read(self, look: Look, column: Column, response: Response, doubt: int) -> Reading:
        place = self.place(look, column, doubt)
        return read(page_of(response), place, look.portal.home_url, look.portal.family)


def _lists_years(found: Reading) -> bool:
    years = {parse_title(link.title).year for link in found.of_kind("report", *_ONWARD)}
    return len(years - {None}) >= _LEAST_YEARS
