"""Heads and row labels that a recogniser read badly, told by their place.

The statute fixes which columns and rows a table has, and their order. Where all that can be read
stands in that order, and as many lines are drawn as the form has, a label that was read unsurely
can be no other than that of its place: what was read must look like it (`misread_as`), for a local
form may have another row or column just there. What is text already is never told so: there,
another label is another column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.blocks import PRINTED, GridCell
from transforms.forms import Item, Table
from transforms.tables.header_leaves import Leaf, Rows
from transforms.tables.labels import SURE, likeness, plain
from transforms.tables.matching import Matched
from transforms.tables.misread import LIKE, LIKE_SHORT, misread_as
from transforms.tables.official import breakdown_variants, item_variants

_MOST = 3  # one of so many heads may be told by its place
_CLEARLY = 0.2  # a label is less like any other item by this

Claim = tuple[Item, float]


class Label(NamedTuple):
    """A row's label in its plain form, how surely it was read, and whether figures follow it."""

    text: str
    confidence: float
    has_figures: bool


def may_be_other(confidence: float, similarity: float) -> bool:
    """Whether a label of that confidence may be misread: recognised, and unsurely so if it is like
    no official one at all."""
    return confidence < (PRINTED if similarity else SURE)


def heads_in_place(table: Table, rows: Rows, leaves: Sequence[Leaf]) -> list[Leaf]:
    """The leaves, and the heads beside them that were misread, by their place in the form's order;
    the leaves as they are where that does not settle each of them."""
    if not any(_recognised(e.cell) for row in _rows_of(leaves, rows) for e in row):
        return list(leaves)
    doubtful = [leaf for leaf in leaves if leaf.score < SURE]
    misread = [leaf for leaf in doubtful if _may_be_misread(table, leaf.entry.cell, leaf.score)]
    line = sorted([*leaves, *_unread(table, rows, leaves)], key=lambda leaf: leaf.entry.start)
    told = [leaf for leaf in line if leaf in misread or not leaf.code]
    apart = all(a.entry.stop == b.entry.start for a, b in pairwise(line))
    guessed = sum(1 for leaf in told if not leaf.code)
    if not told or len(misread) < len(doubtful) or _MOST * guessed > len(line) or not apart:
        return list(leaves)
    for codes in orders(table):
        if len(codes) == len(line) and agree(line, codes):
            placed = [
                _told(table, leaf, code) if leaf in told else leaf
                for leaf, code in zip(line, codes, strict=True)
            ]
            return placed if all(leaf.score for leaf in placed) else list(leaves)
    return list(leaves)


def agree(line: Sequence[Leaf], codes: Sequence[str]) -> bool:
    """Whether every leaf that names a column names the one of its place."""
    return all(leaf.code in ("", code) for leaf, code in zip(line, codes, strict=True))


def _told(table: Table, leaf: Leaf, code: str) -> Leaf:
    """A leaf as the column of its place; with a score of 0 if it cannot be that one."""
    cell, variants = leaf.entry.cell, breakdown_variants(table)[code]
    score = misread_as(plain(cell.text), cell.confidence, variants)
    return leaf._replace(code=code, score=max(score, leaf.score))


