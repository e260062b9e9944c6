"""What an interface answers, read without knowing it: entries, HTML in pieces, how many there are.

An entry is whatever object has a title and an address, or a number that makes one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from spiders.families import Link, Page
from spiders.pages.html import absolute, base_of, iso_date

_PADDED: Final = re.compile(r"^\s*[\w.$]*\s*\(?\s*([{\[].*[}\]])\s*\)?\s*;?\s*$", re.S)
_TITLE: Final = re.compile(r"title|subject|headline|(^|_)(name|bt|mc)$|text$", re.I)
_ADDRESS_KEY: Final = re.compile(r"url|link|href|path|addr|^src$", re.I)
_ADDRESS: Final = re.compile(
    r"^(?:https?:)?//\S+$|^\.{0,2}/\S+$|^[\w./-]+\.\w{2,5}(?:\?\S*)?$|^\?\S+$"
)
_PICTURE: Final = re.compile(r"\.(png|jpe?g|gif|bmp|svg|ico)$", re.I)
_DATE_KEY: Final = re.compile(r"date|time|sj$|rq$", re.I)
_CHINESE: Final = re.compile("[一-鿿]")
_TAG: Final = re.compile(r"<[^>]*>")
_TOTAL: Final = re.compile(
    r"^(total|total_?(count|records?|elements|num(ber)?|rows?)|count|records_?total|row_?count|size_?total)$",
    re.I,
)
_PAGES: Final = re.compile(r"^(pages|total_?pages?|page_?count|page_?total)$", re.I)
SIZE: Final = re.compile(r"^(page_?size|size|limit|per_?page|rows)$", re.I)
_CHINA: Final = timedelta(hours=8)


@dataclass(frozen=True)
class Counts:
    """0 for what is not said."""

    total: int
    pages: int
    size: int


@lru_cache(maxsize=2)
def parsed(text: str) -> Any:
    """JSON, also with a function around it; None for anything else."""
    if not (found := _PADDED.match(text)):
        return None
    try:
        return json.loads(found[1])
    except ValueError:
        return None


def entries(page: Page, template: str = "") -> list[Link]:
    """All entries; `template` makes an address of an entry's number: `/detail?id={id}`."""
    base = base_of(page.text, page.url.partition("#")[0])
    found = (_entry(told, template) for told in _objects(parsed(page.text)))
    return [
        Link(url, title, date)
        for title, address, date in filter(None, found)
        if (url := absolute(base, address, page.encoding))
    ]


def html_in(text: str) -> list[str]:
    """Pieces of HTML with links that stand in the answer's strings."""
    return [piece for piece in _strings(parsed(text)) if "<a" in piece and "href" in piece]


def counts(text: str) -> Counts:
    """What the answer says of all entries."""
    found = {"total": 0, "pages": 0, "size": 0}
    for told in _objects(parsed(text)):
        for key, value in told.items():
            for name, pattern in (("total", _TOTAL), ("pages", _PAGES), ("size", SIZE)):
                if pattern.match(key) and str(value).isdigit():
                    found[name] = found[name] or int(value)
    return Counts(**found)


def _objects(answer: Any) -> Iterator[dict[str, Any]]:
    if isinstance(answer, dict):
        yield answer
    inner = answer.values() if isinstance(answer, dict) else answer
    for one in inner if isinstance(answer, dict | list) else ():
        yield from _objects(one)


def _strings(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer
    inner = answer.values() if isinstance(answer, dict) else answer
    for one in inner if isinstance(answer, dict | list) else ():
        yield from _strings(one)


def _entry(told: dict[str, Any], template: str) -> tuple[str, str, str | None] | None:
    texts = {k: _TAG.sub("", v).strip() for k, v in told.items() if isinstance(v, str)}
    named = [v for k, v in texts.items() if _TITLE.search(k) and _CHINESE.search(v)]
    addresses = {k: v for k, v in texts.items() if _ADDRESS.match(v) and not _PICTURE.search(v)}
    address = next((v for k, v in addresses.items() if _ADDRESS_KEY.search(k)), None)
    address = address or next((v for v in addresses.values() if not iso_date(v)), None)
    address = address or _made(told, template)
    if not named or not address:
        return None
    return max(named, key=len), address, _date(told)


def _made(told: dict[str, Any], template: str) -> str | None:
    name = re.search(r"\{(\w+)\}", template)
    value = told.get(name[1]) if name else None
    return template.replace(name[0], str(value)) if name and value not in (None, "") else None


def _date(told: dict[str, Any]) -> str | None:
    for key, value in told.items():
        if not _DATE_KEY.search(key):
            continue
        if isinstance(value, str) and (date := iso_date(value)):
            return date
        if isinstance(value, int) and value > 10**9:
            seconds = value / 1000 if value > 10**11 else value
            return (datetime.fromtimestamp(seconds, UTC) + _CHINA).date().isoformat()
    return None
