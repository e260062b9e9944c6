"""How labels, names and titles are compared: without what printers vary and readers ignore."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

_SPACE = re.compile(r"[\s​‌‍⁠﻿­]+")

_USUAL = 500  # characters of a label, title or paragraph, each of which is looked at often


def squash(text: str) -> str:
    """NFKC without any white space: `第二十条 第（一）项` and `第二十条第(一)项` become equal.

    NFKC also turns Kangxi radicals (⼀ ⾏), which printed PDFs carry, into the characters meant.
    """
    return _squashed(text) if len(text) <= _USUAL else _squashed.__wrapped__(text)


@lru_cache(maxsize=4096)
def _squashed(text: str) -> str:
    return simplified(_SPACE.sub("", unicodedata.normalize("NFKC", text)))


def simplified(text: str) -> str:
    """A text in the characters of the forms: some portals serve their pages in traditional ones
    (traditional.csv). What may be a name's own character is kept where it stands alone (於潜镇)."""
    if text.isascii() or not _TELLING.search(text):
        return text
    return text.translate(_SIMPLIFIED)


def _pairs() -> dict[int, str]:
    with Path(__file__).with_name("traditional.csv").open(encoding="utf-8", newline="") as file:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(file)}


_SIMPLIFIED = _pairs()
_TELLING = re.compile(f"[{''.join(map(chr, sorted(_SIMPLIFIED.keys() - {ord('於')})))}]")
