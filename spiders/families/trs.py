"""拓尔思 (TRS WCM): `index.html`, `index_1.html` …; articles `./YYYYMM/tYYYYMMDD_ID.html`.

The number of pages stands in a script only: `createPageHTML(n, 0, "index", "html")` or
`var countPage = n`, n counted from 1 and the file names from 0 (the first without a number). Where
the first page calls itself 1, the names count from 1 too.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from spiders.families import Further, Page

_CALL: Final = re.compile(
    r"create_?Page\w*\(\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?(\d+)['\"]?\s*,\s*['\"]([\w-]+)['\"]\s*,\s*['\"]\.?(\w+)['\"]",
    re.I,
)
_COUNT: Final = re.compile(
    r"\b(?:countPage|m_nPageCount|pageCount)\s*=\s*(?:parseInt\()?['\"]?(\d+)"
)
_CURRENT: Final = re.compile(r"\b(?:currentPage|m_nCurrPage)\s*=\s*['\"]?(\d+)")
_ARTICLE: Final = re.compile(r"20\d{4}/t20\d{6}_\d+\.(s?html?)")
_NUMBERED: Final = re.compile(r"_\d+$")
_DRAWN: Final = re.compile(r"['\"]\s*\.\s*['\"]\s*\+\s*['\"](s?html?|jsp|aspx?)\b")
_NAMED: Final = re.compile(r"=\s*['\"]\.?(s?html?|jspx?|aspx?)['\"]\s*[;,]")  # ext = "shtml";
_MOST_PAGES: Final = 500


def recognise(page: Page) -> str | None:
    found = _CALL.search(page.text) or _ARTICLE.search(page.text) or _COUNT.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """All pages after the first, from the count that the pager's script names."""
    count, current, stem, suffix = _pager(page)
    file = urlsplit(page.url).path.rpartition("/")[2].partition(".")[0]
    from_one = current == 1 and not _NUMBERED.search(file)
    numbers = range(1 + from_one, min(count, _MOST_PAGES) + from_one)
    urls = [urljoin(page.url, f"{stem}_{number}.{suffix}") for number in numbers]
    return [Further(url) for url in urls if url != page.url]


def _pager(page: Page) -> tuple[int, int, str, str]:
    if match := _CALL.search(page.text):
        return int(match[1]), int(match[2]), match[3], match[4]
    file = urlsplit(page.url).path.rpartition("/")[2]
    stem, _, suffix = file.partition(".")
    suffix = suffix or _suffix_in(page)
    count, current = _COUNT.search(page.text), _CURRENT.search(page.text)
    known = int(current[1]) if current else 0
    return (
        int(count[1]) if count else 0,
        known,
        _NUMBERED.sub("", stem) or "index",
        suffix,
    )


def _suffix_in(page: Page) -> str:
    """A column asked for by its folder names its pages as its pager does, or its articles."""
    if drawn := _DRAWN.search(page.text) or _NAMED.search(page.text):
        return drawn[1]
    endings = [match[1] for match in _ARTICLE.finditer(page.text)]
    return max(set(endings), key=endings.count, default="html")
