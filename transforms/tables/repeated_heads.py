"""Columns under one label: of the year before, under another name for it, or one merged cell
that was written out into each of its fields. One of them is the form's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.labels import plain
from vocabulary.text import squash

if TYPE_CHECKING:
    from transforms.tables.header_columns import Column

_YEAR = re.compile(r"20\d\d")


def without_repeats(table: Table, columns: Sequence[Column]) -> list[Column]:
    """The columns without those that say again, or of another year, what another one says."""
    if len({c.breakdown for c in columns}) == len(columns):
        return list(columns)
    return [
        c
        for c in columns
        if not (
            _of_earlier_year(c, columns) or _by_a_byname(table, c, columns) or _repeats(c, columns)
        )
    ]


def _of_earlier_year(column: Column, columns: Sequence[Column]) -> bool:
    """Whether another column gives the same figures of a later year, as both labels say."""
    labels = [c.label for c in columns if c.breakdown == column.breakdown]
    years = [max(_YEAR.findall(label), default="") for label in labels]
    apart = len(set(years)) == len(years) and all(years)
    return apart and max(_YEAR.findall(column.label)) < max(years)


def _by_a_byname(table: Table, column: Column, columns: Sequence[Column]) -> bool:
    """Whether another column has the form's own label for what this one calls by another name:
    其他组织 beside 其他 is a column that no form has."""
    official = plain(table.breakdown(column.breakdown).label)
    rivals = [c for c in columns if c.breakdown == column.breakdown and c is not column]
    return plain(column.label) != official and any(plain(c.label) == official for c in rivals)


def _repeats(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a head says what the one beside it says, to the letter."""
    label = squash(column.label)
    return any(c.stop == column.start and squash(c.label) == label for c in columns)


def contradicts(row: Sequence[Entry], columns: Sequence[Column]) -> bool:
    """Whether a row shows another figure below a head that repeats the one beside it: then the
    heads are those of two columns, and nobody knows which is the form's."""
    for known, other in pairwise(columns):
        if known.breakdown and not other.breakdown and _repeats(other, [known]):
            texts = {e.cell.text for e in row if known.start <= e.start < other.stop}
            if len(texts - {""}) > 1:
                return True
    return False
