"""Tables on local forms (most of the years before 2014): no code names their cells, none is lost.

Their figures go to the unmapped cells, each with the label of its row and the head of its column;
two columns of figures (a year's and the sum of all years) stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.blocks import Entry, Grid
from transforms.extraction import UnmappedCell
from transforms.forms import list_tables, local_indicators
from transforms.tables.labels import plain
from transforms.values import is_unit, parse

TOPIC = "local"
_FEWEST = 4  # known indicators that make a table a local form
_LABEL_KEPT = 200
_PART = re.compile(r"^其中")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class LocalForm:
    """One table on a local form, and the figures in it."""

    grid: Grid
    cells: tuple[UnmappedCell, ...]


def local_forms(grids: Sequence[Grid]) -> list[LocalForm]:
    """The local forms among grids that no statutory form has claimed."""
    found = []
    for grid in grids:
        rows = grid.rows()
        known = {_label(e) for row in rows for e in row if e.own} & _indicators()
        if len(known) >= _FEWEST and (cells := tuple(_figures(grid, rows))):
            found.append(LocalForm(grid, cells))
    return found


@cache
def _indicators() -> frozenset[str]:
    return frozenset(_name(plain(label)) for label in local_indicators())


def _label(entry: Entry) -> str:
    """Without enumerators, however many, without 其中, and without 数 at its end."""
    label, before = plain(entry.cell.text), ""
    while label != before:
        before, label = label, plain(_PART.sub("", label).lstrip("0123456789"))
    return _name(label)


def _name(label: str) -> str:
    """不予公开范围1 and 不予公开范围1数 are one indicator."""
    return label.removesuffix("数").removesuffix("总")


def _figures(grid: Grid, rows: Sequence[Sequence[Entry]]) -> Iterator[UnmappedCell]:
    serials = {plain(s) for table in list_tables() for s in table.serials}
    first = next(n for n, row in enumerate(rows) if any(_label(e) in _indicators() for e in row))
    for r, row in enumerate(rows[first:], start=first):
        label = ""
        for entry in (e for e in row if e.own):
            text = entry.cell.text.strip()
            if _HAN.search(text) and not is_unit(text) and parse(text, "count").state == "text":
                label = text
                continue
            value = parse(text, "count")
            head = _head(rows[:first], entry.start) if grid.aligned else ""
            if value.state == "number" and plain(head) not in serials and label:
                yield UnmappedCell(
                    topic=TOPIC,
                    table_index=grid.index,
                    row_index=r,
                    column_index=entry.start,
                    label_row=" ".join(label.split())[:_LABEL_KEPT],
                    label_column=" ".join(head.split())[:_LABEL_KEPT],
                    raw=entry.cell.text,
                    value=value.value,
                    locator=dict(entry.cell.locator),
                )


def _head(rows: Sequence[Sequence[Entry]], column: int) -> str:
    """The word nearest above in that column; 甲, 乙, 1, 2 only count the columns."""
    above = [e.cell.text for row in reversed(rows) for e in row if e.start <= column < e.stop]
    return next((text for text in above if len(plain(text)) > 1 or _is_year(text)), "")


def _is_year(text: str) -> bool:
    return re.search(r"20\d\d", text) is not None
