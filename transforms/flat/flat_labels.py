"""Labels and values in paragraphs: what may be either, and labels that were broken into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from transforms.tables.labels import enumerated, plain
from transforms.tables.official import (
    captions,
    official_columns,
    official_groups,
    official_items,
    official_labels,
)
from transforms.values import is_plain_number, is_unit, is_worded_figure, parse

_LONGEST_LABEL = 60  # what is longer is narrative
_LONGEST_HEADS = 300  # characters of a line of them
_SEVERAL = 3  # heads on one line
_LINES = (4, 3, 2)  # that one label may be broken into
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SIGNED_OR_MONEY = re.compile(r"(?:[+＋\-－−]|[增减][加少]?)?[\d.,，]*\d[千百万亿]*元?")


def whole_labels(paragraphs: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Paragraphs with their numbers; a label that was broken into lines is one of them."""
    texts = [text for _, text in paragraphs]
    words = list(map(_is_words, texts))
    n = 0
    while n < len(texts):
        several = 1
        if len(texts[n]) == 1 or words[n]:
            fitting = (k for k in _LINES if n + k <= len(texts))
            cut = (k for k in fitting if _is_cut(texts[n : n + k], words[n : n + k]))
            several = next(cut, 1)
        yield paragraphs[n][0], "".join(texts[n : n + several])
        n += several


def is_label(text: str) -> bool:
    """Whether a text is one of those that the forms print beside figures."""
    return plain(text) in _printed()


def is_row(text: str) -> bool:
    """Whether a text is a row's label by its enumerator, though a column may be called the same:
    3.其他, （七）总计."""
    return enumerated(text) and plain(text) in official_items()


def is_narrative(text: str) -> bool:
    """Whether a paragraph is too long for a label; what a label says in brackets does not count,
    nor how many labels of columns stand on one line."""
    return len(text) > _LONGEST_LABEL and not (is_label(text) or _is_row_of_heads(text))


def _is_row_of_heads(text: str) -> bool:
    words = text.split() if len(text) <= _LONGEST_HEADS else []
    heads = sum(plain(word) in official_columns() for word in words)
    return heads >= _SEVERAL and heads * 2 > len(words)


def is_signed_or_money(word: str) -> bool:
    """Whether a word is a number with a sign or a unit of money: +3, 减2, 1.2亿元."""
    return bool(_SIGNED_OR_MONEY.fullmatch(word))


def is_value(word: str) -> bool:
    """Whether a word may be the value of a cell."""
    if len(word) > _LONGEST_LABEL:
        return False
    return (
        is_plain_number(word)
        or is_signed_or_money(word)
        or parse(word, "count").state in ("number", "not_applicable")
        or is_worded_figure(word)
    )


def _is_cut(parts: Sequence[str], words: Sequence[bool]) -> bool:
    """Whether paragraphs, some of which are `words`, are one label together, and not a label each;
    or one unit: 万 above 元."""
    if all(len(part) == 1 for part in parts) and is_unit("".join(parts)):
        return True
    return all(words) and is_label("".join(parts)) and not all(map(is_label, parts))


def _is_words(text: str) -> bool:
    """Whether a paragraph may be a label or a part of one, without any figure behind it."""
    short = len(text) <= _LONGEST_LABEL
    return short and bool(_HAN.search(text)) and not is_value(text.split()[-1])


@cache
def _printed() -> frozenset[str]:
    return official_labels() | official_groups() | captions()
