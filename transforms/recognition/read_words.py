"""Words of a sheet recognised, and their characters as glyphs, each where its ink is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from transforms.pages.drawn import Glyph
from transforms.recognition.canvas import Canvas, Marks
from transforms.recognition.crops import PAD, cleaned, edge_of
from transforms.recognition.engine import Read, read_lines
from transforms.recognition.figures import DOTTED_ZEROS, as_figure
from transforms.recognition.ink import CellInk, Part
from transforms.recognition.ink_words import InkWords
from transforms.recognition.pixels import PIXELS, Mask
from transforms.recognition.shapes import is_ring
from transforms.recognition.words import read_again

_LEAST_SCORE = 0.3  # of the least sure character: less is no text
_ONE_SIZE, _FLAT = 0.15, 0.6  # of a size
_OF_SIZE = 0.9, 0.7  # of a font's size are its Chinese characters high, and its digits
_LETTERS = 0.3  # of the size: characters of one word have no wider gap
_WIDE_AFTER, _WIDE_BEFORE = "。，、；：）》”,:;)", "（《“("  # their ink fills half of their place
_CHINESE = "\u2e80"


def glyphs_of(canvas: Canvas, ink: Mask, words: InkWords) -> list[Glyph]:
    """The characters of all words, in points; `ink` is the canvas' own, without rules."""
    lines = words.lines()
    boxes = [box for line in lines for box in line]
    middles = [m for line in lines for m in [_middle(line)] * len(line)]
    first = read_lines([cleaned(canvas.grey, ink, [box], PAD) for box in boxes])
    cells = [Marks(CellInk(_as_box(box), (box,), False), (), ((box,),)) for box in boxes]
    reads = read_again(canvas, cells, [(n, (box,)) for n, box in enumerate(boxes)], first)
    texts = [_text(read, ink, box) for read, box in zip(reads, boxes, strict=True)]
    sizes = _sizes(texts, boxes)
    return [
        glyph
        for n, text in enumerate(texts)
        if text
        for glyph in _glyphs(ink, boxes[n], text, first[n], middles[n], sizes[n])
    ]


def _text(read: Read, ink: Mask, box: Part) -> str:
    """A word's characters without white space; none where nothing was recognised."""
    if read.text in DOTTED_ZEROS and is_ring(ink, _as_box(box)):
        return "0"
    return "".join(as_figure(read.text).split()) if read.score >= _LEAST_SCORE else ""


def _middle(line: Sequence[Part]) -> float:
    """How far down a line stands, in points."""
    return float(np.mean([box.top + box.bottom for box in line])) / 2 / PIXELS


def _sizes(texts: Sequence[str], boxes: Sequence[Part]) -> list[float]:
    """Of the words' fonts, in points: what differs little is one size."""
    sizes = [_size(text, box) for text, box in zip(texts, boxes, strict=True)]
    usual = float(np.median([size for size, text in zip(sizes, texts, strict=True) if text] or [0]))
    lowest, highest = (1 - _ONE_SIZE) * usual, (1 + _ONE_SIZE) * usual
    flat = _FLAT * usual  # a dash, a mark of punctuation
    return [usual if lowest < size < highest or size < flat else size for size in sizes]


def _as_box(part: Part) -> tuple[int, int, int, int]:
    return part.x0, part.top, part.x1, part.bottom


def _glyphs(
    ink: Mask, word: Part, text: str, first: Read, middle: float, size: float
) -> Iterator[Glyph]:
    """The characters of one word; `first` is the reading that tells where they stand."""
    dark = (ink[word.top : word.bottom, word.x0 : word.x1] > 0).sum(axis=0)
    extents = [*_extents(dark, _places(text, word, first))]
    for (x0, x1), character in zip(_advanced(extents, text, size * PIXELS), text, strict=True):
        left, right = (word.x0 + x0) / PIXELS, (word.x0 + x1) / PIXELS
        yield Glyph(character, left, middle - size / 2, right, middle + size / 2, size)


def _advanced(
    extents: Sequence[tuple[int, int]], text: str, size: float
) -> Iterator[tuple[float, float]]:
    """The ink's extents with the paper that a font has around its characters: those of a word
    meet, and a mark of punctuation has room on one side."""
    last = len(text) - 1
    for n, (start, stop) in enumerate(extents):
        before = extents[n - 1][1] if n else -math.inf
        behind = extents[n + 1][0] if n < last else math.inf
        x0 = (start + before) / 2 if start - before < _LETTERS * size else float(start)
        x1 = (stop + behind) / 2 if behind - stop < _LETTERS * size else float(stop)
        if text[n] in _WIDE_AFTER:
            x1 = max(x1, min(start + size, behind))
        elif text[n] in _WIDE_BEFORE:
            x0 = min(x0, max(stop - size, before))
        yield x0, x1


def _size(text: str, word: Part) -> float:
    """Of the font, as far as the ink's height tells it."""
    chinese, digits = _OF_SIZE
    return word.height / PIXELS / (chinese if any(c >= _CHINESE for c in text) else digits)


def _places(text: str, word: Part, first: Read) -> list[float]:
    """Where the middles of the characters are, in pixels from the word's left edge."""
    edge = edge_of([word], PAD)
    if len(first.places) == len(text):
        return [min(max(place - edge, 0.0), float(word.width)) for place in first.places]
    widths = np.array([1.0 if c >= _CHINESE else 0.5 for c in text])
    ends = np.cumsum(widths)
    return [float(v) for v in (ends - widths / 2) * (word.width / ends[-1])]


def _extents(dark: np.ndarray, places: Sequence[float]) -> Iterator[tuple[int, int]]:
    """From where to where each character has ink: cut where there is least of it between two."""
    cuts = [0]
    for left, right in pairwise(places):
        start, stop = round(left + (right - left) / 4), round(right - (right - left) / 4)
        start = max(start, cuts[-1] + 1)
        between = dark[start : max(stop, start) + 1]
        least = np.flatnonzero(between == between.min()) if between.size else np.zeros(1)
        cuts.append(min(start + int(least[len(least) // 2]), len(dark)))
    for start, stop in pairwise([*cuts, len(dark)]):
        inside = np.flatnonzero(dark[start:stop])
        if inside.size:
            yield start + int(inside[0]), start + int(inside[-1]) + 1
        else:
            yield start, max(stop, start + 1)
