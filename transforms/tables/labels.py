"""How printed labels are compared with official ones: no enumerators, notes, punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from vocabulary.text import squash

SURE = 0.9  # labels less similar than this leave a doubt
ENOUGH = 0.6  # below this, two labels have nothing to do with each other
_ONE_SLIP = 0.8  # similarity at least of a label of five characters with a wrong one
_SHORT = 3  # labels this short are equal or different, never similar
_FOOTNOTE = re.compile(r"\^[\d*]*")
_ENUMERATOR = re.compile(r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.,．:])+")
_INNER_ENUMERATOR = re.compile(r"(?<=[^\W\d])[(（]?\d{1,2}[)）、.](?=[^\W\d])")
_CIRCLED = re.compile(
    r"^\s*[\u2460-\u2473\u2776-\u277f]\s*|"
    r"[\u2460-\u2473\u2776-\u277f\u00b9\u00b2\u00b3\u2070-\u2079]+\s*$"  # a note's mark
)
_YEAR = re.compile(r"^20\d\d年度?")
_NOTE = re.compile(r"[(（\[【](?!减[)）])[^()（）]*[)）\]】]")  # 增（减） is no note
_UNFINISHED_NOTE = re.compile(r"[(（](?!减[)）]).*$")
_TIMES = tuple(map(re.compile, ("上一?年|去年", "本年|今年|当年", "下一?年|次年|明年")))
_OTHER_TIME = 0.79  # most that a label of another year has in common: it always leaves a doubt
_NOT_WORD = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OTHER_LANGUAGE = re.compile(  # beside the Chinese label: Uyghur, Tibetan, Mongolian, Yi, Korean …
    r"[\u0400-\u1cff\ua000-\ua4cf\uac00-\ud7ff\ufb50-\ufdff\ufe70-\ufeff\ufffd]+"
    r"|[A-Za-z][A-Za-z'’,.&/-]{2,}"
)


@lru_cache(maxsize=65536)
def plain(label: str) -> str:
    """`（二）部分公开（区分处理的，只计…）`, `2、部分公开`, `②部分公开`, `部分公开②`,
    `部分公开 partly granted` become `部分公开`; 不予公开1.属于国家秘密 loses its inner number;
    本年度 is 本年."""
    text = _FOOTNOTE.sub("", squash(_CIRCLED.sub("", label)))
    if _HAN.search(text):
        text = _OTHER_LANGUAGE.sub("", text)
    text = _INNER_ENUMERATOR.sub("", _YEAR.sub("", _ENUMERATOR.sub("", text)))
    text = _UNFINISHED_NOTE.sub("", _NOTE.sub("", text)) or text
    return _NOT_WORD.sub("", text).replace("年度", "年")


def enumerated(label: str) -> bool:
    """Whether a label begins with an enumerator, as those of rows do: （七）总计, 3.其他."""
    return _ENUMERATOR.match(squash(label)) is not None


@lru_cache(maxsize=65536)
def similarity(printed: str, official: str) -> float:
    """0 (nothing in common) to 1 (equal) of two plain labels; below `ENOUGH` it is 0.

    上年新收… and 本年新收… are nearly equal by their characters, and speak of two years.
    """
    if printed == official:
        return 1.0 if printed else 0.0
    if min(len(printed), len(official)) <= _SHORT:
        return 0.0
    ratio = fuzz.ratio(printed, official, score_cutoff=100 * ENOUGH) / 100
    if ratio and _speak_of_different_years(printed, official):
        ratio = min(ratio, _OTHER_TIME)
    return min(ratio, 0.99) if ratio >= ENOUGH else 0.0


def _speak_of_different_years(label: str, other: str) -> bool:
    """Whether one speaks of last year where the other speaks of this one or the next."""
    times, others = ([bool(t.search(text)) for t in _TIMES] for text in (label, other))
    return times != others and any(times) and any(others)


@lru_cache(maxsize=65536)
def closest(printed: str, variants: tuple[str, ...]) -> float:
    """Similarity with the nearest of an official label's variants; a figure is like none."""
    if printed.isdigit():
        return 0.0
    return max((similarity(printed, v) for v in variants), default=0.0)


@lru_cache(maxsize=16384)
def is_slip(printed: str, variants: tuple[str, ...]) -> bool:
    """Whether a label is an official one with a slip: nearly the same, or, where it is short, with
    one character in the place of another that makes no other year of it."""
    return closest(printed, variants) >= _ONE_SLIP or any(
        len(printed) == len(v) > _SHORT
        and sum(a != b for a, b in zip(printed, v, strict=True)) == 1
        and not _speak_of_different_years(printed, v)
        for v in variants
    )


@lru_cache(maxsize=65536)
def likeness(printed: str, variants: tuple[str, ...]) -> float:
    """The share of characters that a label, however short, has in common with the nearest of an
    official label's variants: for what a recogniser may have misread."""
    return max((fuzz.ratio(printed, v) / 100 for v in variants), default=0.0)
