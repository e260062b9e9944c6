"""Statutory tables whose lines are gone: one cell a paragraph, or one row a paragraph.

Copying through a plain-text field, or a page laid out with `<div>`, leaves the cells in reading
order and nothing else. Labels and values take turns in a statutory table; so a row is a run of
labels with the values behind it, and the labels of columns stand in runs that name several of them.
Empty cells leave no trace: a row whose values are not as many as the columns gives no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.blocks import PRINTED, Grid, GridCell
from transforms.flat.blank_fields import Field, with_blanks_settled
from transforms.flat.broken_heads import with_whole_heads
from transforms.flat.broken_rows import with_whole_labels
from transforms.flat.cut_units import with_whole_units
from transforms.flat.fields import fields_of
from transforms.flat.flat_by_item import is_by_item, placed
from transforms.flat.flat_headers import column_labels, columns, header_in, row_labels, split_header
from transforms.flat.flat_labels import is_narrative, is_row, whole_labels
from transforms.flat.further_lines import are_sums, own_figures
from transforms.flat.labels_behind import with_labels_before
from transforms.tables.labels import plain

_LONGEST_RUN, _COLUMNS_AT_MOST = 200, 100  # labels without a value: text, but for the last of them
_FEWEST_VALUES = 3
_CUT = 2  # figures of one row, cut alike, may still add up
_PERHAPS = 0.85  # confidence of a figure whose last digits may stand on the next line


@dataclass
class _Table:
    """Rows gathered since the last header; the last run of labels may yet turn out to be one."""

    rows: list[list[Field]] = field(default_factory=list)
    row: list[Field] = field(default_factory=list)

    def close_row(self) -> None:
        if self.row:
            self.rows.append(_of_one_line(self.row))
            self.row = []


def _of_one_line(row: list[Field]) -> list[Field]:
    """The row without the figures of further lines that may be no figures by themselves, but the
    last digits of its own: these are sure where they add up beside one other figure, for if one of
    them were cut they would not."""
    values = [f for f in row if f.is_value and not f.is_blank]
    own = values[: own_figures([(f.paragraph, f.text) for f in values])]
    if len(own) == len(values):
        return row
    sure = len(values) - len(own) < _CUT and are_sums([f.text for f in own])
    kept = [f for f in row if not f.is_value or f in own]
    return [f._replace(is_sure=sure or not f.is_value) for f in kept]


def flat_grids(
    paragraphs: Sequence[str], first_index: int, blanks: Sequence[int] = ()
) -> list[Grid]:
    """Grids made of paragraphs; their columns count fields and mean no place. `blanks`: the empty
    lines behind each paragraph, which may be cells.

    Indices go on from `first_index`; a locator is `{"paragraph": n, "field": k}`, both from 1.
    """
    found = [t for t in _tables(paragraphs, blanks) if _values(t) >= _FEWEST_VALUES]
    split = ([part for row in table for part in split_header(row)] for table in found)
    rows_of = [list(with_labels_before(rows, columns)) for rows in split]
    parts = [part for rows in with_blanks_settled(rows_of, columns) for part in _parts(rows)]
    return [_grid(rows, first_index + n) for n, rows in enumerate(parts)]


def _parts(rows: list[Sequence[Field]]) -> Iterator[list[Sequence[Field]]]:
    """The table's rows, those from a head on apart that a table with a row for each item has."""
    texts = [[f.text for f in row] for row in rows]
    for n, heads in enumerate(texts):
        if n and is_by_item(heads, texts[n + 1 :]):
            yield rows[:n]
            yield rows[n:]
            return
    yield rows


def _tables(paragraphs: Sequence[str], blanks: Sequence[int]) -> Iterator[list[list[Field]]]:
    table = _Table()
    numbered = with_whole_units(list(enumerate(paragraphs, start=1)))
    for number, text in whole_labels(with_whole_labels(with_whole_heads(numbered))):
        fields = fields_of(text, number)
        if not fields or (not fields[-1].is_value and is_narrative(text)):
            table.close_row()
            if table.rows:
                yield table.rows
            table = _Table()
            continue
        fields += _blank(fields[-1], blanks)
        for one in fields:
            if one.is_value or not any(f.is_value for f in table.row):
                table.row.append(one)
                continue
            table.close_row()
            table.row.append(one)
        if len(table.row) > _LONGEST_RUN and not any(f.is_value for f in table.row):
            del table.row[:-_COLUMNS_AT_MOST]
        labels = table.row
        if not any(f.is_value for f in labels) and (header := header_in(labels)):
            before, table.row = labels[: header[0]], labels[header[0] :]
            if before and table.rows:
                table.rows.append(before)
    table.close_row()
    if table.rows:
        yield table.rows


def _blank(last: Field, blanks: Sequence[int]) -> list[Field]:
    """The empty lines behind a paragraph that ends in a figure, or is the label of a row."""
    count = blanks[last.paragraph - 1] if blanks else 0
    if not count or not (last.is_value or _heads_row(last.text)):
        return []
    return [Field("", last.paragraph, is_value=True)] * min(count, _COLUMNS_AT_MOST)


def _heads_row(text: str) -> bool:
    name = plain(text)
    return name in row_labels() and (is_row(text) or name not in column_labels())


def _values(rows: Sequence[Sequence[Field]]) -> int:
    return sum(f.is_value and not f.is_blank for row in rows for f in row)


def _grid(rows: Sequence[Sequence[Field]], index: int) -> Grid:
    cells: list[GridCell] = []
    for height, row in enumerate(rows):
        for column, one in enumerate(row):
            locator = {"paragraph": one.paragraph, "field": column + 1}
            sure = PRINTED if one.is_sure else _PERHAPS
            cells.append(GridCell(one.text, height, column, confidence=sure, locator=locator))
    texts = [[f.text for f in row] for row in rows]
    if is_by_item(texts[0], texts[1:]):
        return placed(cells, index)
    return Grid(tuple(cells), index, aligned=False)
