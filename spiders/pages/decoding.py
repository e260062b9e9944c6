"""A page's text, whatever the server and the page say of its encoding: they are often wrong.

Chinese text in GBK is hardly ever valid UTF-8, so what is valid UTF-8 is taken for it; then comes
what was declared, if it fits without fault; then GB18030, of which GBK and GB2312 are parts.
Western encodings fit almost anything: where one is declared, GB18030 is tried first. What Scrapy
infers where nothing is declared is of no use: short pages in GBK fit Korean as well.
"""

from __future__ import annotations

from typing import Final

from scrapy.http import TextResponse
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

_WESTERN: Final = frozenset(("cp1252", "windows-1252", "latin-1", "latin1", "iso-8859-1", "ascii"))


def decoded(response: TextResponse) -> tuple[str, str]:
    """The text of a page, and the encoding that it is in."""
    body, declared = response.body.removeprefix(b"\xef\xbb\xbf"), _declared(response)
    if body.isascii():
        return body.decode("ascii"), declared
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace"), "utf-8"
    first = ("gb18030",) if declared.lower().replace("_", "-") in _WESTERN else ()
    for encoding in ("utf-8", *first, declared):
        try:
            return body.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("gb18030", errors="replace"), "gb18030"


def _declared(response: TextResponse) -> str:
    """By the server, else by the page; GB18030 where neither says anything."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    named = http_content_type_encoding(header) or html_body_declared_encoding(response.body)
    return named or "gb18030"
