"""Text that programs make of tables: copied out of a browser, drawn in narrow cells, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.tables import Drawing, Grid
from tests.corpus.case import Case
from tests.corpus.cases.spans import padded
from tests.corpus.documents import DISTINCT_2021, bent_parts

_NARROW = 6  # characters of a cell
BLANKS = DISTINCT_2021.with_figure("requests", "granted", "natural_person", "").with_figure(
    "proactive", "fees", "amount", ""
)
BLANK_CELLS = {
    "requests/granted/natural_person": (None, "blank"),
    "proactive/fees/amount": (None, "blank"),
}


def of_tables(content: Report, shown: Callable[[Grid], str]) -> bytes:
    """The report, its tables as `shown` prints them."""
    lines = [content.title]
    for part in bent_parts(content, {}):
        if isinstance(part, Drawing):
            lines.append(shown(part.grid))
        else:
            lines.append(part.text if isinstance(part, Heading) else part)
    return "\n\n".join(lines).encode()


def copied(grid: Grid) -> str:
    """Cells of paragraphs, copied out of a browser: tabs stand on lines of their own."""
    return "\n\n\n\n\n".join(_copied_row([box.text for box in row]) for row in grid)


def _copied_row(cells: Sequence[str]) -> str:
    first, *others = cells
    row = first
    for before, text in zip(cells, others, strict=False):
        row += ("\n\n" if before else "") + "\t" + (f"\n\n{text}" if text else "")
    return row


def narrow(grid: Grid) -> str:
    """Drawn with a rule below each row, labels broken into lines."""
    rows = [[box.text for box in row] for row in padded(grid)]
    rule = "├" + "┼".join(["─" * _NARROW] * len(rows[0])) + "┤"
    return "\n".join([rule, *(line for row in rows for line in (*_lines(row), rule))])


def _lines(row: Sequence[str]) -> list[str]:
    cells = [[t[n : n + _NARROW] for n in range(0, len(t), _NARROW)] or [""] for t in row]
    height = max(map(len, cells))
    filled = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return ["│" + "│".join(parts) + "│" for parts in zip(*filled, strict=True)]


def markdown(grid: Grid) -> str:
    """Without uprights at the edges: an empty first cell begins with one."""
    rows = [" | ".join(box.text for box in row) for row in padded(grid)]
    return "\n".join([rows[0], "|".join(["---"] * len(padded(grid)[0])), *rows[1:]])


def own_cells(grid: Grid) -> str:
    """As html2text prints a table: only own cells, one pipe in a row of two."""
    rows = ["| ".join(box.text for box in row) + "  " for row in grid]
    return "\n".join([rows[0], "---|---", *rows[1:]])


def cell_a_line(grid: Grid, form: str) -> str:
    """Cells of paragraphs as converters to Markdown leave them: a pipe beside every one."""
    return "\n".join(form.format(box.text, "|" * (box.columns - 1)) for row in grid for box in row)


CASES = [
    Case(
        "text_pipe_behind_each_cell",
        lambda: of_tables(DISTINCT_2021, lambda grid: cell_a_line(grid, "{0} | {1}")),
    ),
    Case(
        "text_pipe_before_each_cell",
        lambda: of_tables(DISTINCT_2021, lambda grid: cell_a_line(grid, "| {0}")),
    ),
    Case(
        "text_pipe_between_cells",
        lambda: of_tables(DISTINCT_2021, lambda grid: cell_a_line(grid, "{0}\n|")),
    ),
    Case("text_copied_out_of_a_browser", lambda: of_tables(DISTINCT_2021, copied)),
    Case(
        "text_copied_out_of_a_browser_with_blanks",
        lambda: of_tables(BLANKS, copied),
        changed=BLANK_CELLS,
    ),
    Case("text_drawn_in_narrow_cells", lambda: of_tables(DISTINCT_2021, narrow)),
    Case(
        "text_drawn_in_narrow_cells_with_blanks",
        lambda: of_tables(BLANKS, narrow),
        changed=BLANK_CELLS,
    ),
    Case("text_markdown_without_edges", lambda: of_tables(DISTINCT_2021, markdown)),
    Case("text_pipes_between_own_cells", lambda: of_tables(BLANKS, own_cells), changed=BLANK_CELLS),
]
