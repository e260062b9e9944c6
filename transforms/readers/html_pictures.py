"""Pictures that are written into a page: `<img src="data:image/png;base64,…">` (RFC 2397)."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from functools import partial

from transforms.readers.shown_pictures import Named

_SHORTEST = 8_000  # characters: no table can be read in a picture of less
_INLINE_DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=\s]+)")
_IN_IMAGE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']?\s*$""", re.IGNORECASE)
_LONGEST_TAG = 500  # characters of a tag before its address


def without_data(markup: str) -> str:
    """The markup with nothing in the place of all that is written into it."""
    return _INLINE_DATA.sub("data:,", markup)


def pictures(markup: str) -> Iterator[Named]:
    """The pictures of the page, large ones, called by their number from 1."""
    number = 0
    for match in _INLINE_DATA.finditer(markup):
        before = markup[max(0, match.start() - _LONGEST_TAG) : match.start()]
        if match.end() - match.start() >= _SHORTEST and _IN_IMAGE.search(before):
            number += 1
            yield f"{number}", partial(_decoded, match[1])


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text)
    except Error:
        return b""
