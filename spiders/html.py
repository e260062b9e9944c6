"""A page as lxml mends it, and what is read off it: texts, dates, addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urljoin

import lxml.html
from lxml import etree
from w3lib.html import get_base_url

_DATE: Final = re.compile(r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_SESSION: Final = re.compile(r";jsessionid=[^?#/;]*", re.I)
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
    if not url.startswith(("http://", "https://")):
        return None
    return url if url.isascii() else _escaped(url, encoding)


def text_of(element: lxml.html.HtmlElement) -> str:
    """An element's text in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _escaped(url: str, encoding: str) -> str:
    path, mark, query = url.partition("?")
    sent = encoding if encoding.lower() not in ("utf-8", "utf8") else "utf-8"
    return _percent(path, "utf-8") + mark + _percent(query, sent)


def _percent(text: str, encoding: str) -> str:
    return "".join(
        c if c.isascii() else quote(c, encoding=encoding, errors="replace") for c in text
    )


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
