"""Lines of a table without rules, one for each of its rows: a label of several lines is whole.

Where the table's head stands on another page, its rows are read as lines of text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.pages.lines import Line
from transforms.pages.tables import PageTable


def told_by_row(lines: Sequence[Line], tables: Sequence[PageTable]) -> list[Line]:
    """The lines, those among a table's figures replaced by the table's rows; where a digit would
    be lost by that, as they were."""
    told = list(lines)
    for table in tables:
        rows = list(_rows(table))
        if not rows:
            continue
        top, bottom = rows[0][0], rows[-1][1]
        among = [line for line in told if top <= line.top + line.size / 2 <= bottom]
        whole = [_line(table, row) for row in rows]
        if among and _digits(among) == _digits(whole):
            replaced = set(map(id, among))
            first = next(n for n, line in enumerate(told) if id(line) in replaced)
            rest = [line for line in told[first:] if id(line) not in replaced]
            told[first:] = [*whole, *rest]
    return told


_Row = tuple[float, float, str]


def _rows(table: PageTable) -> Iterator[_Row]:
    """Top, bottom and text of each row from the first one with a figure on."""
    texts: dict[int, list[str]] = {}
    for cell, shown in zip(table.grid.cells, table.cells, strict=True):
        if shown.text:
            texts.setdefault(cell.row, []).append(shown.text)
    begun = False
    for row, found in sorted(texts.items()):
        begun = begun or any(text.isdigit() for text in found)
        if begun:
            yield table.grid.ys[row], table.grid.ys[row + 1], " ".join(found)


def _line(table: PageTable, row: _Row) -> Line:
    top, bottom, text = row
    left, right = table.grid.xs[0], table.grid.xs[-1]
    return Line(text, left, (top + bottom) / 2, right, apart=True, bottom=bottom)


def _digits(lines: Sequence[Line]) -> Counter[str]:
    return Counter(c for line in lines for c in line.text if c.isdigit())
