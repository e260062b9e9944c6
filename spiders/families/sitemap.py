"""sitemap.xml: addresses without names. A column of annual reports is told by its path (pinyin)."""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Link, Page
from spiders.pages.addresses import leads_to_a_list
from vocabulary.ways import address_rank

_SIGN: Final = re.compile(r"<(?:urlset|sitemapindex)\b")
_LOC: Final = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)")
_MOST: Final = 12


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.text[:2000])
    return found[0] if found else None


def columns(page: Page) -> list[Link]:
    """The lists whose address says that they are of annual reports, the shortest first."""
    if recognise(page) is None:
        return []
    urls = {url for url in _LOC.findall(page.text) if address_rank(url) == 0}
    lists = sorted((url for url in urls if leads_to_a_list(url)), key=len)
    return [Link(url, "") for url in lists[:_MOST]]
