"""A page on the way or of a column, read: what it is and where it leads. No state, no network."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from spiders import choosing, report_page
from spiders.choosing import Choice, Place
from spiders.domains import same_site
from spiders.families import (
    Family,
    Further,
    Link,
    Page,
    families_of,
    interface,
    script_files,
    unique,
)
from spiders.pages import menus
from spiders.pages.addresses import canonical, is_file
from spiders.pages.links import frames, links
from spiders.report_files import images
from vocabulary.title_words import is_group
from vocabulary.titles import parse_title
from vocabulary.ways import bare_name

LEAST_ORGANS: Final = 4
_LEAST_OTHERS: Final = 5
_SHORT_NAME: Final = re.compile("[一-鿿]{2,12}")
_SURE_KINDS: Final = ("report", "column")  # of other kinds a pager's links are none


@dataclass(frozen=True)
class Reading:
    """What one page says. `links` counts all links within the portal; `sign` tells the family.

    `chosen` are links with what to do; `scripts` may hold the menu, and so may what the page's
    script has `called`.
    """

    url: str
    family: str
    sign: str
    name: str | None
    is_report: bool
    links: tuple[Link, ...]
    chosen: tuple[tuple[Link, Choice], ...]
    frames: tuple[str, ...]
    scripts: tuple[str, ...]
    further: tuple[Further, ...]
    called: tuple[str, ...]
    ornaments: frozenset[str]

    def of_kind(self, *kinds: str) -> list[Link]:
        """The links with which that is to be done."""
        return [link for link, choice in self.chosen if choice.kind in kinds]

    def own_files(self, called: str | None) -> list[Link]:
        """Files that may hang on this page as a report's: none names an agency, or another year.

        One agency may be named where the page is `called` by the very year that the files have.
        """
        files = [link for link in self.of_kind("report") if is_file(link.url)]
        titles = [parse_title(link.title) for link in files]
        years = {title.year for title in titles if title.year}
        agencies = {title.agency for title in titles if title.agency}
        of_the_year = len(agencies) == 1 and years == {parse_title(called or "").year}
        return files if len(years) <= 1 and (not agencies or of_the_year) else []

    def without(self, links: Collection[Link]) -> Reading:
        """The same page without some of its links."""
        left = tuple((link, choice) for link, choice in self.chosen if link not in links)
        return replace(self, chosen=left)

    def dated_columns(self) -> list[Link]:
        """Links with a report's title and year, though their addresses look like lists'."""
        titles = ((link, parse_title(link.title)) for link in self.of_kind("column"))
        return [link for link, title in titles if title.is_report and title.year]

    def years_cut(self) -> set[int]:
        """Years of entries that break off inside 政府信息公开工作年度报告: their pages tell."""
        titles = map(parse_title, (link.title for link in self.links))
        return {title.year for title in titles if title.reason == "cut" and title.year}

    def entries(self) -> frozenset[int]:
        """What tells this page from the next of its list: hashes of its addresses."""
        turns = {further.url for further in self.further}
        own = (e for e in self.links if e.url not in turns and not e.title.strip().isdigit())
        return frozenset(hash(link.url) for link in own)

    def brings_others(self, before: Collection[int]) -> bool:
        """Whether it has many dated entries that the page `before` it had not: a list goes on."""
        dated = (link for link in self.links if link.published)
        return sum(hash(link.url) not in before for link in dated) >= _LEAST_OTHERS

    def leaves_agencies(self) -> bool:
        """Whether links that bear an agency's bare name were left: the menu's, or a directory's."""
        taken = {link.url for link, _ in self.chosen}
        left = (link for link in self.links if link.url not in taken)
        return any(parse_title(link.title).reason == "agency_only" for link in left)

    def organs(self, common: Collection[str]) -> list[Link]:
        """The agencies of a directory: bare names on one host, none of them in the menu.

        Where there are many, what stands among them is one as well (城投集团, 融媒体).
        """
        host = urlsplit(self.url).netloc
        own = [li for li in self.links if urlsplit(li.url).netloc == host]
        named = [replace(li, title=bare_name(li.title)) for li in own]
        new = [li for li in named if canonical(li.url) not in common]
        at = [n for n, li in enumerate(new) if parse_title(li.title).reason == "agency_only"]
        if len(at) < LEAST_ORGANS:
            return [new[n] for n in at]
        depths = {new[n].url.count("/") for n in at}
        among = new[at[0] : at[-1] + 1]
        return [li for li in among if _may_be_organ(li) and li.url.count("/") in depths]

    def steps(self) -> list[tuple[int, Link]]:
        """Links that may lead to a column, each with its rank: 0 is best."""
        taken = {link.url for link, _ in self.chosen}
        ranked = ((choosing.rank_of(link), link) for link in self.links if link.url not in taken)
        return [(rank, link) for rank, link in ranked if rank is not None]


def read(page: Page, place: Place, home_url: str, family: str | None = None) -> Reading:
    """Read a page; what lies off the portal's domains is left out.

    `family` is what the registry says of the portal.
    """
    found = families_of(page, family)
    own = [link for link in _links(page, found) if same_site(link.url, home_url)]
    lists = any(choosing.choose(link, place) for link in own)
    further = _further(page, found, lists=lists)
    chosen = [(link, choice) for link in own if (choice := choosing.choose(link, place))]
    turns = {f.url for f in further}
    chosen = [(li, ch) for li, ch in chosen if li.url not in turns or ch.kind in _SURE_KINDS]
    hidden = [(c, Choice("column", "named in the portal's tree")) for c in _columns(page, found)]
    inner = (url for url in frames(page) if same_site(url, home_url) and not _is_viewer(url))
    scripts = menus.sources(page) if place.column_url is None else []
    return Reading(
        url=page.url,
        family=found[0][0].name,
        sign=found[0][1],
        name=report_page.column_name(page),
        is_report=report_page.is_report(page),
        links=tuple(own),
        chosen=(*chosen, *((c, choice) for c, choice in hidden if same_site(c.url, home_url))),
        frames=tuple(inner),
        scripts=tuple(url for url in scripts if same_site(url, home_url)),
        further=tuple(f for f in further if same_site(f.url, home_url)),
        called=tuple(f.url for f in further if interface.is_call(f) and same_site(f.url, home_url)),
        ornaments=frozenset(i.url for i in images(page)),
    )


def _further(page: Page, found: list[tuple[Family, str]], *, lists: bool) -> dict[Further, None]:
    """In order, each once; a page that `lists` something needs no script for it."""
    first = (f for family, _ in found if not family.is_fallback for f in family.further(page))
    further = dict.fromkeys(first)
    if not further:
        last = (f for family, _ in found if family.is_fallback for f in family.further(page))
        further = dict.fromkeys(f for f in last if not (lists and script_files.is_script(f)))
    return further


def _may_be_organ(link: Link) -> bool:
    """Whether what stands among agencies bears a short name of its own."""
    title = parse_title(link.title)
    if title.reason == "agency_only":
        return True
    is_name = _SHORT_NAME.fullmatch(link.title) and not is_group(link.title)
    return bool(is_name and not title.is_refused and choosing.rank_of(link) is None)


def _is_viewer(url: str) -> bool:
    return is_file(url) or "file=" in url


def _links(page: Page, found: list[tuple[Family, str]]) -> list[Link]:
    hidden = [link for family, _ in found for link in family.links(page)]
    return unique([*hidden, *links(page)])


def _columns(page: Page, found: list[tuple[Family, str]]) -> list[Link]:
    return unique([link for family, _ in found for link in family.columns(page)])
