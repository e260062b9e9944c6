"""What a line of a table whose rules are gone holds: labels, and the values behind them."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.flat.blank_fields import Field
from transforms.flat.flat_headers import COLUMNS_NAMED, column_labels
from transforms.flat.flat_labels import is_label, is_signed_or_money, is_value
from transforms.flat.indicator_lines import indicator
from transforms.tables.labels import plain
from transforms.tables.official import captions
from transforms.values import is_plain_number, is_unit


def fields_of(text: str, paragraph: int) -> list[Field]:
    """The paragraph as one label, one value, or a label with the values behind it."""
    if is_plain_number(text):
        return [Field(text, paragraph, is_value=True)]
    words = indicator(text) or text.split()
    values = 0
    while values < len(words) and is_value(words[-1 - values]):
        values += 1
    if _runs_together(words[: len(words) - values]):
        return []
    labels = _labels(words[: len(words) - values])
    fields = [Field(label, paragraph, is_value=False) for label in labels]
    return fields + [Field(w, paragraph, is_value=True) for w in words[len(words) - values :]]


def _runs_together(labels: Sequence[str]) -> bool:
    """Whether figures or units stand between labels: several rows on one line, or a sentence."""
    return any(is_signed_or_money(word) or is_unit(word) for word in labels[:-1])


def _labels(words: Sequence[str]) -> Sequence[str]:
    """Words of a header are labels each; otherwise a blank is part of the label."""
    if is_label("".join(words)):
        return ["".join(words)]
    known = sum(plain(w) in column_labels() or plain(w) in captions() for w in words)
    if known >= COLUMNS_NAMED:
        return words
    if len(words) > 1 and is_unit(words[-1]):
        return [" ".join(words[:-1]), words[-1]]
    return [" ".join(words)] if words else []
