"""A page as lxml mends it, and what is read off it: texts, dates, addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from w3lib.html import get_base_url
from w3lib.url import safe_url_string

_DATE: Final = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_SESSION: Final = re.compile(r";jsessionid=[^?#/;]*", re.I)
_PLAIN: Final = re.compile(
    r"https?://[a-z0-9.:-]*([/?][A-Za-z0-9._~:/?@!$&()*+,;=%-]*(#[A-Za-z0-9_-]*)?)?"
)
_NO_PAGE: Final = ("javascript:", "mailto:", "tel:", "data:", "#", "about:", "file:")


@lru_cache(maxsize=4)  # a page is asked for its links, its images and its name, one after another
def tree(text: str) -> lxml.html.HtmlElement | None:
    """The page as lxml mends it; None for an empty one. Not to be altered: it is shared."""
    try:
        return lxml.html.document_fromstring(text.encode(errors="replace"), parser=_parser())
    except etree.ParserError:
        return None


@lru_cache(maxsize=4)
def base_of(text: str, url: str) -> str:
    """What the page's relative addresses are relative to."""
    return str(get_base_url(text, url))


def iso_date(text: str) -> str | None:
    """The first date of a text, as ISO; None if there is none or it is impossible."""
    if not (match := _DATE.search(text)):
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year}-{month:02}-{day:02}" if month <= 12 and day <= 31 and month and day else None


def absolute(base: str, href: str, encoding: str = "utf-8") -> str | None:
    """The address of a link as a browser makes it; None for scripts, mail and what cannot be one.

    A browser sends the path of an address in UTF-8 and its query in the page's own encoding. The
    number of a session is left out: with it, each page would have a new address every night.
    """
    href = "".join(href.split("\n")).replace("\r", "").replace("\t", "").strip()
    if not href or href.lower().startswith(_NO_PAGE):
        return None
    try:
        url = _SESSION.sub("", urljoin(base, href.replace("\\", "/")))
    except ValueError:
        return None
    if not url.lower().startswith(("http://", "https://")):
        return None
    try:
        return _as_sent(url, encoding)
    except ValueError:  # a host that cannot be one
        return None


def text_of(element: lxml.html.HtmlElement) -> str:
    """An element's text in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _as_sent(url: str, encoding: str) -> str:
    """The address as Scrapy sends it, and as the fetch log knows it; most are so already."""
    if _PLAIN.fullmatch(url):
        return url
    try:
        return str(safe_url_string(url, encoding))
    except UnicodeError:  # a character that the page's own encoding does not have
        return str(safe_url_string(url))


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
