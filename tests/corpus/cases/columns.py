"""Columns in another order, added, or with heads that say more than the form's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

from sample_portals import figures
from sample_portals.tables import Box, Grid, Row
from tests.corpus.case import Case
from tests.corpus.documents import (
    DISTINCT_2019,
    DISTINCT_2021,
    figures_of,
    html_page,
    in_turn,
    labels_of,
    relabel,
)


def swapped_columns(grid: Grid) -> Grid:
    """商业企业 and 科研机构 have changed places, heads and figures."""
    names = {"商业企业": "科研机构", "科研机构": "商业企业"}
    rows = []
    for row in grid:
        labels = tuple(replace(b, text=names.get(b.text, b.text)) for b in labels_of(row))
        values = list(figures_of(row))
        if values:
            values[1], values[2] = values[2], values[1]
        rows.append((*labels, *values))
    return tuple(rows)


def total_first(grid: Grid) -> Grid:
    """总计 stands before 自然人."""
    rows = []
    for row in grid:
        labels, values = list(labels_of(row)), list(figures_of(row))
        if labels and labels[-1].text == "总计":
            labels = [labels[-1], *labels[:-1]]
        rows.append((*labels, *values[-1:], *values[:-1]))
    return tuple(rows)


def of_few_columns(*heads: str) -> Callable[[Grid], Grid]:
    """Hardly any columns: 自然人, all others together, 总计, as some local forms have them."""

    def bend(grid: Grid) -> Grid:
        found: list[Row] = [(Box("项目"), *map(Box, heads))]
        for row in grid:
            labels, values = labels_of(row), figures_of(row)
            if values:
                others = Box(str(sum(int(v.text) for v in values[1:6])), is_value=True)
                found.append((Box(labels[-1].text), values[0], others, values[6]))
        return tuple(found)

    return bend


_APPLICANTS = ("enterprise", "research_institution", "social_organization", "legal_service")
_NOT_ALONE = tuple(f"requests/*/{b}" for b in (*_APPLICANTS, "other_organization"))


def halves(grid: Grid) -> Grid:
    """商业企业 and 科研机构 stand in two cells each, one above the other."""
    first, second, third, *rows = grid
    cut = ("商业企业", "科研机构")
    upper = (replace(b, text=b.text[:2]) if b.text in cut else replace(b, rows=2) for b in third)
    lower = (Box(b.text[2:]) for b in third if b.text in cut)
    higher = (
        (replace(b, rows=b.rows + 1) if b.rows > 1 else b for b in r) for r in (first, second)
    )
    return (*map(tuple, higher), tuple(upper), tuple(lower), *rows)


def cut_short(grid: Grid) -> Grid:
    """Heads over two rows stand in the upper one, without their last character: a browser's page
    that ended there cut it off."""
    *above, lowest, figures = grid
    tall = [b for row in above for b in row if b.rows > 1]
    short = [
        tuple(replace(b, text=b.text[:-1], rows=1) if b in tall else b for b in row)
        for row in above
    ]
    return (*short, (*(Box("") for _ in tall), *lowest), figures)


def hybrid() -> bytes:
    """（一） with the columns of 2019, the other sub-tables with those of 2021."""
    older = DISTINCT_2019.figures["proactive"]
    heads = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")

    def bend(grid: Grid) -> Grid:
        lines = [("规章", older["regulations"]), ("规范性文件", older["normative_documents"])]
        first = [tuple(Box(t) for t in heads)]
        first += [(Box(n), *(Box(v, is_value=True) for v in vs)) for n, vs in lines]
        return (grid[0], *first, *grid[4:])

    return html_page(bends={"proactive": bend})


def in_chinese(number: int) -> str:
    """1 to 29 as Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("", "十", "二十")[tens] + " 一二三四五六七八九"[ones].strip()


def numbered(grid: Grid, head: str = "序号", count: Callable[[int], str] = str) -> Grid:
    """A first column 序号 with 1, 2, 3 …"""
    rows: list[Row] = [(Box(head, rows=3), *grid[0]), *grid[1:3]]
    rows += [(Box(count(number)), *row) for number, row in enumerate(grid[3:], start=1)]
    return tuple(rows)


def beside_last_year(last: str, this: str) -> Callable[[Grid], Grid]:
    """处理决定数量 in two columns: last year's figures stand before this year's."""

    def bend(grid: Grid) -> Grid:
        rows: list[Row] = []
        for row in grid:
            label, *rest = row
            if len(rest) == 1 and rest[0].text == "本年处理决定数量":
                row = (label, Box(last), Box(this, columns=2))
            elif len(rest) == 1 and label.text in ("行政许可", "行政处罚", "行政强制"):
                row = (label, Box("987"), replace(rest[0], columns=2))
            rows.append(row)
        return tuple(rows)

    return bend


def without_head(grid: Grid) -> Grid:
    """The head of 科研机构 is empty."""
    return tuple(
        tuple(replace(b, text="") if b.text == "科研机构" else b for b in row) for row in grid
    )


