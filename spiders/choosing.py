"""Which links of a page are annual reports, which lead to them, and which are left alone.

Where a title gives no verdict, the page behind it does: such a link is looked at, and what it shows
decides. Titles that are refused (explanations, notices, other reports) are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlsplit

from spiders.families import Link
from spiders.pages.addresses import (
    canonical,
    file_title,
    folder,
    is_file,
    is_report_path,
    leads_to_a_list,
    strictly_under,
    under,
)
from vocabulary.text import squash
from vocabulary.title_words import is_group, is_place
from vocabulary.titles import Title, parse_title
from vocabulary.ways import address_rank, bare_name, is_column_name, step_rank

Kind = Literal["report", "column", "sub_column", "look"]

DEEPEST_DOUBT: Final = 2  # pages in a row that were looked at without knowing
_LAST_OF_OLD_FORM: Final = 2018  # its table of statistics often has a page of its own
_LONGEST_SUB_COLUMN: Final = 16  # characters of its name
_OF_A_CALENDAR: Final = re.compile(r"[(\[]?(\d{1,2}|十?[一二三四五六七八九十])([月日号])?[)\]]?")
_HOME: Final = re.compile(r"/?((index|default|main)\.\w+)?", re.I)


@dataclass(frozen=True)
class Place:
    """Where a link stands.

    `column_url` is the column whose page it is, None outside of any; `sure`: the column is known as
    one of annual reports. `doubt` counts the pages looked at on the way; `common` are the links of
    the portal's menu, by their canonical addresses; `was_list` tells whether an earlier run read a
    page as one of a column's.
    """

    column_url: str | None = None
    sure: bool = True
    doubt: int = 0
    common: frozenset[str] | set[str] = field(default_factory=frozenset)
    was_list: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True)
class Choice:
    """What to do with a link, and why."""

    kind: Kind
    reason: str


def choose(link: Link, place: Place) -> Choice | None:
    """What to do with a link; None: leave it.

    `sub_column` and `look` are doubtful: what they lead to shows what it is.
    """
    title = parse_title(link.title)
    if is_file(link.url):
        return _of_file(link, title, place)
    if leads_to_a_list(link.url):
        return _of_list(link, title, place)
    if title.is_report and title.is_open:
        return _announced(title, place)
    if title.is_report:
        if title.agency or title.year or (place.column_url and link.published):
            return Choice("report", "the title says so")
        return Choice("column", "named as a column of annual reports")
    if is_column_name(link.title) and (place.column_url is None or not link.published):
        return Choice("column", "named as a column of annual reports")
    if title.reason == "statistics" and place.column_url:
        early = title.year is None or title.year <= _LAST_OF_OLD_FORM
        return Choice("report", "the old form's table of statistics") if early else None
    return _doubtful(link, title, place)


def rank_of(link: Link) -> int | None:
    """How promising a link is on the way to the column: 0 is best, None is not at all.

    A picture that nobody described is told by its address.
    """
    return step_rank(link.title) if link.title else address_rank(urlsplit(link.url).path)


def is_firm(link: Link, place: Place) -> bool:
    """Whether a sub-column is sure to be one: it lies under its column, or is a year or a group."""
    title = parse_title(link.title)
    beneath = bool(place.column_url) and strictly_under(link.url, place.column_url or "")
    return title.reason == "year_only" or is_group(link.title) or beneath


def is_corner(link: Link) -> bool:
    """Whether it bears an agency's bare name and no date: its page, rather than its report."""
    bare = parse_title(bare_name(link.title)).reason == "agency_only" or is_place(link.title)
    return bare and not link.published


def _of_file(link: Link, title: Title, place: Place) -> Choice | None:
    """A file cannot be looked at without being taken; its own name may say more than its link."""
    if title.is_report or (title.is_open and place.column_url and place.sure):
        return Choice("report", "a file whose link says so")
    named = parse_title(file_title(link.url))
    if named.is_report and title.reason in ("no_subject", "empty"):
        return Choice("report", "a file whose name says so")
    return None


def _announced(title: Title, place: Place) -> Choice | None:
    """A report, news of it, or many reports: the page tells, where a column has it."""
    if place.column_url is None:
        many = title.reason == "of_a_group"
        return Choice("column", "named as a column of annual reports") if many else None
    if place.doubt >= DEEPEST_DOUBT:
        return None
    return Choice("look", f"only the page can tell ({title.reason})")


def _of_list(link: Link, title: Title, place: Place) -> Choice | None:
    if title.is_report or is_column_name(link.title):
        return Choice("column", "named as a column of annual reports")
    if place.column_url is None or not place.sure or link.url == place.column_url:
        return None
    if title.is_refused or place.doubt >= DEEPEST_DOUBT:
        return None
    if _OF_A_CALENDAR.fullmatch(squash(link.title)):  # a month, a day: no report is of one
        return None
    if (
        strictly_under(link.url, place.column_url)
        and len(squash(link.title)) <= _LONGEST_SUB_COLUMN
    ):
        return Choice("sub_column", "lies under the column")
    return _doubtful(link, title, place)


def _is_a_home_page(url: str) -> bool:
    """Links to other bodies' sites stand on every page."""
    return bool(_HOME.fullmatch(urlsplit(url).path))


def _is_inside(link: Link, column_url: str, place: Place) -> bool:
    """Whether a link is the column's own, not the menu's; in the root's folder lies everything."""
    dated = link.published or parse_title(link.title).year
    if dated or is_report_path(link.url) or place.was_list(link.url):
        return True
    if folder(column_url) != "/" and under(link.url, column_url):
        return True
    return bool(place.common) and canonical(link.url) not in place.common


def _doubtful(link: Link, title: Title, place: Place) -> Choice | None:
    if place.column_url is None or place.doubt >= DEEPEST_DOUBT:
        return None
    if not place.sure:
        cut = (
            title.reason == "cut" and title.year
        )  # 2023年政府信息公开工作年度…, among other things
        return Choice("look", "only the page can tell (cut)") if cut else None
    named = title.is_open or is_group(link.title) or is_place(link.title)
    if not named or _is_a_home_page(link.url):
        return None
    if not _is_inside(link, place.column_url, place):
        return None
    kind: Kind = "sub_column" if leads_to_a_list(link.url) else "look"
    return Choice(kind, f"only the page can tell ({title.reason})")
