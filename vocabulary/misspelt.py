"""Names with one wrong character in their place: 毫州市民政局 for 亳州市民政局.

Recognisers misread rare characters of place names, and people mistype them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from vocabulary.divisions import every_name
from vocabulary.text import squash

_LONGEST: Final = 12  # characters of a division's name


def is_misspelt(name: str, other: str) -> bool:
    """Whether a name is the other with one wrong character, in a place that exists nowhere so."""
    written, right = squash(name), squash(other)
    if len(written) != len(right):
        return False
    wrong = [n for n, (a, b) in enumerate(zip(written, right, strict=True)) if a != b]
    if len(wrong) != 1 or _begins_with_place(written):
        return False
    return any(wrong[0] < end for end in _place_ends(right))


def _begins_with_place(name: str) -> bool:
    return next(_place_ends(name), None) is not None


def _place_ends(name: str) -> Iterator[int]:
    """How long the divisions are with which the name begins."""
    return (n for n in range(2, min(len(name), _LONGEST) + 1) if name[:n] in _divisions())


@cache
def _divisions() -> frozenset[str]:
    return frozenset(squash(division.name) for division in every_name())
