"""Merged cells in tables of text: programs that know no spans print them once for every column.

Where a row of words says the same in neighbouring fields, these are one cell; so are the same
figures below it, since the cells of a column are merged alike. A figure alone proves nothing, nor
does 无.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from transforms.values import parse

_WORD = re.compile(r"[\u4e00-\u9fff]")
_CAPTIONS, _GAP = 2, 2  # rows of words with such a gap; blank fields of a gap
_FEWEST = 3  # neighbouring fields of a row that say the same thing: a caption over columns

Fields = Sequence[str]


def repeats_merged(rows: Sequence[Fields]) -> bool:
    """Whether a table prints merged cells once for every column: all rows have as many fields, and
    some row has the same words in several neighbouring ones."""
    if len({len(row) for row in rows}) != 1:
        return False
    runs = ((word, len(list(run))) for row in rows for word, run in groupby(row))
    return any(length >= _FEWEST and _is_word(word) for word, length in runs)


def leaves_merged_blank(rows: Sequence[Fields]) -> bool:
    """Whether a table was copied out of a spreadsheet: all rows have as many fields, and behind
    words that reach over several columns in several rows there is a blank for each column."""
    if len({len(row) for row in rows}) != 1:
        return False
    return sum(map(_has_gap, rows)) >= _CAPTIONS


def _has_gap(row: Fields) -> bool:
    """Whether a row without a figure has words, blanks, and words again."""
    shown = [bool(field) for field in row]
    if not all(_is_word(field) for field in row if field) or True not in shown:
        return False
    inner = shown[shown.index(True) : len(shown) - shown[::-1].index(True)]
    return any(not any(inner[n : n + _GAP]) for n in range(len(inner) - _GAP + 1))


def begins_anew(before: Fields, row: Fields) -> bool:
    """Whether a row behind a gap is the caption over a table of other columns."""
    is_caption = len(row) >= _FEWEST and len(set(row)) == 1 and _is_word(row[0])
    return is_caption and len(row) != len(before)


def spans(rows: Sequence[Fields]) -> list[list[tuple[int, int]]]:
    """Of each row, the cells as (first field, number of fields)."""
    found: list[list[tuple[int, int]]] = []
    merged: set[int] = set()  # borders that the last row of words has no rule at
    for row in rows:
        same = {n for n in range(1, len(row)) if row[n] == row[n - 1]}
        words = {n for n in same if _is_word(row[n])}
        if _is_word(row[-1] or row[-2]):  # there may be a filler
            # a caption over all columns heads none of them
            merged = words if len(set(filter(None, row))) > 1 else set()
        gone = words | (same & merged)
        starts = [n for n in range(len(row)) if n not in gone]
        found.append([(a, b - a) for a, b in zip(starts, [*starts[1:], len(row)], strict=True)])
    return found


def _is_word(field: str) -> bool:
    return bool(_WORD.search(field)) and parse(field, "count").state == "text"
