"""What one header of one grid yields: cells, what no form names, and doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from transforms.blocks import Entry, Grid
from transforms.extraction import Cell, Problem, UnmappedCell
from transforms.forms import Item, Table
from transforms.header_columns import Column, Header
from transforms.unit_notes import note_above
from transforms.values import MONEY, Value, counts_in_lots, header_unit, parse

SURE = 0.9  # labels less similar than this leave a doubt
_DOUBTED = 0.85
_IN_LOTS = 0.3
_LABEL_KEPT = 200
_LABEL_SHOWN = 40
_DOUBTS = {
    "unit_assumed": "neither header nor cell names one unit, 万元 assumed",
    "broken_number": "digits that make no one number; kept as text",
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
        rows = range(self.header.first, self.header.last + 1)
        edge = self.header.columns[-1].stop
        return any(c.column >= edge for c in self.grid.cells if c.row in rows)


@dataclass
class Segment:
    """Collects what a part yields."""

    part: Part
    cells: list[Cell] = field(default_factory=list)
    unmapped: list[UnmappedCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
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
        """Read one cell; `certainty` is that of its row, `unit_label` what names the unit there."""
        table, cell = self.table, entry.cell
        note = "" if unit_label else self._note
        terms = _terms(table, item, column.breakdown, column.label, unit_label, note)
        unit, signed, column_unit, lots = terms
        value = parse(cell.text, unit, signed=signed, column_unit=column_unit)
        lots = lots if value.unit != MONEY and value.value else ""
        if lots or value.doubt or not cell.readable or column.score < SURE:
            self._doubt_cell(f"/{item.code}/{column.breakdown}", column, entry, value, lots)
            certainty = min(certainty, _IN_LOTS if lots else 1.0)
            certainty = min(certainty, _DOUBTED if column.score < SURE else 1.0)
        certainty = min(certainty, value.confidence, cell.confidence)
        self.cells.append(
            Cell(
                table.forms[0],  # most often; the document decides
                table.topic,
                item.code,
                column.breakdown,
                value.value if cell.readable else None,
                value.state if cell.readable else "unreadable",
                cell.text,
                value.unit,
                short(label, _LABEL_KEPT),
                short(column.label, _LABEL_KEPT),
                confidence=round(certainty, 3) if certainty < 1 else 1.0,
                locator=dict(cell.locator),
            )
        )

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
                label_row=short(label, _LABEL_KEPT),
                label_column=short(column, _LABEL_KEPT),
                raw=entry.cell.text,
                value=parse(entry.cell.text, "count").value,
                locator=dict(entry.cell.locator),
            )
        )


@lru_cache(maxsize=4096)
def _terms(
    table: Table, item: Item, breakdown: str, label: str, unit_label: str, note: str
) -> tuple[str, bool, str | None, str]:
    """How the figures of a column are read: unit, whether signed, the unit of money that its head
    names, or the note above the table, and the label that says that it counts in lots."""
    labels = f"{label} {unit_label}"
    noted = header_unit(note)
    return (
        table.unit_of(item, breakdown),
        table.breakdown(breakdown).signed,
        header_unit(f"{labels} {note}" if noted else labels),
        next((n for n in (label, unit_label) if counts_in_lots(n)), ""),
    )


def row_certainty(score: float, values: float) -> float:
    """Of a row whose label is this similar and whose values were found this surely."""
    return min(score if score >= SURE else min(score, _DOUBTED), values)


@lru_cache(maxsize=8192)  # every cell of a row has its label
def short(label: str, most: int = _LABEL_SHOWN) -> str:
    """A label on one line, cut to `most` characters."""
    text = " ".join(label.split())
    return text if len(text) <= most else text[: most - 1] + "…"
