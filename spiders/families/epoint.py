"""新点 (Epoint): `/zwgk/002005/002005002/morelist.html`, further pages `2.html` … beside it.

The pager is drawn by a script that knows the entries' number alone: `pagination({pageIndex: 1,
pageSize: 15, total: 40})`. Columns are numbers of three digits; articles `COL/YYYYMMDD/GUID.html`.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from spiders.families import Further, Page
from spiders.pages.page_counts import count_in

_SIGN: Final = re.compile(
    r"/(?:\d{3}){2,6}/20\d{6}/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\.html"
)
_DRAWN: Final = re.compile(r"\bpagination\(\s*\{|\bMiniPager\b|epoint-?pager", re.I)
_FIRST: Final = re.compile(r"/(?:more\w*|\w*list\w*|\w*page|index|1)?(?:\.html)?$", re.I)


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """From the first page all others."""
    if not _DRAWN.search(page.text) or not _FIRST.search(urlsplit(page.url).path):
        return []
    return [Further(urljoin(page.url, f"{n}.html")) for n in range(2, count_in(page.text) + 1)]
