"""开普 (UCAP): `/SITE/cCOL/list.shtml`, `list_2.shtml` …; articles `/SITE/cCOL/YYYYMM/MD5.shtml`.

The pager is drawn by `createPageHTML('page_div', PAGES, 1, 'list', 'shtml', ENTRIES)`: pages count
from 1, and the first one's name has no number. The list may be called anything (`xxgk_list`).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from spiders.families import Further, Page

_CALL: Final = re.compile(
    r"create_?Page_?HTML\(\s*['\"][\w-]*[A-Za-z_][\w-]*['\"]\s*,\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?(\d+)['\"]?\s*,"
    r"\s*['\"]([\w-]+)['\"]\s*,\s*['\"](\w+)['\"]",
    re.I,
)
_ARTICLE: Final = re.compile(r"/\w+/20\d{4}/(?:[0-9a-f]{32}|c\d+_\d+)\.s?html")
_MOST_PAGES: Final = 500


def recognise(page: Page) -> str | None:
    found = _CALL.search(page.text) or _ARTICLE.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """All pages after the first, from the count that the pager's script names."""
    if not (call := _CALL.search(page.text)):
        return []
    numbers = range(2, min(int(call[1]), _MOST_PAGES) + 1)
    urls = [urljoin(page.url, f"{call[3]}_{number}.{call[4]}") for number in numbers]
    return [Further(url) for url in urls if url != page.url]
