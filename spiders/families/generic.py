"""Any site: further pages behind 下一页, page numbers, `?page=N`, and pagers that call a script."""

from __future__ import annotations

import re
from html import unescape
from posixpath import splitext
from typing import Final
from urllib.parse import urlsplit

from spiders.families import Further, Link, Page
from spiders.pages import calls, page_counts, postbacks
from spiders.pages.addresses import folder
from spiders.pages.html import absolute
from spiders.pages.links import links

ORDER: Final = 2  # names what shows no other family's signs
_NEXT: Final = re.compile(
    r"^[\[(<«‹\s]*(下一?页|后一?页|后页|下一頁|next( page)?|›|»|>|>>|→)[\])>»›\s]*$", re.I
)
_LAST: Final = re.compile(r"^\W*(尾页|末页|最后一页|last)\W*$", re.I)
_PAGE: Final = re.compile(r"/(page|p|pn)[-_/]?\d{1,4}/?$", re.I)
_REL_NEXT: Final = re.compile(r"<link\b[^>]*\brel=[\"']?next\b[^>]*>", re.I)
_HREF: Final = re.compile(r"\bhref=[\"']?([^\"'\s>]+)", re.I)
_NUMBER: Final = re.compile(r"^[\[(第]?\s*\d{1,3}\s*[\])页]?$")


def recognise(page: Page) -> str | None:
    return "plain links" if page.url else None


def further(page: Page) -> list[Further]:
    """Links named "next page", "last page" and page numbers of the same list; called pagers."""
    found = [link.url for link in links(page) if _turns(link, page.url)] or _next_in_head(page)
    linked = [Further(url) for url in found if url.partition("#")[0] != page.url]
    return linked or calls.further(page) or list(postbacks.further(page)) or _drawn(page)


def _next_in_head(page: Page) -> list[str]:
    """`<link rel="next" href="…">`, as HTML has it."""
    said = (href for tag in _REL_NEXT.findall(page.text) for href in _HREF.findall(tag))
    urls = (absolute(page.url, unescape(href), page.encoding) for href in said)
    return [url for url in urls if url]


def _drawn(page: Page) -> list[Further]:
    joined = [f for f in page_counts.by_address(page) if _same_list(f.url, page.url)]
    ways = (
        page_counts.by_list,
        page_counts.by_form,
        page_counts.by_name,
        page_counts.by_number,
    )
    return joined or next(filter(None, (list(way(page)) for way in ways)), [])


def _turns(link: Link, page_url: str) -> bool:
    title = link.title.strip()
    if _NEXT.match(title):
        return True
    return bool(_NUMBER.match(title) or _LAST.match(title)) and _same_list(link.url, page_url)


def _same_list(url: str, page_url: str) -> bool:
    """Equal but for numbers, in the page's folder or in one named after the page."""
    ours, theirs = _stem(page_url), _stem(url)
    return (
        theirs == ours
        or (folder(url) == folder(page_url) and not _is_article(url))
        or (theirs.startswith(ours.rstrip("/") + "/") and ours.count("/") + 1 >= theirs.count("/"))
    )


def _stem(url: str) -> str:
    path = _PAGE.sub("", splitext(urlsplit(url).path)[0])
    return re.sub(r"[-_/]?\d{1,4}$", "", re.sub(r"/(index|list|default)$", "/", path)).rstrip("/")


def _is_article(url: str) -> bool:
    return bool(re.search(r"\d{5,}", urlsplit(url).path.rpartition("/")[2]))
