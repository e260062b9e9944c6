"""陕西 (延安, 榆林, 渭南): lists `1.html`, `2.html` …; articles named by 19 digits.

The pager is ordinary links where it is HTML; where a script draws it, the number of pages stands in
`totalPage`, `pageCount` or `pages`.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from spiders.families import Further, Page

_ARTICLE: Final = re.compile(r"/\d{16,19}\.html\b")
_COUNT: Final = re.compile(
    r"\b(?:totalPages?|pageCount|pages|total_page|max_?page)[\"']?\s*[:=]\s*"
    r"(?:parseInt\()?[\"']?(\d{1,3})\b",
    re.I,
)
_FIRST: Final = re.compile(r"/1\.html$")


def recognise(page: Page) -> str | None:
    found = _ARTICLE.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """From the first page all others, by the count that the pager's script names."""
    count = _COUNT.search(page.text)
    if not count or not _FIRST.search(page.url):
        return []
    return [Further(urljoin(page.url, f"{n}.html")) for n in range(2, int(count[1]) + 1)]
