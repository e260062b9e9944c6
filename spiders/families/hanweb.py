"""大汉 (Hanweb): `/col/colN/index.html`, entries hidden as CDATA, further groups by dataproxy.jsp.

The first 15 to 45 entries stand in `<script type="text/xml"><datastore>…`, where an HTML parser
sees no link. `<nextgroup>` holds the address of the next group; its answer is the same XML. A page
may hold several such units. Articles: `/art/Y/M/D/art_COL_ID.html`.
"""

from __future__ import annotations

import re
from typing import Final

from spiders.families import Further, Link, Page, unique
from spiders.html import absolute, anchors

_STORE: Final = re.compile(r"<datastore>.*?</datastore>", re.S | re.I)
_RECORD: Final = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
_NEXT: Final = re.compile(r"<nextgroup>\s*<!\[CDATA\[(.*?)\]\]>\s*</nextgroup>", re.S | re.I)
_HREF: Final = re.compile(r"href=[\"']?([^\"'\s>]+)", re.I)


def recognise(page: Page) -> bool:
    return bool(_STORE.search(page.text)) or "/module/web/jpage/dataproxy.jsp" in page.text


def links(page: Page) -> list[Link]:
    """The hidden entries first: their titles are whole."""
    hidden = [
        link
        for record in _RECORD.findall(page.text)
        for link in anchors(Page(page.url, f"<ul>{record}</ul>"))
    ]
    return unique(hidden + anchors(page))


def further(page: Page) -> list[Further]:
    """The next group of each unit, as long as groups still bring entries."""
    if not _RECORD.search(page.text):
        return []
    hrefs = [m[1] for group in _NEXT.findall(page.text) if (m := _HREF.search(group))]
    urls = [absolute(page.url, href.replace("&amp;", "&")) for href in hrefs]
    return [Further(url) for url in urls if url and url != page.url]
