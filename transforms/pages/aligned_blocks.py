"""Lines of words that belong together as a table without rules: a head, then rows of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import lines
from transforms.pages.words import Word, is_figure, words

_PROSE = 0.6  # of the page's width: a word as wide is a line of running text
_HEAD_LINES = 12
_LINES_BELOW = 4  # that the last row's label may go on


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a head, then rows of figures with what stands between them."""

    head: tuple[Word, ...]
    rows: tuple[tuple[Word, ...], ...]  # the figures of each row
    beside: tuple[Word, ...]  # all other words from the first row on
    below: tuple[Word, ...] = ()  # words of the lines right below the last row
    ends: bool = True  # a text follows, and no other figures: those words are of no other row


def figures_of(line: Sequence[Word]) -> tuple[Word, ...]:
    """The figures that end a line; none if other words stand behind or among them."""
    first = next((n for n, word in enumerate(line) if is_figure(word)), len(line))
    return tuple(line[first:]) if all(map(is_figure, line[first:])) else ()


def open_head(glyphs: Sequence[Glyph], width: float) -> list[Glyph]:
    """Glyphs of the last lines of a page of that width, if they may head a table whose rows stand
    on the next page: no prose, no figures, and words beside each other."""
    head: list[Sequence[Glyph]] = []
    beside = False
    for line in reversed(lines(glyphs)):
        found = list(words(line))
        if len(head) == _HEAD_LINES or not found or _is_prose(found, width) or figures_of(found):
            break
        head.append(line)
        beside = beside or len(found) > 1
    return [glyph for line in reversed(head) for glyph in line] if beside else []


def blocks(page: Sequence[Sequence[Word]], width: float) -> Iterator[Block]:
    start = last = 0
    rows: list[tuple[int, tuple[Word, ...]]] = []
    for number, line in enumerate(page):
        figures = figures_of(line)
        if rows and (
            _is_prose(line, width) or _is_head(page[rows[0][0] : number + 1], figures, rows)
        ):
            yield _block(page, start, rows, last, width)
            start, rows = last + 1, []
        if figures:
            rows.append((number, figures))
            last = number
    if rows:
        yield _block(page, start, rows, last, width)


def _is_prose(line: Sequence[Word], width: float) -> bool:
    return any(word.x1 - word.x0 > _PROSE * width or "。" in word.text for word in line)


def _is_head(
    lines: Sequence[Sequence[Word]],
    figures: Sequence[Word],
    rows: Sequence[tuple[int, tuple[Word, ...]]],
) -> bool:
    """Whether the last of these lines from the first row on, without figures, has words over the
    columns of figures, or farther right than all labels: another head."""
    line = lines[-1]
    if figures or len(line) < 2:
        return False
    left = min(f.x0 for _, found in rows for f in found)
    labels = [w.x1 for before in lines[:-1] for w in before if w.x1 <= left]
    return line[-1].x1 > left or (line[-1].x0 + line[-1].x1) / 2 > max(labels, default=left)


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
    under = lines[last + 1 : last + 1 + _LINES_BELOW]
    left = min(f.x0 for _, found in rows for f in found)
    until = next((n for n, line in enumerate(under) if _ends(line, width, left)), len(under))
    return Block(
        head=tuple(w for line in lines[above:first] for w in line),
        rows=tuple(found for _, found in rows),
        beside=tuple(w for line in lines[first : last + 1] for w in line if id(w) not in figures),
        below=tuple(w for line in under[:until] for w in line),
        ends=until < len(lines) - last - 1 and not any(map(figures_of, under)),
    )


def _ends(line: Sequence[Word], width: float, left: float) -> bool:
    """Whether a line below the figures, which begin at `left`, is none of their table's labels."""
    return _is_prose(line, width) or bool(figures_of(line)) or line[-1].x1 > left
