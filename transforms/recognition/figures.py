"""How sure the figure in a cell is: opinions that err independently must agree."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from transforms.recognition.dashes import dash_of
from transforms.recognition.engine import Read
from transforms.recognition.glyphs import Glyph

SURE = 0.98
LIKELY = 0.75  # all readings agree; something beside the figure is in doubt
_LEAST_OF_RING = 0.4  # a 0 that may be an O: its score is shared between them
_OUTVOTED = 0.65
DOUBTED = 0.6
_LEAST_SCORE = 0.6  # of the least sure character
_LONGEST = 18
_DIRT = ".,:;·•*'`^°"
_CHINESE = 0x2E80  # characters from here on are words, as a rule
_NUMERALS = "零〇一二三四五六七八九十百千万两"
_LOOK_LIKE_SIGNS = "一〇口日曰目回"  # dashes, zeros, zeros with a dot
DOTTED_ZEROS = "日曰目回"  # of type in which a 0 has a dot
_LOOKALIKES = str.maketrans("oOQDθΘ〇○口lIi|。，", "000000000" + "1111" + ".,")
_LOST_POINT = re.compile(r"[+-]?0[0-9]")
_WIDE_STEP = 1.3  # times the usual way to the next digit; with a point it is 1.5 times as far
_BROAD = 0.5  # of a digit's height: how broad digits are, 1 and 0 taken together
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*|-+|/")
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TALL = 0.6  # of a digit's height: what is smaller is a point, a comma or a dash
_SLASH_LIKE = {"/", "1", "|", "I", "l", "J", "ノ", ")"}
_SLANT = 0.125  # of its height, by which a slash leans at least, beyond the type's own slant
_UPRIGHT = 0.06  # and a 1 at most
_GAP = 0.62  # of a digit's height between two digits: they are not one number
_PLUS = (0.45, 0.95)  # of a digit's height: how large a plus sign is


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's text as decided, and how sure."""

    text: str
    confidence: float


def may_be_figure(text: str) -> bool:
    """Whether what was recognised may be a number, or a sign that stands for one: no words."""
    folded = unicodedata.normalize("NFKC", text).replace(" ", "")
    return len(folded) <= _LONGEST and not any(_is_word(c) for c in folded)


def as_figure(text: str) -> str:
    """What was recognised, characters that look like digits replaced if it is a number then."""
    plain = _plain(text)
    return plain if may_be_figure(text) and _NUMBER.fullmatch(plain) else text


def is_numeral(text: str) -> bool:
    """Whether a text is a number written in Chinese, as far as its characters go."""
    return bool(text) and all(c in _NUMERALS for c in text)


def _is_word(character: str) -> bool:
    return character.isalpha() and ord(character) > _CHINESE and character not in _LOOK_LIKE_SIGNS


def agree(reads: Sequence[Read]) -> bool:
    """Whether all readings say the same."""
    return len({_plain(read.text) for read in reads}) == 1


def decide(
    reads: Sequence[Read],
    glyphs: Sequence[Glyph],
    digit: float,
    lean: float,
    *,
    ring: bool = False,
    pitch: float = 0.0,
) -> Figure:
    """The figure that most readings agree on, doubted where the shapes speak against it.

    `lean` is that of the ink, if it is a single stroke; `ring` if it is one ring of ink, as a 0 is:
    then one reading may differ. `pitch` is from digit to digit on this page, 0 if it is not known.
    """
    texts = [_plain(read.text) for read in reads]
    if ring:
        texts = ["0" if text in DOTTED_ZEROS else text for text in texts]
    if dash := dash_of(glyphs, digit, texts):
        return Figure(dash.text, SURE if dash.printed else DOUBTED)
    if lean > _UPRIGHT and set(texts) <= _SLASH_LIKE:
        return Figure("/", SURE if lean > _SLANT else DOUBTED)
    text, votes = Counter(_plausible(texts)).most_common(1)[0]
    zero = ring and text == "0"
    sure = votes == len(texts) or (zero and votes > 1)
    confidence = SURE if sure else _OUTVOTED if votes > 1 else DOUBTED
    score = max(r.score for r, t in zip(reads, texts, strict=True) if t == text)
    least = _LEAST_OF_RING if zero else _LEAST_SCORE
    if (
        score < least
        or not _fits(text, glyphs, digit, lean, pitch)
        or _hides_a_point(text, glyphs, digit, pitch)
        or any(_parts_digits(read.text) for read in reads)
    ):
        confidence = DOUBTED
    if confidence < SURE:
        text = _without_dirt(text, glyphs, digit)
    return Figure(_spaced(text, glyphs, digit), confidence)


