"""One page of a column, read: its reports, sub-columns and further pages. No state, no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spiders import choosing, report_page
from spiders.domains import same_site
from spiders.families import Further, Link, Page, family_for, name_of
from spiders.html import frames


@dataclass(frozen=True)
class ColumnPage:
    """What one page of a column says. `links` counts all links within the portal."""

    family: str
    name: str | None
    is_report: bool
    links: int
    reports: tuple[Link, ...]
    columns: tuple[str, ...]
    further: tuple[Further, ...]
    ornaments: frozenset[str]


def read(page: Page, column_url: str, home_url: str, wanted_family: str | None) -> ColumnPage:
    """Read a page of the column at `column_url`; what lies off the portal's domains is left out."""
    family = family_for(page, wanted_family)
    links = own(family.links(page), home_url)
    kinds = [(link, choosing.kind_of(link, column_url)) for link in links]
    inner = [url for url in frames(page) if same_site(url, home_url)]
    return ColumnPage(
        family=name_of(family),
        name=report_page.column_name(page),
        is_report=report_page.is_report(page),
        links=len(links),
        reports=tuple(link for link, kind in kinds if kind == "report"),
        columns=(*(link.url for link, kind in kinds if kind == "column"), *inner),
        further=tuple(f for f in family.further(page) if same_site(f.url, home_url)),
        ornaments=frozenset(i.url for i in report_page.images(page)),
    )


def own(links: Iterable[Link], home_url: str) -> list[Link]:
    """The links that stay within the portal."""
    return [link for link in links if same_site(link.url, home_url)]
