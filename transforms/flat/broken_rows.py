"""Rows of a text whose labels were broken into lines, as `pdftotext -layout` leaves them: the
figures stand on one of those lines, and beside them pieces of the labels of groups.

A label is put together only where its pieces are exactly one of a form's: those on the lines above
and below, nearest to the figures. Figures on a line of their own between two labels are the upper's
or the lower's: that is told by all such lines of the text together, or not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from transforms.flat.flat_labels import is_value
from transforms.forms import tables
from transforms.tables.labels import plain
from transforms.tables.official import official_labels
from transforms.values import is_unit

_LETTER = re.compile(r"[^\W\d_]")

Numbered = tuple[int, str]  # a paragraph's number, from 1, and its text

_LONGEST = 60  # characters of a line of labels
_LINES = 20  # above or below the figures
_NEARLY_ALL = 4  # times as many as there are on the other side
_FIGURES_ALONE = 3  # that stand on a line without any word


class _Line(NamedTuple):
    """A line's words before its figures, the last of which is the row's own, and what follows it:
    its unit and figures."""

    words: Sequence[str]
    behind: Sequence[str]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is to be looked for: the last word is a label, or nothing is a row."""
        if not self.behind or not self.words:
            return len(self.behind) < _FIGURES_ALONE
        return _is_label(self.words[-1])


def with_whole_labels(paragraphs: Sequence[Numbered]) -> list[Numbered]:
    """The paragraphs, each row's label put together on the line of its figures."""
    paragraphs = [(number, text) for number, text in paragraphs if not _is_punctuation(text)]
    lines = [_parted(text) for _, text in paragraphs]
    if not any(len(line.words) > 1 or not line.is_whole for line in lines if line.behind):
        return list(paragraphs)
    kept: list[_Line | None] = list(lines)
    side = _side_of_labels(lines)
    for n, one in enumerate(lines):
        if one.behind and not one.is_whole:
            _put_together(kept, n, side)
    found: list[Numbered] = []
    for (number, text), was, line in zip(paragraphs, lines, kept, strict=True):
        if line is not None:
            found.append((number, text if line is was else " ".join((*line.words, *line.behind))))
    return [(number, _without_pieces(text)) for number, text in found]


def _parted(text: str) -> _Line:
    words = text.split()
    end = len(words)
    while end and is_value(words[end - 1]):
        end -= 1
    if end and end < len(words) and is_unit(words[end - 1]):
        end -= 1
    return _Line(words[:end], words[end:])


class _Way(NamedTuple):
    """A label that pieces on so many lines above and below the figures make."""

    up: int
    down: int
    label: str

    @property
    def side(self) -> int:
        """Where it stands: above (-1), below (1) or around the figures (0)."""
        return bool(self.down) - bool(self.up)


def _side_of_labels(lines: Sequence[_Line]) -> int:
    """Where the labels of figures stand that have lines of their own: above (-1) or below (1) all
    of them; 0 where that is not told. A mistyped label leaves its figures with the next row's, on
    the other side: so that nearly all decide, and those figures stay without a label."""
    sides = [
        {way.side for way in _ways(lines, n)}
        for n, line in enumerate(lines)
        if line.behind and not line.words and not line.is_whole
    ]
    alone = Counter(side for found in sides if len(found) == 1 for side in found if side)
    most = max(alone, key=lambda side: alone[side], default=0)
    return most if alone[most] > _NEARLY_ALL * alone[-most] else 0


def _put_together(lines: list[_Line | None], n: int, side: int) -> None:
    """Take the pieces of row `n`'s label from the lines around it, if there is one way to do so."""
    line = lines[n]
    if line is None:
        return
    ways = _ways(lines, n)
    if not line.words and all(way.side for way in ways):
        ways = {way for way in ways if way.side == side}
    if not ways:
        return
    up, down, label = max(
        ways, key=lambda way: (len(plain(way.label)), way.up + way.down, -len(way.label))
    )
    if len({plain(way.label) for way in ways}) > 1 and any(w.label not in label for w in ways):
        return
    lines[n] = _Line((*line.words[:-1], label), line.behind)
    for m in (*range(n - up, n), *range(n + 1, n + down + 1)):
        if (taken := lines[m]) is not None:
            lines[m] = _Line(taken.words[:-1], ()) if len(taken.words) > 1 else None


def _ways(lines: Sequence[_Line | None], n: int) -> set[_Way]:
    """All ways to put together a label for row `n`, with its line's last word or without it."""
    line = lines[n]
    if line is None:
        return set()
    above, below = _around(lines, n, -1), _around(lines, n, 1)
    ups = [u for u in range(len(above) + 1) if not u or _may_begin(above[u - 1])]
    downs = [d for d in range(len(below) + 1) if not d or _may_end(below[d - 1])]
    own = [line.words[-1:], []] if all(map(_is_piece, line.words[-1:])) else [line.words[-1:]]
    return {
        _Way(up, down, label)
        for up, down, middle in product(ups, downs, own)
        if up + down
        and _is_label(label := "".join((*reversed(above[:up]), *middle, *below[:down])))
    }


def _may_begin(piece: str) -> bool:
    return not piece[0].isalpha() or piece[0] in _first_letters()


def _may_end(piece: str) -> bool:
    return not piece[-1].isalpha() or piece[-1] in _last_letters()


@cache
def _first_letters() -> frozenset[str]:
    """Those of labels, and of what may stand before them."""
    return frozenset("一二三四五六七八九十") | {label[0] for label in official_labels() if label}


@cache
def _last_letters() -> frozenset[str]:
    return frozenset(label[-1] for label in official_labels() if label)


def _around(lines: Sequence[_Line | None], n: int, step: int) -> list[str]:
    """The last words of the lines without figures next to line `n`, the nearest first."""
    found: list[str] = []
    m = n + step
    while 0 <= m < len(lines) and len(found) < _LINES:
        line = lines[m]
        if line is None or line.behind or not line.words or len("".join(line.words)) > _LONGEST:
            break
        found.append(line.words[-1])
        m += step
    return found


def _without_pieces(text: str) -> str:
    """A row without the pieces of its groups' labels before its own."""
    line = _parted(text)
    if len(line.words) < 2 or not line.behind or not _is_label(line.words[-1]):
        return text
    if all(map(_is_piece, line.words[:-1])):
        return " ".join((line.words[-1], *line.behind))
    return text


def _is_punctuation(text: str) -> bool:
    """Whether a line ends in marks and has nothing else: quotes that were set in another font."""
    words = text.split()
    return not words or not (_LETTER.search(text) or is_value(words[-1]))


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    return plain(text) in official_labels()


@lru_cache(maxsize=1024)
def _is_piece(text: str) -> bool:
    """Whether a word may be a piece of a group's label."""
    return not plain(text) or any(text in group for group in _groups())


@cache
def _groups() -> frozenset[str]:
    """The labels of groups as they are printed."""
    return frozenset(i.group for t in tables() for i in t.items if i.group)
