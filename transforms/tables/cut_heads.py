"""Heads of which a page's end cut off the last line: 结果维, its 持 below the edge and not shown.

Browsers cut a tall head so where the page ends, and show the rest of it on neither page. The rows
below it, on the next page, carry the other heads. Its place tells which column it is: every other
head must be one of the form's, in the form's order, and it must begin as that column's label does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.header_leaves import Leaf, Rows
from transforms.tables.heads_in_place import agree, orders
from transforms.tables.labels import SURE, plain
from transforms.tables.official import breakdown_variants

_ABOVE = 2  # rows in which the cut heads stand


def with_cut_heads(table: Table, rows: Rows, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves with the cut heads above them; as they are where a place does not settle one."""
    cut = list(_uncovered(table, rows, leaves))
    line = sorted([*leaves, *cut], key=lambda leaf: leaf.entry.start)
    for codes in orders(table) if cut else ():
        if len(codes) != len(line) or not agree(line, codes):
            continue
        told = [leaf._replace(code=code) for leaf, code in zip(line, codes, strict=True)]
        if all(_begins(table, leaf.entry, leaf.code) for leaf in told if not leaf.score):
            return [leaf if leaf.score else leaf._replace(score=SURE) for leaf in told]
    return list(leaves)


def _uncovered(table: Table, rows: Rows, leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """The lowest cells above the leaves' lowest row, above none, that may begin as a head does."""
    last = max(leaf.row for leaf in leaves)
    covered = {n for leaf in leaves for n in range(leaf.entry.start, leaf.entry.stop)}
    for r in range(last - 1, max(-1, last - 1 - _ABOVE), -1):
        for entry in rows[r]:
            places = range(entry.start, entry.stop)
            if entry.own and entry.cell.text and covered.isdisjoint(places):
                covered.update(places)
                if any(_begins(table, entry, code) for code in breakdown_variants(table)):
                    yield Leaf(r, entry, "", 0.0)


def _begins(table: Table, entry: Entry, code: str) -> bool:
    text = plain(entry.cell.text)
    return bool(text) and any(v.startswith(text) for v in breakdown_variants(table)[code])
