"""Tables made of boxes (`<div>`, `<li>`, `<dl>`, `<span>`) instead of `<table>`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sample_portals import render_html
from sample_portals.tables import Drawing, width
from tests.corpus.case import Case
from tests.corpus.cases.spans import padded
from tests.corpus.cases.text_copied import BLANK_CELLS, BLANKS
from tests.corpus.documents import DISTINCT_2021, bent_parts, wrap
from transforms.flat.flat_labels import is_value

TableCells = Sequence[Sequence[str]]


def page(shown: Callable[[TableCells], str], style: str = "") -> bytes:
    """The report, its tables as `shown` makes them."""
    article = [f"<style>{style}</style>"]
    for part in bent_parts(BLANKS, {}):
        if isinstance(part, Drawing):
            article.append(shown([[box.text for box in row] for row in padded(part.grid)]))
        else:
            article.append(render_html.render_part(part, render_html.PLAIN))
    return wrap(BLANKS, "\n".join(article)).encode()


def nested(
    table: str, row: str, cell: str, classes: Sequence[str] = ("", "", "")
) -> Callable[[TableCells], str]:
    """An element for the table, one for each row and one for each cell."""
    names = (f' class="{c}"' if c else "" for c in classes)
    of_table, of_row, of_cell = names

    def shown(cells: TableCells) -> str:
        rows = ("".join(f"<{cell}{of_cell}>{text}</{cell}>" for text in line) for line in cells)
        inside = "\n".join(f"<{row}{of_row}>{line}</{row}>" for line in rows)
        return f"<{table}{of_table}>{inside}</{table}>"

    return shown


def terms(cells: TableCells) -> str:
    """A list of terms for each row."""
    rows = ("".join(f"<dd>{text}</dd>" for text in line[1:]) for line in cells)
    return "".join(
        f"<dl><dt>{line[0]}</dt>{row}</dl>" for line, row in zip(cells, rows, strict=True)
    )


def css_grid(cells: TableCells) -> str:
    """All cells in one element, so many a row."""
    inside = "".join(f"<div>{text}</div>" for line in cells for text in line)
    style = f"display:grid; grid-template-columns: repeat({len(cells[0])}, 1fr)"
    return f'<div style="{style}">{inside}</div>'


DIVS = nested("div", "div", "div", ("table", "row", "cell"))


def unfilled(cells: TableCells) -> str:
    """Boxes in which nobody wrote a figure."""
    return DIVS([["" if is_value(text) else text for text in line] for line in cells])


def own_cells_in_css_grid() -> bytes:
    """Merged cells that reach over columns and rows of a grid."""
    article = []
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            article.append(render_html.render_part(part, render_html.PLAIN))
            continue
        cells = "".join(
            f'<div style="grid-column: span {box.columns}; grid-row: span {box.rows}">'
            f"{box.text}</div>"
            for row in part.grid
            for box in row
        )
        article.append(f'<div class="grid of{width(part.grid)}">{cells}</div>')
    rules = "".join(f".of{n}{{grid-template-columns:{'1fr ' * n}}}" for n in range(2, 16))
    style = f"<style>.grid{{display:grid}}{rules}</style>"
    return wrap(DISTINCT_2021, style + "\n".join(article)).encode()


AS_TABLE = ".table{display:table}.row{display:table-row}.cell{display:table-cell}"

CASES = [
    Case(
        "boxes_that_nobody_filled_in",
        lambda: page(unfilled),
        changed=dict.fromkeys(Case("", bytes).expected(), (None, "blank")),
        why="a table without a figure is one of blanks",
    ),
    Case("boxes_displayed_as_table", lambda: page(DIVS, AS_TABLE), changed=BLANK_CELLS),
    Case("boxes_flexible", lambda: page(DIVS, ".row{display:flex}"), changed=BLANK_CELLS),
    Case("boxes_spans_in_list", lambda: page(nested("ul", "li", "span")), changed=BLANK_CELLS),
    Case("boxes_spans_in_lines", lambda: page(nested("div", "p", "span")), changed=BLANK_CELLS),
    Case("boxes_in_css_grid", lambda: page(css_grid), changed=BLANK_CELLS),
    Case("boxes_in_css_grid_with_spans", own_cells_in_css_grid),
    Case("boxes_lists_of_terms", lambda: page(terms), changed=BLANK_CELLS),
    Case(
        "boxes_in_reverse",
        lambda: page(DIVS, ".row{display:flex;flex-direction:row-reverse}"),
        changed=BLANK_CELLS,
        announced=("layout_doubtful",),
        why="a browser shows the figures from right to left",
    ),
]
