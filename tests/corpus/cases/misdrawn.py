"""Tables as staff redraw them: spans off by one, other names for heads, parts printed twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.tables import Box, Drawing, Grid, places
from tests.corpus import sheets
from tests.corpus.bends import drawn, taller
from tests.corpus.case import Case
from tests.corpus.cases import shapes
from tests.corpus.cases.flattened import by_cell
from tests.corpus.documents import (
    DISTINCT_2019,
    DISTINCT_2021,
    Bend,
    bent_parts,
    figures_of,
    html_page,
    table,
)

WIDTH = 10
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
LAWSUITS = ("行政复议", "未经复议直接起诉", "复议后起诉")


def renamed(label: str, name: str) -> Bend:
    """The column of exactly that label under another name."""

    def bend(grid: Grid) -> Grid:
        heads = tuple(tuple(_named(box, label, name) for box in row) for row in grid[:3])
        return (*heads, *grid[3:])

    return bend


def _named(box: Box, label: str, name: str) -> Box:
    return replace(box, text=name) if box.text == label else box


def with_other_organizations(grid: Grid) -> Grid:
    """A column 其他组织 before 其他, which no form has."""
    first, second, third, *rows = grid
    wider = [tuple(_wider(box) for box in row) for row in (first, second)]
    heads = (*third[:-1], Box("其他组织"), third[-1])
    body = [(*row[:-2], Box("0", is_value=True), *row[-2:]) for row in rows]
    return (*wider, heads, *body)


def _wider(box: Box) -> Box:
    grows = box.text in ("申请人情况", "法人或其他组织")
    return replace(box, columns=box.columns + 1) if grows else box


def one_below_the_other(grid: Grid) -> Grid:
    """Table 四 as three small ones, each with its item over all of its columns."""
    figures = [figures_of(grid[-1])[n : n + 5] for n in (0, 5, 10)]
    heads = tuple(map(Box, OUTCOMES))
    return tuple(
        row
        for item, line in zip(LAWSUITS, figures, strict=True)
        for row in ((Box(item, columns=5),), heads, line)
    )


def broken_heads(article: str) -> str:
    """Heads of two lines each."""
    for label in ("本年新制作数量", "本年新公开数量", "社会公益组织", "科研机构"):
        article = article.replace(f">{label}<", f">{label[:3]}<br>{label[3:]}<")
    return article


def compared(article: str) -> str:
    """Two of the year's figures in the first section, beside those of the year before."""
    rows = {row[0].text: row[1].text for row in drawn("proactive", DISTINCT_2021) if len(row) == 2}
    heads = ("信息内容", "2021年处理决定数量", "2022年处理决定数量")
    lines = [(item, "11", rows[item]) for item in ("行政许可", "行政处罚")]
    return table(heads, *lines) + article


def separated_in_stacks() -> bytes:
    """Table four as three of them, one below the other, each item above its own heads."""
    lines: list[list[str]] = []
    for item, name in shapes.ITEMS.items():
        figures = DISTINCT_2021.figures["review"][item]
        lines += [[name], list(shapes.OUTCOMES), list(figures)]
    upper = separated(encoding="utf-8").decode()
    heading = upper.index(shapes.HEADINGS[2])
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*line, *[""] * (WIDTH - len(line))] for line in lines)
    return (upper[:heading] + f"{shapes.HEADINGS[2]}\n" + out.getvalue()).encode()


def separated(
    content: Report = DISTINCT_2021, encoding: str = "gb18030", between: str = ","
) -> bytes:
    """The report as a spreadsheet program saves it with commas between the fields."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=between).writerows(_records(content))
    return out.getvalue().encode(encoding)


def _written_out(content: Report) -> bytes:
    """Fields between commas, each field of a merged cell with the cell's text."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    for part in bent_parts(content, {}):
        if not isinstance(part, Drawing):
            lines.writerow([part.text if isinstance(part, Heading) else part])
            continue
        fields: dict[tuple[int, int], str] = {}
        for p in places(part.grid):
            for row, column in product(range(p.box.rows), range(p.box.columns)):
                fields[p.row + row, p.column + column] = p.box.text
        height, width = (1 + max(place) for place in zip(*fields, strict=True))
        lines.writerows([fields.get((r, c), "") for c in range(width)] for r in range(height))
    return f"{content.title}\n{out.getvalue()}".encode()


def _records(content: Report) -> Iterator[list[str]]:
    yield _wide(content.title)
    for part in bent_parts(content, {}):
        if not isinstance(part, Drawing):
            yield _wide(part.text if isinstance(part, Heading) else part)
            continue
        lines = [_wide("") for _ in part.grid]
        for placed in places(part.grid):
            if placed.column >= WIDTH:
                lines[placed.row] += [""] * 5
            lines[placed.row][placed.column] = placed.box.text
        yield from lines


def _wide(text: str) -> list[str]:
    return [text, *[""] * (WIDTH + 4)]


CASES = [
    Case(
        "html_subgroup_span_one_too_long",
        lambda: html_page(bends={"requests": taller("（四）无法提供", 1)}),
    ),
    Case(
        "html_subgroup_span_two_too_long",
        lambda: html_page(bends={"requests": taller("（三）不予公开", 2)}),
    ),
    Case(
        "html_subgroup_span_one_too_short",
        lambda: html_page(bends={"requests": taller("（三）不予公开", -1)}),
    ),
    Case(
        "html_group_span_one_too_short",
        lambda: html_page(bends={"requests": taller("三、本年度办理结果", -1)}),
    ),
    Case(
        "html_group_span_two_too_short",
        lambda: html_page(bends={"requests": taller("三、本年度办理结果", -2)}),
    ),
    Case(
        "html_other_organizations_by_name",
        lambda: html_page(bends={"requests": renamed("其他", "其他组织")}),
    ),
    Case(
        "html_other_organizations_besides",
        lambda: html_page(bends={"requests": with_other_organizations}),
    ),
    Case(
        "html_excerpt_of_two_years_before",
        lambda: html_page(edit=compared),
        why="the figures of the year are those of the statutory table",
    ),
    Case(
        "html_flat_heads_of_two_lines",
        lambda: html_page(DISTINCT_2019, edit=lambda s: by_cell(broken_heads(s))),
        base="distinct_2019",
    ),
    Case(
        "html_flat_heads_say_this_year_otherwise",
        lambda: html_page(edit=lambda s: by_cell(s.replace("本年处理", "本年度处理"))),
    ),
    Case(
        "xlsx_items_over_all_columns",
        lambda: sheets.xlsx(bends={"review": one_below_the_other}),
    ),
    Case("csv", separated),
    Case("csv_merged_cells_written_out", lambda: _written_out(DISTINCT_2021)),
    Case(
        "csv_2019_merged_cells_written_out",
        lambda: _written_out(DISTINCT_2019),
        base="distinct_2019",
    ),
    *(
        Case(f"csv_with_{name}", lambda between=between: separated(between=between))
        for name, between in {"semicolons": ";", "tabs": "\t", "uprights": "|"}.items()
    ),
    Case("csv_review_items_above_their_heads", separated_in_stacks),
    Case("csv_2019_utf8", lambda: separated(DISTINCT_2019, "utf-8-sig"), base="distinct_2019"),
]
