"""Which cells of a printed row are its label, and which belong to which columns by their count.

By count: the fields behind the label, provided that there is one way only to lay the header's
columns over them without leaving a printed value outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.blocks import Entry
from transforms.tables.header_columns import Header
from transforms.tables.labels import plain
from transforms.tables.official import item_labels
from transforms.values import is_unit, is_worded_figure, parse

Row = Sequence[Entry]
_BY_COUNT = 0.95  # confidence of a row that was read by count


class RowValues(NamedTuple):
    """One entry per column of the header, in its order; `confidence` of the way it was found;
    `shifted`: the entries stand to the left of their columns."""

    entries: tuple[Entry, ...]
    confidence: float
    shifted: bool = False


def label_of(row: Row, header: Header, aligned: bool) -> tuple[str, str]:
    """(own label, group label) of a row: the rightmost label that is the row's own.

    A label that spans several rows names their group, not this row.
    """
    labels = _label_entries(row, header, aligned)
    own = [e for e in labels if e.own and e.cell.text]
    while len(own) > 1 and (is_unit(own[-1].cell.text) or _says_a_value(own[-1])):
        own.pop()  # a group's span that is too short draws the row's figures to the left
    group = next((e.cell.text for e in reversed(labels) if not e.own and e.cell.text), "")
    if not own:
        return "", group
    leaf = own[-1]
    if len(own) > 1:
        group = own[-2].cell.text
    spanning = leaf.cell.row_span > 1 and any(e.start >= leaf.stop for e in labels)
    return ("", leaf.cell.text) if spanning else (leaf.cell.text, group)


def label_confidence(row: Row, header: Header, aligned: bool) -> float:
    """How surely the least sure of a row's own labels was read; 1 for a row without any."""
    labels = _label_entries(row, header, aligned)
    return min((e.cell.confidence for e in labels if e.own and e.cell.text), default=1.0)


def by_count(row: Row, header: Header, aligned: bool) -> list[RowValues]:
    """Every way to lay the header's columns over the fields behind the label.

    None where the header lacks a column of the form, or has them in other places: counting would
    shift the figures.
    """
    if not header.complete or (aligned and not _in_the_forms_order(header)):
        return []
    behind = behind_labels([e for e in row if e.own])
    width = len(header.columns)
    if aligned and header.placed and any(a.stop < b.start for a, b in pairwise(header.columns)):
        return []  # a figure may be that of a column without a head
    if aligned and header.placed and len(behind) > width and _left_of(behind[0], header):
        return []  # a number of the row, it may be: not the first of its figures
    ways = []
    for start in range(len(behind) - width + 1):
        outside = behind[:start] + behind[start + width :]
        window = behind[start : start + width]
        single = not aligned or all(e.stop - e.start == 1 for e in window) or width == 1
        remark = start > 0 and _is_remark(window[-1])
        if single and not remark and not any(shown(e) for e in outside):
            ways.append(RowValues(tuple(window), _BY_COUNT))
    if ways and not any(shown(e) for e in behind):
        return ways[:1]  # nothing is printed: every way says the same
    return ways


def _is_remark(entry: Entry) -> bool:
    """Whether a cell is in words: last of fields that are more than the columns, it is none's."""
    text = entry.cell.text
    return parse(text, "count").state == "text" and not any(c.isdecimal() for c in text)


def by_shift(row: Row, header: Header) -> RowValues | None:
    """All figures of a row that stand too far to the left, with blanks at its end: its label spans
    too little, or that of a group above too much. None where a figure is blank."""
    behind = behind_labels([e for e in row if e.own])
    width = len(header.columns)
    run, rest = behind[:width], behind[width:]
    if len(run) < width or not rest or any(map(shown, rest)) or not _in_the_forms_order(header):
        return None
    figures = all(parse(e.cell.text, "count").state == "number" for e in run)
    to_the_left = all(e.start <= c.start for e, c in zip(run, header.columns, strict=True))
    return RowValues(tuple(run), _BY_COUNT, shifted=True) if figures and to_the_left else None


def _in_the_forms_order(header: Header) -> bool:
    """Whether nothing but the form's columns are headed, as the form has them from left to right:
    heads that slipped stand otherwise. Items that stand in the header are not looked at."""
    if header.table.layout == "columns":
        return True
    official = [b.code for b in header.table.breakdowns]
    places = [official.index(c.breakdown) if c.breakdown else -1 for c in header.columns]
    return -1 not in places and places == sorted(places)


def reaches_beyond(row: Row, header: Header) -> bool:
    """Whether fields of the row stand to the right of the header's columns."""
    edge = header.columns[-1].stop
    return bool(row) and row[-1].start >= edge and any(e.own and e.start >= edge for e in row)


def may_be_pushed(row: Row, header: Header) -> bool:
    """Whether a field too many may have pushed figures to the right: there is one beyond the
    header, and a blank among those below it. A row without blanks has a filler at its end."""
    if not reaches_beyond(row, header):
        return False
    fields = [e for e in row if e.own]
    if _label_beyond(row, header) and len(behind_labels(fields)) == len(header.columns):
        return False
    left, right = header.columns[0].start, header.columns[-1].stop
    return any(left <= e.start < right and not shown(e) for e in row if e.own)


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
        if beyond := _label_beyond(row, header):
            return [e for e in row if e.start <= beyond.start]
        inside = [e for e in row if e.start < left]
        if any(e.cell.text for e in inside if e.own) or not _leading_labels(
            [e for e in row if e.own]
        ):
            return inside
    return _leading_labels([e for e in row if e.own])


def behind_labels(fields: list[Entry]) -> list[Entry]:
    """The fields of a row behind its labels."""
    return fields[len(_leading_labels(fields)) :]


def _label_beyond(row: Row, header: Header) -> Entry | None:
    """The row's label where it reaches under the first column: the span of a group above that is
    too long pushed it there."""
    left = header.columns[0].start
    for entry in row:
        if entry.own and entry.stop > left:
            text = entry.cell.text
            named = text and not text.isdecimal() and plain(text) in item_labels(header.table)
            return entry if named else None
    return None


def _left_of(entry: Entry, header: Header) -> bool:
    return shown(entry) and entry.stop <= header.columns[0].start


def _says_a_value(entry: Entry) -> bool:
    return parse(entry.cell.text, "count").state in ("number", "not_applicable")


def _leading_labels(fields: list[Entry]) -> list[Entry]:
    """Fields up to the last label before the first value."""
    last = 0
    for position, entry in enumerate(fields, start=1):
        text = entry.cell.text
        state = parse(text, "count").state
        if state in ("number", "not_applicable") or not entry.cell.readable:
            break
        if state == "text" and is_worded_figure(text):
            break
        if state == "text":
            last = position
    return fields[:last]


def shown(entry: Entry) -> bool:
    """Whether a cell shows anything."""
    return bool(entry.cell.text.strip()) or not entry.cell.readable
