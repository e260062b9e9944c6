"""Changes to the statutory tables that more than one module of the corpus makes."""

from __future__ import annotations

from dataclasses import replace

from sample_portals.figures import Report
from sample_portals.tables import Box, Grid, Row, drawings
from tests.corpus.documents import Bend, change_rows, figures_of, labels_of

# At least one of these is said where cells are given up.
LOSS = ("cells_missing", "ambiguous", "tables_missing", "unmapped_row", "unreadable_cells")


def drawn(topic: str, report: Report) -> Grid:
    """One table of a report as the form draws it."""
    return next(d.grid for d in drawings(report) if d.topic == topic)


def dropped(label: str) -> Bend:
    """Without the row of that label."""
    return change_rows(label, lambda _: ())


def inserted(after: str, label: str, figure: str) -> Bend:
    """A row that no form has, behind the one of that label."""

    def change(row: Row) -> tuple[Row, ...]:
        extra = tuple(replace(box, text=figure) for box in figures_of(row))
        return (row, (replace(labels_of(row)[-1], text=label), *extra))

    return change_rows(after, change)


def taller(label: str, rows: int) -> Bend:
    """The group label of that text over so many rows more."""

    def bend(grid: Grid) -> Grid:
        return tuple(
            tuple(replace(b, rows=b.rows + rows) if label in b.text else b for b in row)
            for row in grid
        )

    return bend


def halves(grid: Grid, *, head_again: bool = True) -> tuple[Grid, Grid]:
    """Table 三 cut before （五）不予处理; the lower half begins with the heads again or not."""
    at = next(y for y, row in enumerate(grid) if any("（五）" in box.text for box in row))
    upper = tuple(
        tuple(replace(b, rows=at - 5) if b.text.startswith("三、") else b for b in row)
        for row in grid[:at]
    )
    below = sum(1 for row in grid[at:] if row[0].columns != 3)
    first = (Box("", rows=below), *grid[at])
    return upper, (*(grid[:3] if head_again else ()), first, *grid[at + 1 :])
