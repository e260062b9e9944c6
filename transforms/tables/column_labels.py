"""Which column of a statutory table a printed label names, and which labels are of other years."""

from __future__ import annotations

from functools import lru_cache

from transforms.forms import Table, headed_tables
from transforms.tables.labels import closest
from transforms.tables.official import breakdown_variants, official_items

_ALIKE = 0.75  # a column's label that is not exact must be this similar, and no row's label


@lru_cache(maxsize=16384)
def tables_naming(label: str) -> tuple[Table, ...]:
    """The tables that have a column of that plain label."""
    return tuple(table for table in headed_tables() if column_of(table, label)[0])


@lru_cache(maxsize=16384)
def column_of(table: Table, label: str) -> tuple[str, float]:
    """(code, similarity) of the column that a plain label names; no code if none, or two alike."""
    variants = breakdown_variants(table)
    scores = {code: closest(label, names) for code, names in variants.items()}
    code = max(scores, key=lambda c: scores[c])
    rivals = [c for c, s in scores.items() if c != code and s >= scores[code] - 0.1]
    foreign = label in official_items() or of_other_time(table, label)
    alike = scores[code] >= _ALIKE and not rivals and not foreign
    return (code, scores[code]) if scores[code] == 1 or alike else ("", 0.0)


def of_other_time(table: Table, label: str) -> bool:
    """Whether a label speaks of another time than the year: 上年, 去年同期."""
    return any(word in label for word in table.other_heads)
