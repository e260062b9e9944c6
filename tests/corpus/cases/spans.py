"""Tables whose spans are missing or wrong, or whose rows have too many or too few cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sample_portals.figures import table
from sample_portals.tables import Box, Grid, Row, places, width
from tests.corpus.bends import LOSS
from tests.corpus.case import Case
from tests.corpus.documents import (
    DISTINCT_2019,
    Bend,
    change_rows,
    figures_of,
    html_page,
    labels_of,
    respan,
)

ROW = ("requests/denied.third_party/*",)


def without_row_spans(article: str) -> str:
    """As some converters leave it: the rows below a group label have one cell less."""
    return re.sub(r' rowspan="\d+"', "", article)


def padded(grid: Grid) -> Grid:
    """Row spans written out as empty cells below the label."""
    slots = [["" for _ in range(width(grid))] for _ in grid]
    values = set()
    for placed in places(grid):
        slots[placed.row][placed.column] = placed.box.text
        if placed.box.is_value:
            values.add((placed.row, placed.column))
    return tuple(
        tuple(Box(text, is_value=(y, x) in values) for x, text in enumerate(row))
        for y, row in enumerate(slots)
    )


def trailing(grid: Grid) -> Grid:
    """One more column, empty, at the right edge."""
    return tuple((*row, Box("")) for row in grid)


def _less(n: int) -> Callable[[Row], tuple[Row, ...]]:
    def change(row: Row) -> tuple[Row, ...]:
        values = figures_of(row)
        return ((*labels_of(row), *values[:n], *values[n + 1 :]),)

    return change


def _more(row: Row) -> tuple[Row, ...]:
    return ((*row, Box("77", is_value=True)),)


def _merged(row: Row) -> tuple[Row, ...]:
    first, _, *rest = figures_of(row)
    return ((*labels_of(row), replace(first, columns=2), *rest),)


def _tall(grid: Grid) -> Grid:
    """The figure of one row reaches into the row below it."""
    rows = list(grid)
    at = next(y for y, row in enumerate(rows) if any("第三方" in box.text for box in row))
    labels, values = labels_of(rows[at]), figures_of(rows[at])
    below_labels, below = labels_of(rows[at + 1]), figures_of(rows[at + 1])
    rows[at] = (*labels, replace(values[0], rows=2), *values[1:])
    rows[at + 1] = (*below_labels, *below[1:])
    return tuple(rows)


def _without_column(index: int) -> Bend:
    def bend(grid: Grid) -> Grid:
        rows: list[Row] = []
        for row in grid:
            values = figures_of(row)
            kept = tuple(b for b in labels_of(row) if b.text != "科研机构")
            kept = tuple(replace(b, columns=4) if b.text == "法人或其他组织" else b for b in kept)
            kept = tuple(replace(b, columns=6) if b.text == "申请人情况" else b for b in kept)
            rows.append((*kept, *values[:index], *values[index + 1 :]))
        return tuple(rows)

    return bend


def _one_head_row(grid: Grid) -> Grid:
    heads = table("review", "2021").breakdowns * 3
    return (tuple(Box(head.label) for head in heads), grid[-1])


def _spread_otherwise(grid: Grid) -> Grid:
    """Five columns; the heads of the parts of three figures span them unlike their rows."""
    rows: list[Row] = []
    for row in grid:
        spans = {1: (5,), 2: (1, 4), 3: (1, 2, 2), 4: (1, 1, 2, 1)}[len(row)]
        if len(row) == 4 and row[0].text.startswith(("行政", "其他")):
            spans = (1, 2, 1, 1)
        rows.append(tuple(replace(b, columns=n) for b, n in zip(row, spans, strict=True)))
    return tuple(rows)


def _filled_up(grid: Grid) -> Grid:
    """Every row has blank cells up to the table's right edge, as LibreOffice saves it."""
    placed, edge = list(places(grid)), width(grid)
    taken = {
        (p.row + i, p.column + j)
        for p in placed
        for i in range(p.box.rows)
        for j in range(p.box.columns)
    }
    return tuple(
        (*row, *(Box("") for x in range(edge) if (y, x) not in taken)) for y, row in enumerate(grid)
    )


def _spanning(text: str, rows: int, columns: int) -> Bend:
    """The first box that begins with a text spans so many rows and columns more; filled up."""

    def bend(grid: Grid) -> Grid:
        box = next(b for row in grid for b in row if b.text.startswith(text))
        other = replace(box, rows=box.rows + rows, columns=box.columns + columns)
        return _filled_up(tuple(tuple(other if b is box else b for b in row) for row in grid))

    return bend


def _heads_merged(grid: Grid) -> Grid:
    """自然人 reaches over the columns of 法人或其他组织, so that their heads stand at the right."""
    rows = [list(row) for row in grid]
    first, group = rows[1][:2]
    rows[1][:2] = [replace(first, columns=first.columns + group.columns)]
    return _filled_up(tuple(map(tuple, rows)))


FILLED_UP = {
    "group_too_tall": ("requests", _spanning("（三）", 1, 0)),
    "group_not_tall_enough": ("requests", _spanning("（三）", -1, 0)),
    "corner_too_wide": ("requests", _spanning("（本列", 0, 1)),
    "corner_too_tall": ("requests", _spanning("（本列", 3, 0)),
    "label_too_narrow": ("requests", _spanning("四、", 0, -1)),
    "label_too_tall": ("requests", _spanning("（二）", 2, 0)),
    "subtable_too_tall": ("proactive", _spanning("第二十条", 1, 0)),
    "heads_too_tall": ("review", _spanning("结果维持", 1, 0)),
}

