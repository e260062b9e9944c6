"""Any other site: plain links, and further pages behind 下一页 or page numbers."""

from __future__ import annotations

import re
from posixpath import dirname
from typing import Final
from urllib.parse import urlsplit

from spiders.families import Further, Link, Page
from spiders.html import anchors

_NEXT: Final = re.compile(r"^[\[(<«‹\s]*(下一?页|后一?页|下页|next|›|»|>|>>)[\])>»›\s]*$", re.I)
_NUMBER: Final = re.compile(r"^[\[(]?\d{1,4}[\])]?$")


def recognise(page: Page) -> bool:
    return bool(page.url)


def links(page: Page) -> list[Link]:
    return anchors(page)


def further(page: Page) -> list[Further]:
    """Links named "next page" and page numbers, as long as they stay in the list's folder."""
    folder = dirname(urlsplit(page.url).path)
    found = [link.url for link in anchors(page) if _turns(link, folder)]
    return [Further(url) for url in found if url != page.url]


def _turns(link: Link, folder: str) -> bool:
    inside = dirname(urlsplit(link.url).path).startswith(folder)
    return bool(_NEXT.match(link.title) or (_NUMBER.match(link.title) and inside))
