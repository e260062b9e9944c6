"""The cells of a header that name columns, and the names that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.column_labels import column_of
from transforms.tables.labels import plain

_IMPLIED = 0.85  # similarity of a label that is not printed

Rows = Sequence[Sequence[Entry]]


class Leaf(NamedTuple):
    """A cell that carries the label of a column: its row, and the column's code and similarity."""

    row: int
    entry: Entry
    code: str
    score: float


def stacked(table: Table, rows: Rows) -> Iterator[Leaf]:
    """The labels whose halves stand in two cells, one above the other: 商业 and 企业."""
    for r, (above, below) in enumerate(pairwise(rows), start=1):
        halves = {(e.start, e.stop): e for e in below if e.own and e.cell.text}
        for upper in above:
            lower = halves.get((upper.start, upper.stop)) if upper.own else None
            if lower is None or not (plain(lower.cell.text) and plain(upper.cell.text)):
                continue
            text = upper.cell.text + lower.cell.text
            code, score = column_of(table, plain(text))
            if score == 1 and column_of(table, plain(upper.cell.text))[1] < 1:
                cell = lower.cell._replace(text=text)
                yield Leaf(r, lower._replace(cell=cell), code, score)


def implied(table: Table, rows: Rows, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The labels that a header leaves out below a group's cell, as many as that cell is wide: the
    form has them in one order."""
    named = {leaf.code for leaf in leaves}
    found: list[Leaf] = []
    for group, members in _groups(table):
        if not named.isdisjoint(members):
            continue
        cells = [e for row in rows for e in row if e.own and plain(e.cell.text) == group]
        cell, start, stop, _ = cells[0] if len(cells) == 1 else (None, 0, 0, False)
        if cell and stop - start == len(members):
            row = leaves[0].row
            places = (Entry(cell, n, n + 1, True) for n in range(start, stop))
            found += [Leaf(row, e, c, _IMPLIED) for e, c in zip(places, members, strict=True)]
    return found


@cache
def _groups(table: Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Plain labels that stand above several columns, each with the codes of those."""
    groups = dict.fromkeys(b.group for b in table.breakdowns if b.group)
    return tuple(
        (plain(g), tuple(b.code for b in table.breakdowns if b.group == g)) for g in groups
    )
