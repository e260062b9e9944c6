"""Columns behind the form's own in text with tabs: remarks (备注), or fields that are blank.

A column index means no place there, so that figures are counted; but a blank field is a field. A
row with as many fields behind its label as the header has behind its own holds such columns' fields
as well, last; they are set aside, unless one of them is a figure, or the row's own may begin with a
blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from transforms.blocks import Entry
from transforms.tables.header_columns import Column
from transforms.tables.row_values import behind_labels, shown
from transforms.tables.segment import Part
from transforms.values import parse


def without_remarks(part: Part) -> Part:
    """The part without columns of no form behind all of the form's, if its text has fields."""
    if not _has_fields(part):
        return part
    columns = part.header.columns
    strange = len(list(takewhile(lambda c: not c.breakdown, reversed(columns))))
    own = columns[: len(columns) - strange]
    if not own or not all(c.breakdown for c in own):
        return part
    more = max(strange, _behind_heads(part, own[-1]))
    if not more:
        return part
    if any(_holds_figures(row, len(own), more) for row in part.rows):
        return part
    in_one_row = all(c.start == own[0].start + n for n, c in enumerate(own))
    first = own[0].start if in_one_row else None
    rows = [_own_fields(row, len(own), more, first) for row in part.rows]
    return replace(part, header=replace(part.header, columns=own), rows=rows)


def _has_fields(part: Part) -> bool:
    """Whether rows are made of fields, and not of paragraphs, which leave blank cells out."""
    return not part.grid.aligned and not any("paragraph" in c.locator for c in part.grid.cells[:1])


def _behind_heads(part: Part, last: Column) -> int:
    """How many fields a row of the header has behind the form's last column."""
    rows = part.grid.rows()[part.header.first : part.header.last + 1]
    behind = [
        len(row) - n
        for row in rows
        for n, entry in enumerate(row, start=1)
        if (entry.start, entry.cell.text) == (last.start, last.label)
    ]
    return max(behind, default=0)


def _holds_figures(row: Sequence[Entry], columns: int, more: int) -> bool:
    """Whether the columns behind hold figures: last year's, or the row's own pushed there."""
    behind = behind_labels([e for e in row if e.own])
    beyond = behind[columns:] if len(behind) == columns + more else []
    return any(parse(e.cell.text, "count").state == "number" for e in beyond)


def _own_fields(row: Sequence[Entry], columns: int, more: int, first: int | None) -> list[Entry]:
    """The row without the fields behind; `first` is the place of the first head in its row."""
    fields = [e for e in row if e.own]
    behind = behind_labels(fields)
    if len(behind) != columns + more:
        return list(row)
    told = shown(behind[0]) or shown(behind[-1]) or behind[0].start == first
    return fields[:-more] if told else list(row)
