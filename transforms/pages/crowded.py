"""Whether rules part the cells of a table, or only frame it."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST = 3  # figures
_LINES = 4  # at most, of one figure in a narrow cell


def is_crowded(texts: Sequence[str]) -> bool:
    """Whether the cells between rules hold most figures in heaps: the rules part no cells."""
    figures = [[t for t in text.split() if t.isdigit()] for text in texts]
    heaped = sum(len(f) for f, text in zip(figures, texts, strict=True) if _is_heap(f, text))
    return heaped >= 2 * _FEWEST and heaped > sum(map(len, figures)) / 2


def _is_heap(figures: Sequence[str], text: str) -> bool:
    """Whether figures are several cells': beside each other, or more below each other than the
    lines into which one long figure is broken."""
    beside = any(len(line.split()) > 1 for line in text.split("\n"))
    return len(figures) > (1 if beside else _LINES)
