"""What one header of one grid yields: cells, what no form names, and doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from transforms.blocks import Entry, Grid, new_tuple
from transforms.extraction import Cell, Problem, State, UnmappedCell
from transforms.forms import Item, Table
from transforms.tables.header_columns import Column, Header
from transforms.tables.labels import SURE
from transforms.tables.unit_notes import note_above
from transforms.values import MONEY, Value, counts_in_lots, header_unit, parse, sure_count

_DOUBTED = 0.85
_IN_LOTS = 0.3
_LABEL_KEPT = 200
_LABEL_SHOWN = 40
_DOUBTS = {
    "unit_assumed": "neither header nor cell names one unit, 万元 assumed",
    "broken_number": "digits, or letters like digits, that make no one number; kept as text",
    "negative_count": "a count cannot be negative; kept as text",
}


@dataclass(frozen=True)
class Part:
    """A header with the printed rows below it, up to the next header."""

    grid: Grid
    header: Header
    rows: list[list[Entry]]

    @property
    def has_filler(self) -> bool:
        """Whether the header's rows, too, reach beyond its labelled columns."""
        first, last = self.header.first, self.header.last
        edge = self.header.columns[-1].stop
        beyond = (c for c in self.grid.cells if c.column >= edge)
        return any(c.row <= last and first < c.row + c.row_span for c in beyond)

    @cached_property
    def heads_stop(self) -> int:
        """Where the header's rows end, fillers among them; as its columns do if there are none."""
        first, last = self.header.first, self.header.last
        cells = (c for c in self.grid.cells if c.row <= last and first < c.row + c.row_span)
        stops = [c.column + c.column_span for c in cells]
        return max(stops, default=self.header.columns[-1].stop)


@dataclass
class Segment:
    """Collects what a part yields. `scopes`: whose figures its columns hold, if several bodies'.
    `settled`: labels and places alone told which cell is which, no figure was asked."""

    part: Part
    cells: list[Cell] = field(default_factory=list)
    unmapped: list[UnmappedCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    scopes: tuple[str, ...] = ()
    settled: bool = False

    @cached_property
    def table(self) -> Table:
        """The statutory table."""
        return self.part.header.table

    @cached_property
    def _note(self) -> str:
        return note_above(self.part.grid, self.part.header.first)

    def doubt(self, code: str, message: str) -> None:
        """Announce a problem of this table."""
        self.problems.append(Problem(code, f"{self.table.topic}{message}"))

    def take(
        self,
        item: Item,
        column: Column,
        entry: Entry,
        label: str,
        certainty: float,
        unit_label: str = "",
    ) -> None:
        """Read one cell; `certainty` is that of its row, `unit_label` what names the unit there,
        `label` the row's as `kept_label` has it."""
        cell = entry.cell
        note = "" if unit_label else self._note
        terms = _terms(self.table, item, column.breakdown, column.label, unit_label, note)
        value: float | None
        state: State
        count = sure_count(cell.text) if terms.plain and cell.readable else None
        if count is not None and column.score >= SURE:  # as most cells are
            value, state, unit = count, "number", terms.unit
        else:
            read = parse(cell.text, terms.unit, signed=terms.signed, column_unit=terms.money)
            certainty = min(certainty, self._doubted(column, entry, read, terms))
            value, state, unit = read.value, read.state, read.unit
            if not cell.readable:
                value, state = None, "unreadable"
        if cell.confidence < certainty:
            certainty = cell.confidence
        self.cells.append(
            new_tuple(
                Cell,
                (
                    terms.form,
                    terms.topic,
                    item.code,
                    column.breakdown,
                    value,
                    state,
                    cell.text,
                    unit,
                    label,
                    terms.label,
                    round(certainty, 3) if certainty < 1 else 1.0,
                    cell.locator,
                    0,
                ),
            )
        )

    def _doubted(self, column: Column, entry: Entry, value: Value, terms: _Terms) -> float:
        """How sure a cell is by itself; what is doubtful about it is announced."""
        lots = terms.lots if value.unit != MONEY and value.value else ""
        doubtful = column.score < SURE
        if lots or value.doubt or doubtful or not entry.cell.readable:
            where = f"/{terms.item}/{column.breakdown}"
            self._doubt_cell(where, column, entry, value, lots)
        return min(value.confidence, _IN_LOTS if lots else 1.0, _DOUBTED if doubtful else 1.0)

    def _doubt_cell(
        self, where: str, column: Column, entry: Entry, value: Value, lots: str
    ) -> None:
        text = entry.cell.text
        if lots:
            self.doubt("unit_assumed", f"{where}: the header counts in lots: {lots!r}")
        if value.doubt:
            self.doubt(value.doubt, f"{where}: {_DOUBTS[value.doubt]}: {text!r}")
        if not entry.cell.readable:
            self.doubt("unreadable_cells", f"{where}: its figure cannot be told: {text!r}")
        if column.score < SURE:
            named = short(column.label)
            where = f"/{column.item or '*'}/{column.breakdown}"  # once for all its cells
            self.doubt("label_doubtful", f"{where}: read from a column labelled {named!r}")

    def keep(self, row: int, entry: Entry, label: str, column: str) -> None:
        """Keep a cell that no form names; `row` counts from the header."""
        self.unmapped.append(
            UnmappedCell(
                topic=self.table.topic,
                table_index=self.part.grid.index,
                row_index=self.part.header.last + 1 + row,
                column_index=entry.start,
                label_row=kept_label(label),
                label_column=kept_label(column),
                raw=entry.cell.text,
                value=parse(entry.cell.text, "count").value,
                locator=entry.cell.locator,
            )
        )


class _Terms(NamedTuple):
    """How the cells of one row and column are read, and what they share.

    `money`: the unit of money that the head or a note above the table names; `lots`: the label that
    says that the column counts in lots; `plain` where one counts one. `form` is the usual one, the
    document decides.
    """

    form: str
    topic: str
    item: str
    label: str
    unit: str
    signed: bool
    money: str | None
    lots: str
    plain: bool


@lru_cache(maxsize=4096)
def _terms(
    table: Table, item: Item, breakdown: str, label: str, unit_label: str, note: str
) -> _Terms:
    labels = f"{label} {unit_label}"
    unit = table.unit_of(item, breakdown)
    lots = next((n for n in (label, unit_label) if counts_in_lots(n)), "")
    return _Terms(
        table.forms[0],
        table.topic,
        item.code,
        kept_label(label),
        unit,
        table.breakdown(breakdown).signed,
        header_unit(f"{labels} {note}" if header_unit(note) else labels),
        lots,
        plain=unit != MONEY and not lots,
    )


def row_certainty(score: float, values: float) -> float:
    """Of a row whose label is this similar and whose values were found this surely."""
    return min(score if score >= SURE else min(score, _DOUBTED), values)


@lru_cache(maxsize=8192)
def short(label: str, most: int = _LABEL_SHOWN) -> str:
    """A label on one line, cut to `most` characters."""
    text = " ".join(label.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def kept_label(label: str) -> str:
    """A label as cells have it."""
    return short(label, _LABEL_KEPT)
