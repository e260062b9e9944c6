"""拓尔思 (TRS WCM): `index.html`, `index_1.html` …; articles `./YYYYMM/tYYYYMMDD_ID.html`.

The number of pages stands in a script only: `createPageHTML(n, 0, "index", "html")` or
`var countPage = n`, n counted from 1 and the file names from 0 (the first without a number).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from spiders.families import Further, Link, Page
from spiders.html import anchors

_CALL: Final = re.compile(
    r"createPageHTML\(\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?\d+['\"]?\s*,\s*['\"]([\w-]+)['\"]\s*,\s*['\"](\w+)['\"]"
)
_COUNT: Final = re.compile(r"\bcountPage\s*=\s*['\"]?(\d+)")
_ARTICLE: Final = re.compile(r"20\d{4}/t20\d{6}_\d+\.s?html?")
_MOST_PAGES: Final = 500


def recognise(page: Page) -> bool:
    return bool(_CALL.search(page.text) or _COUNT.search(page.text) or _ARTICLE.search(page.text))


def links(page: Page) -> list[Link]:
    return anchors(page)


def further(page: Page) -> list[Further]:
    """All pages after the first, from the count that the pager's script names."""
    count, stem, suffix = _pager(page)
    names = (f"{stem}_{number}.{suffix}" for number in range(1, min(count, _MOST_PAGES)))
    return [Further(url) for name in names if (url := urljoin(page.url, name)) != page.url]


def _pager(page: Page) -> tuple[int, str, str]:
    if match := _CALL.search(page.text):
        return int(match[1]), match[2], match[3]
    file = urlsplit(page.url).path.rpartition("/")[2]
    stem, _, suffix = file.partition(".")
    count = _COUNT.search(page.text)
    return int(count[1]) if count else 0, re.sub(r"_\d+$", "", stem) or "index", suffix or "html"
