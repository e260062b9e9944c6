"""Tables of text: a column of remarks behind, bars behind or between cells, figures first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sample_portals.figures import Report
from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.cases.text_copied import of_tables
from tests.corpus.documents import DISTINCT_2021
from tests.corpus.statistics import HEADS, OPENING, TITLE, indicators

_SEVERAL = 2  # heads of one row
_APPLICANTS = 7  # columns of table 三
CELL = ("requests", "granted", "legal_service")


def remarked(grid: Grid) -> str:
    """Fields between tabs, 备注 behind the heads, and a word in a few of the rows."""
    rows = (
        "\t".join(box.text for box in row) + "\t" + _remark(n, row) for n, row in enumerate(grid)
    )
    return "\n".join(rows)


def _remark(number: int, row: Sequence[Box]) -> str:
    if any(box.is_value for box in row):
        return "已公开" if number % 7 == 0 else ""
    return "备注" if len(row) > _SEVERAL else ""


def barred(grid: Grid) -> str:
    """A cell a line with a bar behind it; of a blank one the bar is all that is left."""
    return "\n".join(f"{box.text} |".strip() for row in grid for box in row)


def barred_below(grid: Grid) -> str:
    """The same with each bar on a line of its own."""
    return "\n".join(f"{box.text}\n|".strip() for row in grid for box in row)


def figures_first(grid: Grid) -> str:
    """A row a line; the figures of a long row stand on a line before that of its label."""
    lines: list[str] = []
    for row in grid:
        figures = [box.text for box in row if box.is_value]
        labels = [box.text for box in row if not box.is_value]
        parts = [figures, labels] if len(figures) == _APPLICANTS else [labels + figures]
        lines += [" ".join(part) for part in parts]
    return "\n".join(lines)


def indicators_between_bars() -> bytes:
    """Three cells a line with bars between them, and none outside."""
    rows = [" | ".join(row) for row in (HEADS, *indicators())]
    return "\n".join([TITLE, OPENING, *rows]).encode()


def _with_blank() -> Report:
    return DISTINCT_2021.with_figure(*CELL, "")


CASES = [
    Case("text_remarks_behind", partial(of_tables, DISTINCT_2021, remarked)),
    Case("text_bars_behind_cells", partial(of_tables, DISTINCT_2021, barred)),
    Case("text_figures_before_their_labels", partial(of_tables, DISTINCT_2021, figures_first)),
    Case("text_bars_between_cells_form_2014", indicators_between_bars, base="distinct_2014"),
    Case(
        "text_bars_below_cells_one_blank",
        lambda: of_tables(_with_blank(), barred_below),
        changed={"/".join(CELL): (None, "blank")},
    ),
    Case(
        "text_bars_behind_cells_one_blank",
        lambda: of_tables(_with_blank(), barred),
        changed={"/".join(CELL): (None, "blank")},
        why="its bar stands where its figure would",
    ),
]
