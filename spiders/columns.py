"""A column of annual reports, read: its reports, its sub-columns, its further pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scrapy.http import Request, Response

from pipelines.fetch_log import Entry
from pipelines.items import Context, PageIsReport, PortalProblem
from spiders import choosing
from spiders.addresses import canonical
from spiders.choosing import Place
from spiders.column import Column
from spiders.families import Form, Link, Page, interface
from spiders.links import frames, links
from spiders.look import Look
from spiders.reading import Reading, read
from spiders.reports import Reports
from spiders.requests import ask
from spiders.responses import has_failed, is_called_report, page_of, problem_in
from spiders.trail import DEEPEST_TRAIL, Trail
from vocabulary.titles import parse_title

Output = Iterator[Request | PageIsReport | PortalProblem]
NONE_BEFORE: frozenset[int] = frozenset()
_HOPS = 4  # home pages that only send the visitor on


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

    def read(
        self,
        look: Look,
        column: Column,
        response: Response,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = NONE_BEFORE,
    ) -> Output:
        """One page of a column; `before` are the entries of the page of its list that led here.

        Archived pages that it leads to are read after it, and what they lead to after them: the way
        to each stays as short as when it is asked for.
        """
        yield from self._read(look, column, response, trail, doubt, before)
        while look.archived:
            yield from self._read(look, *look.archived.popleft())
            look.pending -= 1
            look.pages -= 1  # nothing was asked for: the next ones get their turn

    def _read(
        self,
        look: Look,
        column: Column,
        response: Response,
        trail: Trail,
        doubt: int,
        before: frozenset[int] = NONE_BEFORE,
    ) -> Output:
        column = look.columns.setdefault(column.url, column)
        if has_failed(response):
            column.complete = False
            yield from problem_in(response)
            return
        page = page_of(response)
        if not look.common:
            self._recall_menu(look)
        place = self._place(look, column, doubt)
        found = read(page, place, look.portal.home_url, look.portal.family)
        look.note(response, found, "looked at" if doubt else "column")
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
        yield from self.reports.of_list(look, listed, page, column, trail)
        if column.gave(len(column.reports) - had, turned=bool(before)):
            column.complete = False
            return
        yield from self._further(look, column, found, page, trail, doubt, before)
        yield from self._sub_columns(look, column, found, page, trail, place)

    def _further(
        self,
        look: Look,
        column: Column,
        found: Reading,
        page: Page,
        trail: Trail,
        doubt: int,
        before: frozenset[int],
    ) -> Output:
        entries = found.entries()
        first = interface.is_first(page)  # its answer may be what the page shows already
        if (
            entries and entries <= before and not first
        ):  # a pager that brings nothing new: it may have no end
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
            if named.year and self._was_report(look, column, link, place.doubt):
                yield from self._look_at(look, column, link, page, trail, place.doubt)
            else:
                yield from self._list(look, column, link.url, (), page, onward, place.doubt)
        doubtful = [(li, c.kind) for li, c in found.chosen if c.kind in ("sub_column", "look")]
        doubtful.sort(key=lambda told: not choosing.is_firm(told[0], place))  # agencies' names last
        if doubtful and len(trail.names) >= DEEPEST_TRAIL:
            column.complete = False
            return
        for link, kind in doubtful:
            doubt = place.doubt + (not choosing.is_firm(link, place))
            if kind == "look" or self._was_report(look, column, link, doubt):
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
        told = {"column_name": onward.name or column.name, "published": onward.published}
        context = Context(look.portal.portal_id, "list", page.url, onward.last, **told)
        entry = Entry(onward.last, onward.published)
        due = self.reports.is_due(link.url, entry)
        response = None if due else self.reports.archived(link.url, context)
        if due or (response is not None and self._is_list(look, column, response, doubt)):
            yield from self._list(look, column, link.url, (), page, trail.to(link), doubt)
        elif response is not None and look.admit(link.url):
            look.archived.append((column, response, trail.to(link), doubt))

    def _was_report(self, look: Look, column: Column, link: Link, doubt: int) -> bool:
        """Whether what seemed a list turned out to be a report that leads to nothing else."""
        if self.reports.is_due(link.url) or not self.reports.was_list(link.url):
            return False
        response = self.reports.archived(link.url, Context(look.portal.portal_id, "list"))
        if response is None:
            return False
        place = self._place(look, column, doubt)
        found = read(page_of(response), place, look.portal.home_url, look.portal.family)
        return found.is_report

    def _is_list(self, look: Look, column: Column, response: Response, doubt: int) -> bool:
        """Whether an archived page led on: it is asked for every run then."""
        place = self._place(look, column, doubt)
        found = read(page_of(response), place, look.portal.home_url, look.portal.family)
        own_files = found.own_files(response.meta["context"].link_text)
        return not found.is_report and not look.knows(found.without(own_files))

    def _recall_menu(self, look: Look) -> None:
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

    def _place(self, look: Look, column: Column, doubt: int) -> Place:
        return Place(column.url, column.sure, doubt, look.common, self.reports.was_list)

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