def _plausible(texts: Sequence[str]) -> Sequence[str]:
    """The readings that are numbers or signs, without those that begin as no number does, 04 for
    0.4; all if none is left."""
    likely = [text for text in texts if not _LOST_POINT.match(text)] or texts
    return [text for text in likely if _NUMBER.fullmatch(text)] or likely


def step_of(text: str, glyphs: Sequence[Glyph], digit: float) -> float:
    """How far it is from digit to digit in a number, in pixels; 0 for one digit or with signs."""
    middles = [(g.x0 + g.x1) / 2 for _, g in digit_glyphs(text, glyphs, digit)]
    if len(middles) < 2 or len(middles) < len(text):
        return 0.0
    return (middles[-1] - middles[0]) / (len(middles) - 1)


def _hides_a_point(text: str, glyphs: Sequence[Glyph], digit: float, pitch: float) -> bool:
    """Whether two digits stand so far apart that a point between them may have been lost."""
    if not pitch:
        return False
    pairs = iter(digit_glyphs(text, glyphs, digit))
    placed = [next(pairs, None) if c.isdigit() else None for c in text]
    steps = [(b[1].x0 + b[1].x1 - a[1].x0 - a[1].x1) / 2 for a, b in pairwise(placed) if a and b]
    return max(steps, default=0.0) > _WIDE_STEP * pitch


def _parts_digits(text: str) -> bool:
    """Whether a reading leaves a space between two digits: a point may have been lost there."""
    return re.search(r"[0-9]\s+[0-9]", unicodedata.normalize("NFKC", text)) is not None


def _without_dirt(text: str, glyphs: Sequence[Glyph], digit: float) -> str:
    """The text without what a speck beside the digits was read as: no number ends so."""
    bare = text.rstrip(_DIRT).lstrip(_DIRT[1:])  # .5 is a number
    return bare if bare.isdigit() and digit_glyphs(bare, glyphs, digit) else text


def digit_glyphs(text: str, glyphs: Sequence[Glyph], digit: float) -> list[tuple[str, Glyph]]:
    """Each digit of the text with its glyph; empty if they cannot be told apart."""
    if text.startswith("+") and glyphs and _is_plus(glyphs[0], digit):
        glyphs = glyphs[1:]
    tall = [g for g in glyphs if g.bottom - g.top > _TALL * digit]
    digits = [c for c in text if c.isdigit()]
    return list(zip(digits, tall, strict=True)) if len(tall) == len(digits) else []


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).replace(" ", "")
    return re.sub(r"[—–―−－一_~]+", "-", folded.translate(_LOOKALIKES))


def _fits(
    text: str, glyphs: Sequence[Glyph], digit: float, lean: float, pitch: float = 0.0
) -> bool:
    """Whether the ink has as many characters of the right size as the text."""
    if text in ("/", "\\"):
        return len(glyphs) == 1 and abs(lean) > _SLANT
    if text == "1" and not -_SLANT < lean < _UPRIGHT:
        return False
    if not _DIGITS.fullmatch(text.lstrip("+-")) or _LOST_POINT.match(text):
        return False
    if text.startswith("+") and glyphs and _is_plus(glyphs[0], digit):
        text, glyphs = text[1:], glyphs[1:]
    tall = [g for g in glyphs if g.bottom - g.top > _TALL * digit]
    points = len(glyphs) - len(tall)
    signs = sum(1 for c in text if not c.isdigit())
    digits = len(text) - signs
    return points == signs and _as_many(tall, digits, digit, pitch)


def _is_plus(glyph: Glyph, digit: float) -> bool:
    width, height = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    smallest, largest = (share * digit for share in _PLUS)
    return smallest < width < largest and smallest < height < largest


def _as_many(tall: Sequence[Glyph], digits: int, digit: float, pitch: float) -> bool:
    """Whether tall glyphs can be that many digits: some may touch each other."""
    if len(tall) == digits:
        return all(g.x1 - g.x0 < 1.05 * digit for g in tall)
    if len(tall) > digits or not tall:
        return False
    widths = [g.x1 - g.x0 for g in tall]
    if pitch and sum(max(0, round((w - _BROAD * digit) / pitch)) + 1 for w in widths) == digits:
        return True
    return sum(max(1, round(w / (0.68 * digit))) for w in widths) == digits


def _spaced(text: str, glyphs: Sequence[Glyph], digit: float) -> str:
    """The text with a space where two digits stand too far apart for one number."""
    pairs = digit_glyphs(text, glyphs, digit)
    if len(pairs) < 2 or len(pairs) != len(text):
        return text
    gaps = [b.x0 - a.x1 for (_, a), (_, b) in pairwise(pairs)]
    if max(gaps) < _GAP * digit or min(gaps) > 0.5 * float(np.max(gaps)):
        return text
    spaced = text[0]
    for character, gap in zip(text[1:], gaps, strict=True):
        spaced += (" " if gap >= _GAP * digit else "") + character
    return spaced
