"""Whether a file has its end.

A server that states a Content-Length shorter than what it sends cuts the file silently: HTTP
(RFC 9112, 6.3) has the client stop there, so that neither Scrapy nor Twisted learns of the rest.
Only the file itself tells. Some portals' pages never have an end: one that closes all that it
opened is whole without it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_HTML: Final = re.compile(rb"^\W{0,9}<(!doctype\s+html|html|head)\b", re.I)
_BODY: Final = re.compile(rb"<body\b", re.I)
_END_OF_HTML: Final = re.compile(rb"</(html|body|frameset)\s*>", re.I)
_HOLDS: Final = re.compile(rb"<(/?)(div|table|td)\b", re.I)  # what an article's text stands in
_HEAD: Final = 1024  # bytes


def missing_end(body: bytes) -> str | None:
    """What is missing, in words; None for a whole file, and for a kind that does not tell."""
    if body[:_HEAD].lstrip()[:5] == b"%PDF-":
        return None if b"%%EOF" in body else _words(body, "%%EOF")
    if not _HTML.match(body[:_HEAD]) or not _BODY.search(body):
        return None
    if _END_OF_HTML.search(body) or _closes_all(body):
        return None
    return _words(body, "</body> and no </html>")


def _closes_all(body: bytes) -> bool:
    """Whether nothing is left open where an article's text may go on, after the last byte."""
    opened: Counter[bytes] = Counter()
    held = body.rstrip().endswith(b">")
    for tag in _HOLDS.finditer(body):
        opened[tag[2].lower()] += -1 if tag[1] else 1
    return held and opened.total() == 0 and b"div" in opened and not any(opened.values())


def _words(body: bytes, end: str) -> str:
    message = f"the file has no {end}: of what the server sent, only {len(body)} bytes came, as it "
    return message + "stated them, and what stood behind is not known; compare with the portal"
