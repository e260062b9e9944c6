"""Which cells of a printed row belong to which columns: by place where that is sure, else by count.

By place: the header's columns, provided that nothing in the row contradicts them. By count: the
fields behind the label, provided that there is one way only to lay the header's columns over them
without leaving a printed value outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from transforms.blocks import Entry
from transforms.forms import Table
from transforms.header_columns import Column, Header
from transforms.labels import closest, plain
from transforms.official import breakdown_variants, item_variants
from transforms.values import is_plain_number, parse

Row = Sequence[Entry]
_BY_COUNT = 0.95  # confidence of a row that was read by count


@dataclass(frozen=True, slots=True)
class RowValues:
    """One entry per column of the header, in its order; `confidence` of the way it was found."""

    entries: tuple[Entry, ...]
    confidence: float


def label_of(row: Row, header: Header, aligned: bool) -> tuple[str, str]:
    """(own label, group label) of a row: the rightmost label that is the row's own.

    A label that spans several rows names their group, not this row.
    """
    labels = _label_entries(row, header, aligned)
    own = [e for e in labels if e.own and e.cell.text]
    group = next((e.cell.text for e in reversed(labels) if not e.own and e.cell.text), "")
    if not own:
        return "", group
    leaf = own[-1]
    if len(own) > 1:
        group = own[-2].cell.text
    spanning = leaf.cell.row_span > 1 and any(e.start >= leaf.stop for e in labels)
    return ("", leaf.cell.text) if spanning else (leaf.cell.text, group)


def by_place(row: Row, header: Header) -> RowValues | None:
    """The row's entries under the header's columns; None where the row contradicts the header."""
    if (whole := _figures_alone(row, header)) is not None:
        return whole
    left = header.columns[0].start
    taken: list[Entry] = []
    exact = {(e.start, e.stop): e for e in row} if _is_seamless(row) else {}
    for column in header.columns:
        entry = exact.get((column.start, column.stop))
        if entry is None:
            under = [e for e in row if e.start < column.stop and column.start < e.stop]
            entry = _only(under)
        if entry is None or not entry.own or _is_label(entry, header) or not _fits(entry, column):
            return None
        taken.append(entry)
    if any(e.stop <= left and e.own and not _shown(e) for e in row):
        fillers = any(e.own and e.start >= header.columns[-1].stop for e in row)
        open_end = not _shown(taken[-1]) and any(_shown(e) for e in taken)
        if fillers or open_end:
            return None  # a label too narrow, and the row stands one column to the left?
    for entry in _under_no_column(row, header, taken):
        if entry.start >= left and _shown(entry):
            return None
        if entry.stop <= left and _is_figure(entry.cell.text):
            return None
    return RowValues(tuple(taken), 1.0)


def _figures_alone(row: Row, header: Header) -> RowValues | None:
    """The values of most rows: labels, then a number exactly under each column, nothing else."""
    width = len(header.columns)
    labels, figures = row[:-width], row[-width:]
    if len(figures) < width or (labels and labels[-1].stop > figures[0].start):
        return None
    for entry, column in zip(figures, header.columns, strict=True):
        under = entry.own and entry.start == column.start and entry.stop == column.stop
        if not under or not is_plain_number(entry.cell.text):
            return None
    if any(e.own and parse(e.cell.text, "count").state == "number" for e in labels):
        return None
    return RowValues(tuple(figures), 1.0)


def _under_no_column(row: Row, header: Header, taken: Sequence[Entry]) -> Iterator[Entry]:
    """The row's own entries beside the header's columns, from left to right."""
    chosen = set(map(id, taken))
    for entry in (e for e in row if e.own and id(e) not in chosen):
        if not any(entry.start < c.stop and c.start < entry.stop for c in header.columns):
            yield entry


def _is_seamless(row: Row) -> bool:
    """Whether no two entries overlap: what covers a column exactly is then alone there."""
    return all(a.stop <= b.start for a, b in pairwise(row))


def by_count(row: Row, header: Header, aligned: bool) -> list[RowValues]:
    """Every way to lay the header's columns over the fields behind the label.

    None where the header lacks a column of the form: counting would shift the figures.
    """
    if not header.complete:
        return []
    fields = [e for e in row if e.own]
    labels = {id(e.cell) for e in _leading_labels(fields)}
    behind = [e for e in fields if id(e.cell) not in labels]
    width = len(header.columns)
    ways = []
    for start in range(len(behind) - width + 1):
        outside = behind[:start] + behind[start + width :]
        window = behind[start : start + width]
        single = not aligned or all(e.stop - e.start == 1 for e in window) or width == 1
        if single and not any(_shown(e) for e in outside):
            ways.append(RowValues(tuple(window), _BY_COUNT))
    if ways and not any(_shown(e) for e in behind):
        return ways[:1]  # nothing is printed: every way says the same
    return ways


def reaches_beyond(row: Row, header: Header) -> bool:
    """Whether fields of the row stand to the right of the header's columns."""
    return any(e.own and e.start >= header.columns[-1].stop for e in row)


