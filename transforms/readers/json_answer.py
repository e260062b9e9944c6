"""JSON, as a portal's interface answers: its strings hold articles, in markup or in lines of text.

https://www.rfc-editor.org/rfc/rfc8259; JSONP, which wraps it into a call, as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from config import LIMITS
from transforms.blocks import Reading
from transforms.readers import UnreadableDocument, html, text
from transforms.readers.encoding import decode
from transforms.readers.magic import binary_kind

CARRIER = "json"
VERSION = html.VERSION + text.VERSION + 2
MEDIA_TYPE = "application/json"

_SHAPE = re.compile(rb"(?:[A-Za-z_$][\w.$]*\s*\()?\s*(?:\{\s*\"|\[\s*[\[{\"])")
_CALL = re.compile(r"^[\w.$]+\s*\(|\)\s*;?\s*$")
_TAG = re.compile(r"<\s*/?\s*(?:p|div|table|td|span|br)\b", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;\s*/?\s*(?:p|div|table|td|span|br)\b", re.IGNORECASE)
_TITLES = ("title", "articletitle", "doctitle", "infotitle", "newstitle", "contenttitle")
_DATES = (
    "pubdate", "publishdate", "publishtime", "releasetime", "releasedate", "pubtime",
    "displaypublishtime", "publishedtime", "docpubtime", "docreltime",
)  # fmt: skip
_FEWEST_LINES = 3
_SHORTEST = 200  # characters of an article; what is shorter is a summary, or a name in bold


@dataclass(frozen=True, slots=True)
class _Article:
    title: str
    date: str
    body: str


def matches(data: bytes) -> bool:
    """Whether these bytes begin as JSON: what is wrong with them, `read` says."""
    shaped = _SHAPE.match(data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip())
    return shaped is not None and not binary_kind(data)


def read(data: bytes, content_type: str | None = None) -> Reading:
    """Blocks of its articles as those of one page, each below its title.

    Raises UnreadableDocument if it is larger than a page may be, is cut off or broken, or holds no
    article; or as `html`.
    """
    if len(data) > LIMITS.markup:
        message = f"{len(data):,} bytes of JSON; at most {LIMITS.markup:,} are read"
        raise UnreadableDocument("too_large", message)
    answer = _parsed(data, content_type)
    if articles := list(_articles(answer, _markup)):
        return html.read(_page(articles).encode())
    if told := list(_articles(answer, _lines)):
        return text.read("\n".join(f"{a.title}\n{a.body}" for a in told).encode())
    raise UnreadableDocument("not_a_report", "JSON without an article in it")


def _parsed(data: bytes, content_type: str | None) -> Any:
    answer = _CALL.sub("", decode(data, content_type).strip())
    try:
        return json.loads(answer, strict=False)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" starting at")
        where = f"{what} at character {error.pos:,} of {len(answer):,}"
        raise UnreadableDocument("corrupt", f"JSON that is cut off or broken: {where}") from error
    except RecursionError as error:
        raise UnreadableDocument(
            "too_large", "JSON that is nested too deeply to be read"
        ) from error


def _articles(answer: Any, body_of: Callable[[str], str]) -> Iterator[_Article]:
    """The objects that carry a body, in their order."""
    waiting = [answer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, Mapping):
            waiting += reversed(list(value.values()))
            texts = {k.lower().replace("_", ""): v for k, v in value.items() if isinstance(v, str)}
            waiting += [inner for text in texts.values() if (inner := _inner(text)) is not None]
            if bodies := [b for b in map(body_of, texts.values()) if len(b) >= _SHORTEST]:
                yield _Article(_first(texts, _TITLES), _first(texts, _DATES), max(bodies, key=len))


def _inner(said: str) -> Any:
    """What a string holds that is JSON itself; None if it is not."""
    if len(said) < _SHORTEST or said.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(said, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return None


def _markup(said: str) -> str:
    """The text if it is markup, escaped markup made markup; else nothing."""
    if _TAG.search(said):
        return said
    return unescape(said) if _ESCAPED_TAG.search(said) else ""


def _lines(said: str) -> str:
    """The text if it is of several lines and no markup; else nothing."""
    return "" if _markup(said) or len(said.splitlines()) < _FEWEST_LINES else said


def _first(texts: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((texts[name] for name in names if texts.get(name)), "")


def _page(articles: list[_Article]) -> str:
    body = "".join(f"<h1>{escape(a.title)}</h1>{a.body}" for a in articles)
    date = escape(articles[0].date) if len(articles) == 1 else ""
    return f'<html><head><meta name="PubDate" content="{date}"></head><body>{body}</body></html>'
