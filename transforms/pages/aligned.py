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
    Stretch,
    column_of,
    columns_under,
    continued,
    meet,
    under_heads,
)
from transforms.pages.aligned_grid import Drawing, Table
from transforms.pages.aligned_rows import labelled_rows
from transforms.pages.drawn import Glyph
from transforms.pages.unit_column import with_units_as_cells
from transforms.pages.words import Word, word_lines

_FEWEST = 3  # figures on a page that may make a table
_FIGURE_WITHIN = re.compile(r"\s[\d,，.]+(?!\d|\s*[月日年条款项])|\d$")
_BARE = 0.75  # of a table's rows have no label: they are no rows
_LINE = 1.7  # of the font's size: lines of one cell stand this near below each other


def aligned_tables(
    glyphs: Sequence[Glyph],
    width: float,
    above: Sequence[Stretch] = (),
    units: Stretch | None = None,
) -> list[Table]:
    """Tables that glyphs make on a page of that width, from top to bottom; `above` are the columns
    of figures, `units` that of units in the table that ends the page before: the first one may go
    on with them."""
    lines = with_units_as_cells(word_lines(glyphs), units)
    figures = sum(len(figures_of(line)) for line in lines)
    if figures < (_FEWEST if units is None else 1):
        return []
    tables = (_table(b, () if n else above) for n, b in enumerate(blocks(lines, width)))
    return [table for table in tables if table is not None]


def _table(block: Block, above: Sequence[Stretch]) -> Table | None:
    columns = _columns(block, above)
    if columns is None:
        return None
    left = columns[0][0]
    heads, labels = _heads_and_labels(block, left)
    figures = {row[0].middle: row for row in block.rows}
    middles, named = labelled_rows(list(figures), labels, ends=block.ends)
    among = [w for w in block.beside if w.x1 > left + w.size / 2]
    found = [figures.get(middle, ()) for middle in middles]
    rows, unclear = _with_words(found, middles, among, columns)
    unclear |= _broken_figures(found, named)
    first = [any(column_of(f, columns) == 0 for f in row) for row in found]
    unclear |= {r for r, known in enumerate(first) if not known and _holds_figure(named[r])}
    drawing = Drawing(columns, rows, middles, named, heads, unclear)
    return drawing.table() if drawing.is_headed_plainly() else None


def _heads_and_labels(block: Block, left: float) -> tuple[list[Word], list[Word]]:
    """The words above the columns, which begin at `left`; and those beside or below them, of the
    rows: the first label may begin above its figures."""
    heads = [w for w in block.head if w.x1 > left + w.size / 2]
    head_end = max((w.middle for w in heads), default=0.0)
    around = (*(w for w in block.head if w.middle > head_end), *block.beside, *block.below)
    return heads, [w for w in around if w.x1 <= left + w.size / 2]


def _begun_above(head: Sequence[Word], labels: Sequence[Word]) -> Sequence[Word]:
    """The last words above the figures that are each alone on a line, over labels: no heads, but
    lines of the first row's label."""
    n = len(head)
    while n and (n == 1 or head[n - 2].bottom < head[n - 1].middle):
        if not any(meet(head[n - 1], (w.x0, w.x1)) for w in labels):
            break
        n -= 1
    return head[n:]


def _columns(block: Block, goes_on: Sequence[Stretch]) -> Sequence[Stretch] | None:
    """The columns of a table's figures, which may go on with those of another; None where they
    cannot be told."""
    stretches = columns_under([f for row in block.rows for f in row])
    labels = [w for w in block.beside if w.x1 <= stretches[0][0]]
    above = _begun_above(block.head, [*labels, *block.below])
    heads = block.head[: len(block.head) - len(above)]
    columns: Sequence[Stretch] | None = under_heads(stretches, heads, [*above, *labels])
    if not any(w.x1 > stretches[0][0] for w in heads):
        whole = continued(stretches, goes_on)
        columns = whole if whole and not _is_of_words(block, whole) else columns
    if columns is None:
        return None  # some column is blank, and which one cannot be told
    if _is_of_words(block, columns):
        return None  # lines tell more
    placed = [[column_of(f, columns) for f in row] for row in block.rows]
    return None if any(len(set(places)) < len(places) for places in placed) else columns


def _is_of_words(block: Block, columns: Sequence[Stretch]) -> bool:
    """Whether some column is one of words (units, say), perhaps with dashes among them."""
    words = max(sum(meet(w, column) for w in block.beside) for column in columns)
    return words * 2 > len(block.rows)


def _holds_figure(labels: Sequence[Word]) -> bool:
    """Whether a row's label may have taken in the figure beside it."""
    return bool(labels) and _FIGURE_WITHIN.search(labels[-1].text) is not None


def _broken_figures(rows: Sequence[Sequence[Word]], named: Sequence[Sequence[Word]]) -> set[int]:
    """Rows that may be lines of one row's figures: one without a label stands near another row; all
    of them where hardly any has a label."""
    found: set[int] = set()
    for upper, lower in pairwise(range(len(rows))):
        if not (rows[upper] and rows[lower]):
            continue
        first, second = rows[upper][0], rows[lower][0]
        near = second.middle - first.middle < _LINE * max(first.size, second.size)
        if near and not (named[upper] and named[lower]):
            found |= {upper, lower}
    bare = sum(bool(row) and not labels for row, labels in zip(rows, named, strict=True))
    few = len(found) * 2 <= len(rows) and (bare <= _BARE * len(rows) or not any(named))
    return found if few else set(range(len(rows)))


def _with_words(
    rows: Sequence[Sequence[Word]],
    middles: Sequence[float],
    among: Sequence[Word],
    columns: Sequence[Stretch],
) -> tuple[list[list[Word]], set[int]]:
    """The rows with other words that stand in a column of theirs; and the rows in which a word
    stands in no one column, or beside a figure."""
    filled = [list(row) for row in rows]
    unclear: set[int] = set()
    for word in among:
        for r, middle in enumerate(middles):
            if not word.top <= middle <= word.bottom:
                continue
            over = [column for column in columns if meet(word, column)]
            if len(over) == 1 and not any(meet(other, over[0]) for other in filled[r]):
                filled[r].append(word)
            else:
                unclear.add(r)
    return filled, unclear