def may_be_pushed(row: Row, header: Header) -> bool:
    """Whether a field too many may have pushed figures to the right: there is one beyond the
    header, and a blank among those below it. A row without blanks has a filler at its end."""
    if not reaches_beyond(row, header):
        return False
    left, right = header.columns[0].start, header.columns[-1].stop
    return any(left <= e.start < right and not _shown(e) for e in row if e.own)


def shape(row: Row, values: RowValues) -> tuple[tuple[int, int], int]:
    """What rows of one table share when they were laid out alike: (fields, labels), first field."""
    fields = [e for e in row if e.own]
    first = fields.index(values.entries[0])
    return shape_key(row), first


def shape_key(row: Row) -> tuple[int, int]:
    """(number of fields, number of leading label fields) of a row."""
    fields = [e for e in row if e.own]
    return len(fields), len(_leading_labels(fields))


def _label_entries(row: Row, header: Header, aligned: bool) -> list[Entry]:
    if aligned and header.placed and header.columns[0].start > 0:
        left = header.columns[0].start
        inside = [e for e in row if e.start < left]
        if any(e.cell.text for e in inside if e.own) or not _leading_labels(
            [e for e in row if e.own]
        ):
            return inside
    return _leading_labels([e for e in row if e.own])


def _leading_labels(fields: list[Entry]) -> list[Entry]:
    """Fields up to the last label before the first value."""
    last = 0
    for position, entry in enumerate(fields, start=1):
        text = entry.cell.text
        state = parse(text, "count").state
        if state in ("number", "not_applicable") or not entry.cell.readable:
            break
        if state == "text":
            last = position
    return fields[:last]


def _only(entries: list[Entry]) -> Entry | None:
    """The entry that speaks for a column: the only one, or the only one that is not empty."""
    if len(entries) == 1:
        return entries[0]
    shown = [e for e in entries if _shown(e)]
    if len(shown) == 1:
        return shown[0]
    return entries[0] if entries and not shown else None


def _is_figure(text: str) -> bool:
    """Whether a text is a number in digits: 三 may begin a label that a page break cut."""
    return parse(text, "count").state == "number" and any(c.isdecimal() for c in text)


def _fits(entry: Entry, column: Column) -> bool:
    """Whether an entry belongs to this column alone: not reaching beyond it, unless empty."""
    return (entry.start >= column.start and entry.stop <= column.stop) or not _shown(entry)


def _is_label(entry: Entry, header: Header) -> bool:
    label = plain(entry.cell.text)
    return len(label) > 1 and not label.isdigit() and _names_something(label, header.table)


@lru_cache(maxsize=16384)
def _names_something(label: str, table: Table) -> bool:
    names = [v for i in table.items for v in item_variants(i)]
    names += [v for group in breakdown_variants(table).values() for v in group]
    return closest(label, tuple(names)) > 0


def _shown(entry: Entry) -> bool:
    return bool(entry.cell.text.strip()) or not entry.cell.readable
