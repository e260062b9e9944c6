"""Local forms: two columns of figures, code columns, rows of their own; nothing printed is lost."""

from __future__ import annotations

from sample_portals.render_html import render_grid
from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.statistics import as_docx, as_pdf, page

TITLE = "示例市公路局2009年政府信息公开工作年度报告"
OPENING = "本报告所列数据的统计期限自2009年1月1日起至2009年12月31日止。"

# label, unit, figure of the year, figure of all years
INDICATORS = (
    ("主动公开信息数", "条", "312", "845"),
    ("其中：1.政府网站", "条", "300", "800"),
    ("2.政府公报", "条", "12", "45"),
    ("受理依申请公开信息总数", "件", "9", "21"),
    ("其中：1.当面申请数", "件", "4", "10"),
    ("2.传真申请数", "件", "1", "2"),
    ("3.电子邮件申请数", "件", "2", "3"),
    ("4.网上申请数", "件", "1", "3"),
    ("5.信函申请数", "件", "1", "3"),
    ("本年度对申请的答复总数", "件", "8", "20"),
    ("其中：1.同意公开答复数", "件", "6", "15"),
    ("2.同意部分公开答复数", "件", "1", "3"),
    ("3.否决公开答复总数", "件", "1", "2"),
    ("行政复议数", "件", "0", "1"),
    ("行政诉讼数", "件", "0", "0"),
    ("行政申诉数", "件", "0", "0"),
)


# What the form of 2014 calls the same, and rows that it has not.
ALIKE = (
    ("主动公开信息数", "条", "312"), ("政府公报公开数", "条", "2"), ("收到申请数", "条", "15"),
    ("1.当面申请数", "条", "3"), ("2.传真申请数", "条", "0"), ("3.网络申请数", "条", "10"),
    ("4.信函申请数", "条", "2"), ("对申请的答复总数", "条", "15"), ("同意公开答复数", "条", "10"),
    ("同意部分公开答复数", "条", "2"), ("免予公开范围1", "条", "1"), ("行政复议数", "件", "1"),
    ("行政诉讼数", "件", "0"), ("行政申诉数", "件", "0"), ("专职人员数", "人", "1"),
)  # fmt: skip


def alike() -> Grid:
    """A local form with many of the rows that the form of 2014 has."""
    heads = (Box("指标名称"), Box("计量单位"), Box("统计数"))
    return (heads, *(tuple(map(Box, row)) for row in ALIKE))


def two_columns() -> Grid:
    """The year, and all years until then."""
    heads = (Box("指标名称"), Box("计量单位"), Box("2009年度"), Box("历年累计"))
    return (heads, *(tuple(map(Box, row)) for row in INDICATORS))


def coded() -> Grid:
    """A column of codes, and a row that numbers the columns."""
    heads = tuple(map(Box, ("指 标 名 称", "计量单位", "代码", "本期实际", "本年累计")))
    marks = tuple(map(Box, ("甲", "乙", "丙", "1", "2")))
    rows = (
        (Box(label), Box(unit), Box(f"{n:02}"), Box(year), Box(total))
        for n, (label, unit, year, total) in enumerate(INDICATORS, start=1)
    )
    return (heads, marks, *rows)


def html(grid: Grid) -> bytes:
    """A report of 2009 with that table."""
    name = "<p>附表：政府信息公开情况统计表</p>"
    return page(name, render_grid(grid), title=TITLE, opening=OPENING)


def prose_only() -> bytes:
    """A report of 2009 without any table."""
    told = "<p>二、主动公开政府信息情况</p><p>全年公开信息312条。</p>"
    return page(told, title=TITLE, opening=OPENING)


CASES = [
    Case(
        name,
        data,
        absent=("*",),
        announced=("no_known_form",),
        why="its rows have no codes; that some labels return in a later form names none",
    )
    for name, data in (
        ("local_two_columns", lambda: html(two_columns())),
        ("local_codes", lambda: html(coded())),
        ("local_docx", lambda: as_docx(two_columns())),
        ("local_pdf", lambda: as_pdf(coded())),
        ("local_prose_only", prose_only),
        ("local_rows_like_those_of_2014", lambda: html(alike())),
    )
]
