"""Links of a page, as a reader sees them: absolute, with their full title and the date beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

import lxml.html
from lxml import etree
from w3lib.html import get_base_url

from spiders.families import Link, Page, unique

_DATE: Final = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_SCRIPT_REDIRECT: Final = re.compile(r"location(?:\.href)?\s*=\s*[\"']([^\"']+)[\"']")
_ENTRY: Final = ("li", "tr", "dd", "dl", "p")
_LONGEST_ENTRY: Final = 400  # characters; a longer parent holds more than one entry


@lru_cache(maxsize=4)  # a page is asked for its links, its images and its name, one after another
def tree(text: str) -> lxml.html.HtmlElement | None:
    """The page as lxml mends it; None for an empty one. Not to be altered: it is shared."""
    try:
        return lxml.html.document_fromstring(text.encode(), parser=_parser())
    except etree.ParserError:
        return None


def anchors(
    page: Page, among: Callable[[lxml.html.HtmlElement], bool] = lambda _: True
) -> list[Link]:
    """The links of an HTML page, each address once; all, or those `among` the elements said."""
    root = tree(page.text)
    if root is None:
        return []
    base = get_base_url(page.text, page.url)
    found = [_link(a, base) for a in root.iter("a") if a.get("href") and among(a)]
    return unique([link for link in found if link is not None])


def frames(page: Page) -> list[str]:
    """Pages inside the page, and where a script sends a page without any link."""
    root = tree(page.text)
    if root is None:
        return []
    base = get_base_url(page.text, page.url)
    sources = [f.get("src") or "" for f in root.iter("iframe", "frame")]
    if next(root.iter("a"), None) is None:
        sources += _SCRIPT_REDIRECT.findall(page.text)
    return [url for url in (absolute(base, s) for s in sources) if url]


def iso_date(text: str) -> str | None:
    """The first date of a text, as ISO; None if there is none or it is impossible."""
    if not (match := _DATE.search(text)):
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year}-{month:02}-{day:02}" if month <= 12 and day <= 31 and month and day else None


def absolute(base: str, href: str) -> str | None:
    """The address of a link; None for scripts, mail and what cannot be one."""
    href = href.strip()
    if not href or href.lower().startswith(("javascript:", "mailto:", "tel:", "data:", "#")):
        return None
    try:
        url = urljoin(base, href)
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def text_of(element: lxml.html.HtmlElement) -> str:
    """An element's text in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


def _link(anchor: lxml.html.HtmlElement, base: str) -> Link | None:
    url = absolute(base, anchor.get("href") or "")
    if url is None:
        return None
    shown, full = text_of(anchor), " ".join((anchor.get("title") or "").split())
    title = full if len(full) > len(shown) or not shown else shown
    return Link(url, title, _date_beside(anchor))


def _date_beside(anchor: lxml.html.HtmlElement) -> str | None:
    for parent in anchor.iterancestors(*_ENTRY):
        text = text_of(parent)
        if len(text) <= _LONGEST_ENTRY and (date := iso_date(text.replace(text_of(anchor), ""))):
            return date
        return None
    return None


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
