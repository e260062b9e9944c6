"""广东 gkmlpt: lists come as JSON from `/gkmlpt/api/all/COLUMN?page=N&sid=SID`.

Page and prefix: `http://host/[site/]gkmlpt/…`, whose script holds `window._CONFIG` with the SID and
the tree of columns. Pages count from 1, 100 entries each, `total` counts entries. Times are epochs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from spiders.families import Further, Link, Page
from spiders.pages.html import absolute
from spiders.pages.menus import unescaped
from vocabulary.titles import parse_title
from vocabulary.ways import is_column_name

_SID: Final = re.compile(r"\bSID['\"]?\s*[:=]\s*['\"]?(\d+)")
_PREFIX: Final = re.compile(r"^(https?://[^?#]*?/gkmlpt)(?:[/?#]|$)")
_PART: Final = re.compile(r"[{}]")  # one column's own keys stand between two braces
_ID: Final = re.compile(r"[\"']?\bid[\"']?\s*:\s*[\"']?(\d+)")
_NAME: Final = re.compile(r"[\"']?\bname[\"']?\s*:\s*[\"']([^\"']*)")
_JUMP: Final = re.compile(r"[\"']?\bjump_url[\"']?\s*:\s*[\"']([^\"']+)")
_PER_PAGE: Final = 100
_CHINA: Final = timedelta(hours=8)


def recognise(page: Page) -> str | None:
    if "/gkmlpt/api/" in page.url:
        return "/gkmlpt/api/" if _answer(page) is not None else None
    if "window._CONFIG" in page.text and "/gkmlpt" in page.url:
        return "window._CONFIG"
    return None


def links(page: Page) -> list[Link]:
    answer = _answer(page) or {}
    found = (_link(page, article) for article in answer.get("articles", []))
    return [link for link in found if link]


def columns(page: Page) -> list[Link]:
    """The columns of annual reports in the tree, each as the interface's first page of it."""
    prefix, sid = _PREFIX.match(page.url), _SID.search(page.text)
    if not prefix or not sid or _answer(page) is not None:
        return []
    query = urlencode({"page": 1, "sid": sid[1]})
    asked = re.fullmatch(r"\d+", urlsplit(page.url).fragment)
    named = list(_annual(page.text)) or ([(asked[0], "", None)] if asked else [])
    found = [
        (jump or f"{prefix[1]}/api/all/{number}?{query}", name) for number, name, jump in named
    ]
    return [Link(url, name) for address, name in found if (url := absolute(page.url, address))]


def further(page: Page) -> list[Further]:
    """From one of the interface's answers the next."""
    answer = _answer(page)
    return [] if answer is None else _next(page, answer)


def _answer(page: Page) -> dict[str, Any] | None:
    if not page.text.lstrip().startswith("{"):
        return None
    try:
        answer = json.loads(page.text)
    except ValueError:
        return None
    return answer if isinstance(answer.get("articles"), list) else None


def _annual(text: str) -> Iterator[tuple[str, str, str | None]]:
    """(id, name, address that it jumps to) of each such column, and of the years below it."""
    inside = False
    for part in _PART.split(unescaped(text)):
        number, name = _ID.search(part), _NAME.search(part)
        if not number or not name:
            continue
        jump = _JUMP.search(part)
        inside = is_column_name(name[1]) or (inside and parse_title(name[1]).reason == "year_only")
        if inside:
            yield number[1], name[1], jump[1] if jump else None


def _next(page: Page, answer: dict[str, Any]) -> list[Further]:
    parts = urlsplit(page.url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    number = int(query.get("page", "1") or 1)
    if _is_last(max(number, 1), len(answer["articles"]), int(answer.get("total") or 0)):
        return []
    query["page"] = str(max(number, 1) + 1)
    return [Further(parts._replace(query=urlencode(query)).geturl())]


def _is_last(number: int, entries: int, total: int) -> bool:
    """Whether page `number` is the last; where pages hold fewer than usual, one more is asked."""
    if not entries or number * entries >= total:
        return True
    return number > 1 and (number - 1) * _PER_PAGE + entries == total


def _link(page: Page, article: dict[str, Any]) -> Link | None:
    address = article.get("url") or article.get("post_url") or _by_id(page, article.get("id"))
    url = absolute(page.url, str(address or ""))
    shown, epoch = article.get("display_publish_time"), article.get("create_time")
    moment = shown if isinstance(shown, int) and shown else epoch
    date = _day(moment) if isinstance(moment, int) and moment else None
    return Link(url, str(article.get("title") or ""), date) if url else None


def _by_id(page: Page, number: object) -> str | None:
    """`/gkmlpt/content/8/8766/post_8766914.html`: its millions and its thousands are folders."""
    prefix = _PREFIX.match(page.url)
    if not prefix or not str(number).isdigit():
        return None
    known = int(str(number))
    return f"{prefix[1]}/content/{known // 1_000_000}/{known // 1000}/post_{known}.html"


def _day(epoch: int) -> str:
    return (datetime.fromtimestamp(epoch, UTC) + _CHINA).date().isoformat()
