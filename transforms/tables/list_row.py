"""One row of a list: a label, perhaps a unit, and one figure; others beside it."""

from __future__ import annotations

from typing import NamedTuple

from transforms.blocks import Entry, Grid
from transforms.tables.list_columns import is_figure
from transforms.values import parse


class ListRow(NamedTuple):
    """One printed row of one list, in `row` of its grid; `value` is None where it has no cell for
    its figure.

    `others` are figures beside it under columns that the form does not have, each with its head.
    `fits` is False where the row's cells do not stand under the list's columns. `scopes`: whose
    figures the columns hold, where they are several bodies'.
    """

    grid: Grid
    row: int
    label: str
    group: str
    unit: str
    head: str
    value: Entry | None
    others: tuple[tuple[Entry, str], ...] = ()
    fits: bool = True
    scopes: tuple[str, ...] = ()

    @property
    def _cells(self) -> list[Entry]:
        own = [self.value] if self.value else []
        return [*own, *(e for e, _ in self.others)] if self.others else own

    @property
    def filled(self) -> bool:
        """Whether anything but a dash stands where figures do."""
        return any(parse(e.cell.text, "count").state in ("number", "text") for e in self._cells)

    @property
    def says_something(self) -> bool:
        """Whether anything at all is printed in the row."""
        shown = (e.cell.text.strip() for e in self._cells)
        return bool(self.label.strip()) or any(shown)

    @property
    def shows_figure(self) -> bool:
        """Whether a number stands in the row."""
        return any(map(is_figure, self._cells))
