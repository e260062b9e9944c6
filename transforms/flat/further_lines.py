"""Figures of a row that stand on several lines of a text.

Where each cell is a line, they are the row's. Where several stand on one line, the next line may
hold the row's others, or the last digits of figures that a narrow cell broke.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.values import parse

_SEVERAL = 2  # figures on one line, so that it is a row's and not a cell's
_OUTCOMES, _REVIEWS = 5, 15  # figures of one item, and of the whole line of reviews


def own_figures(values: Sequence[tuple[int, str]]) -> int:
    """How many of a row's values, each with its line's number, are surely figures of the row: all,
    or only those of its first line, where it has several and they make no sum with the others."""
    first = sum(line == values[0][0] for line, _ in values)
    if first == len(values) or first < _SEVERAL or are_sums([text for _, text in values]):
        return len(values)
    return first


def are_sums(texts: Sequence[str]) -> bool:
    """Whether figures add up: the last is the sum of the others, or each fifth one that of the
    four before it, as in a line of reviews."""
    figures = [parse(text, "count").value or 0 for text in texts]
    size = _OUTCOMES if len(figures) == _REVIEWS else len(figures)
    parts = (figures[n : n + size] for n in range(0, len(figures), size))
    return all(sum(part[:-1]) == part[-1] for part in parts)
