"""A statutory table with a row for each item and hardly any of its columns: local forms print
自然人 | 法人或其他组织 | 总计 over the form's rows.

Its rows tell what it is, and the heads that are the form's own, word for word, which columns. A
head that rows are called as well (其他) tells none beside columns that the form does not have, but
for the column of sums.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.column_labels import column_of, of_other_time
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import plain
from transforms.tables.official import item_labels

_FEWEST_ROWS = 8  # of items, word for word

Rows = Sequence[Sequence[Entry]]


def header_of_few(table: Table, rows: Rows) -> Header | None:
    """The header above the form's rows, if one of its heads is the form's beyond doubt."""
    items = [n for n, row in enumerate(rows) if any(_is_item(table, e) for e in row)]
    if len(items) < _FEWEST_ROWS or not items[0]:
        return None
    last = items[0] - 1
    left = max(e.stop for e in rows[items[0]] if _is_item(table, e))
    heads = [e for e in rows[last] if e.start >= left and e.cell.text.strip()]
    columns = tuple(_column(table, e) for e in heads)
    codes = [c.breakdown for c in columns if c.breakdown]
    told = [c for c in columns if c.breakdown and plain(c.label) not in item_labels(table)]
    other = any(of_other_time(table, plain(c.label)) for c in columns)
    if not told or other or len(set(codes)) < len(codes):
        return None
    return Header(table, min(e.cell.row for e in heads), last, columns, placed=True)


def _is_item(table: Table, entry: Entry) -> bool:
    return entry.own and plain(entry.cell.text) in item_labels(table) and not _names(table, entry)


def _names(table: Table, entry: Entry) -> str:
    """The column that a cell names word for word."""
    code, score = column_of(table, plain(entry.cell.text))
    return code if score == 1 else ""


def _column(table: Table, entry: Entry) -> Column:
    code = _names(table, entry)
    is_sum = any(i.per == "item" and code in i.right for i in table.identities)
    if plain(entry.cell.text) in item_labels(table) and not is_sum:
        code = ""
    return Column("", code, entry.cell.text, entry.start, entry.stop, 1.0 if code else 0.0)
