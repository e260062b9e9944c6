"""An article on several pages: `t20240115_99.html` goes on as `t20240115_99_1.html`.

Told by links (2, 下一页) to names that begin as the page's own, or by the pager's script, which
names the article's file: `createPageHTML(2, 0, "t20240115_99", "html")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import splitext
from typing import Final
from urllib.parse import urljoin, urlsplit

from spiders.families import Page
from spiders.pages.links import anchors

_TURNS: Final = re.compile(r"^\W*(第?\s*\d{1,2}\s*页?|下一?页|后一?页|next)\W*$", re.I)
_CALL: Final = re.compile(
    r"create_?Page\w*\(\s*(['\"][\w-]*[A-Za-z][\w-]*['\"]\s*,)?\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?\d+['\"]?\s*,"
    r"\s*['\"]([\w-]+)['\"]\s*,\s*['\"]\.?(\w+)['\"]",
    re.I,
)
_MOST_PAGES: Final = 20


def further_pages(page: Page, first: str | None = None) -> list[str]:
    """The article's other pages that this one names; `first` is the address of its first page."""
    stem = splitext(urlsplit(first or page.url).path)[0]
    if not stem.rpartition("/")[2]:
        return []
    named = [*_linked(page, stem), *_called(page, stem)]
    return [url for url in dict.fromkeys(named) if url not in (page.url, first)][:_MOST_PAGES]


def _linked(page: Page, stem: str) -> Iterator[str]:
    part = re.compile(re.escape(stem) + r"[_-]\d{1,2}\.\w+$")
    for link in anchors(page, lambda a: bool(_TURNS.match("".join(map(str, a.itertext()))))):
        if part.match(urlsplit(link.url).path):
            yield link.url


def _called(page: Page, stem: str) -> Iterator[str]:
    for call in _CALL.finditer(page.text):
        if call[3] != stem.rpartition("/")[2]:
            continue
        begin = 2 if call[1] else 1
        for number in range(begin, min(int(call[2]), _MOST_PAGES) + begin - 1):
            yield urljoin(page.url, f"{call[3]}_{number}.{call[4]}")
