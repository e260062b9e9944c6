"""Page numbers in text that was made of pages: they are no figures of the row above them.

A page ends with a form feed. A number by itself at the end or the beginning of a page is the page's
if all pages' numbers go up by one; `- 3 -` and 第3页 need no form feed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.readers.text_drawn import Numbered

_BARE = re.compile(r"\s*(\d{1,3})\s*")
_MARKED = re.compile(
    r"\s*[-—–－]+\s*(\d{1,3})\s*[-—–－]+\s*|\s*第\s*(\d{1,3})\s*页(?:\s*共\s*\d+\s*页)?\s*"
)
_FEED = "\f"
_FEWEST = 2  # numbers that show how they go up


def without_page_numbers(text: str) -> list[Numbered]:
    """The text's lines with their numbers, those of page numbers empty."""
    pieces = text.splitlines(keepends=True)
    lines = [piece.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029") for piece in pieces]
    feeds = [n for n, piece in enumerate(pieces) if piece.endswith(_FEED)]
    dropped: set[int] = set()
    marked = {n: m for n, line in enumerate(lines) if (m := _MARKED.fullmatch(line))}
    for found in (
        {n: int(m[1] or m[2]) for n, m in marked.items()},
        dict(_bare(lines, [_last(lines, feed) for feed in (*feeds, len(lines))])) if feeds else {},
        dict(_bare(lines, [_first(lines, feed) for feed in (-1, *feeds)])) if feeds else {},
    ):
        if len(found) >= _FEWEST and all(b - a == 1 for a, b in pairwise(found.values())):
            dropped |= found.keys()
    return [(n + 1, "" if n in dropped else line) for n, line in enumerate(lines)]


def _bare(lines: Sequence[str], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers that stand alone in some lines."""
    for n in sorted({n for n in places if 0 <= n < len(lines)}):
        if found := _BARE.fullmatch(lines[n]):
            yield n, int(found[1])


def _last(lines: Sequence[str], end: int) -> int:
    """The last line with a text up to line `end`, which a form feed ends."""
    until = range(min(end, len(lines) - 1), -1, -1)
    return next((n for n in until if lines[n].strip()), -1)


def _first(lines: Sequence[str], feed: int) -> int:
    """The first line with a text behind a form feed."""
    behind = range(feed + 1, len(lines))
    return next((n for n in behind if lines[n].strip()), -1)
