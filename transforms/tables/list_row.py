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
    def filled(self) -> bool:
        """Whether anything but a dash stands where figures do."""
        shown = [e for e in (self.value, *(e for e, _ in self.others)) if e]
        return any(parse(e.cell.text, "count").state in ("number", "text") for e in shown)

    @property
    def says_something(self) -> bool:
        """Whether anything at all is printed in the row."""
        shown = [e for e in (self.value, *(e for e, _ in self.others)) if e]
        return any(text.strip() for text in (self.label, *(e.cell.text for e in shown)))

    @property
    def shows_figure(self) -> bool:
        """Whether a number stands in the row."""
        return any(is_figure(e) for e in (self.value, *(e for e, _ in self.others)) if e)
