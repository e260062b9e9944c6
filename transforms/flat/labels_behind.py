"""Tables whose lines are gone and whose labels stand behind their figures: in the text of some PDF
files the line of figures precedes that of its label.

Then figures without a label stand right behind the heads, and a label without figures stands last.
A line that numbers the columns is no row's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from transforms.flat.blank_fields import Field, Row
from transforms.flat.flat_headers import list_labels, row_labels
from transforms.tables.labels import plain
from transforms.values import is_unit

_FEWEST = 3  # rows below a header
_FEWEST_OF_LIST = 8  # with labels of its own


def with_labels_before(rows: Sequence[Row], columns_of: Callable[[Row], int]) -> Iterator[Row]:
    """A table's rows, each label before its figures; figures are less sure where rows of both kinds
    stand below one header. `columns_of` tells how many columns a row of labels heads."""
    start, columns = 0, 0
    for n, row in enumerate(rows):
        heads = 0 if any(f.is_value for f in row) else columns_of(row)
        if heads:
            yield from _turned(rows[start:n], columns)
            yield row
            columns = heads + (columns if start == n else 0)
            start = n + 1
    yield from _turned(rows[start:], columns)


def _turned(rows: Sequence[Row], columns: int) -> Sequence[Row]:
    """The rows below one header; those of a list, if there is none."""
    first = _figures(rows[0]) if len(rows) >= _FEWEST else []
    if not columns:
        first = [f for f in first if any(map(str.isdigit, f.text))]  # a chapter's dash aside
    if not first or len(first) != max(columns, 1) or _are_numbers(first):
        return rows
    named = row_labels() if columns else list_labels()
    labels = [_of_row([f for f in row if not f.is_value], named) for row in rows]
    if labels[0] or not any(labels) or (columns and len(first) < len(rows[0])):
        return rows
    end = max((n for n, row in enumerate(rows) if labels[n] or _figures(row)), default=0)
    figures = [_figures(row) for row in rows[: end + 1]]
    if not columns and (figures[-1] or sum(map(bool, labels)) < _FEWEST_OF_LIST):
        return rows  # the figure above is another's
    whole = all(len(own) == len(first) for own in figures[:-1]) and all(labels[1 : end + 1])
    if figures[-1] or not whole:
        return [[f._replace(is_sure=not f.is_value) for f in row] for row in rows]
    turned = [[*labels[n], *figures[n - 1]] for n in range(1, end + 1)]
    return [*turned, *rows[end + 1 :]]


def _figures(row: Row) -> list[Field]:
    return [f for f in row if f.is_value and not f.is_blank]


def _of_row(labels: Row, named: frozenset[str]) -> Row:
    """The labels up to the last one that the form has, with its unit; none without such a one."""
    known = [n for n, f in enumerate(labels, start=1) if plain(f.text) in named]
    end = known[-1] if known else 0
    unit = known and end < len(labels) and is_unit(labels[end].text)
    return labels[: end + bool(unit)]


def _are_numbers(figures: Sequence[Field]) -> bool:
    """Whether they count the columns: 1, 2, 3 … or 3, 4, 5 …, behind those of labels."""
    first = figures[0].text
    counted = (
        [str(n) for n in range(int(first), int(first) + len(figures))] if first in "123" else []
    )
    return [f.text for f in figures] == counted
