"""A page's text, whatever the server and the page say of its encoding: they are often wrong.

Chinese text in GBK is hardly ever valid UTF-8, so what is valid UTF-8 is taken for it; then comes
what was declared, if it fits without fault; then GB18030, of which GBK and GB2312 are parts.
"""

from __future__ import annotations

from scrapy.http import TextResponse


def decoded(response: TextResponse) -> tuple[str, str]:
    """The text of a page, and the encoding that it is in."""
    body, declared = response.body.removeprefix(b"\xef\xbb\xbf"), response.encoding
    if body.isascii():
        return body.decode("ascii"), declared
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace"), "utf-8"
    for encoding in ("utf-8", declared):
        try:
            return body.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("gb18030", errors="replace"), "gb18030"
