"""Links of a page, as a reader sees them: absolute, with their full title and the date beside.

A link is whatever a reader can follow: `<a>` and `<area>`, elements that a script opens a page for,
the entries of a drop-down list, and the menus that a script writes (menus.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import lxml.html

from spiders.families import Link, Page, unique
from spiders.pages import calls, menus, selects
from spiders.pages.html import absolute, base_of, iso_date, text_of, tree
from spiders.pages.row_labels import labelled
from vocabulary.text import squash

_SCRIPT_REDIRECT: Final = re.compile(
    r"location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*[\"']([^\"']+)[\"'](?!\s*\+)"
)
_MOST_LINKS_OF_A_REDIRECT: Final = 2
_ENTRY: Final = frozenset(("li", "tr", "dd", "dl", "p"))
_LIST: Final = frozenset(("ul", "ol", "table", "tbody", "body", "td"))
_HIGHEST: Final = 4  # elements above a link that may hold its date
_LONGEST_ENTRY: Final = 400  # characters; a longer parent holds more than one entry
_QUOTED: Final = re.compile(r"[\"']([^\"']+)[\"']")
_ADDRESS: Final = re.compile(
    r"^(https?:)?//|^\.{0,2}/|[\w-]+\.(s?html?|jspx?|aspx?|php|pdf|docx?)\b|^\?"
)
_SCRIPTS: Final = ("onclick", "onmousedown")
_CLICKED: Final = (
    "li", "div", "span", "td", "tr", "p", "img", "button", "option", "h3", "h4", "dd", "dt", "dl",
)  # fmt: skip
_PLAIN: Final = ("data-href", "data-url", "data-link")
_ESCAPED: Final = re.compile(r"href=\\[\"']")
_TELLING: Final = re.compile("报告|年报|信息公开")


def anchors(
    page: Page, among: Callable[[lxml.html.HtmlElement], bool] = lambda _: True
) -> list[Link]:
    """The `<a>` and `<area>` of an HTML page, each address once; all, or those `among` said."""
    root = tree(page.text)
    if root is None or _is_script(page.text):
        return []
    base = base_of(page.text, page.url)
    found = [_link(a, base, page.encoding) for a in root.iter("a", "area") if among(a)]
    return unique([link for link in found if link is not None])


def _is_script(text: str) -> bool:
    """Whether it is JSON, or a script with HTML in its literals: menus.py reads those."""
    begin = text[:200].lstrip()[:1]
    return begin in ("{", "[") or (begin != "<" and bool(_ESCAPED.search(text)))


@lru_cache(maxsize=2)  # asked for by the page's reading and by its pagers
def links(page: Page) -> tuple[Link, ...]:
    """All that leads to another page, each address once."""
    called = [Link(url, _title(element)) for element, url in calls.called(page)]
    hidden = (
        *_opened(page),
        *selects.submitted(page),
        *selects.called(page),
        *menus.links(page),
        *called,
    )
    return tuple(unique([*anchors(page), *hidden]))


def frames(page: Page) -> list[str]:
    """Pages inside the page, and where a script sends a page that has no links of its own."""
    root = tree(page.text)
    if root is None:
        return []
    base = base_of(page.text, page.url)
    sources = [f.get("src") or f.get("data-src") or "" for f in root.iter("iframe", "frame")]
    if sum(1 for _ in root.iter("a")) <= _MOST_LINKS_OF_A_REDIRECT:
        sources += _SCRIPT_REDIRECT.findall(page.text)
    return [url for url in (absolute(base, s, page.encoding) for s in sources) if url]


def _opened(page: Page) -> Iterator[Link]:
    """Elements that open a page by script, and entries of drop-down lists."""
    root = tree(page.text)
    if root is None:
        return
    base = base_of(page.text, page.url)
    for element in root.iter(*_CLICKED):
        value = element.get("value") if element.tag == "option" else _handled(element)
        if value and _ADDRESS.search(value) and (url := absolute(base, value, page.encoding)):
            yield Link(url, _title(element), None)


def _link(anchor: lxml.html.HtmlElement, base: str, encoding: str) -> Link | None:
    url = absolute(base, anchor.get("href") or "", encoding)
    if url is None and (told := _handled(anchor)):
        url = absolute(base, told, encoding)
    if url is None:
        return None
    return Link(url, labelled(anchor, _title(anchor)), _date_beside(anchor))


def _handled(element: lxml.html.HtmlElement) -> str | None:
    """The address that a click opens, out of `window.open('/x')`, `location.href='/x'` …"""
    script = element.get("href") or ""
    told = [script] if script.lower().startswith("javascript:") else []
    told += [element.get(name) or "" for name in _SCRIPTS]
    plain = [value for name in _PLAIN if (value := element.get(name))]
    found = (*plain, *(m[1] for text in told for m in _QUOTED.finditer(text)))
    return next((literal for literal in found if _ADDRESS.search(literal)), None)


def _title(element: lxml.html.HtmlElement) -> str:
    """What is shown; what the `title` says where that is the whole of it; else the picture's.

    Of a table's row what its longest cell shows.
    """
    cells = [text_of(cell) for cell in element.iterchildren("td", "th")]
    shown = max(cells, key=len, default="") if element.tag == "tr" else text_of(element)
    full = " ".join((element.get("title") or element.get("alt") or "").split())
    if not shown and not full:
        told = [i.get("alt") or i.get("title") or "" for i in element.iter("img")]
        return " ".join(next(filter(None, told), "").split())
    whole = squash(shown).rstrip(".") in squash(full) if full else False
    longer = len(full) > len(shown.rstrip(".…"))  # dots may be as long as what they stand for
    return full if not shown or (longer and (whole or _TELLING.search(full))) else shown


def _date_beside(anchor: lxml.html.HtmlElement) -> str | None:
    if anchor.tail and (date := iso_date(anchor.tail)):
        return date
    for height, parent in enumerate(anchor.iterancestors()):
        if height >= _HIGHEST or (parent.tag in _LIST and parent.tag != "td"):
            return None
        text = text_of(parent)
        if len(text) > _LONGEST_ENTRY:
            return None
        if date := iso_date(text.replace(text_of(anchor), "")):
            return date
        if parent.tag in _ENTRY:
            return None
    return None
