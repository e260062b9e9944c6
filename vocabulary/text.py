"""How labels, names and titles are compared: without what printers vary and readers ignore."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[\s​‌‍⁠﻿­]+")


def squash(text: str) -> str:
    """NFKC without any white space: `第二十条 第（一）项` and `第二十条第(一)项` become equal.

    NFKC also turns Kangxi radicals (⼀ ⾏), which printed PDFs carry, into the characters meant.
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))