def pushed(grid: Grid) -> Grid:
    """总计 of the outcomes: blank, and one cell too many pushes its figures to the right."""
    rows = list(grid)
    at = next(n for n, row in enumerate(rows) if row[0].text == "（七）总计")
    label, *values = rows[at]
    rows[at] = (label, Box(""), *values[:-1], replace(values[-1], text=""))
    return tuple(rows)


def pushed_inside(grid: Grid) -> Grid:
    """The outcomes without a total and another figure, and a 0 too many between them."""
    rows = list(grid)
    at = next(n for n, row in enumerate(rows) if row[0].text == "（七）总计")
    label, *values = rows[at]
    first, second, *others, total = values
    blanks = (replace(first, text=""), replace(total, text=""))
    rows[at] = (label, blanks[0], second, Box("0"), *others, blanks[1])
    return tuple(rows)


def pushed_line(grid: Grid) -> Grid:
    """The first and last of the fifteen figures are blank, and there is a 0 too many before."""
    *heads, line = grid
    blanks = (replace(line[0], text=""), replace(line[-1], text=""))
    return (*heads, (Box("0"), blanks[0], *line[1:-1], blanks[1]))


def with_shares(grid: Grid) -> Grid:
    """A last column 占比 with a share in every row."""
    head = (*grid[0], Box("占比（%）", rows=3))
    return (head, *grid[1:3], *((*row, Box("12.5")) for row in grid[3:]))


def with_remarks(*remarks: str) -> Callable[[Grid], Grid]:
    """A last column without a head, the remarks in turn beside the figures, blanks in between."""

    def bend(grid: Grid) -> Grid:
        texts = cycle((*remarks, ""))
        rows = ((*row, Box(next(texts))) for row in grid[3:])
        return ((*grid[0], Box("", rows=3)), *grid[1:3], *rows)

    return bend


def tall_total(grid: Grid) -> Grid:
    """总计 beside 申请人情况, over all three rows of heads."""
    first = (grid[0][0], replace(grid[0][1], columns=6), Box("总计", rows=3))
    return (first, grid[1][:2], *grid[2:])


def upright_review() -> Grid:
    """Table 四 with its three items as rows."""
    form = figures.table("review", "2021")
    head = (Box("类别"), *(Box(b.label) for b in form.breakdowns))
    rows = [
        (
            Box(item.label),
            *(Box(t, is_value=True) for t in DISTINCT_2021.figures["review"][item.code]),
        )
        for item in form.items
    ]
    return (head, *rows)


HYBRID = {
    f"proactive/{item}/{column}": (float(10 * n + k), "number")
    for n, item in ((1, "regulations"), (2, "normative_documents"))
    for k, column in ((1, "made"), (2, "disclosed"), (3, "disclosed_total"))
}


def _unit_above(note: str) -> bytes:
    """No unit in the head of the fees; a line above the table may say it."""
    page = html_page(bends={"proactive": relabel("（单位：万元）", "")})
    return page.replace(b"<table", note.encode() + b"<table", 1)


