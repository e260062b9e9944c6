"""From bytes to text, for carriers that do not say their encoding reliably.

No statistical detector is safe on short Chinese pages. UTF-8 proves itself: text in another
encoding hardly ever decodes as UTF-8. Everything else on mainland sites is GB18030 at the widest.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))  # markup without its mark
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_GB_FAMILY = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"}


def decode(data: bytes, content_type: str | None = None) -> str:
    """Text of a page: BOM, then strict UTF-8, then what header or meta declare, then GB18030."""
    for mark, encoding in (*_BOMS, *_UNMARKED):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if (text := _strict_utf8(data)) is not None:
        return text
    candidates = dict.fromkeys([*_declared(data, content_type), "gb18030", "utf-8"])
    decoded: list[str] = []
    for encoding in candidates:
        decoded.append(data.decode(encoding, errors="replace"))
        if "\ufffd" not in decoded[-1]:
            return decoded[-1]
    return min(decoded, key=lambda text: text.count("\ufffd"))


def _strict_utf8(data: bytes) -> str | None:
    """UTF-8 but for a last character that was cut off, else None."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, content_type: str | None) -> list[str]:
    sources = [content_type.encode() if content_type else b"", data[:4096]]
    names = [m.group(1).decode("ascii").lower() for s in sources if (m := _DECLARED.search(s))]
    known = ["gb18030" if n in _GB_FAMILY else n for n in names]
    return [n for n in known if _exists(n) and n not in ("iso-8859-1", "latin1", "ascii")]


def _exists(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False
