"""Statutory tables cut, joined, or printed another way round; tables that only look like them."""

from __future__ import annotations

from dataclasses import replace

from sample_portals.render_html import render_grid
from sample_portals.tables import Box, Grid, Row, width
from tests.corpus.bends import drawn
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, html_page, in_turn, relabel, table

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ITEMS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
TOPICS = ("proactive", "requests", "review")


def labels(*texts: str) -> Row:
    """A row of labels."""
    return tuple(map(Box, texts))


def figures(item: str) -> Row:
    """The five figures of one item of table 四."""
    return tuple(Box(v, is_value=True) for v in DISTINCT_2021.figures["review"][item])


def replaced(topic: str, *grids: Grid) -> bytes:
    """A page with these tables in the place of one."""
    whole = render_grid(drawn(topic, DISTINCT_2021))
    return html_page(edit=lambda s: s.replace(whole, "".join(map(render_grid, grids))))


def a_row_an_item() -> Grid:
    """Three rows of five figures."""
    head = labels("类别", *OUTCOMES)
    return (head, *((Box(name), *figures(item)) for item, name in ITEMS.items()))


def a_row_an_item_in_groups() -> Grid:
    """The same, the lawsuits under a label of their own, and a row of sums that no form has."""
    first, second, third = ((Box(name), *figures(item)) for item, name in ITEMS.items())
    return (
        (Box("类别", columns=2), *labels(*OUTCOMES)),
        (replace(first[0], columns=2), *first[1:]),
        (Box("行政诉讼", rows=2), *second),
        third,
        (Box("合计", columns=2), *labels("91", "92", "93", "94", "95")),
    )


def a_column_an_item() -> Grid:
    """Five rows of three figures, and a column of sums that no form has."""
    rows = zip(OUTCOMES, *(figures(item) for item in ITEMS), strict=True)
    return (
        labels("结果", *ITEMS.values(), "合计"),
        *((Box(outcome), *row, Box(f"9{n}")) for n, (outcome, *row) in enumerate(rows)),
    )


def a_row_a_figure() -> Grid:
    """Fifteen rows, the item beside five of them at a time."""
    rows: list[Row] = []
    for item, name in ITEMS.items():
        for n, (outcome, figure) in enumerate(zip(OUTCOMES, figures(item), strict=True)):
            rows.append((*((Box(name, rows=5),) if n == 0 else ()), Box(outcome), figure))
    return tuple(rows)


def items_beside() -> Grid:
    """Each item beside its own heads and figures."""
    rows: list[Row] = []
    for item, name in ITEMS.items():
        rows += [(Box(name, rows=2), *labels(*OUTCOMES)), figures(item)]
    return tuple(rows)


def items_stacked() -> Grid:
    """Each item above its own heads and figures."""
    rows: list[Row] = []
    for item, name in ITEMS.items():
        rows += [(Box(name, columns=5),), labels(*OUTCOMES), figures(item)]
    return tuple(rows)


def in_pieces(topic: str, mark: str) -> bytes:
    """A table cut before each row whose first cell holds that mark."""
    whole = drawn(topic, DISTINCT_2021)
    cuts = [n for n, row in enumerate(whole) if mark in row[0].text]
    ends = [*cuts[1:], len(whole)]
    return replaced(topic, *(whole[a:b] for a, b in zip(cuts, ends, strict=True)))


def all_in_one() -> bytes:
    """Tables 二 to 四 as one, their headings as rows."""
    grids = [drawn(topic, DISTINCT_2021) for topic in TOPICS]
    columns = max(map(width, grids))
    rows: list[Row] = []
    for heading, grid in zip(HEADINGS, grids, strict=True):
        rows += [(Box(heading, columns=columns),), *grid]

    def edit(article: str) -> str:
        for grid in grids[1:]:
            article = article.replace(render_grid(grid), "")
        return article.replace(render_grid(grids[0]), render_grid(tuple(rows)))

    return html_page(edit=edit)


