"""Lines of words that belong together as a table without rules: a head, then rows of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.pages.words import Word, is_figure

_PROSE = 0.6  # of the page's width: a word as wide is a line of running text
_HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a head, then rows of figures with what stands between them."""

    head: tuple[Word, ...]
    rows: tuple[tuple[Word, ...], ...]  # the figures of each row
    beside: tuple[Word, ...]  # all other words from the first row on


def figures_of(line: Sequence[Word]) -> tuple[Word, ...]:
    """The figures that end a line; none if other words stand behind or among them."""
    first = next((n for n, word in enumerate(line) if is_figure(word)), len(line))
    return tuple(line[first:]) if all(map(is_figure, line[first:])) else ()


def blocks(lines: Sequence[Sequence[Word]], width: float) -> Iterator[Block]:
    start = last = 0
    rows: list[tuple[int, tuple[Word, ...]]] = []
    for number, line in enumerate(lines):
        figures = figures_of(line)
        if rows and (_is_prose(line, width) or _is_head(line, figures, rows)):
            yield _block(lines, start, rows, last, width)
            start, rows = last + 1, []
        if figures:
            rows.append((number, figures))
            last = number
    if rows:
        yield _block(lines, start, rows, last, width)


def _is_prose(line: Sequence[Word], width: float) -> bool:
    return any(word.x1 - word.x0 > _PROSE * width or "。" in word.text for word in line)


def _is_head(
    line: Sequence[Word], figures: Sequence[Word], rows: Sequence[tuple[int, tuple[Word, ...]]]
) -> bool:
    """Whether a line without figures has words over the columns of figures: another head."""
    left = min(f.x0 for _, found in rows for f in found)
    return not figures and len(line) > 1 and line[-1].x1 > left


def _block(
    lines: Sequence[Sequence[Word]],
    start: int,
    rows: Sequence[tuple[int, tuple[Word, ...]]],
    last: int,
    width: float,
) -> Block:
    first = rows[0][0]
    above = max(start, first - _HEAD_LINES)
    above = next(
        (n + 1 for n in range(first - 1, above - 1, -1) if _is_prose(lines[n], width)), above
    )
    figures = {id(f) for _, found in rows for f in found}
    return Block(
        head=tuple(w for line in lines[above:first] for w in line),
        rows=tuple(found for _, found in rows),
        beside=tuple(w for line in lines[first : last + 1] for w in line if id(w) not in figures),
    )
