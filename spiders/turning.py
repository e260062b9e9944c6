"""Turning the pages of lists that hold everything, in search of a first report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from scrapy.http import Request, Response

from pipelines.items import Context, JoinedArticle, PageIsReport, PortalProblem
from spiders.choosing import Place
from spiders.column import Column
from spiders.columns import Columns
from spiders.families import Further, is_first
from spiders.look import Look, Met
from spiders.mixed import MixedList, is_list
from spiders.pages.trail import Trail
from spiders.reading import Reading, read
from spiders.requests import ask
from spiders.responses import has_failed, page_of, problem_in

Output = Iterator[Request | PageIsReport | JoinedArticle | PortalProblem]

_FRESH: Final = timedelta(days=30)  # as long a page that had no report is read from the archive
_WORST_RANK: Final = 5


@dataclass(frozen=True)
class Turning:
    """Asks for further pages of mixed lists; the spider's `parse` and `failed` take what comes."""

    columns: Columns
    parse: Callable[..., Any]
    failed: Callable[..., Any]

    def note(self, look: Look, url: str, found: Reading, rank: int, trail: Trail) -> None:
        """Keep a page on the way that has no report itself, if it is a list that goes on."""
        if rank > _WORST_RANK or not is_list(found, look.common):
            return
        mixed = MixedList(url, found.name, rank, trail, found.entries(), links=len(found.links))
        mixed.dated(0, found)
        _add(look, mixed, found)
        look.mixed.append(mixed)

    def step(self, look: Look) -> Output:
        """The next page of the list whose turn it is; pages from the archive on the way to it."""
        while not look.pending and not look.has_reports and look.may_search:
            mixed = min((m for m in look.mixed if not m.is_over), key=_turn, default=None)
            if mixed is None:
                return
            further = mixed.next_page(self.columns.reports.crawl_state.log.asked)
            response = self._archived(look, further)
            if response is not None:
                look.seen.add(look.key(further.url, further.form))
                yield from self._read(look, mixed, further, response)
            elif look.admit(further.url, further.form):
                mixed.turned += 1
                context = _context(look, mixed)
                told = {"mixed": mixed, "further": further}
                form = further.form
                yield ask(look, further.url, context, self.parse, self.failed, form, **told)

    def take(self, response: Response, look: Look, mixed: MixedList, further: Further) -> Output:
        """A page that was asked for."""
        if has_failed(response):
            look.healthy, look.missed = False, True
            yield from problem_in(response)
            return
        yield from self._read(look, mixed, further, response)

    def _read(self, look: Look, mixed: MixedList, further: Further, response: Response) -> Output:
        page = page_of(response)
        found = read(page, Place(), look.portal.home_url, look.portal.family)
        look.note(response, found, "list looked through")
        mixed.dated(mixed.places[further], found)
        named = [li for li in found.of_kind("column") if li.published and look.is_new(li.url)]
        if found.of_kind("report") or found.dated_columns() or named:
            column = Column(mixed.url, mixed.name, sure=False, pages=mixed.read, links=mixed.links)
            column.agency = mixed.trail.agency
            met = Met(column, response, mixed.trail, before=mixed.before)
            yield from self.columns.read(look, met)
            yield from self.columns.turn(look, met, mixed.waiting)
            mixed.waiting = []
            return
        if mixed.take_in(found) or is_first(page):
            _add(look, mixed, found)

    def _archived(self, look: Look, further: Further) -> Response | None:
        """A further page as an earlier run had it; what has a form is not kept by its address."""
        reports = self.columns.reports
        known = reports.crawl_state.log.asked.get(further.url)
        if further.form or known is None or known.last_success is None or known.failures:
            return None
        if reports.moment - known.last_success > _FRESH:
            return None
        return reports.archived(further.url, Context(look.portal.portal_id, "list"))


def _turn(mixed: MixedList) -> tuple[int, int]:
    return mixed.turn


def _add(look: Look, mixed: MixedList, found: Reading) -> None:
    """Note the pages that a page of the list names."""
    mixed.wait_for(f for f in found.further if look.is_new(f.url, f.form))


def _context(look: Look, mixed: MixedList) -> Context:
    return Context(look.portal.portal_id, "list", mixed.url, mixed.trail.last or mixed.name)