def two_in_one() -> bytes:
    """Table 二 runs on as table 三."""
    upper, lower = drawn("proactive", DISTINCT_2021), drawn("requests", DISTINCT_2021)
    edit = {render_grid(upper): render_grid(upper + lower), render_grid(lower): ""}

    def joined(article: str) -> str:
        for old, new in edit.items():
            article = article.replace(old, new, 1) if new else article.replace(old, "")
        return article

    return html_page(edit=joined)


def shares(unit: str) -> bytes:
    """A row of per cents below table 三."""

    def bend(grid: Grid) -> Grid:
        row = (Box(f"占比{unit}", columns=3), *labels(*(f"{n}.5" for n in range(7))))
        return (*grid, row)

    return html_page(bends={"requests": bend})


COMPARISON = table(
    ("指标", "2021年", "2022年", "增减"),
    ("主动公开政府信息数", "3", "8", "5"),
    ("收到申请数", "7", "9", "2"),
    ("予以公开", "1", "4", "3"),
    ("部分公开", "2", "2", "0"),
    ("行政许可", "100", "200", "100"),
    ("行政处罚", "10", "20", "10"),
    ("行政复议", "5", "6", "1"),
    ("行政诉讼", "0", "1", "1"),
)
SHORT_HEADS = in_turn(
    relabel("现行有效件数", "现行有效件"),
    relabel("本年制发件数", "制发件"),
    relabel("本年废止件数", "废止件数"),
    relabel("本年处理决定数量", "处理决定数"),
)
OTHER_WORDS = in_turn(
    relabel("未经复议直接起诉", "未经复议直接诉讼"),
    relabel("复议后起诉", "复议后诉讼"),
    relabel("结果维持", "结 果\n维持"),
)
FINANCES = table(("项目", "收费金额（万元）"), ("行政事业性收费", "812.5"), ("罚没收入", "33"))

CASES = [
    Case("review_a_row_an_item", lambda: replaced("review", a_row_an_item())),
    Case("review_a_row_an_item_in_groups", lambda: replaced("review", a_row_an_item_in_groups())),
    Case("review_a_column_an_item", lambda: replaced("review", a_column_an_item())),
    Case("review_a_row_a_figure", lambda: replaced("review", a_row_a_figure())),
    Case("review_items_beside_their_heads", lambda: replaced("review", items_beside())),
    Case("review_items_above_their_heads", lambda: replaced("review", items_stacked())),
    Case(
        "review_a_table_an_item",
        lambda: replaced(
            "review",
            *(((Box(n, columns=5),), labels(*OUTCOMES), figures(i)) for i, n in ITEMS.items()),
        ),
    ),
    Case("review_in_other_words", lambda: html_page(bends={"review": OTHER_WORDS})),
    Case(
        "review_figures_without_heads",
        lambda: replaced("review", drawn("review", DISTINCT_2021)[-1:]),
        absent=("review/*",),
        announced=("tables_missing",),
        why="fifteen numbers that nothing names",
    ),
    Case("proactive_a_table_a_sub_table", lambda: in_pieces("proactive", "第二十条")),
    Case("proactive_heads_cut_short", lambda: html_page(bends={"proactive": SHORT_HEADS})),
    Case("tables_all_in_one", all_in_one),
    Case("tables_two_in_one", two_in_one),
    Case("requests_shares_in_per_cent", lambda: shares("（%）")),
    Case("requests_shares", lambda: shares("")),
    Case(
        "comparison_with_last_year_before",
        lambda: html_page(edit=lambda s: COMPARISON + s),
        why="a few labels of a form, and two years beside each other, are no statutory table",
    ),
    *(
        Case(
            f"fees_of_the_finances_{where}_form_2019",
            lambda put=put: html_page(DISTINCT_2019, edit=put),
            base="distinct_2019",
            why="a row of one form under a head of the other is no row of a statutory table",
        )
        for where, put in (("before", lambda s: FINANCES + s), ("after", lambda s: s + FINANCES))
    ),
    Case("comparison_with_last_year_after", lambda: html_page(edit=lambda s: s + COMPARISON)),
]
