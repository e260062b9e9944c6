"""广东 gkmlpt: lists come as JSON from `/gkmlpt/api/all/COLUMN?page=N&sid=SID`.

Page and prefix: `http://host/[site/]gkmlpt/…`, whose script holds `window._CONFIG` with the SID and
the tree of columns. Pages count from 1, 100 entries each, `total` counts entries. Times are epochs.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from spiders.families import Further, Link, Page
from spiders.html import absolute, anchors

_SID: Final = re.compile(r"\bSID['\"]?\s*:\s*['\"]?(\d+)")
_PREFIX: Final = re.compile(r"^(https?://[^?#]*?/gkmlpt)(?:[/?#]|$)")
_COLUMN: Final = re.compile(
    r"[\"']?id[\"']?\s*:\s*[\"']?(\d+)[\"']?\s*,[^{}]*?name[\"']?\s*:\s*[\"']([^\"']*)"
)
_ANNUAL: Final = re.compile(r"年度?报")
_PER_PAGE: Final = 100
_CHINA: Final = timedelta(hours=8)


def recognise(page: Page) -> bool:
    if "/gkmlpt/api/" in page.url:
        return _answer(page) is not None
    return "window._CONFIG" in page.text and "/gkmlpt" in page.url


def links(page: Page) -> list[Link]:
    answer = _answer(page)
    if answer is None:
        return anchors(page)
    found = (_link(page, article) for article in answer.get("articles", []))
    return [link for link in found if link]


def further(page: Page) -> list[Further]:
    """From a column page the interface's first page; from one of its answers the next."""
    answer = _answer(page)
    return _columns(page) if answer is None else _next(page, answer)


def _answer(page: Page) -> dict[str, Any] | None:
    if not page.text.lstrip().startswith("{"):
        return None
    try:
        answer = json.loads(page.text)
    except ValueError:
        return None
    return answer if isinstance(answer.get("articles"), list) else None


def _columns(page: Page) -> list[Further]:
    prefix, sid = _PREFIX.match(page.url), _SID.search(page.text)
    if not prefix or not sid:
        return []
    asked = re.fullmatch(r"\d+", urlsplit(page.url).fragment)
    named = [m[1] for m in _COLUMN.finditer(page.text) if _ANNUAL.search(m[2])]
    columns = [asked[0]] if asked else named
    query = urlencode({"page": 1, "sid": sid[1]})
    return [Further(f"{prefix[1]}/api/all/{column}?{query}") for column in dict.fromkeys(columns)]


def _next(page: Page, answer: dict[str, Any]) -> list[Further]:
    parts = urlsplit(page.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    number = int(query.get("page", "1"))
    if not answer["articles"] or number * _PER_PAGE >= int(answer.get("total") or 0):
        return []
    query["page"] = str(number + 1)
    return [Further(parts._replace(query=urlencode(query)).geturl())]


def _link(page: Page, article: dict[str, Any]) -> Link | None:
    url = absolute(page.url, str(article.get("url") or article.get("post_url") or ""))
    shown, epoch = article.get("display_publish_time"), article.get("create_time")
    moment = shown if isinstance(shown, int) and shown else epoch
    date = _day(moment) if isinstance(moment, int) and moment else None
    return Link(url, str(article.get("title") or ""), date) if url else None


def _day(epoch: int) -> str:
    return (datetime.fromtimestamp(epoch, UTC) + _CHINA).date().isoformat()
