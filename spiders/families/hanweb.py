"""大汉 (Hanweb): `/col/colN/index.html`, entries hidden as CDATA, further groups by dataproxy.jsp.

The first 15 to 45 entries stand in `<script type="text/xml"><datastore>…`, where an HTML parser
sees no link. `<nextgroup>` holds the address of the next group; its answer is the same XML. Where
there is none but more records are announced, they are asked for by POST with what the page's script
says of the unit. A page may hold several units. Articles: `/art/Y/M/D/art_COL_ID.html`.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from spiders.families import Further, Link, Page
from spiders.pages.html import absolute
from spiders.pages.links import anchors

_SIGN: Final = re.compile(
    r"<datastore>|/module/(?:web/)?jpage/\w*dataproxy\.jsp|/col/col\d+/|/module/xxgk/", re.I
)
_STORE: Final = re.compile(r"<datastore>.*?</datastore>", re.S | re.I)
RECORD: Final = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.S | re.I)
_NEXT: Final = re.compile(r"<nextgroup>\s*<!\[CDATA\[(.*?)\]\]>\s*</nextgroup>", re.S | re.I)
_TOTAL: Final = re.compile(r"<totalrecord>\s*(\d+)", re.I)
_TOTAL_IN_SCRIPT: Final = re.compile(r"\btotal_?record[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
_PAGES: Final = re.compile(r"<totalpage>\s*(\d+)", re.I)
_HREF: Final = re.compile(r"href=[\"']?([^\"'\s>]+)", re.I)
_PROXY: Final = re.compile(r"[\"']([^\"']*/jpage/\w*dataproxy\.jsp[^\"']*)[\"']")
_PER_PAGE: Final = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d+)", re.I)
_FIELD: Final = (
    "col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname",
    "permissiontype",
)  # fmt: skip
_USUAL: Final = {
    "col": "1",
    "appid": "1",
    "path": "/",
    "sourceContentType": "1",
    "permissiontype": "0",
}
_FIRST_GROUP: Final = re.compile(r"/jpage/\w*dataproxy\.jsp\?(?:.*&)?page=1(?:&|$)", re.I)
_DEFAULT_PROXY: Final = "/module/web/jpage/dataproxy.jsp"


def recognise(page: Page) -> str | None:
    if page.text[:1] in ("{", "["):  # as JSON the same words are somebody else's
        return None
    found = _SIGN.search(page.text) or _SIGN.search(page.url)
    return found[0] if found else None


def links(page: Page) -> list[Link]:
    """The hidden entries: their titles are whole."""
    return [
        link
        for record in RECORD.findall(page.text)
        for link in anchors(Page(page.url, f"<ul>{record}</ul>", page.encoding))
    ]


def is_first(page: Page) -> bool:
    """Of some sites the first group by the interface is the one that the page has."""
    return bool(_FIRST_GROUP.search(page.url))


def further(page: Page) -> list[Further]:
    """The next group of each unit, as long as groups still bring entries."""
    found: list[Further] = []
    stores = list(_STORE.finditer(page.text))
    for number, store in enumerate(stores):
        if records := len(RECORD.findall(store[0])):
            last = stores[number + 1].start() if number + 1 < len(stores) else len(page.text)
            before = stores[number - 1].end() if number else 0
            around = page.text[before : store.start()] + page.text[store.end() : last]
            group = _next_group(page, store[0]) or _by_post(page, store[0], around, records)
            found += [group] if group else []
    return [f for f in found if f.url != page.url or f.form]


def _next_group(page: Page, store: str) -> Further | None:
    group = _NEXT.search(store)
    href = _HREF.search(group[1]) if group else None
    url = absolute(page.url, href[1].replace("&amp;", "&"), page.encoding) if href else None
    pages, asked = _PAGES.search(store), parse_qs(urlsplit(page.url).query).get("page")
    is_last = bool(pages and asked and asked[0].isdigit() and int(asked[0]) >= int(pages[1]))
    return Further(url) if url and not is_last else None


def _by_post(page: Page, store: str, script: str, records: int) -> Further | None:
    """All that the first page of a unit does not hold, in one request."""
    total = _TOTAL.search(store) or _TOTAL_IN_SCRIPT.search(script)
    if not total or int(total[1]) <= records or "dataproxy.jsp" in page.url:
        return None
    form = {name: value for name in _FIELD if (value := _value(script, name)) is not None}
    if "unitid" not in form or "columnid" not in form:
        return None
    proxy = _PROXY.search(script)
    path = proxy[1].partition("?")[0] if proxy else _DEFAULT_PROXY
    per_page = _PER_PAGE.search(script)
    perpage = per_page[1] if per_page else records
    query = urlencode({"startrecord": records + 1, "endrecord": total[1], "perpage": perpage})
    sent = {**_USUAL, **form}
    ordered = tuple((name, sent[name]) for name in _FIELD if name in sent)
    return Further(urljoin(page.url, f"{path}?{query}"), ordered)


def _value(script: str, name: str) -> str | None:
    found = re.search(
        rf"(?<![a-z])[\"']?{name}[\"']?\s*[:=]\s*(?:[\"']([^\"']*)[\"']|([\w/.-]+))", script, re.I
    )
    return None if not found else found[1] if found[1] is not None else found[2]
