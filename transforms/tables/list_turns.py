"""The rows of a list whose columns left no places: labels, units and figures in turn.

Where rows have several figures, the words before the first label must name as many columns; rows
with fewer figures than columns lack one of them, and which one cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from transforms.blocks import Entry, Grid, GridCell
from transforms.forms import Table
from transforms.tables.list_columns import FEW, heads_figures, is_figure, known, value_column
from transforms.tables.list_names import goes_on
from transforms.tables.list_row import ListRow
from transforms.tables.list_scopes import Scopes, scope_of_head, scopes_of
from transforms.values import MONEY, is_unit, parse

_SEVERAL = 3  # rows with two figures: fewer may have them by slips
_LONGEST_HEAD = 10  # characters; a title names years, too


class _Heads(NamedTuple):
    """What the columns of figures are called, from left to right; which is the form's."""

    names: Sequence[str] = ()
    value: int | None = None
    scopes: Scopes = ()


def rows_in_turn(
    table: Table, grid: Grid, rows: Sequence[Sequence[Entry]], scope: str
) -> list[ListRow]:
    """All rows of a list in a grid without places; of several scopes' columns those of `scope`."""
    found = [one for r, row in enumerate(rows) for one in _in_turn(grid, r, row, _Heads())]
    if sum(len(one.others) > 1 for one in found) >= _SEVERAL:
        heads = _heads(table, rows, scope)
        found = [one for r, row in enumerate(rows) for one in _in_turn(grid, r, row, heads)]
    found = [_beside_a_rest(one, after) for one, after in pairwise([*found, None]) if one]
    return _of_several_columns(found)


def _heads(table: Table, rows: Sequence[Sequence[Entry]], scope: str) -> _Heads:
    """The one run of words above the first label that are heads of figures, two at least."""
    words: list[str] = []
    for entry in (e for row in rows for e in row):
        if known(table, entry):
            break
        words += entry.cell.text.split()
    runs = [list(run) for heads, run in groupby(words, lambda w: _is_head(table, w)) if heads]
    names = next((run for run in runs if len(run) > 1), [])
    if not names or sum(len(run) > 1 for run in runs) > 1:
        return _Heads()
    heads, columns = dict(enumerate(names)), list(range(len(names)))
    above = [[Entry(GridCell(name, 0, n), n, n + 1, own=True) for n, name in heads.items()]]
    scopes = scopes_of(table, above, heads, columns)
    value = dict(scopes).get(scope) if scopes else value_column(table, columns, heads)
    return _Heads(names, value, scopes)


def _beside_a_rest(row: ListRow, after: ListRow | None) -> ListRow:
    """A row without places does not fit if the next one is a unit and a figure without a label:
    one of the two figures is its own, and which one cannot be told."""
    if after is None or after.label or not after.unit or row.value is None:
        return row
    return row._replace(value=None, others=((row.value, ""),), fits=False)


def _of_several_columns(found: list[ListRow]) -> list[ListRow]:
    """Rows without places: where many have two figures, of this year and of the last, a single one
    may be either's beside a blank."""
    several = sum(sum(is_figure(e) for e, _ in one.others) > 1 for one in found)
    single = sum(one.value is not None and is_figure(one.value) for one in found)
    if several < _SEVERAL or several * FEW < single:
        return found
    return [
        one._replace(value=None, others=((one.value, ""),)) if one.value else one for one in found
    ]


def _is_head(table: Table, word: str) -> bool:
    return len(word) <= _LONGEST_HEAD and (
        heads_figures(table, word) or scope_of_head(table, word) != ""
    )


def _in_turn(grid: Grid, index: int, row: Sequence[Entry], heads: _Heads) -> Iterator[ListRow]:
    """Rows of fields without places: a label, a unit or none, one figure, then perhaps the next."""
    label, unit, group = "", "", ""
    figures: list[Entry] = []
    for entry in [*row, None]:
        text = entry.cell.text.strip() if entry else ""
        if entry is None or (figures and not _is_value(text)):
            if (one := _with_figures(figures, heads)) and (label or len(figures) == 1):
                head, value, others = one
                scopes = tuple(name for name, _ in heads.scopes)
                yield ListRow(
                    grid, index, label, group, unit or label, head, value, others, scopes=scopes
                )
            label, unit, group, figures = "", "", "", []
        if entry is None:
            return
        if _is_value(text):
            figures.append(entry)
        elif is_unit(text):
            unit = text
        elif text and goes_on(label, text):
            label += text
        elif text:
            label, group = text, label


def _with_figures(
    figures: Sequence[Entry], heads: _Heads
) -> tuple[str, Entry | None, tuple[tuple[Entry, str], ...]] | None:
    """The head and the cell of the form's own figure, and the figures beside it."""
    if len(figures) == len(heads.names) and heads.value is not None:
        beside = [(e, head) for e, head in zip(figures, heads.names, strict=True)]
        value, head = beside.pop(heads.value)
        return head, value, tuple(beside)
    if len(figures) == 1 and not heads.names:
        return "", figures[0], ()
    return ("", None, tuple((e, "") for e in figures)) if figures else None


def _is_value(text: str) -> bool:
    return any(parse(text, unit).state in ("number", "not_applicable") for unit in ("count", MONEY))
