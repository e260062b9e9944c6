"""陕西 (延安, 榆林, 渭南): lists `1.html`, `2.html` …; articles named by 19 digits.

The pager is ordinary links where it is HTML; where a script draws it, it names the number of pages,
or of entries and how many a page has.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from spiders.families import Further, Page
from spiders.pages.page_counts import count_in, scripts_of

_ARTICLE: Final = re.compile(r"/\d{16,19}\.html\b")
_FIRST: Final = re.compile(r"/1\.html$")


def recognise(page: Page) -> str | None:
    found = _ARTICLE.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """From the first page all others, by the count that the pager's script names."""
    if not _FIRST.search(page.url):
        return []
    count = count_in(scripts_of(page))
    return [Further(urljoin(page.url, f"{n}.html")) for n in range(2, count + 1)]
