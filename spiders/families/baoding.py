"""保定 and other portals of its maker: pages `content-COL-ID.html`, lists `list-COL-1.html`.

Variants seen: xxgkcontent-COL-ID.html, zwgkdocnr-COL-ID.html. Pagers are ordinary links.
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Further, Link, Page, generic
from spiders.html import anchors

_ARTICLE: Final = re.compile(r"(?:content|zwgkdocnr)-\d+-\d+\.html")


def recognise(page: Page) -> bool:
    return bool(_ARTICLE.search(page.text))


def links(page: Page) -> list[Link]:
    return anchors(page)


def further(page: Page) -> list[Further]:
    return generic.further(page)
