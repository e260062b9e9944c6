"""Tables without rules: columns and rows told by where their figures stand.

Figures below one another make a column, figures beside one another a row. A label is of the row
whose figures it stands beside; words above the figures head the column over which they stand. Where
two figures of a row stand in one column, nothing is told: no table is better than a shifted one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.pages.aligned_blocks import Block, blocks, figures_of
from transforms.pages.aligned_columns import (
    all_under_heads,
    column_of,
    columns_under,
    empty_columns,
    headed_columns,
    meet,
)
from transforms.pages.aligned_grid import Drawing, Table
from transforms.pages.aligned_labels import row_labels
from transforms.pages.drawn import Glyph
from transforms.pages.words import Word, word_lines

_FEWEST = 3  # figures on a page that may make a table
_FIGURE_WITHIN = re.compile(r"\s[\d,，.]+(?!\d|\s*[月日年条款项])|\d$")
_LINE = 1.7  # of the font's size: lines of one cell stand this near below each other


def aligned_tables(glyphs: Sequence[Glyph], width: float) -> list[Table]:
    """Tables that glyphs make on a page of that width, from top to bottom."""
    lines = word_lines(glyphs)
    if sum(len(figures_of(line)) for line in lines) < _FEWEST:
        return []
    tables = (_table(block) for block in blocks(lines, width))
    return [table for table in tables if table is not None]


def _table(block: Block) -> Table | None:
    columns = columns_under([f for row in block.rows for f in row])
    headed = headed_columns(columns, block.head)
    empty = [] if headed else list(empty_columns(columns, block.head))
    if empty and not all_under_heads(columns, block.head):
        return None  # figures stand beside their heads: no head is that of a blank column
    columns = headed or sorted([*columns, *empty])
    words = max(sum(meet(w, column) for w in block.beside) for column in columns)
    if words * 2 > len(block.rows):
        return None  # a column of words (units, say) with dashes among them: lines tell more
    placed = [[column_of(f, columns) for f in row] for row in block.rows]
    if any(len(set(places)) < len(places) for places in placed):
        return None
    left = columns[0][0]
    heads = [w for w in block.head if w.x1 > left + w.size / 2]
    head_end = max((w.middle for w in heads), default=0.0)
    around = (*(w for w in block.head if w.middle > head_end), *block.beside, *block.below)
    labels = [w for w in around if w.x1 <= left + w.size / 2]
    named = row_labels([row[0].middle for row in block.rows], labels)
    among = [w for w in block.beside if w.x1 > left + w.size / 2]
    rows, unclear = _with_words(block.rows, among, columns)
    unclear |= _broken_figures(block.rows, named)
    unclear |= {r for r, row in enumerate(rows) if any(word.is_uneven for word in row)}
    unclear |= {r for r, row in enumerate(placed) if 0 not in row and _holds_figure(named[r])}
    drawing = Drawing(columns, rows, named, heads, unclear)
    return drawing.table() if drawing.is_headed_plainly() else None


def _holds_figure(labels: Sequence[Word]) -> bool:
    """Whether a row's label may have taken in the figure beside it."""
    return bool(labels) and _FIGURE_WITHIN.search(labels[-1].text) is not None


def _broken_figures(rows: Sequence[Sequence[Word]], named: Sequence[Sequence[Word]]) -> set[int]:
    """Rows that may be lines of one row's figures: one without a label stands near another row."""
    found: set[int] = set()
    for upper, lower in pairwise(range(len(rows))):
        first, second = rows[upper][0], rows[lower][0]
        near = second.middle - first.middle < _LINE * max(first.size, second.size)
        if near and not (named[upper] and named[lower]):
            found |= {upper, lower}
    return found if len(found) * 2 <= len(rows) else set(range(len(rows)))


def _with_words(
    rows: Sequence[Sequence[Word]], among: Sequence[Word], columns: Sequence[tuple[float, float]]
) -> tuple[list[list[Word]], set[int]]:
    """The rows with other words that stand in a column of theirs; and the rows in which a word
    stands in no one column, or beside a figure."""
    filled = [list(row) for row in rows]
    unclear: set[int] = set()
    for word in among:
        for r, row in enumerate(rows):
            if not word.top <= row[0].middle <= word.bottom:
                continue
            over = [column for column in columns if meet(word, column)]
            if len(over) == 1 and not any(meet(other, over[0]) for other in filled[r]):
                filled[r].append(word)
            else:
                unclear.add(r)
    return filled, unclear
