"""保定 and other portals of its maker: pages `content-COL-ID.html`, lists `list-COL-1.html`.

Variants seen: xxgkcontent-COL-ID.html, zwgkdocnr-COL-ID.html. Pagers are ordinary links.
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Page

_ARTICLE: Final = re.compile(r"(?:content|zwgkdocnr)-\d+-\d+\.html")


def recognise(page: Page) -> str | None:
    found = _ARTICLE.search(page.text)
    return found[0] if found else None
