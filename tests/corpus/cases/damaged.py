"""Files that are broken, locked, or no annual report at all: no cell, and a reason."""

from __future__ import annotations

from collections.abc import Callable

from sample_portals import render_docx, render_html, render_pdf
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, table, wrap

PASSWORD = "geheim"  # noqa: S105 (of a sample file)
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
NEWS = "<p>近日，全市政务公开工作会议召开。会议通报了2022年政府信息公开工作年度报告编制情况。</p>"
EXPLAINED = (
    "<p>2022年，我局主动公开政府信息890条，收到政府信息公开申请17件，其中予以公开9件。</p>"
    "<p>下一步，将继续做好主动公开和依申请公开工作。</p>"
)
LICENCES = table(("信息内容", "办理数量"), ("行政许可", "28"), ("行政处罚", "3"), ("总计", "31"))


def page(title: str, body: str) -> bytes:
    """A page that looks like a report's page from outside."""
    html = wrap(DISTINCT_2021, body).replace(DISTINCT_2021.title, title)
    return html.encode()


def nothing(name: str, data: Callable[[], bytes], *codes: str, why: str = "") -> Case:
    """A document without a single cell, for one of these reasons."""
    return Case(name, data, absent=("*",), announced=codes, why=why)


CASES = [
    nothing("empty_file", lambda: b"", "corrupt"),
    nothing("file_of_blanks", lambda: b" \r\n\t\r\n", "corrupt", "not_a_report"),
    nothing("random_bytes", lambda: bytes(range(256)) * 40, "unsupported_format", "corrupt"),
    nothing("pdf_cut_off", lambda: render_pdf.render(DISTINCT_2021)[:5000], "corrupt"),
    nothing(
        "pdf_encrypted",
        lambda: render_pdf.render(DISTINCT_2021, render_pdf.Paper(password=PASSWORD)),
        "encrypted",
    ),
    nothing("pdf_head_only", lambda: b"%PDF-1.4\n%%EOF\n", "corrupt"),
    nothing("docx_cut_off", lambda: render_docx.render(DISTINCT_2021)[:9000], "corrupt"),
    nothing(
        "zip_that_is_no_docx", lambda: b"PK\x05\x06" + bytes(18), "unsupported_format", "corrupt"
    ),
    nothing(
        "error_page_with_status_200",
        lambda: page("提示信息", "<p>对不起，您访问的页面不存在或已被删除！</p>"),
        "soft_404",
    ),
    nothing("news_about_reports", lambda: page("全市政务公开工作会议召开", NEWS), "not_a_report"),
    nothing(
        "explanation_of_a_report",
        lambda: page("《示例县水利局2022年政府信息公开工作年度报告》解读", EXPLAINED),
        "not_a_report",
        "tables_missing",
        why="its numbers stand in sentences",
    ),
    nothing(
        "work_summary_with_a_table",
        lambda: page("示例县水利局2022年工作总结", f"<p>全年工作如下。</p>{LICENCES}"),
        "not_a_report",
        "tables_missing",
        "cells_missing",
        why="a table with 行政许可 in it is not yet the statutory table",
    ),
    nothing(
        "html_cut_off_before_tables",
        lambda: render_html.article(DISTINCT_2021).split("<table")[0].encode(),
        "tables_missing",
        "not_a_report",
    ),
]
