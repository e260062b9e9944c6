"""Links that stand in scripts only: HTML that a script writes, and menus kept as data.

document.write('<a href="/zfxxgk/nb/">信息公开年报</a>');
var menu = [{name: "信息公开年报", url: "/zfxxgk/nb/"}];    addItem("信息公开年报", "/zfxxgk/nb/");
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spiders.families import Link, Page
from spiders.pages.html import absolute, base_of, tree

_WORTH_READING: Final = re.compile(
    "公开|年报|年度报告|下一?页|\\\\u516c\\\\u5f00|\\\\u5e74\\\\u62a5"
)
_MENU: Final = re.compile(r"(menu|nav|daohang|tree|column|channel)[^/]*\.js", re.I)
_WRITTEN: Final = re.compile(
    r"<a\b[^<>]*?\bhref=([\"'])([^\"'<>+]+)\1(?=[\s>/])([^<>]*)>(.{0,300}?)</a>", re.I | re.S
)
_TITLE: Final = re.compile(r"\btitle=[\"']([^\"'<>]+)[\"']", re.I)
_TAG: Final = re.compile(r"<[^>]*>")
_OBJECT: Final = re.compile(r"[{(\[]([^{}()\[\]]{4,2000})")
_LITERAL: Final = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_ADDRESS: Final = re.compile(
    r"^(?:https?:)?//\S+$|^\.{0,2}/\S*$|^[\w./-]+\.(?:s?html?|jspx?|aspx?|php)\S*$"
)
_NAME: Final = re.compile(r"[一-鿿]")
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_LONGEST_NAME: Final = 60


def links(page: Page) -> Iterator[Link]:
    """What the page's scripts lead to; of a script or JSON as such, what it leads to."""
    base = base_of(page.text, page.url)
    for script in _scripts(page):
        if not _WORTH_READING.search(script):
            continue
        text = unescaped(script)
        for address, name in (*_written(text), *_listed(text)):
            if url := absolute(base, address.replace("&amp;", "&"), page.encoding):
                yield Link(url, name)


def sources(page: Page) -> list[str]:
    """Script files that by their names hold the site's menu."""
    root = tree(page.text)
    if root is None:
        return []
    base = base_of(page.text, page.url)
    named = (script.get("src") or "" for script in root.iter("script"))
    urls = (absolute(base, source, page.encoding) for source in named if _MENU.search(source))
    return [url for url in urls if url]


def _scripts(page: Page) -> Iterator[str]:
    head = page.text[:200].lstrip()
    if head and not head.startswith("<"):
        yield page.text
        return
    root = tree(page.text)
    if root is not None:
        yield from (script.text for script in root.iter("script") if script.text)


def unescaped(script: str) -> str:
    """A script's text with the characters that its literals mean."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), script)
    return text.replace('\\"', '"').replace("\\'", "'").replace("\\/", "/")


def _written(text: str) -> Iterator[tuple[str, str]]:
    for match in _WRITTEN.finditer(text):
        shown = " ".join(_TAG.sub("", match[4]).split())
        full = _TITLE.search(match[3])
        yield match[2], full[1] if full and len(full[1]) > len(shown) else shown


def _listed(text: str) -> Iterator[tuple[str, str]]:
    for match in _OBJECT.finditer(_WRITTEN.sub(" ", text)):
        literals = [
            (m[1] if m[1] is not None else m[2]).strip() for m in _LITERAL.finditer(match[1])
        ]
        names = [
            t for t in literals if _NAME.search(t) and len(t) <= _LONGEST_NAME and "<" not in t
        ]
        addresses = [t for t in literals if _ADDRESS.match(t)]
        if names and addresses:
            yield addresses[0], names[0]
