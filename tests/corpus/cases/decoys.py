"""What hangs in the same column as annual reports and has their words or tables: no cell."""

from __future__ import annotations

from sample_portals import render_html
from tests.corpus.case import Case
from tests.corpus.cases.damaged import nothing, page
from tests.corpus.cases.office import edited
from tests.corpus.cases.prose import INDICATORS
from tests.corpus.documents import DISTINCT_2021, table
from tests.corpus.statistics import page as statistics_page

OF_THE_WEB_SITE = table(
    ("网站名称", "示例县水利局"),
    ("独立用户访问总量（单位：个）", "1203"),
    ("信息发布总数（单位：条）", "560"),
    ("信息公开目录信息更新量", "44"),
    ("政策解读信息发布总数", "12"),
    ("收到留言数量（单位：条）", "35"),
    ("办结留言数量（单位：条）", "35"),
)
REPORT = "示例县水利局2022年政府信息公开工作年度报告"


def titled(title: str, tables: str) -> bytes:
    """A page with these tables, whose title is another in head and text."""
    return page(title, tables)


def of_half_a_year() -> bytes:
    """A docx with all tables of the form, for half a year."""
    title = "示例县水利局2022年上半年政府信息公开工作报告"

    def retitle(document: object) -> None:
        for paragraph in document.paragraphs:  # type: ignore[attr-defined]
            if paragraph.text == DISTINCT_2021.title:
                paragraph.text = title

    return edited(retitle)


def sentences(title: str) -> bytes:
    """The indicators of the old form in sentences, under another title."""
    return statistics_page(*(f"<p>{text}</p>" for text in INDICATORS), title=title)


def _tables() -> str:
    return render_html.article(DISTINCT_2021)


CASES: list[Case] = [
    nothing(
        "decoy_picture_book_with_all_tables",
        lambda: titled(f"图解：{REPORT}", _tables()),
        "not_a_report",
        why="an interpretation repeats the report's figures, or rounds them",
    ),
    nothing(
        "decoy_explanation_with_all_tables",
        lambda: titled(f"《{REPORT}》解读", _tables()),
        "not_a_report",
    ),
    nothing("decoy_half_year_docx", of_half_a_year, "not_a_report"),
    nothing(
        "decoy_quarter",
        lambda: titled("示例县水利局2022年第三季度政府信息公开情况统计", _tables()),
        "not_a_report",
    ),
    nothing(
        "decoy_summary_of_open_government",
        lambda: sentences("示例县水利局2016年政务公开工作总结"),
        "not_a_report",
        why="a summary states the same indicators, often as of another day",
    ),
    nothing(
        "decoy_report_on_requests_alone",
        lambda: sentences("示例县2016年依申请公开工作年度报告"),
        "not_a_report",
    ),
    nothing(
        "decoy_annual_statement_of_the_web_site",
        lambda: page("政府网站工作年度报表（2022年度）", OF_THE_WEB_SITE),
        "not_a_report",
        why="another statutory report of the same day, on web sites",
    ),
    nothing(
        "decoy_rule_of_law",
        lambda: sentences("示例县水利局2016年度法治政府建设年度报告"),
        "not_a_report",
    ),
    nothing(
        "decoy_school_with_all_tables",
        lambda: titled("示例县第一中学2022年信息公开年度报告", _tables()),
        "not_a_report",
    ),
]
