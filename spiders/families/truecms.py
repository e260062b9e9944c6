"""TrueCMS (南通, 连云港 …): the first entries in a hidden list, all others by an interface.

    $('#msgList').jpage({ proxyUrl: '/truecms/messageController/getMessage.do', perPage: 10,
                          groupSize: 3, ajaxParam: { columnId: 'GUID' } })

It is asked as that script asks, by groups of pages (`startrecord=1&endrecord=30&perpage=10`): some
refuse more at once. The answer holds a `<datastore>` inside JSON, or inside a call.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from spiders.families import Further, Link, Page
from spiders.families.hanweb import RECORD
from spiders.pages.answers import html_in
from spiders.pages.html import absolute
from spiders.pages.links import anchors

_SIGN: Final = re.compile(r"[\"']([^\"'\s]*/messageController/getMessage\.do)[\"']", re.I)
_ANSWER: Final = re.compile(r"/messageController/getMessage\.do$", re.I)
_COLUMN: Final = re.compile(r"\bcolumnId[\"']?\s*:\s*[\"']([\w-]+)[\"']", re.I)
_PER_PAGE: Final = re.compile(r"\bperPage[\"']?\s*:\s*(\d+)", re.I)
_GROUP: Final = re.compile(r"\bgroupSize[\"']?\s*:\s*(\d+)", re.I)
_TOTAL: Final = re.compile(r"<totalrecord>\s*(\d+)", re.I)
_USUAL_PAGE, _USUAL_GROUP = 10, 3


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.text)
    return found[1] if found else "an answer" if _is_answer(page) else None


def links(page: Page) -> list[Link]:
    """The entries of an answer."""
    if not _is_answer(page):
        return []
    records = (record for store in html_in(page.text) for record in RECORD.findall(store))
    return anchors(Page(page.url, f"<ul>{''.join(records)}</ul>", page.encoding))


def is_first(page: Page) -> bool:
    """The first group is what the page has in its hidden list."""
    return _is_answer(page) and "startrecord=1&" in page.url


def further(page: Page) -> list[Further]:
    """From a column's page the first group, from an answer the next one."""
    if _is_answer(page):
        return _next(page)
    proxy, column = _SIGN.search(page.text), _COLUMN.search(page.text)
    url = absolute(page.url, proxy[1], page.encoding) if proxy and column else None
    if url is None or column is None:
        return []
    per_page = _number(_PER_PAGE, page.text, _USUAL_PAGE)
    size = per_page * _number(_GROUP, page.text, _USUAL_GROUP)
    query = {"startrecord": 1, "endrecord": size, "perpage": per_page, "columnId": column[1]}
    return [Further(f"{url}?{urlencode(query)}")]


def _next(page: Page) -> list[Further]:
    parts = urlsplit(page.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    begin, end = int(query["startrecord"]), int(query["endrecord"])
    store = next(iter(html_in(page.text)), "")
    if not RECORD.search(store) or end >= _number(_TOTAL, store, 0):
        return []
    query |= {"startrecord": str(end + 1), "endrecord": str(2 * end - begin + 1)}
    return [Further(parts._replace(query=urlencode(query)).geturl())]


def _is_answer(page: Page) -> bool:
    return bool(_ANSWER.search(urlsplit(page.url).path)) and "startrecord=" in page.url


def _number(pattern: re.Pattern[str], text: str, otherwise: int) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else otherwise
