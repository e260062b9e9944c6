"""Words of a sheet outside its ruled tables, told by ink alone: no lone digit is overlooked.

What a detector of text finds is lines; in a table without rules between its columns, a lone digit
far from all others is what it loses. Here every piece of ink is of some word: pieces beside each
other with a gap smaller than that between two columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from transforms.recognition.ink import Part
from transforms.recognition.pixels import PIXELS, Floats, Mask

_SMALLEST, _LARGEST = 5 * PIXELS, 20 * PIXELS  # pixels: how high characters of tables are
_USUAL = 9 * PIXELS
_GAP = 0.6  # of a character's height: farther apart are two cells' texts
_MARK, _BEHIND = 0.5, 0.9  # of it: a mark of punctuation stands farther from its words
_DOT = 0.1  # of it: a colon has two
_SPECK = 0.22  # of it: what is smaller, and stands alone, is dirt
_TALLEST = 2.5  # times it: a stamp or a drawing, and no word
_STACKED = 0.6  # of it: strokes of one character stand as near above each other
_ONE_LINE = 1.35  # times it: and are together no higher
_PITCH, _SHIFT = 1.1, 0.3  # of it: from line to line of a head; of that: how uneven they are
_TOUCHING = 0.3  # of the ink of its rows: there is so little between two lines
_LEVEL = 0.35  # of it: lines of a label stand half a line above and below its figures
_MOST = 3000  # words on one page: more are dirt
_APART = 1.5  # times it: words of two columns stand that far apart
_LEAST_LINES = 3  # with words apart
_LEAST_WORDS = 4  # of the one line of a low table


class InkWords(NamedTuple):
    """Words as boxes of ink, in no order, and the usual height of a character, in pixels."""

    boxes: tuple[Part, ...]
    character: float

    def are_tabular(self) -> bool:
        """Whether there are lines of words as far apart as columns of a table are."""
        wide = [self._columns(line) for line in self.lines()]
        return sum(n > 1 for n in wide) >= _LEAST_LINES or max(wide, default=0) >= _LEAST_WORDS

    def stand_apart(self) -> bool:
        """Whether words stand beside each other as far apart as columns of a table are."""
        return any(self._columns(line) > 1 for line in self.lines())

    def lines(self) -> list[list[Part]]:
        """The words line by line, each from left to right: those that stand level."""
        found: list[list[Part]] = []
        foot = 0.0
        for word in sorted(self.boxes, key=lambda p: p.top + p.bottom):
            middle = (word.top + word.bottom) / 2
            if not found or middle > foot:
                found.append([])
                foot = middle + _LEVEL * self.character
            found[-1].append(word)
        return [sorted(line) for line in found]

    def _columns(self, line: Sequence[Part]) -> int:
        wide = _APART * self.character
        return 1 + sum(b.x0 - a.x1 > wide for a, b in pairwise(line))


def ink_words(ink: Mask) -> InkWords:
    """The words that the ink (without rules) makes."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    character = _character(np.asarray(stats[1:], np.float64))
    kept = _without(ink, np.asarray(stats, np.int64), character)
    reach = np.ones((1, round(_GAP * character) | 1), np.uint8)  # odd: it shifts nothing
    smeared = np.asarray(cv2.morphologyEx(kept, cv2.MORPH_CLOSE, reach), np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    if count > _MOST:
        return InkWords((), character)
    boxes = [Part(x, y, x + w, y + h, a) for x, y, w, h, a in stats[1:].tolist()]
    large = (w for w in _joined(boxes, character) if max(w.width, w.height) >= _SPECK * character)
    return InkWords(tuple(line for w in large for line in _cut(kept, w, character)), character)


def _character(stats: Floats) -> float:
    """The height of most characters."""
    heights = stats[:, cv2.CC_STAT_HEIGHT]
    usual = heights[(heights >= _SMALLEST) & (heights <= _LARGEST)]
    return float(np.percentile(usual, 70)) if usual.size else _USUAL


def _without(ink: Mask, stats: np.ndarray, character: float) -> Mask:
    """The ink without what is too small or too large for a character."""
    count, labels = cv2.connectedComponents(ink, connectivity=8)
    high = stats[:count, cv2.CC_STAT_HEIGHT]
    wide = stats[:count, cv2.CC_STAT_WIDTH]
    fits = (np.maximum(high, wide) >= _DOT * character) & (high <= _TALLEST * character)
    fits[0] = False
    return np.where(fits[labels], 255, 0).astype(np.uint8)


def _joined(boxes: Sequence[Part], character: float) -> list[Part]:
    """Boxes whose ink is of one line and of one word, as one: the strokes of 三, 二, and the dots
    of a colon hang together with nothing beside them."""
    found: list[Part] = []
    for box in sorted(boxes, key=lambda p: -(p.bottom - p.top)):
        home = next((n for n, other in enumerate(found) if _are_one(other, box, character)), None)
        if home is None:
            found.append(box)
        else:
            found[home] = _around(found[home], box)
    return found


def _cut(ink: Mask, word: Part, character: float) -> list[Part]:
    """The lines of a word; those of a narrow head may be set so close that their ink touches. The
    word itself where no row has so little ink: larger type."""
    count = round(word.height / (_PITCH * character))
    if count < 2:
        return [word]
    rows = (ink[word.top : word.bottom, word.x0 : word.x1] > 0).sum(axis=1)
    pitch = word.height / count
    cuts = [0]
    for n in range(1, count):
        start = round((n - _SHIFT) * pitch)
        between = rows[start : round((n + _SHIFT) * pitch)]
        if between.min() > _TOUCHING * np.median(rows):
            return [word]
        cuts.append(start + int(np.argmin(between)))
    return [
        word._replace(top=word.top + a, bottom=word.top + b)
        for a, b in pairwise([*cuts, word.height])
    ]


def _are_one(word: Part, piece: Part, character: float) -> bool:
    high = max(word.bottom, piece.bottom) - min(word.top, piece.top)
    above = max(word.top, piece.top) - min(word.bottom, piece.bottom)
    beside = max(word.x0, piece.x0) - min(word.x1, piece.x1)
    if high > max(_ONE_LINE * character, word.height) or above > _STACKED * character:
        return False
    mark = max(piece.width, piece.height) < _MARK * character
    return beside < ((_BEHIND if mark else _GAP) * character if above < 0 else 0)


def _around(one: Part, other: Part) -> Part:
    return Part(
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
        one.area + other.area,
    )
