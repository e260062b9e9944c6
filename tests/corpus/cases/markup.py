"""The same tables in the markup that editors, Word and page templates make of them."""

from __future__ import annotations

import re

from sample_portals import render_html
from sample_portals.figures import report
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, html_page, in_turn, relabel

LAYOUT = "<table><tr><td></td><td>&nbsp;</td></tr><tr><td></td><td>{}</td></tr></table>"


def nested(article: str) -> str:
    """The article inside two layout tables, under many empty cells."""
    empty = "<tr>" + "<td></td>" * 6 + "</tr>"
    return f"<table>{empty * 60}<tr><td colspan=6>{LAYOUT.format(article)}</td></tr></table>"


def thead(article: str) -> str:
    """Head cells as <th>, head rows in <thead>, the rest in <tbody>."""
    heads = re.compile(r"<tr>(?:(?!</tr>).)*信息内容.*?</tr>", re.DOTALL)
    return heads.sub(lambda m: m[0].replace("<td", "<th").replace("</td", "</th"), article)


def unclosed(article: str) -> str:
    """No end tags of cells and rows: legal HTML, and common in hand-made pages."""
    return re.sub(r"</t[dr]>", "", article)


def spaced(article: str) -> str:
    """Indented source: line breaks and blanks around every figure and inside every label."""
    article = re.sub(r">(\d+)</td>", r">\n\t\t\t\1\n\t\t</td>", article)
    return article.replace("本年度办理", "本年度\n      办理")


def one_table(article: str) -> str:
    """All three tables in one <table>, the section headings as rows of it."""
    heading = r"<p[^>]*>(?:<strong>)?([三四]、.*?)(?:</strong>)?</p>"
    joint = rf"</tbody></table>\s*{heading}\s*<table[^>]*><tbody>"
    return re.sub(joint, r'<tr><td colspan="15">\1</td></tr>', article)


def without_headings(article: str) -> str:
    """The tables follow each other with nothing between."""
    return re.sub(r"<p[^>]*><strong>.*?</strong></p>", "", article)


CASES = [
    Case("html_word_pasted", lambda: html_page(style=render_html.WORD)),
    Case("html_nested_in_layout_tables", lambda: html_page(edit=nested)),
    Case("html_word_pasted_and_nested", lambda: html_page(style=render_html.WORD, edit=nested)),
    Case("html_head_cells_as_th", lambda: html_page(edit=thead)),
    Case("html_end_tags_omitted", lambda: html_page(edit=unclosed)),
    Case("html_indented_source", lambda: html_page(edit=spaced)),
    Case("html_one_table_for_all", lambda: html_page(edit=one_table)),
    Case("html_without_section_headings", lambda: html_page(edit=without_headings)),
    Case(
        "html_line_breaks_in_heads",
        lambda: html_page(
            bends={
                "requests": in_turn(
                    relabel("商业企业", "商业\n企业"),
                    relabel("社会公益组织", "社会\n公益\n组织"),
                    relabel("三、本年度办理结果", "\n".join("三、本年度办理结果")),
                    relabel("（四）无法提供", "（四）无\n法提供"),
                ),
                "review": in_turn(relabel("结果", "结\n果"), relabel("总计", "总 计")),
            }
        ),
    ),
    Case(
        "html_half_width_punctuation",
        lambda: html_page(edit=lambda s: s.translate(str.maketrans("（）：“”", '():""'))),
    ),
    Case(
        "html_2019_line_breaks_in_heads",
        lambda: html_page(
            DISTINCT_2019,
            {"proactive": in_turn(relabel("本年新制", "本年新\n制"), relabel("外公", "外\n公"))},
        ),
        base="distinct_2019",
    ),
    Case(
        "html_comments_among_digits",
        lambda: html_page(edit=lambda s: s.replace(">305<", "><!--9-->305<!-- 7 --><")),
    ),
    Case(
        "html_digits_in_pieces",
        lambda: html_page(
            edit=lambda s: s.replace(">305<", "><span>3</span><span lang=EN-US>0</span><b>5</b><")
        ),
        why="Word writes one number as several spans",
    ),
    Case(
        "html_hidden_text_in_cell",
        lambda: html_page(
            edit=lambda s: s.replace(">305<", '><span style="display:none">9</span>305<')
        ),
        unsure=("requests/granted/legal_service",),
    ),
    Case(
        "html_struck_out_number_in_cell",
        lambda: html_page(edit=lambda s: s.replace(">305<", "><s>17</s>305<")),
        unsure=("requests/granted/legal_service",),
        announced=("unreadable_cells", "ambiguous", "cells_missing"),
        why="17 is struck out: the cell says 305, not 17305",
    ),
    Case(
        "html_footnote_mark_in_cell",
        lambda: html_page(edit=lambda s: s.replace(">305<", ">305<sup>1</sup><")),
        unsure=("requests/granted/legal_service",),
        announced=("unreadable_cells", "ambiguous", "cells_missing"),
        why="a raised 1 is a footnote: the cell says 305, not 3051",
    ),
    Case(
        "html_base_report_baoding",
        lambda: html_page(report("baoding_kjj_2022")),
        base="baoding_kjj_2022",
    ),
    Case("html_base_report_huaian", lambda: html_page(report("huaian_2024")), base="huaian_2024"),
    Case(
        "html_base_report_shanghai",
        lambda: html_page(report("shanghai_bgt_2019")),
        base="shanghai_bgt_2019",
    ),
    Case("html_fragment_without_body", lambda: render_html.article(DISTINCT_2021).encode()),
]
