"""A list page's normalised set of links, as a digest.

List pages carry visitor counters, dates and tokens that change with every request. What matters is
where they lead: two copies with one digest are the same list, and only the first is kept whole.
A column page may be the report itself; such a page has no digest, for its text is what matters.
"""

from __future__ import annotations

import hashlib
import re

_LINK = re.compile(rb"<a\b([^>]*)>(.*?)</a>", re.I | re.S)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_TAG = re.compile(rb"<[^>]*>|\s+")
_PAGER = re.compile(rb"(createPageHTML\([^)]*\)|countPage\s*=\s*\d+|totalrecord>\d+)", re.I)


_REPORT = tuple(
    phrase.encode(encoding)
    for phrase in ("收到和处理政府信息公开申请", "主动公开政府信息情况")
    for encoding in ("utf-8", "gb18030")
)


def links_digest(body: bytes) -> str | None:
    """Digest over the sorted links (address, text) and the pager; None without one."""
    if any(phrase in body for phrase in _REPORT):
        return None
    found = set()
    for match in _LINK.finditer(body):
        if href := _HREF.search(match[1]):
            found.add(href[1] + b"\x00" + _TAG.sub(b"", match[2]))
    if not found:
        return None
    found.update(m[1] for m in _PAGER.finditer(body))
    return hashlib.sha256(b"\x01".join(sorted(found))).hexdigest()
