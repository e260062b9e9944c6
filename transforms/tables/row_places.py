"""Which cells of a printed row stand under which columns of the header: nothing in the row may
contradict it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import closest, plain
from transforms.tables.official import breakdown_variants, item_variants
from transforms.tables.row_values import Row, RowValues, shown
from transforms.values import is_plain_figure, is_plain_value, parse

_HAN = re.compile(r"[\u4e00-\u9fff]")
_IN_ORDER = 0.95  # confidence of a row whose fields only overlap their columns
_PERHAPS = 0.85  # confidence of a row that reads otherwise if its first figure is one too many


def by_place(row: Row, header: Header) -> RowValues | None:
    """The row's entries under the header's columns; None where the row contradicts the header."""
    if (whole := figures_alone(row, header) or _exactly_below(row, header)) is not None:
        return whole
    left = header.columns[0].start
    taken = _taken(row, header)
    if taken is None:
        return None
    remarks = list(_remarks(row, header, taken))
    if not remarks and _may_stand_too_far_left(row, header, taken):
        return None
    for entry in _under_no_column(row, header, taken):
        if entry.start >= left and shown(entry) and entry not in remarks:
            return None
        if entry.stop <= left and _is_figure(entry.cell.text):
            return None
    doubtful = _may_begin_early(row, header, taken) or any(map(_says_nothing_in_words, remarks))
    return RowValues(tuple(taken), _PERHAPS if doubtful else 1.0)


def _remarks(row: Row, header: Header, taken: Sequence[Entry]) -> Iterator[Entry]:
    """Words behind a figure under each column (较上年减少): none was pushed there."""
    if all(is_plain_figure(e.cell.text) for e in taken):
        beyond = (e for e in row if e.own and e.start >= header.columns[-1].stop)
        yield from (e for e in beyond if _HAN.search(e.cell.text) and not _is_figure(e.cell.text))


def _says_nothing_in_words(entry: Entry) -> bool:
    """Whether a remark may be a value: 无."""
    return parse(entry.cell.text, "count").state != "text"


def by_overlap(row: Row, header: Header) -> RowValues | None:
    """The row's fields in order, as many as columns and over the same width, each overlapping its
    own: Word and its kin span heads and rows differently, and the parts of a table that was split
    have labels of other widths. None where anything is otherwise."""
    left, right = header.columns[0].start, header.columns[-1].stop
    fields = tuple(e for e in row if e.own and left < e.stop)
    if len(fields) > len(header.columns) and _is_label_from_before(fields[0], left):
        left, fields = fields[0].stop, fields[1:]
    if not _is_seamless(row) or len(fields) != len(header.columns):
        return None
    if any(e.own and e.stop <= left and _is_figure(e.cell.text) for e in row):
        return None
    bounds = (fields[0].start, fields[-1].stop)
    if bounds != (left, right) or _may_stand_too_far_left(row, header, fields):
        return None
    pairs = list(zip(fields, header.columns, strict=True))
    if not all(e in _under(row, c) and not _is_label(e, header) for e, c in pairs):
        return None
    reaching = any(shown(e) and e.stop > c.stop for e, c in pairs[:-1])
    between = reaching and not all(map(shown, fields))
    return RowValues(fields, _PERHAPS if between else _IN_ORDER)


def _is_label_from_before(entry: Entry, left: int) -> bool:
    """Whether it is a label that begins before the columns do and reaches under the first."""
    return (
        entry.start < left and len(plain(entry.cell.text)) > 1 and not _is_figure(entry.cell.text)
    )


def _may_stand_too_far_left(row: Row, header: Header, fields: Sequence[Entry]) -> bool:
    """Whether the label may be too narrow: a blank between it and the columns, which may be the
    first one's, and one behind the figures."""
    left, right = header.columns[0].start, header.columns[-1].stop
    beside = [e for e in row if e.stop <= left]
    if not beside or not beside[-1].own or shown(beside[-1]):
        return False
    fillers = any(e.own and e.start >= right for e in row)
    return fillers or (not shown(fields[-1]) and any(map(shown, fields)))


def _taken(row: Row, header: Header) -> list[Entry] | None:
    """One entry of the row for each column; None if there is none, or it is another's as well."""
    taken: list[Entry] = []
    exact = {(e.start, e.stop): e for e in row} if _is_seamless(row) else {}
    for column in header.columns:
        entry = exact.get((column.start, column.stop)) or _only(_under(row, column))
        if entry is None or not entry.own or _is_label(entry, header):
            return None
        if not _fits(entry, column) and not _says_nothing(entry, header, column):
            return None
        taken.append(entry)
    return taken


def _under(row: Row, column: Column) -> list[Entry]:
    return [e for e in row if e.start < column.stop and column.start < e.stop]