CASES = [
    Case(
        "columns_of_two_applicants",
        lambda: html_page(bends={"requests": of_few_columns("自然人", "法人或其他组织", "总计")}),
        absent=_NOT_ALONE,
        announced=("cells_missing",),
    ),
    Case(
        "columns_of_no_applicant",
        lambda: html_page(bends={"requests": of_few_columns("网络", "其他", "总计")}),
        absent=("requests/*",),
        announced=("tables_missing",),
        why="其他 beside 网络 is a channel",
    ),
    Case(
        "columns_of_last_year_too",
        lambda: html_page(bends={"requests": of_few_columns("自然人", "上年自然人", "总计")}),
        absent=("requests/*",),
        announced=("tables_missing",),
    ),
    Case("html_heads_cut_in_two_rows", lambda: html_page(bends={"requests": halves})),
    Case("html_heads_cut_short", lambda: html_page(bends={"review": cut_short})),
    Case(
        "html_notes_with_digits_in_heads",
        lambda: html_page(
            DISTINCT_2019,
            {
                "proactive": in_turn(
                    relabel("上一年项目数量", "上一年项目数量\n（指2018年事项数）"),
                    relabel(
                        "本年增/减", "本年增/减（指2019年增加或减少的事项数，减用负值表示，如-8）"
                    ),
                    relabel("处理决定数量", "处理决定数量（指2019年办件量）"),
                    relabel("规范性文件", "规范性文件（指各行政机关印发的有正式文号的文件）"),
                )
            },
        ),
        base="distinct_2019",
    ),
    Case("html_columns_exchanged", lambda: html_page(bends={"requests": swapped_columns})),
    Case("html_total_before_natural_persons", lambda: html_page(bends={"requests": total_first})),
    Case(
        "html_proactive_columns_exchanged",
        lambda: html_page(
            bends={
                "proactive": lambda g: tuple(
                    (row[0], row[2], row[1], row[3]) if len(row) == 4 else row for row in g
                )
            }
        ),
    ),
    Case(
        "html_hybrid_of_two_forms",
        hybrid,
        changed=HYBRID,
        absent=("proactive/regulations/*", "proactive/normative_documents/*"),
    ),
    Case(
        "html_column_of_row_numbers",
        lambda: html_page(bends={"requests": numbered}),
        why="the row's number is no figure",
    ),
    Case(
        "html_column_of_row_numbers_without_head",
        lambda: html_page(bends={"requests": lambda grid: numbered(grid, head="")}),
    ),
    Case(
        "html_column_of_chinese_row_numbers",
        lambda: html_page(bends={"requests": lambda grid: numbered(grid, count=in_chinese)}),
        why="a Chinese numeral alone in a cell is a number, but not here",
    ),
    *(
        Case(
            f"html_decisions_of_{name}",
            lambda last=last, this=this: html_page(
                bends={"proactive": beside_last_year(last, this)}
            ),
            why="last year's figures are not the year's, and move nobody",
        )
        for name, last, this in (
            ("last_year_and_this", "上年处理决定数量", "本年处理决定数量"),
            ("two_years", "2021年处理决定数量", "2022年处理决定数量"),
            ("two_years_in_brackets", "处理决定数量（2021年）", "处理决定数量（2022年）"),
        )
    ),
    Case(
        "html_applicants_called_citizens",
        lambda: html_page(bends={"requests": relabel("自然人", "公民")}),
    ),
    Case(
        "html_column_without_head",
        lambda: html_page(bends={"requests": without_head}),
        absent=("requests/*/research_institution",),
        announced=("cells_missing",),
        why="an empty head costs that column and not the others",
    ),
    Case(
        "html_row_pushed_to_the_right",
        lambda: html_page(bends={"requests": pushed}),
        absent=("requests/concluded/*",),
        announced=("ambiguous",),
    ),
    Case(
        "html_row_with_a_zero_too_many_and_blanks",
        lambda: html_page(bends={"requests": pushed_inside}),
        absent=("requests/concluded/*",),
        announced=("ambiguous",),
        why="which of its figures stand where they belong cannot be told",
    ),
    Case(
        "html_line_with_a_zero_too_many_and_blanks",
        lambda: html_page(bends={"review": pushed_line}),
        absent=("review/*",),
        announced=("ambiguous",),
    ),
    Case(
        "html_column_of_percentages",
        lambda: html_page(bends={"requests": with_shares}),
        unsure=("requests/*",),
        why="a column that no form has moves nobody",
    ),
    Case(
        "html_remarks_without_head",
        lambda: html_page(bends={"requests": with_remarks("较上年减少", "详见说明")}),
        why="words behind a figure under each column push nobody",
    ),
    Case(
        "html_remarks_without_head_that_may_be_values",
        lambda: html_page(bends={"requests": with_remarks("无", "3件", "—")}),
        unsure=("requests/*",),
        announced=("ambiguous", "cells_missing"),
        why="无 may be a value, 3件 is one",
    ),
    Case("html_total_over_three_head_rows", lambda: html_page(bends={"requests": tall_total})),
    Case(
        "html_review_as_three_rows",
        lambda: html_page(bends={"review": lambda _: upright_review()}),
        unsure=("review/*",),
    ),
    Case(
        "html_review_as_three_rows_with_kind_before_bracket",
        lambda: html_page(
            bends={
                "review": lambda _: in_turn(
                    relabel("未经复议直接起诉", "行政诉讼（未经复议直接起诉）"),
                    relabel("复议后起诉", "行政诉讼（复议后起诉）"),
                )(upright_review())
            }
        ),
    ),
    Case(
        "html_review_with_a_row_of_spaces_below",
        lambda: html_page(
            bends={"review": lambda grid: (*grid, (Box("\u3000", columns=15, is_value=True),))}
        ),
    ),
    Case(
        "html_head_of_another_year",
        lambda: html_page(bends={"proactive": relabel("处理决定数量", "2009年处理决定数量")}),
        unsure=("proactive/*",),
        announced=("year_conflict",),
        why="the figures of another year, or a slip",
    ),
    Case("html_fees_without_unit", lambda: _unit_above(""), announced=("unit_assumed",)),
    Case("html_fees_with_unit_above", lambda: _unit_above("<p>单位：件、万元</p>")),
    Case(
        "html_fees_in_yuan_as_said_above",
        lambda: _unit_above("<p>（金额单位：元）</p>"),
        changed={"proactive/fees/amount": (0.00515, "number")},
        why="a unit that is stated is no assumption",
    ),
    Case(
        "html_fees_in_yuan_as_a_row_above_says",
        lambda: html_page(
            bends={
                "proactive": in_turn(
                    relabel("（单位：万元）", ""),
                    lambda grid: ((Box("单位：件/元", columns=4),), *grid),
                )
            }
        ),
        changed={"proactive/fees/amount": (0.00515, "number")},
    ),
    Case(
        "html_fees_with_two_units_said",
        lambda: html_page().replace(b"<table", "<p>单位：元</p><table".encode(), 1),
        announced=("unit_assumed",),
        why="the head says 万元",
    ),
]
