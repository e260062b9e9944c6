"""大汉 JPaaS, the newer Hanweb: lists come as HTML inside JSON, page by page.

    GET /api-gateway/jpaas-publish-server/front/page/build/unit?webId=&pageId=&tplSetId=&tagId=&…

What to ask for stands in the column's page: `queryData="{'webId':'…', …}"` beside the address. The
answer, `{"data": {"html": "…"}}`, holds the pager as attributes (`rows`, `count`) or in a call
(`pagination({total: 41, pageSize: 15})`); further pages are asked for with
`paramJson={"pageNo":2,"pageSize":15}`. Some pagers say no more than 共2页 or 下一页: then with
`pageNo=2` beside it. Articles: `/art/Y/art_MD5.html`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import lxml.html

from spiders.families import Further, Link, Page
from spiders.pages.html import tree
from spiders.pages.links import anchors

_SIGN: Final = re.compile(r"jpaas-publish-server|/art/20\d\d/art_[0-9a-f]{32}\.html")
_API: Final = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_ROWS: Final = re.compile(r"\b(?:rows|page-?size)[\"']?\s*[=:]\s*[\"']?(\d+)", re.I)
_COUNT: Final = re.compile(
    r"\b(?:count|total|total-?(?:count|records?|rows))[\"']?\s*[=:]\s*[\"']?(\d+)", re.I
)
_PAGES: Final = re.compile(
    r"共\s*(?:<[^>]*>\s*)?(\d{1,3})\s*(?:<[^>]*>\s*)?页|\bpages=[\"']?(\d{1,3})", re.I
)
_ONWARD: Final = re.compile(r"下一?页")
_ENTRY: Final = re.compile(r"\bhref=[\"']?(?:https?:/|\.{0,2})/", re.I)
_MOST_PAGES: Final = 200


def recognise(page: Page) -> str | None:
    found = _SIGN.search(page.text) or _SIGN.search(page.url)
    return found[0] if found else None


def links(page: Page) -> list[Link]:
    """The entries of an answer; a column's page has plain ones."""
    html = _html(page)
    return anchors(Page(page.url, html, page.encoding)) if html else []


def further(page: Page) -> list[Further]:
    """From a column's page the first answer of each unit; from an answer the next one."""
    html = _html(page)
    if html is None:
        return [Further(url) for url in _units(page)]
    query = {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
    asked = _next(html, query, _page_number(query))
    return [Further(urlsplit(page.url)._replace(query=asked).geturl())] if asked else []


def _next(html: str, query: dict[str, str], number: int) -> str | None:
    """What to ask for after page `number`; None after the last one."""
    rows, count, pages = _ROWS.search(html), _COUNT.search(html), _PAGES.search(html)
    if count and int(count[1]) < html.count("<a "):  # of pages, then
        more = number < int(count[1])
        size = _dictionary(query.get("paramJson", "")).get("pageSize")
        return _paged(query, number + 1, size) if more else None
    if number > _MOST_PAGES:
        return None
    if rows and count:
        more = number * int(rows[1]) < int(count[1])
        return _paged(query, number + 1, rows[1]) if more else None
    if number >= int(pages[1] or pages[2]) if pages else not _goes_on(html):
        return None
    param = f'{{"pageNo":{number + 1}}}'
    return urlencode({**query, "pageNo": str(number + 1), "paramJson": param})


def _goes_on(html: str) -> bool:
    """Whether a pager without numbers stands below entries: the page after the last has none."""
    return bool(_ONWARD.search(html) and _ENTRY.search(html))


def _html(page: Page) -> str | None:
    if "jpaas-publish-server" not in page.url or not page.text.lstrip().startswith("{"):
        return None
    try:
        answer: Any = json.loads(page.text)
    except ValueError:
        return ""
    data = answer.get("data") if isinstance(answer, dict) else None
    return str(data.get("html") or "") if isinstance(data, dict) else ""


def _units(page: Page) -> list[str]:
    root = tree(page.text)
    if root is None or "querydata" not in page.text.lower():
        return []
    found = []
    for element in root.xpath("//*[@querydata]"):
        asked = _dictionary(element.get("querydata"))
        if asked:
            address = urljoin(page.url, element.get("url") or _API)
            found.append(f"{address}?{urlencode(asked)}")
            found += [f"{address}?{query}" for query in _second(element, asked)]
    return found


def _second(element: lxml.html.HtmlElement, asked: dict[str, str]) -> Iterator[str]:
    """Where the page shows the first entries itself, its pager says how many there are.

    The interface's first page brings nothing new then, and would be taken for the end.
    """
    rows, count = element.get("rows") or "", element.get("count") or ""
    if rows.isdigit() and count.isdigit() and int(count) > int(rows):
        yield _paged(asked, 2, rows)


def _paged(query: dict[str, str], number: int, rows: str | None) -> str:
    told = {"pageNo": number, **({"pageSize": int(rows)} if rows else {})}
    return urlencode({**query, "paramJson": json.dumps(told, separators=(",", ":"))})


def _dictionary(text: str) -> dict[str, str]:
    """`{'a':'b'}`, as scripts and Python write it, or JSON."""
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(value, dict):
            return {str(k): str(v) for k, v in value.items() if v is not None}
    return {}


def _page_number(query: dict[str, str]) -> int:
    number = _dictionary(query.get("paramJson", "")).get("pageNo") or query.get("pageNo", "1")
    return int(number) if number.isdigit() else 1
