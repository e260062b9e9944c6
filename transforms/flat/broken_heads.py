"""Heads of columns that their narrow cells broke, as `pdftotext -layout` leaves them: 结果维 beside
结果纠 on one line, 持 beside 正 on the next.

Every line has its pieces from left to right. Lines next to each other are put together where their
pieces make the labels of all columns of a table, in the form's order, and none is left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from transforms.flat.flat_labels import is_value
from transforms.forms import Table, headed_tables
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, captions, official_items

Numbered = tuple[int, str]  # a paragraph's number, from 1, and its text
Heads = tuple[frozenset[str], ...]  # of each column the plain labels that it may have

_LINES = range(2, 6)  # that heads are broken into
_LONGEST = 12  # characters of a piece
_FEWEST = 4  # columns
_STEPS = 4000  # that are tried at most


class _Line(NamedTuple):
    """A line's pieces of heads, and its other words: captions and notes."""

    pieces: tuple[str, ...]
    beside: tuple[str, ...]


def with_whole_heads(paragraphs: Sequence[Numbered]) -> list[Numbered]:
    """The paragraphs, broken heads on the last of their lines, what stands beside them before."""
    lines = [_parted(text) for _, text in paragraphs]
    found: list[Numbered] = []
    n = 0
    while n < len(lines):
        count, heads = _heads_at(lines, n)
        if heads:
            beside = " ".join(word for line in lines[n : n + count] if line for word in line.beside)
            found += [(paragraphs[n][0], beside)] if beside else []
            found.append((paragraphs[n + count - 1][0], " ".join(heads)))
        else:
            found.append(paragraphs[n])
        n += max(count, 1)
    return found


def _heads_at(lines: Sequence[_Line | None], n: int) -> tuple[int, list[str]]:
    """The number of lines that are heads from line `n` on, and these heads; none where the line
    begins no broken one."""
    line = lines[n]
    if line is None or not line.pieces or line.pieces[0] not in _beginnings():
        return 0, []
    for count in _LINES:
        window = [line for line in lines[n : n + count] if line is not None]
        if len(window) < count:
            break
        pieces = [one.pieces for one in window]
        for heads in _all_heads():
            whole = _put_together(pieces, heads)
            if whole and sum(map(len, pieces)) > len(whole):
                return count, whole
    return 0, []


def _parted(text: str) -> _Line | None:
    """None for a line that holds a figure or running text."""
    words = text.split()
    if not words or any(map(is_value, words)):
        return None
    beside = tuple(w for w in words if _is_beside(w))
    return _Line(tuple(w for w in words if w not in beside), beside)


def _is_beside(word: str) -> bool:
    """Whether a word is no piece of a head: a caption, or a piece of the note before the heads."""
    if len(word) > _LONGEST or not plain(word) or plain(word) in _beside_heads():
        return True
    return not any(plain(word) in name for name in _names())


def _put_together(lines: Sequence[tuple[str, ...]], heads: Heads) -> list[str]:
    """The heads that the lines' pieces make; empty if they do not make exactly these."""
    steps = 0

    def told(at: tuple[int, ...], n: int) -> list[str] | None:
        nonlocal steps
        steps += 1
        if n == len(heads):
            return [] if all(p == len(line) for p, line in zip(at, lines, strict=True)) else None
        if steps > _STEPS:
            return None
        for after, text in _ways(lines, at, 0, "", heads[n]):
            if (rest := told(after, n + 1)) is not None:
                return [text, *rest]
        return None

    return told((0,) * len(lines), 0) or []


def _ways(
    lines: Sequence[tuple[str, ...]],
    at: tuple[int, ...],
    first: int,
    before: str,
    names: frozenset[str],
) -> Iterator[tuple[tuple[int, ...], str]]:
    """How the next pieces of the lines from `first` on make one of the names: one or two of a line,
    perhaps with more below."""
    for n in range(first, len(lines)):
        for count in (1, 2):
            pieces = lines[n][at[n] : at[n] + count]
            text = before + "".join(pieces)
            if len(pieces) < count or not any(name.startswith(plain(text)) for name in names):
                continue
            after = (*at[:n], at[n] + count, *at[n + 1 :])
            if plain(text) in names:
                yield after, text
            yield from _ways(lines, after, n + 1, text, names)


@cache
def _all_heads() -> tuple[Heads, ...]:
    """Of each table the labels of its columns from left to right, and of one item's alone."""
    found: list[Heads] = []
    for table in headed_tables():
        own = tuple(frozenset(names) for names in breakdown_variants(table).values())
        if table.layout == "columns":
            found.append(own * len(table.items))
        found += [own] if len(own) >= _FEWEST and _is_one_row(table) else []
    return tuple(found)


def _is_one_row(table: Table) -> bool:
    """Whether every row of the table has all its columns."""
    return all(len(item.breakdowns) == len(table.breakdowns) for item in table.items)


@cache
def _names() -> frozenset[str]:
    """All plain labels of columns."""
    return frozenset(name for heads in _all_heads() for names in heads for name in names)


@cache
def _beginnings() -> frozenset[str]:
    """All that labels of columns may begin with, and whole ones."""
    return frozenset(name[:n] for name in _names() for n in range(1, len(name) + 1))


@cache
def _beside_heads() -> frozenset[str]:
    """Labels that stand beside or above heads, and are none."""
    return (captions() | official_items()) - _names()
