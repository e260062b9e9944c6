"""Words that stand near below one another: the lines of one cell."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.pages.words import Word

_STACKED = 0.6  # of the font's size: lines of one cell stand this near above each other
_ALIKE = 0.6  # of the font's size: so exactly do lines of one cell begin, end or stand centred
_FULL = 1.6  # of the font's size: no lower line of a cell is longer by more than that

_FEWEST = 2  # lines of a cell below a head


def stacks(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand near below one another, each from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.top):
        near = [
            stack
            for stack in found
            if stack[-1].x0 < word.x1
            and word.x0 < stack[-1].x1
            and -word.size / 2 < word.top - stack[-1].bottom < _STACKED * word.size
            and _of_one_cell(stack[-1], word)
        ]
        if len(near) == 1:
            near[0].append(word)
        else:
            found.append([word])
    return found


def _of_one_cell(upper: Word, lower: Word) -> bool:
    """Whether two lines begin, end or stand centred alike, and the upper one was full: what fits
    beside it is not broken off it."""
    left, right = abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1)
    centre = abs(upper.x0 + upper.x1 - lower.x0 - lower.x1) / 2
    is_full = lower.x1 - lower.x0 - (upper.x1 - upper.x0) < _FULL * upper.size
    return is_full and min(left, right, centre) < _ALIKE * upper.size


def joined(stack: Sequence[Word]) -> Word:
    """One word of several lines."""
    return Word(
        "".join(w.text for w in stack),
        min(w.x0 for w in stack),
        stack[0].top,
        max(w.x1 for w in stack),
        stack[-1].bottom,
        stack[0].size,
    )


def heads_apart(stack: Sequence[Word]) -> list[list[Word]]:
    """A stack of lines without those at its top that are each a head of their own: lines of one
    cell are broken where they are full, so that only the last one may be shorter than the first."""
    heads: list[list[Word]] = []
    rest = list(stack)
    while len(rest) > _FEWEST and _width(rest[0]) - max(map(_width, rest[1:])) > rest[0].size / 2:
        heads.append([rest.pop(0)])
    return [*heads, rest]


def _width(word: Word) -> float:
    return word.x1 - word.x0
