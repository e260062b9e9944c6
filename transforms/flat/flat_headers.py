"""Headers of tables whose lines are gone: runs of labels that name several of a form's columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from transforms.flat.blank_fields import Field
from transforms.flat.flat_labels import is_row
from transforms.forms import Table, headed_tables, list_tables
from transforms.tables.labels import plain
from transforms.tables.official import breakdown_variants, captions, item_labels

COLUMNS_NAMED = 2  # labels of columns in one run that make it a header


def columns(row: Sequence[Field]) -> int:
    """How many columns a row of labels heads."""
    return sum(plain(f.text) in column_labels() and not is_row(f.text) for f in row)


def header_in(labels: Sequence[Field]) -> tuple[int, int] | None:
    """First and last of the labels that make up a header; None if they do not."""
    plain_labels = ["" if is_row(f.text) else plain(f.text) for f in labels]
    named = [n for n, label in enumerate(plain_labels) if label in column_labels()]
    beside = [n for n, label in enumerate(plain_labels) if label in captions()]
    if len(named) < COLUMNS_NAMED and not (named and beside):
        return None
    return min(named + beside), max(named)


def split_header(row: Sequence[Field]) -> Iterator[Sequence[Field]]:
    """A run of labels that begins with a header: the header, then the row that it runs into."""
    labels = [f for f in row if not f.is_value]
    header = header_in(labels)
    if header is None or header[0] > 0:
        yield row
        return
    yield from _header_rows(row[: header[1] + 1])
    if rest := row[header[1] + 1 :]:
        yield rest


def _header_rows(header: Sequence[Field]) -> Iterator[Sequence[Field]]:
    """The header's lines as they were: each names its columns in the form's order, the first line
    the first of them. Where 总计 stands before 自然人, a local form has its own order: one line."""
    table = max(headed_tables(), key=lambda t: len(_places(t, header)))
    places = _places(table, header)
    if table.layout != "rows" or places[0][1] != min(place for _, place in places):
        yield header
        return
    start, last = 0, -1
    for n, place in places:
        if place < last:
            yield header[start:n]
            start = n
        last = place
    yield header[start:]


def _places(table: Table, header: Sequence[Field]) -> list[tuple[int, int]]:
    """(position in the header, position in the form) of the labels that are the table's columns."""
    variants = [set(names) for names in breakdown_variants(table).values()]
    return [
        (n, place)
        for n, one in enumerate(header)
        for place, names in enumerate(variants)
        if plain(one.text) in names
    ]


@cache
def column_labels() -> frozenset[str]:
    """Plain labels of all columns of tables with headers."""
    return frozenset(
        n for t in headed_tables() for names in breakdown_variants(t).values() for n in names
    )


@cache
def row_labels() -> frozenset[str]:
    """Plain labels of rows; those of items that stand in headers are none."""
    return frozenset(n for t in headed_tables() if t.layout == "rows" for n in item_labels(t))


@cache
def list_labels() -> frozenset[str]:
    """Plain labels of all rows of lists."""
    return frozenset(n for t in list_tables() for n in item_labels(t))
