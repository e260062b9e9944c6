"""万元 that a narrow column cut into 万 and 元: in text they stand on two lines, with a label or a
figure between them, and 元 alone would make a ten-thousandth of the figure.
"""

from __future__ import annotations

from collections.abc import Sequence

Numbered = tuple[int, str]  # a paragraph's number, from 1, and its text

_UPPER, _LOWER = "万", "元"


def with_whole_units(paragraphs: Sequence[Numbered]) -> list[Numbered]:
    """The paragraphs with every 元 made whole, if as many 万 stand alone; where the numbers differ
    neither says anything, and the unit is open."""
    if not any(_UPPER in text.split() for _, text in paragraphs):
        return list(paragraphs)
    words = [(number, text.split()) for number, text in paragraphs]
    uppers, lowers = (sum(line.count(part) for _, line in words) for part in (_UPPER, _LOWER))
    whole = _UPPER + _LOWER if uppers == lowers else ""
    joined = ((number, " ".join(_joined(line, whole))) for number, line in words)
    return [(number, text) for number, text in joined if text]


def _joined(words: Sequence[str], whole: str) -> list[str]:
    kept = (whole if word == _LOWER else word for word in words if word != _UPPER)
    return [word for word in kept if word]