def _may_begin_early(row: Row, header: Header, taken: Sequence[Entry]) -> bool:
    """Whether the first figure, nothing before something, may be one too many: the last one stands
    beside a blank under the last column, which may be its own."""
    first, last = (parse(e.cell.text, "count").value for e in (taken[0], taken[-1]))
    if len(taken) < 2 or first != 0 or not last:
        return False
    return len(_under(row, header.columns[-1])) > 1


def figures_alone(row: Row, header: Header) -> RowValues | None:
    """The values of most rows: labels, then a number exactly under each column, nothing else."""
    columns = header.columns
    labels, figures = row[: -len(columns)], row[-len(columns) :]
    if len(figures) < len(columns) or (labels and labels[-1].stop > figures[0].start):
        return None
    for (cell, start, stop, own), column in zip(figures, columns, strict=True):
        if start != column.start or stop != column.stop or not own:
            return None
        if not is_plain_figure(cell.text):
            return None
    for cell, _, _, own in labels:
        if own and cell.text and parse(cell.text, "count").state == "number":
            return None
    return RowValues(tuple(figures), 1.0)


def plainly_placed(row: Row, header: Header) -> RowValues | None:
    """As `figures_alone`, with blanks and dashes among the figures: places alone tell such a row,
    whatever it holds."""
    values = figures_alone(row, header) or _exactly_below(row, header)
    if values is None:
        return None
    plain_ones = all(is_plain_value(e.cell.text) and e.cell.readable for e in values.entries)
    return values if plain_ones else None


def is_told_by_place(row: Row, header: Header) -> bool:
    """Whether a row that is plainly placed is so whatever its fields hold."""
    return _lead_up(row[: -len(header.columns)])


def _lead_up(labels: Row) -> bool:
    """Whether labels reach up to the fields: beside a blank, some field may have slipped there."""
    return not labels or (shown(labels[-1]) and _is_seamless(labels))


def _exactly_below(row: Row, header: Header) -> RowValues | None:
    """As `figures_alone`, with blanks or other values among the figures: what `by_place` says of
    such a row, without asking all that it asks."""
    columns = header.columns
    labels, fields = row[: -len(columns)], row[-len(columns) :]
    if len(fields) < len(columns) or (labels and labels[-1].stop > fields[0].start):
        return None
    for entry, column in zip(fields, columns, strict=True):
        if entry.start != column.start or entry.stop != column.stop or not entry.own:
            return None
        text = entry.cell.text
        if text and not is_plain_figure(text) and _is_label(entry, header):
            return None
    if not _lead_up(labels):
        return None
    if any(e.own and e.cell.text and _is_figure(e.cell.text) for e in labels):
        return None
    return RowValues(tuple(fields), 1.0)


def _under_no_column(row: Row, header: Header, taken: Sequence[Entry]) -> Iterator[Entry]:
    """The row's own entries beside the header's columns, from left to right."""
    chosen = set(map(id, taken))
    for entry in (e for e in row if e.own and id(e) not in chosen):
        if not any(entry.start < c.stop and c.start < entry.stop for c in header.columns):
            yield entry


def _is_seamless(row: Row) -> bool:
    """Whether no two entries overlap: what covers a column exactly is then alone there."""
    return all(a.stop <= b.start for a, b in pairwise(row))


def _only(entries: list[Entry]) -> Entry | None:
    """The entry that speaks for a column: the only one, or the only one that is not empty."""
    if len(entries) == 1:
        return entries[0]
    printed = [e for e in entries if shown(e)]
    if len(printed) == 1:
        return printed[0]
    return entries[0] if entries and not printed else None


def _is_figure(text: str) -> bool:
    """Whether a text is a number in digits: 三 may begin a label that a page break cut."""
    return parse(text, "count").state == "number" and any(c.isdecimal() for c in text)


def _fits(entry: Entry, column: Column) -> bool:
    """Whether an entry belongs to this column alone: not reaching beyond it, unless empty."""
    return (entry.start >= column.start and entry.stop <= column.stop) or not shown(entry)


def _says_nothing(entry: Entry, header: Header, column: Column) -> bool:
    """Whether a cell merged over all columns of an item says the same of each: 无, or that all are
    0, as their total is among them."""
    together = [c for c in header.columns if c.item == column.item]
    value = parse(entry.cell.text, "count")
    nothing = value.value == 0 or value.state == "not_applicable"
    return nothing and entry.start <= together[0].start and together[-1].stop <= entry.stop


def _is_label(entry: Entry, header: Header) -> bool:
    label = plain(entry.cell.text)
    return len(label) > 1 and not label.isdigit() and _names_something(label, header.table)


@lru_cache(maxsize=16384)
def _names_something(label: str, table: Table) -> bool:
    names = [v for i in table.items for v in item_variants(i)]
    names += [v for group in breakdown_variants(table).values() for v in group]
    return closest(label, tuple(names)) > 0