CASES = [
    Case(
        "html_heads_merged_and_slipped",
        lambda: html_page(bends={"requests": _heads_merged}),
        unsure=("requests/*",),
        announced=LOSS,
        why="总计 then stands before the heads of the five kinds, and its figures do not",
    ),
    *(
        Case(
            f"html_filled_up_{name}",
            lambda topic=topic, bend=bend: html_page(bends={topic: bend}),
            announced=("row_may_be_shifted",) if name == "label_too_narrow" else (),
        )
        for name, (topic, bend) in FILLED_UP.items()
    ),
    Case(
        "html_row_spans_missing",
        lambda: html_page(edit=without_row_spans),
        unsure=("requests/*", "review/*"),
        announced=LOSS,
        why="figures slide left under the wrong head",
    ),
    Case(
        "html_spans_written_out_as_empty_cells",
        lambda: html_page(bends={"requests": padded}),
        unsure=("requests/*",),
        why="a label column more or less must not move a figure",
    ),
    Case(
        "html_review_spans_written_out",
        lambda: html_page(bends={"review": padded}),
        unsure=("review/*",),
    ),
    Case("html_trailing_empty_column", lambda: html_page(bends={"proactive": trailing})),
    Case(
        "html_trailing_empty_column_requests",
        lambda: html_page(bends={"requests": trailing}),
        unsure=("requests/*",),
    ),
    Case(
        "html_group_span_one_too_many",
        lambda: html_page(bends={"requests": respan("（三）不予公开", rows=9)}),
        unsure=("requests/unavailable.not_held/*",),
        announced=LOSS,
        why="the row below slides right, past the table's edge",
    ),
    Case(
        "html_group_span_one_too_few",
        lambda: html_page(bends={"requests": respan("（三）不予公开", rows=7)}),
        unsure=("requests/denied.administrative_query/*",),
        announced=LOSS,
    ),
    Case(
        "html_applicants_span_too_narrow",
        lambda: html_page(bends={"requests": respan("法人或其他组织", columns=4)}),
        unsure=("requests/*",),
        announced=LOSS,
        why="the head 其他 slides behind 总计: their figures must not be exchanged",
    ),
    Case(
        "html_review_group_span_wrong",
        lambda: html_page(bends={"review": respan("未经复议直接起诉", columns=4)}),
        unsure=("review/*",),
        announced=LOSS,
    ),
    Case(
        "html_absurd_row_span",
        lambda: html_page(edit=lambda s: s.replace('rowspan="8"', 'rowspan="100000000"')),
        unsure=("requests/*",),
        why="a browser would let the label （三）不予公开 cover all rows below",
    ),
    Case(
        "html_span_attributes_written_otherwise",
        lambda: html_page(edit=lambda s: re.sub(r'span="(\d+)"', r"SPAN= \1 ", s)),
    ),
    Case(
        "html_row_with_a_figure_missing",
        lambda: html_page(bends={"requests": change_rows("保护第三方", _less(2))}),
        never=ROW,
        announced=LOSS,
        why="six figures under seven heads: nobody can say which one is gone",
    ),
    Case(
        "html_row_with_a_figure_too_many",
        lambda: html_page(bends={"requests": change_rows("保护第三方", _more)}),
        never=ROW,
        announced=LOSS,
    ),
    Case(
        "html_review_with_fourteen_figures",
        lambda: html_page(bends={"review": lambda g: (*g[:-1], g[-1][:4] + g[-1][5:])}),
        never=("review/*",),
        announced=LOSS,
    ),
    Case(
        "html_review_with_two_lines_of_figures",
        lambda: html_page(
            bends={"review": lambda g: (*g, tuple(replace(b, text=f"8{b.text}") for b in g[-1]))}
        ),
        never=("review/*",),
        announced=LOSS,
    ),
    Case(
        "html_figure_over_two_columns",
        lambda: html_page(bends={"requests": change_rows("保护第三方", _merged)}),
        unsure=ROW,
        never=(
            "requests/denied.third_party/natural_person",
            "requests/denied.third_party/enterprise",
        ),
        announced=LOSS,
        why="one printed figure is not the figure of two columns",
    ),
    Case(
        "html_figure_over_two_rows",
        lambda: html_page(bends={"requests": _tall}),
        never=("requests/denied.internal_affairs/natural_person",),
        unsure=("requests/denied.third_party/*", "requests/denied.internal_affairs/*"),
        announced=LOSS,
    ),
    Case(
        "html_heads_span_unlike_their_rows",
        lambda: html_page(DISTINCT_2019, bends={"proactive": _spread_otherwise}),
        base="distinct_2019",
        why="as 上海市人民政府办公厅 printed it in 2019: as many figures as heads, other bounds",
    ),
    Case(
        "html_column_left_out",
        lambda: html_page(bends={"requests": _without_column(2)}),
        absent=("requests/*/research_institution",),
        announced=("cells_missing",),
        why="the table has no column 科研机构: the others keep theirs",
    ),
    Case(
        "html_figures_without_any_head",
        lambda: html_page(bends={"requests": lambda g: g[3:]}),
        unsure=("requests/*",),
    ),
    Case(
        "html_review_without_group_heads",
        lambda: html_page(bends={"review": _one_head_row}),
        unsure=("review/*",),
    ),
]
