"""A column of annual reports, read: its reports, its sub-columns, its further pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from scrapy.http import Request

from pipelines.fetch_log import Entry
from pipelines.items import Context, JoinedArticle, PageIsReport, PortalProblem
from spiders import choosing
from spiders.choosing import Place
from spiders.column import Column
from spiders.families import Form, Further, Link, Page, interface, is_first
from spiders.look import NONE_BEFORE, Look, Met
from spiders.pages.page_counts import stated_in
from spiders.pages.trail import DEEPEST_TRAIL, Trail
from spiders.reading import Reading, read
from spiders.remembered import Remembered
from spiders.reports import Reports
from spiders.requests import ask
from spiders.responses import has_failed, is_called_report, page_of, problem_in
from vocabulary.titles import parse_title

Output = Iterator[Request | PageIsReport | JoinedArticle | PortalProblem]


@dataclass(frozen=True)
class Columns:
    """Asks for pages of columns on behalf of the spider; `parse` and `failed` take what comes."""

    reports: Reports
    parse: Callable[..., Any]
    failed: Callable[..., Any]

    def enter(self, look: Look, link: Link, page: Page | None, trail: Trail) -> Output:
        """Ask for the first page of a column that a link names."""
        column = look.columns.get(link.url) or Column(link.url, name=link.title or None)
        column.agency = column.agency or trail.agency
        if look.is_new(link.url):
            look.columns.setdefault(link.url, column)
        yield from self._list(look, column, link.url, (), page, trail, 0)

    def again(self, look: Look) -> Output:
        """Ask once more for columns that were read before the menu was known."""
        for column in [c for c in look.columns.values() if c.blind]:
            column.blind = False
            look.readmit(column.url)
            yield from self._list(look, column, column.url, (), None, Trail(), 0)

    def read(self, look: Look, met: Met) -> Output:
        """One page of a column.

        Archived pages that it leads to are read after it, and what they lead to after them: the way
        to each stays as short as when it is asked for.
        """
        yield from self._read(look, met)
        while look.archived:
            yield from self._read(look, look.archived.popleft())
            look.pending -= 1
            look.pages -= 1  # nothing was asked for: the next ones get their turn

    def turn(self, look: Look, met: Met, waiting: Iterable[Further]) -> Output:
        """Ask for further pages of a list that a page before `met` named."""
        page = page_of(met.response)
        for more in waiting:
            told = (look, met.column, more.url, more.form, page, met.trail, met.doubt)
            yield from self._list(*told, met.before)

    @property
    def _remembered(self) -> Remembered:
        return Remembered(self.reports)

    def _read(self, look: Look, met: Met) -> Output:
        column, response = look.columns.setdefault(met.column.url, met.column), met.response
        if has_failed(response):
            column.complete = False
            yield from problem_in(response)
            return
        page = page_of(response)
        if not look.common:
            self._remembered.menu(look)
        place = self._remembered.place(look, column, met.doubt)
        found = read(page, place, look.portal.home_url, look.portal.family)
        look.note(response, found, "looked at" if met.doubt else "column")
        if not look.common and self.reports.is_new(look.portal.home_url):
            column.blind |= found.leaves_agencies()
        column.add(found, response.meta["archived"]["fetched_at"])
        look.ornaments |= found.ornaments
        had = len(column.reports)
        own_files = found.own_files(response.meta["context"].link_text)
        knows = look.knows(found.without(own_files))
        is_itself = found.is_report or (knows and is_called_report(response, page))
        if is_itself:
            column.reports.add(look.first_url(response.url))
            yield from self.reports.of_itself(look, column, response)
        listed = found.without(own_files if is_itself else []).of_kind("report")
        yield from self.reports.of_list(look, listed, page, column, met.trail)
        gave, mixed = len(column.reports) - had, found.brings_others(met.before)
        if column.gave(gave, turned=bool(met.before), mixed=mixed, stated=stated_in(page)):
            return
        yield from self._further(look, column, found, page, met)
        yield from self._sub_columns(look, column, found, page, met.trail, place)

    def _further(self, look: Look, column: Column, found: Reading, page: Page, met: Met) -> Output:
        entries = found.entries()
        first = is_first(page)  # its answer may be what the page shows already
        if (
            entries and entries <= met.before and not first
        ):  # a pager that brings nothing new: it may have no end
            new = any(look.is_new(f.url, f.form) for f in found.further)
            if new and not interface.may_end_so(page):
                column.leave("a further page brought nothing new and yet named another one")
            return
        for more in found.further:
            told = (look, column, more.url, more.form, page, met.trail, met.doubt)
            yield from self._list(*told, entries)

    def _sub_columns(
        self, look: Look, column: Column, found: Reading, page: Page, trail: Trail, place: Place
    ) -> Output:
        for link in found.of_kind("column"):
            named = parse_title(link.title)
            onward = trail.to(link) if named.agency or named.year else trail
            if named.year and self._remembered.was_report(look, column, link, place.doubt):
                yield from self._look_at(look, column, link, page, trail, place.doubt)
            else:
                yield from self._list(look, column, link.url, (), page, onward, place.doubt)
        doubtful = [(li, c.kind) for li, c in found.chosen if c.kind in ("sub_column", "look")]
        doubtful.sort(key=lambda told: not choosing.is_firm(told[0], place))  # agencies' names last
        if doubtful and len(trail.names) >= DEEPEST_TRAIL:
            column.leave("its sub-columns have sub-columns without end")
            return
        for link, kind in doubtful:
            doubt = place.doubt + (not choosing.is_firm(link, place))
            if kind == "look" or self._remembered.was_report(look, column, link, doubt):
                yield from self._look_at(look, column, link, page, trail, doubt)
            else:
                yield from self._list(look, column, link.url, (), page, trail.to(link), doubt)
        for url in found.frames if column.sure else ():
            yield from self._list(look, column, url, (), page, trail, place.doubt)

    def _look_at(
        self, look: Look, column: Column, link: Link, page: Page, trail: Trail, doubt: int
    ) -> Output:
        """A page that may be a report: asked for like one, since most are; read like a list."""
        onward = trail.to(link)
        met = self.reports.met
        beside = met.keys([(link.url, onward.last or "")])
        link = replace(link, url=met.again(link.url, onward.last or "", beside))
        told = {"column_name": onward.name or column.name, "published": onward.published}
        context = Context(look.portal.portal_id, "list", page.url, onward.last, **told)
        entry = Entry(onward.last, onward.published)
        due = self.reports.is_due(link.url, entry)
        response = None if due else self.reports.archived(link.url, context)
        if due or (
            response is not None
            and self._remembered.is_asked_every_run(look, column, link, response, doubt)
        ):
            yield from self._list(look, column, link.url, (), page, trail.to(link), doubt)
        elif response is not None and look.admit(link.url):
            look.archived.append(Met(column, response, trail.to(link), doubt))

    def _list(
        self,
        look: Look,
        column: Column,
        url: str,
        form: Form,
        page: Page | None,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = NONE_BEFORE,
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
        yield ask(look, url, context, self.parse, self.failed, form, **told)
