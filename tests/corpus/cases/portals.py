"""Tables as portals publish them: on their side, merged over nothing, with figures that style
sheets write, in strings inside strings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from sample_portals import figures
from sample_portals.render_html import render_grid
from sample_portals.tables import Box, Grid, Row
from tests.corpus.bends import drawn
from tests.corpus.case import Case, Value
from tests.corpus.documents import (
    DISTINCT_2021,
    change_rows,
    figures_of,
    html_page,
    in_turn,
    labels_of,
    relabel,
    table,
    wrap,
)

CELL = "requests/granted/legal_service"  # prints 305
REQUESTS = figures.table("requests", "2021")


def on_its_side() -> bytes:
    """Table 三 with a row for each kind of applicant."""
    items = [i for i in REQUESTS.items if i.code in DISTINCT_2021.figures["requests"]]
    head = (Box("申请人情况"), *(Box(f"{i.group}{i.label}") for i in items))
    rows: list[Row] = [head]
    for n, breakdown in enumerate(REQUESTS.breakdowns):
        values = (DISTINCT_2021.figures["requests"][i.code][n] for i in items)
        rows.append((Box(breakdown.label), *(Box(v, is_value=True) for v in values)))
    return html_page(bends={"requests": lambda _: tuple(rows)})


def two_head_rows(grid: Grid) -> Grid:
    """The heads without the row that names the five kinds of organisation."""
    first, second, _, *rows = grid
    return (
        (replace(first[0], rows=2), *first[1:]),
        tuple(replace(box, rows=1) for box in second),
        *rows,
    )


def merged(text: str) -> Callable[[Row], tuple[Row, ...]]:
    """One cell over all figures of a row."""

    def change(row: Row) -> tuple[Row, ...]:
        return ((*labels_of(row), Box(text, columns=len(figures_of(row)), is_value=True)),)

    return change


def merged_by_item(grid: Grid) -> Grid:
    """A 0 over the five figures of each item of table 四."""
    return (*grid[:-1], (Box("0", columns=5), Box("0", columns=5), Box("0", columns=5)))


def with_units(grid: Grid) -> Grid:
    """A column 单位 between labels and figures."""
    head = (grid[0][0], Box("单位", rows=3), *grid[0][1:])
    rows = ((*labels_of(row), Box("件"), *figures_of(row)) for row in grid[3:])
    return (head, *grid[1:3], *rows)


def written(rules: str, markup: str, cell: str = ">305<") -> bytes:
    """The page with a style sheet, and other markup in the place of one cell's."""
    page = html_page().decode().replace("</head>", f"<style>{rules}</style></head>")
    assert page.count(f"<td{cell}/td>") == 1
    return page.replace(f"<td{cell}/td>", markup).encode()


def string_in_a_string() -> bytes:
    """JSON as a string of a script's."""
    article = html_page().decode().partition("<div class='content'>")[2].partition("</div>")[0]
    data = json.dumps(json.dumps({"content": article}))
    return wrap(DISTINCT_2021, f"<script>var page = JSON.parse({data});</script>").encode()


def review_without_row_spans() -> bytes:
    """Table 四 whose lowest heads slide below those of 行政复议."""
    whole = render_grid(drawn("review", DISTINCT_2021))
    return html_page(edit=lambda s: s.replace(whole, re.sub(r' rowspan="\d+"', "", whole)))


def row(item: str, value: Value) -> dict[str, Value]:
    """The seven cells of a row of table 三."""
    return {f"requests/{item}/{b.code}": value for b in REQUESTS.breakdowns}


APPLICANTS = table(
    ("类别", "申请数量", "予以公开", "部分公开"),
    *((b.label, "3", "2", "1") for b in REQUESTS.breakdowns),
)
UNREADABLE = {
    "by_a_style_sheet": written('td.q::before{content:"305"}', "<td class=q></td>"),
    "from_an_attribute": written(
        "td[data-n]:after{content:attr(data-n)}", "<td data-n='305'></td>"
    ),
    "beside_others": written('.q i:after{content:"\\0035"}', "<td class=q><i>30</i></td>"),
    "by_a_counter": written("td.q::before{content:counter(n)}", "<td class=q></td>"),
    "by_a_script_from_an_attribute": written("", '<td data-value="305"></td>'),
    "by_a_script_inside": written("", '<td><p><span data-v="305"></span></p></td>'),
}
SOUND = {
    "label_of_narrow_screens": written(
        "td:before{content:attr(data-label)}", "<td data-label='法律服务机构'>305</td>"
    ),
    "clearing_mark": written('td:after{content:"020";height:0;visibility:hidden}', "<td>305</td>"),
}

CASES = [
    Case("requests_on_their_side", on_its_side),
    Case(
        "requests_beside_a_table_of_applicants",
        lambda: html_page(edit=lambda s: APPLICANTS + s),
        why="a few of the form's rows on their side are no statutory table beside one",
    ),
    Case(
        "requests_without_lowest_heads",
        lambda: html_page(bends={"requests": two_head_rows}),
        announced=("label_doubtful",),
        why="five columns below 法人或其他组织, in the form's order",
    ),
    *(
        Case(
            f"requests_row_merged_over_{name}",
            lambda text=text: html_page(
                bends={"requests": change_rows("保护第三方", merged(text))}
            ),
            changed=row("denied.third_party", value),
        )
        for name, text, value in (
            ("zero", "0", (0.0, "number")),
            ("none", "无", (None, "not_applicable")),
        )
    ),
    Case(
        "review_zeros_merged_by_item",
        lambda: html_page(bends={"review": merged_by_item}),
        changed={
            f"review/{i.code}/{b}": (0.0, "number")
            for i in figures.table("review", "2021").items
            for b in i.breakdowns
        },
    ),
    Case("requests_units_before_figures", lambda: html_page(bends={"requests": with_units})),
    Case("review_without_row_spans", review_without_row_spans),
    Case(
        "html_labels_of_matters_and_bodies",
        lambda: html_page(
            bends={
                "proactive": in_turn(
                    relabel("行政许可", "行政许可事项"), relabel("行政强制", "行政强制措施")
                ),
                "requests": relabel("社会公益组织", "社会组织"),
            }
        ),
        why="other words for the same rows and columns raise no doubt",
    ),
    Case("html_in_a_string_inside_a_string", string_in_a_string),
    Case(
        "cell_with_footnote_shifted_upwards",
        lambda: written(
            "", '<td>305<span style="position: relative; top: -4px; font-size: 8px">1</span></td>'
        ),
        changed={CELL: (None, "text")},
        never=(CELL,),
        announced=("broken_number",),
    ),
    *(
        Case(
            f"cell_written_{name}",
            lambda page=page: page,
            changed={CELL: (None, "unreadable")},
            never=(CELL,),
            announced=("unreadable_cells",),
            why="a browser shows a figure where the text has none, or half of one",
        )
        for name, page in UNREADABLE.items()
    ),
    *(Case(f"cell_with_{name}", lambda page=page: page) for name, page in SOUND.items()),
]
