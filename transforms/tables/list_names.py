"""What the rows of a list are called: the same with 其中 before it, with 数 or 总数 behind it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from transforms.forms import Table
from transforms.tables.labels import plain
from transforms.tables.official import item_variants
from vocabulary.text import squash

_NOTE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|[【\[].*[】\]]")


@cache
def labels_of(table: Table) -> frozenset[str]:
    """Plain labels of all rows of a list."""
    return frozenset(v for i in table.items for v in item_variants(i))


@cache
def own_labels(table: Table) -> frozenset[str]:
    """Those that one row has and no other: 被依法纠错数 stands under two parents."""
    owners = Counter(label for item in table.items for label in set(item_variants(item)))
    return frozenset(label for label, n in owners.items() if n == 1)


@lru_cache(maxsize=4096)
def name_of(table: Table, text: str) -> str:
    """The plain label of a row: the list's own where it differs by lead and ending only."""
    label = plain(text)
    if label in labels_of(table):
        return label
    return _names(table).get(_stem(table, label), label)


@lru_cache(maxsize=4096)
def goes_on(upper: str, lower: str) -> bool:
    """Whether a label below another is its rest: a note, or what closes a bracket."""
    above, rest = squash(upper), squash(lower)
    if not above or not rest:
        return False
    unfinished = above.count("(") > above.count(")") and rest.count("(") < rest.count(")")
    return unfinished or _NOTE.fullmatch(rest) is not None


@cache
def _names(table: Table) -> dict[str, str]:
    """By stem, the first label of the first row that has it; rows that share it share a label."""
    names: dict[str, str] = {}
    for item in table.items:
        for label in item_variants(item):
            names.setdefault(_stem(table, label), label)
    return names


def _stem(table: Table, label: str) -> str:
    for lead in table.leads:
        label = label.removeprefix(lead)
    label = label.lstrip("0123456789")
    ending = next((e for e in table.endings if label.endswith(e)), "")
    return label.removesuffix(ending)
