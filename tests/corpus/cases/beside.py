"""Tables beside the statutory ones, and statutory headings without their tables."""

from __future__ import annotations

import re
from dataclasses import replace

from sample_portals import render_html
from sample_portals.tables import Box, Grid
from tests.corpus.bends import drawn
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, html_page, table


def of_another_year(topic: str) -> str:
    """The table of that topic with other figures, printed for comparison."""
    grid = tuple(
        tuple(replace(box, text=f"5{box.text}") if box.is_value else box for box in row)
        for row in drawn(topic, DISTINCT_2021)
    )
    return f"<p>附：上年度数据</p>{render_html.render_grid(grid)}"


def with_copy(article: str) -> str:
    """The same table printed twice, figures alike."""
    return render_html.render_grid(drawn("review", DISTINCT_2021)) + article


def without_tables() -> bytes:
    """All headings, no table: they are images, or in an attachment."""
    return html_page(edit=lambda s: re.sub(r"<table.*?</table>", "", s, flags=re.DOTALL))


def unit_row(grid: Grid) -> Grid:
    """The unit in a row of its own above the heads."""
    return ((Box("单位：件", columns=10),), *grid)


def beside_its_heading(grid: Grid) -> Grid:
    """The section's heading in a column of its own, beside all rows and a blank one above them."""
    heading = Box("四、政府信息公开行政复议、行政诉讼情况", rows=len(grid) + 1)
    return ((heading, Box("", columns=15)), *grid)


def note_row(grid: Grid) -> Grid:
    """A note with digits in a row of its own below the figures."""
    return (*grid, (Box("注：以上含2021年结转的3件，其中1件为信函申请。", columns=10),))


def prose() -> bytes:
    """Statutory headings with sentences below them and no table."""
    sentences = {
        "二、": "2022年制发行政规范性文件3件，现行有效5件；行政许可28件。",
        "三、": "收到政府信息公开申请17件，其中自然人12件；予以公开9件。",
        "四、": "行政复议2件，其中结果维持1件；结果纠正0件；其他结果1件；尚未审结0件。",
    }

    def edit(article: str) -> str:
        article = re.sub(r"<table.*?</table>", "", article, flags=re.DOTALL)
        for mark, sentence in sentences.items():
            article = re.sub(f"({mark}.*?</p>)", rf"\1<p>{sentence}</p>", article)
        return article

    return html_page(edit=edit)


DECOYS = (
    table(
        ("政策解读情况", "新闻发布会", "电视采访", "行政许可", "行政处罚"),
        ("总计", "12", "3", "28", "400余"),
    )
    + table(("信息内容", "行政许可", "规章"), ("公开条数", "1234", "55"))
    + table(("申请方式", "自然人", "法人或其他组织", "总计"), ("网络申请", "17", "4", "21"))
)

CASES = [
    Case(
        "html_heading_in_a_column_beside_the_reviews",
        lambda: html_page(bends={"review": beside_its_heading}),
        why="what hangs beside the heads, too, is no name of the line of figures",
    ),
    Case("html_decoy_tables_before", lambda: html_page(edit=lambda s: DECOYS + s)),
    Case("html_decoy_tables_after", lambda: html_page(edit=lambda s: s + DECOYS)),
    Case(
        "html_two_tables_of_one_topic_that_differ",
        lambda: html_page(edit=lambda s: of_another_year("proactive") + s),
        never=("proactive/*",),
        announced=("ambiguous",),
    ),
    Case("html_one_table_printed_twice", lambda: html_page(edit=with_copy)),
    Case("html_row_for_the_unit", lambda: html_page(bends={"requests": unit_row})),
    Case("html_note_below_table", lambda: html_page(bends={"requests": note_row})),
    Case(
        "html_figures_in_prose_only",
        prose,
        absent=("*",),
        changed={
            "proactive/normative_documents/issued": (3.0, "number"),
            "proactive/normative_documents/in_force": (5.0, "number"),
            "requests/received/total": (17.0, "number"),
            "requests/received/natural_person": (12.0, "number"),
            "requests/granted/total": (9.0, "number"),
            "review/reconsideration/total": (2.0, "number"),
            "review/reconsideration/upheld": (1.0, "number"),
            "review/reconsideration/corrected": (0.0, "number"),
            "review/reconsideration/other": (1.0, "number"),
            "review/reconsideration/pending": (0.0, "number"),
        },
        announced=("figures_from_prose",),
        why="only clauses that are a label, a figure and a unit; 行政许可28件 may count 事项",
    ),
    Case(
        "html_two_request_tables_that_differ",
        lambda: html_page(edit=lambda s: s + of_another_year("requests")),
        never=("requests/*",),
        announced=("ambiguous",),
    ),
    Case(
        "html_headings_without_tables",
        without_tables,
        absent=("*",),
        announced=("tables_missing",),
        why="images or an attachment: not zeros",
    ),
    Case(
        "html_first_figure_in_an_attachment",
        lambda: html_page(
            bends={"review": lambda g: (*g[:-1], (Box("见附件", is_value=True), *g[-1][1:]))}
        ),
        changed={"review/reconsideration/upheld": (None, "text")},
        why="it names no line",
    ),
    Case(
        "html_one_table_missing",
        lambda: html_page(bends={"review": lambda _: ((Box("见附件"),),)}),
        absent=("review/*",),
        announced=("tables_missing",),
    ),
]
