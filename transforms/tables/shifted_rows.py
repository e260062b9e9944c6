"""Rows whose figures all stand too far to the left, with blanks at their end.

A label spans a column too little, or that of a group above a row too much or too little; whoever
drew the table then filled its rows up. There are as many figures as columns, so their order is
known, unless the first is a number of the row's own and the last column is blank. Sure is what is
shown to be otherwise: by the form's sums, by a label that moved with its figures, by the same in
all rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.blocks import Entry
from transforms.forms import Item, Table
from transforms.tables.row_values import RowValues, by_shift
from transforms.tables.segment import Part, Segment, short
from transforms.values import parse

_PERHAPS = 0.85
_MANY = 3  # rows that hardly all have a number of their own and no total


def shifted(part: Part, row: Sequence[Entry]) -> RowValues | None:
    """The figures of a row that stands to the left, if the first of them stands where labels do:
    under a cell that reaches from the labels to the header's columns, and not under one that heads
    a column of numbers."""
    values = by_shift(row, part.header)
    if values is None:
        return None
    label, first, left = row[0], values.entries[0], part.header.columns[0].start
    above = (c for c in part.grid.cells if c.row < first.cell.row and c.text)
    of_labels = any(
        c.column <= label.start and first.start < c.column + c.column_span <= left for c in above
    )
    return values if of_labels else None


def weighed(
    segment: Segment,
    decided: Mapping[int, tuple[Item, float]],
    laid_out: Sequence[RowValues | None],
) -> list[RowValues | None]:
    """The rows' values, those of shifted rows doubted where nothing shows that they are."""
    rows = [r for r, values in enumerate(laid_out) if values and values.shifted and r in decided]
    found = list(laid_out)
    if len(rows) >= min(_MANY, len(decided)):
        return found
    for r in rows:
        item, values = decided[r][0], laid_out[r]
        assert values is not None  # noqa: S101 as found
        if _adds_up(segment.table, segment.part, values):
            continue
        if r - 1 in decided and _moved(segment.part, r, item, decided[r - 1][0]):
            continue
        found[r] = values._replace(confidence=_PERHAPS)
        named = short(segment.part.rows[r][0].cell.text)
        segment.doubt(
            "row_may_be_shifted",
            f"/{item.code} ({named}): its figures stand to the left of their columns; the first "
            "may be a number of another kind",
        )
    return found


def _adds_up(table: Table, part: Part, values: RowValues) -> bool:
    pairs = zip(part.header.columns, values.entries, strict=True)
    stated = {c.breakdown: parse(e.cell.text, "count").value or 0.0 for c, e in pairs}
    sums = [
        sum(stated[b] for b in identity.left) == sum(stated[b] for b in identity.right)
        for identity in table.identities
        if identity.per == "item" and {*identity.left, *identity.right} <= set(stated)
    ]
    return bool(sums) and all(sums)


def _moved(part: Part, r: int, item: Item, above: Item) -> bool:
    """Whether the row's label, too, stands to the left of that of the row above, in one group."""
    label, label_above = (_last_label(part.rows[n]) for n in (r, r - 1))
    return item.group == above.group and label < label_above


def _last_label(row: Sequence[Entry]) -> int:
    """Where the last text before the row's figures begins."""
    starts = [0]
    for entry in row:
        if parse(entry.cell.text, "count").state == "number":
            break
        starts += [entry.start] if entry.own and entry.cell.text else []
    return starts[-1]