def orders(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns that a header of the table may have, from left to right."""
    if table.layout == "columns":
        yield tuple(b for item in table.items for b in item.breakdowns)
    else:
        yield from dict.fromkeys(item.breakdowns for item in table.items)


def _may_be_misread(table: Table, cell: GridCell, similarity: float) -> bool:
    """Whether a head may be an official one: surely read or not if it is nearly equal to one."""
    heads = breakdown_variants(table).values()
    near = similarity or max(likeness(plain(cell.text), head) for head in heads) >= LIKE_SHORT
    return may_be_other(cell.confidence, near)


def _unread(table: Table, rows: Rows, leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """Cells in the leaves' rows that may be misread heads and stand above no leaf."""
    named = {id(leaf.entry.cell) for leaf in leaves}
    columns = {n for leaf in leaves for n in range(leaf.entry.start, leaf.entry.stop)}
    for r, row in enumerate(_rows_of(leaves, rows), min((leaf.row for leaf in leaves), default=0)):
        for entry in row:
            free = columns.isdisjoint(range(entry.start, entry.stop))
            new = free and entry.own and id(entry.cell) not in named and entry.cell.text
            if new and _may_be_misread(table, entry.cell, 0.0):
                yield Leaf(r, entry, "", 0.0)


def _rows_of(leaves: Sequence[Leaf], rows: Rows) -> Rows:
    """The header's rows, from its first leaf's to its last one's."""
    at = [leaf.row for leaf in leaves]
    return rows[min(at) : max(at) + 1] if at else []


def _recognised(cell: GridCell) -> bool:
    return cell.confidence < PRINTED


def rows_in_place(
    matched: Matched, items: Sequence[Item], labels: Sequence[Label]
) -> dict[int, Claim]:
    """Rows of misread labels with the items that they can only be, and their similarity.

    They lie between two rows that are surely read (or the table's beginning), as many as the form
    has between those; or they are like one item and no other, in the form's order.
    """
    known = {r: claim for r, claim in matched.decided.items() if claim[1] >= SURE}
    found = dict(_alike(matched, items, labels))
    anchors = [(-1, -1), *((r, items.index(known[r][0])) for r in sorted(known))]
    for (row, item), (next_row, next_item) in pairwise(anchors):
        rows = range(row + 1, next_row)
        for between in _ways(items[item + 1 : next_item]):
            if len(between) != len(rows):
                continue
            told = {
                r: (i, _likely(matched, r, i, labels[r]))
                for r, i in zip(rows, between, strict=True)
            }
            if all(score for _, score in told.values()):
                found |= told
                break
    claims = Counter(item for item, _ in {**matched.decided, **found}.values())
    return {r: claim for r, claim in found.items() if claims[claim[0]] == 1}


def _alike(
    matched: Matched, items: Sequence[Item], labels: Sequence[Label]
) -> Iterator[tuple[int, Claim]]:
    """Misread rows that are like one item and clearly less like any other, and stand in order."""
    if not items:
        return
    open_rows = [r for r in matched.unknown if labels[r].has_figures]
    for r in (*open_rows, *(r for r, claim in matched.decided.items() if claim[1] < SURE)):
        scores = {i: likeness(labels[r].text, item_variants(i)) for i in items}
        first = max(scores, key=lambda i: scores[i])
        second = max((score for i, score in scores.items() if i is not first), default=0.0)
        if (
            scores[first] >= LIKE
            and scores[first] - second >= _CLEARLY
            and may_be_other(labels[r].confidence, scores[first])
            and _in_order(matched, items, r, first)
        ):
            score = misread_as(labels[r].text, labels[r].confidence, item_variants(first))
            yield r, (first, score)


def _in_order(matched: Matched, items: Sequence[Item], row: int, item: Item) -> bool:
    """Whether a row may be that item, as the rows above and below it are others."""
    place = items.index(item)
    return all(
        other is not item and (items.index(other) < place) == (r < row)
        for r, (other, _) in matched.decided.items()
        if r != row
    )


def _ways(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items with rows that stand for others left out, and with those others left out."""
    parts = {code for item in items for code in item.instead_of}
    yield [item for item in items if not item.instead_of]
    if parts:
        yield [item for item in items if item.code not in parts]


def _likely(matched: Matched, row: int, item: Item, label: Label) -> float:
    """The similarity of a row with an item that it was misread from; 0 if it is another."""
    decided, similar = matched.decided.get(row, (None, 0.0))
    if decided is None and not (row in matched.unknown and label.has_figures):
        return 0.0
    if decided not in (None, item) or not may_be_other(label.confidence, similar):
        return 0.0
    return max(similar, misread_as(label.text, label.confidence, item_variants(item)))
