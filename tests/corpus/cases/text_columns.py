"""Text whose lines keep the columns of a page by spaces, many of whose cells are blank."""

from __future__ import annotations

from functools import partial

from sample_portals.tables import Grid, places, width
from tests.corpus.case import Case
from tests.corpus.cases.flattened_blanks import expected, sparse
from tests.corpus.cases.text_copied import of_tables

_LABELS = (6, 8, 26)  # characters that the columns of labels have room for
_FIGURES = 8  # and those of figures
_ROOMS = {4: [18] * 4, 10: [*_LABELS, *[_FIGURES] * 7]}  # by number of columns


def in_columns(grid: Grid, wide: int) -> str:
    """Each row as the lines of its longest cell, the others in the middle of these, heads in
    the middle of their columns; a Chinese character takes `wide` columns."""
    count = width(grid)
    rooms = _ROOMS.get(count, [_FIGURES] * count)
    lefts = [wide * sum(rooms[:n]) for n in range(count + 1)]
    placed = list(places(grid))
    lines: list[str] = []
    for row in range(len(grid)):
        cells = []
        for place in (p for p in placed if p.row == row):
            room = sum(rooms[place.column : place.column + place.box.columns]) - 1
            text = place.box.text
            pieces = [text[n : n + room] for n in range(0, len(text), room)]
            spare = room - len(text) if place.box.columns > 1 and place.column else 0
            cells.append((lefts[place.column] + wide * max(0, spare // 2), pieces))
        height = max((len(pieces) for _, pieces in cells), default=1)
        lines += [_line(cells, height, n, wide) for n in range(height)]
    return "\n".join(lines)


def _line(cells: list[tuple[int, list[str]]], height: int, number: int, wide: int) -> str:
    line, end = "", 0
    for left, pieces in sorted(cells):
        above = (height - len(pieces)) // 2
        if above <= number < above + len(pieces):
            text = pieces[number - above]
            line += " " * (left - end) + text
            end = left + sum(wide if c > "\u2e7f" else 1 for c in text)
    return line


def document(wide: int) -> bytes:
    """A sound report with few figures in its third table."""
    return of_tables(sparse(), partial(in_columns, wide=wide))


WHY = "where its words stand tells which cells are blank"
CASES = [
    Case(f"text_columns_{name}", partial(document, wide), changed=expected(), why=WHY)
    for name, wide in (("narrow", 1), ("wide", 2))
]
