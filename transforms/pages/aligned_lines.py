"""Lines of a table without rules, one for each of its rows: a label of several lines is whole.

Where the table's head stands on another page, its rows are read as lines of text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.pages.lines import Line, is_enumerated
from transforms.pages.tables import PageTable

_HALF = 0.95  # of the font's size: half the distance between two lines of a label, at most
_INDENTED = 3.0  # of the font's size, by which the lines of a label begin differently
_FIGURES = re.compile(r"(?:[^\d\s]{1,4} )?[\d,，.．]+(?: [\d,，.．]+)*")


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


def around_figures(found: Sequence[Line]) -> list[Line]:
    """The lines, a label's two lines put together where their row's figure stands beside and
    between them: nearer to each than a line of text to the next."""
    told: list[Line] = []
    for line in found:
        if len(told) > 1 and _are_around(told[-2], told[-1], line):
            upper, figures = told[-2:]
            text = f"{upper.text}{line.text} {figures.text}"
            right, bottom = max(upper.right, figures.right), max(line.bottom, figures.bottom)
            told[-2:] = [upper._replace(text=text, right=right, bottom=bottom, apart=True)]
        else:
            told.append(line)
    return told


def _are_around(upper: Line, figures: Line, lower: Line) -> bool:
    near = max(figures.top - upper.top, lower.top - figures.top) < _HALF * upper.size
    beside = figures.left > max(upper.right, lower.right) and lower.right <= upper.right
    alike = upper.size == lower.size and abs(upper.left - lower.left) < upper.size * _INDENTED
    one = not (upper.apart or lower.apart or is_enumerated(lower))
    return near and beside and alike and one and bool(_FIGURES.fullmatch(figures.text))


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
