"""How labels, names and titles are compared: without what printers vary and readers ignore."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s​‌‍⁠﻿­]+")

_USUAL = 500  # characters of a label, title or paragraph, each of which is looked at often


def squash(text: str) -> str:
    """NFKC without any white space: `第二十条 第（一）项` and `第二十条第(一)项` become equal.

    NFKC also turns Kangxi radicals (⼀ ⾏), which printed PDFs carry, into the characters meant.
    """
    return _squashed(text) if len(text) <= _USUAL else _squashed.__wrapped__(text)


@lru_cache(maxsize=4096)
def _squashed(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
