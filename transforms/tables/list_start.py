"""Where a list of indicators begins: local forms put rows of their own above the form's first."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.labels import plain
from transforms.tables.list_columns import is_figure, known

_ABOVE = (1, 2)  # rows from a list's row to the one before it


def first_row(table: Table, rows: Sequence[Sequence[Entry]]) -> int:
    """Where a list begins: at the first label that the form knows, or above it, at rows of no form
    that have a label and a figure as well; one row between may be a chapter's."""
    first = next(r for r, row in enumerate(rows) if any(known(table, e) for e in row))
    column = next(e.start for e in rows[first] if known(table, e))
    while above := next((n for n in _ABOVE if _may_be_row(table, rows, first - n, column)), 0):
        first -= above
    return first


def _may_be_row(table: Table, rows: Sequence[Sequence[Entry]], index: int, column: int) -> bool:
    """Whether a row is no head: 指标名称 above years, or 甲 above the numbers of the columns."""
    row = rows[index] if index >= 0 else []
    label = next((plain(e.cell.text) for e in row if e.own and e.start == column), "")
    captions = {plain(c) for c in table.captions}
    behind = any(e.own and e.start > column and is_figure(e) for e in row)
    return behind and len(label) > 1 and label not in captions and not label.isdigit()
