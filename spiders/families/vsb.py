"""博达 (VSB): articles `/info/COL/ID.htm`; list `zfxxgknb.htm`, older pages `zfxxgknb/12.htm` …

The further pages count down: of 13 pages, the second is 12.htm and the last 1.htm, so that every
page keeps its address when entries are added. Files hang on `download.jsp?…wbfileid=`.
"""

from __future__ import annotations

import re
from posixpath import splitext
from typing import Final
from urllib.parse import urljoin, urlsplit

from spiders.families import Further, Page
from spiders.pages.links import anchors

_SIGN: Final = re.compile(r"info/\d{3,}/\d+\.html?\b|Visual SiteBuilder|wbfileid=|vsb_content")


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.text)
    return found[0] if found else None


def further(page: Page) -> list[Further]:
    """From the highest number that the pager shows down to 1."""
    path, suffix = splitext(urlsplit(page.url).path)
    column = re.sub(r"/\d+$", "", path)
    pattern = re.compile(re.escape(column) + r"/(\d{1,4})" + re.escape(suffix or ".htm") + "$")
    shown = [int(m[1]) for a in anchors(page) if (m := pattern.search(urlsplit(a.url).path))]
    numbers = range(max(shown, default=0), 0, -1)
    urls = [urljoin(page.url, f"{column}/{number}{suffix}") for number in numbers]
    return [Further(url) for url in urls if url != page.url]
