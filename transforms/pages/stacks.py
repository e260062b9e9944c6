"""Words that stand near below one another: the lines of one cell."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.pages.words import Word

_STACKED = 0.6  # of the font's size: lines of one cell stand this near above each other


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
        ]
        if len(near) == 1:
            near[0].append(word)
        else:
            found.append([word])
    return found


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
