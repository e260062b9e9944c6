"""What a report says of itself: period, dates, origin, scope, title, sections."""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from sample_portals import render_html
from tests.corpus.cases.office import edited
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, html_page, table
from tests.corpus.statistics import page
from transforms.claims.period import find_period
from transforms.extract import extract, extract_all
from transforms.extraction import Claim
from transforms.sections import sections

PERIODS = {
    "统计期限自2021年1月1日起至2021年12月31日止。": 2021,
    "数据的统计期限为2021年1月1日至12月31日。": 2021,
    "所列数据的统计期限从2021年1月1日起，至2021年12月31日止。": 2021,
    "统计数据时间为2021.1.1-2021.12.31。": 2021,
    "数据统计期限为二〇二一年一月一日至二〇二一年十二月三十一日": 2021,
    "所列数据的统计期限自2021年1月至2021年12月": 2021,
    "统计期限自202111日起至20211231日止": 2021,
    "统计期限从202111日到1231日止": 2021,
    "统计期限自20211月1日起至202112月31日止": 2021,
    "统计期限自202011日起至20201231日止": 2020,
    "统计期限：2021年1月1日—2021年12月31日": 2021,
    "统计期限为2008年5月1日至2008年12月31日": 2008,
    "统计期限自2019年4月1日起至2019年12月31日止": 2019,
    "统计数据从 2021 年 1 月 1 日开始，到 2021 年 12 月 31 日为止": 2021,
    "数据统计截止2021年12月31日": 2021,
    "（统计期为2021年1-12月）": 2021,
    "统计期限自 2021年1 月1 日起至当年12月 30日止": 2021,
    "统计期限自2020年1月1日至2021年12月31日": None,
}


@pytest.mark.parametrize(("text", "year"), PERIODS.items())
def test_period_however_it_is_written(text: str, year: int | None) -> None:
    period = find_period([text])
    assert period is not None
    assert period.year == year


def test_period_goes_on_in_the_next_line() -> None:
    lines = ["本报告所列数据的统计期限自2023年1月1日至12月", "31日。", "一、总体情况"]
    period = find_period(lines)
    assert period is not None
    assert period.year == 2023
    half = find_period(["本报告所列数据的统计期限自2023年1月1日至6月", "三十日。"])
    assert half is not None
    assert half.year is None


def test_time_of_an_activity_is_no_period() -> None:
    assert find_period(["我单位2021年3月1日至5月31日开展了宣传活动。"]) is None


def test_period_of_the_figures_comes_before_that_of_a_comparison() -> None:
    texts = ["与2020年1月1日至2020年12月31日相比有所增加。统计期限自2021年1月1日至12月31日止。"]
    found = find_period(texts)
    assert found is not None
    assert found.year == 2021


def test_period_over_two_years_is_said() -> None:
    opening = "统计期限自2020年1月1日起至2021年12月31日止。"
    extraction = extract(page(opening=opening, title="示例县水利局2021年政府信息公开工作年度报告"))
    assert extraction.year == 2021
    assert "year_conflict" in {p.code for p in extraction.problems}


DATELINES = {
    "发布日期：2022-01-20 浏览次数：35": "2022-01-20",
    "来源：示例县水利局 发布时间：2022年1月20日": "2022-01-20",
    "时间:2022/1/20 字体：大 中 小": "2022-01-20",
    "信息来源：水利局 发布时间：2022-01-20 11:19": "2022-01-20",
    "2022年01月20日 15:43 县水利局 点击：[35]": "2022-01-20",
}


@pytest.mark.parametrize(("line", "date"), DATELINES.items())
def test_date_that_the_page_prints(line: str, date: str) -> None:
    claims = extract(page(f"<p>{line}</p>")).claims
    assert date in {c.published for c in claims if c.source == "metadata"}


def test_date_and_origin_in_a_table_of_the_page() -> None:
    grid = table(
        ("索引号", "0144", "发文日期", "2022-01-20"), ("发布机构", "示例县水利局", "文号", "")
    )
    claims = extract(page(grid)).claims
    printed = [c for c in claims if c.source == "metadata"]
    assert "2022-01-20" in {c.published for c in printed}
    assert "示例县水利局" in {c.agency for c in printed}


def _scope(opening: str) -> str:
    return extract(page(opening=opening)).scope


@pytest.mark.parametrize(
    "text",
    [
        "本报告由市政府办公室综合各区（县）人民政府和市政府各部门的年度报告编制而成。",
        "汇总全市各县（市、区）、市政府各有关部门政府信息公开工作情况编制而成。",
        "本报告数据涵盖县政府各部门、各乡镇。",
    ],
)
def test_report_over_all_departments_is_consolidated(text: str) -> None:
    assert _scope(text) == "consolidated"


@pytest.mark.parametrize(
    "text",
    [
        "汇总2021年度示例镇人民政府的政务公开年度报告编制而成。",
        "全文包括总体情况、主动公开政府信息情况等部分。",
        "按照要求，督促各部门及时公开信息。",
        "本报告由示例县综合行政执法局办公室根据各单位报送情况编制。",
        "本报告数据为天全县水利局数据。",
        "本报告反映全州县水利局政府信息公开情况。",
    ],
)
def test_speaking_of_others_makes_no_consolidated_report(text: str) -> None:
    assert _scope(text) == "unknown"


def test_title_over_three_lines() -> None:
    text = "<p>示例县水利局</p><p>2021年政府信息公开</p><p>工作年度报告</p>"
    extraction = extract(f"<html><body>{text}</body></html>".encode())
    assert (extraction.agency, extraction.year) == ("示例县水利局", 2021)


OPENINGS = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("opening", OPENINGS["opening"], ids=lambda one: one["name"])
def test_what_a_report_says_of_itself(opening: dict[str, Any]) -> None:
    meta = "".join(
        f"<title>{v}</title>" if k == "title" else f'<meta name="{k}" content="{v}">'
        for k, v in opening.get("meta", {}).items()
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in opening["lines"])
    found = extract(f'<html><head><meta charset="utf-8">{meta}</head><body>{body}'.encode())
    said = {
        "agency": found.agency,
        "year": found.year,
        "scope": found.scope,
        "published": next((c.published for c in found.claims if c.published), None),
        "conflict": "year_conflict" in {p.code for p in found.problems},
        "title": found.title,
    }
    silent = {"agency": None, "year": None, "scope": "unknown", "published": None}
    silent["title"] = opening.get("title", found.title)
    told = {k: v for k, v in opening.items() if k in said}
    assert said == silent | {"conflict": False} | told
    doubts = {p.code for p in found.problems} & {"agency_conflict", "scope_conflict"}
    assert doubts == set(opening.get("announced", ()))


TABLE = """<table>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>行政规范性文件</td><td>1</td><td>2</td><td>3</td></tr></table>"""
SENTENCES = """<p>收到申请数5件，当面申请数1件，网络申请数4件，申请办结数5件。</p>
<p>政府网站公开政府信息数50条。</p>"""
OTHERS = {
    "图解：青山县水利局2021年政府信息公开工作年度报告": TABLE,
    "《青山县水利局2021年政府信息公开工作年度报告》解读": SENTENCES,
    "青山县水利局2021年政府信息公开工作年度报告编制说明": TABLE,
    "青山县水利局2021年上半年政府信息公开工作报告": TABLE,
    "青山县水利局2021年第三季度政府信息公开情况统计表": TABLE,
    "青山县水利局2021年政务公开工作总结": SENTENCES,
    "青山县2021年依申请公开工作年度报告": SENTENCES,
    "政府网站工作年度报表（2021年度）": SENTENCES,
    "青山县水利局2021年度法治政府建设年度报告": SENTENCES,
    "青山县水利局2021年部门预算公开": SENTENCES,
    "青山县第一中学2021年信息公开年度报告": TABLE,
    "青山县人民政府办公室关于做好2021年政府信息公开工作年度报告编制工作的通知": TABLE,
}


@pytest.mark.parametrize("heading", OTHERS)
def test_what_calls_itself_otherwise_gives_no_figure(heading: str) -> None:
    page = f"<meta charset='utf-8'><body><h1>{heading}</h1>{OTHERS[heading]}"
    found = extract(page.encode())
    assert "not_a_report" in {p.code for p in found.problems}
    assert not found.cells
    assert found.unmapped_cells, "what was read is kept"


def test_menu_above_the_title_of_another_body_makes_no_report() -> None:
    title = "青山县第一中学2021年政府信息公开工作年度报告"
    page = f"<title>{title}</title><ul><li>政府信息公开年报</li></ul><p>{title}</p>{TABLE}"
    found = extract(f"<meta charset='utf-8'><body>{page}".encode())
    assert found.title is None
    assert "not_a_report" in {p.code for p in found.problems}
    assert not found.cells


def test_particular_behind_a_title_is_none_of_it() -> None:
    line = "名称：青山县水利局2020年政府信息公开工作年度报告 文号："
    found = extract(f"<meta charset='utf-8'><body><p>{line}</p>{TABLE}".encode())
    assert found.title == "青山县水利局2020年政府信息公开工作年度报告"


def test_link_to_an_interpretation_makes_no_report_less() -> None:
    below = "<p>青山县水利局2021年政府信息公开工作年度报告解读</p>"
    page = f"<meta charset='utf-8'><body><p>一、总体情况</p>{TABLE}{below}"
    found = extract(page.encode())
    assert found.cells
    assert "not_a_report" not in {p.code for p in found.problems}


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("水利局政府信息公开工作年度报告", False),
        ("【文字解读】青山县水利局2023年政府信息公开工作年度报告", True),
        ("青山县水利局2023年上半年政府信息公开工作情况统计表", True),
    ],
)
def test_links_to_earlier_years_below_a_report_are_not_its_title(title: str, refused: bool) -> None:
    period = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    links = "".join(
        f"<li><a href='{year}.html'>青山县水利局{year}年政府信息公开工作年度报告</a></li>"
        for year in (2022, 2021, 2020)
    )
    body = f"<h1>{title}</h1><p>{period}</p><p>一、总体情况</p>{TABLE}<ul>{links}</ul>"
    found = extract(f"<meta charset='utf-8'><body>{body}".encode())
    assert found.year == 2023
    codes = {p.code for p in found.problems}
    assert ("not_a_report" in codes) == refused
    assert "year_conflict" not in codes


def test_dated_links_to_earlier_years_are_no_signature() -> None:
    title = "青山县水利局2023年政府信息公开工作年度报告"
    body = f"<h1>{title}</h1><p>一、总体情况</p>{TABLE}<p>二〇二四年一月十五日</p><ul>" + "".join(
        f"<li><a>青山县水利局{y}年政府信息公开工作年度报告</a> {y + 1}-01-15</li>"
        for y in (2022, 2017)
    )
    found = extract(f"<meta charset='utf-8'><body>{body}".encode())
    assert "year_conflict" not in {p.code for p in found.problems}


def test_article_in_one_cell_of_the_page_says_no_unit_of_its_tables() -> None:
    title = "青山县水利局2023年政府信息公开工作年度报告"
    said = "全年办理各单位来件3万件，比上年增加一成，均在法定期限内办结，没有逾期。"
    text = f"<p>一、总体情况</p><p>{said}</p>{TABLE}"
    page = f"<table><tr><td><h1>{title}</h1>{'<p>公开各类信息。</p>' * 30}{text}</td></tr></table>"
    found = extract(f"<meta charset='utf-8'><body>{page}".encode())
    assert "unit_assumed" not in {p.code for p in found.problems}


def test_notice_in_the_first_sentence_makes_no_report_less() -> None:
    opening = "根据《关于做好2021年政府信息公开工作年度报告编制工作的通知》要求，编制本报告。"
    page = f"<meta charset='utf-8'><body><p>{opening}</p><p>一、总体情况</p>{TABLE}"
    assert extract(page.encode()).cells


def test_figures_below_another_bodys_name_are_not_the_reports() -> None:
    own = (
        "政府网站公开政府信息数50条，政务微博公开政府信息数20条，政务微信公开政府信息数8条，"
        "收到申请数5件，申请办结数5件。"
    )
    others = "当面申请数1件，网络申请数4件。"
    lines = (
        "一、主动公开情况",
        own,
        "（一）东山镇",
        others,
        "二、其他",
        "下属单位情况如下，" + others,
    )
    body = "".join(f"<p>{line}</p>" for line in lines)
    found = extract(page(body, title="青山县2016年政府信息公开工作年度报告"))
    items = {c.item for c in found.cells}
    assert "channel.website" in items
    assert not {"requests.in_person", "requests.online"} & items


def test_way_to_the_page_is_no_part_of_a_title() -> None:
    page = """<p>设为首页 加入收藏 政务公开 互动交流</p>
    <p>当前位置：<a href="/">首页</a></p><h1>2016年度政府信息公开工作年度报告</h1>
    <p>本报告由某市水利局编制，数据统计期限为2016年1月1日至2016年12月31日。</p>"""
    assert {c.agency for c in extract(page.encode()).claims if c.agency} == {"某市水利局"}


def test_report_of_a_school_is_told_apart() -> None:
    page = html_page().decode()
    title = "某市第一中学2021年信息公开年度报告"
    page = re.sub("<(h1|title)>.*?</", rf"<\1>{title}</", page)
    found = [p.message for p in extract(page.encode()).problems if p.code == "not_a_report"]
    assert found == [f"of a body that is no government body: {title}"]


def test_title_in_the_properties_of_a_copied_file_is_not_the_report_s() -> None:
    def copied(document: Document) -> None:
        document.core_properties.title = "示例市教育局2018年政府信息公开工作年度报告"

    found = extract(edited(copied))
    assert (found.agency, found.year) == ("示例县水利局", 2022)
    assert "year_conflict" not in {p.code for p in found.problems}


def test_agency_that_only_the_head_of_the_page_names() -> None:
    def headed(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "示例市统计局"
        for paragraph in document.paragraphs:
            if paragraph.text.startswith("示例县水利局"):
                paragraph.text = paragraph.text.removeprefix("示例县水利局")

    assert extract(edited(headed)).agency == "示例市统计局"


def headings(*paragraphs: str) -> list[tuple[str, str]]:
    """(number, heading) of the sections found."""
    return [(s.number, s.heading) for s in sections(paragraphs)]


def test_numbered_sections_with_typing_errors_and_one_of_their_own() -> None:
    found = headings(
        "引言", "略。", "一、总体情况", "好。", "二、主动公开政府政府情况",
        "五、政府信息公开工作创新性做法", "做法。", "六．其他需要报告的事项",
    )  # fmt: skip
    assert found == [
        ("", "引言"),
        ("一", "总体情况"),
        ("二", "主动公开政府政府情况"),
        ("五", "政府信息公开工作创新性做法"),
        ("六", "其他需要报告的事项"),
    ]


def test_sections_without_numbers_or_in_brackets() -> None:
    assert headings("总体情况", "好。", "存在的主要问题及改进情况", "无。") == [
        ("", "总体情况"),
        ("", "存在的主要问题及改进情况"),
    ]
    assert headings("（一）总体情况", "好。", "（二）主动公开政府信息情况") == [
        ("一", "总体情况"),
        ("二", "主动公开政府信息情况"),
    ]


def test_sections_called_parts_or_numbered_in_digits() -> None:
    assert headings("第一部分 总体情况", "好。", "第二部分　主动公开政府信息情况") == [
        ("一", "总体情况"),
        ("二", "主动公开政府信息情况"),
    ]
    assert headings("1．总体情况", "好。", "2．主动公开政府信息情况", "3．公开了一批信息") == [
        ("1", "总体情况"),
        ("2", "主动公开政府信息情况"),
    ]


def test_text_behind_a_heading_on_its_line_is_none_of_it() -> None:
    found = sections(["一、总体情况 2021年，我局公开3条。", "二、主动公开政府信息情况：公开3条。"])
    assert [(s.heading, s.text) for s in found] == [
        ("总体情况", "2021年，我局公开3条。"),
        ("主动公开政府信息情况", "公开3条。"),
    ]


@pytest.mark.parametrize("said", ["无其他需要报告的事项。", "本年度无其他需要报告的事项"])
def test_sentence_that_there_is_nothing_is_the_text_of_its_section(said: str) -> None:
    found = sections(["一、总体情况", "公开信息十条。", "六、其他需要报告的事项", said])
    assert [(s.heading, s.text) for s in found][-1] == ("其他需要报告的事项", said)


def test_numbers_without_a_mark_and_headings_without_a_number() -> None:
    lines = ("一、概述", "好。", "三　依申请公开政府信息情况", "无。", "主要问题和改进措施", "无。")
    assert headings(*lines) == [
        ("一", "概述"),
        ("三", "依申请公开政府信息情况"),
        ("", "主要问题和改进措施"),
    ]


def test_a_list_of_contents_is_no_section() -> None:
    contents = ("一、总体情况", "二、主动公开政府信息情况")
    found = sections([*contents, "示例县水利局年度报告", contents[0], "好。", contents[1]])
    assert [(s.number, s.text) for s in found] == [("一", "好。"), ("二", "")]


def test_bracketed_parts_stay_inside_a_numbered_section() -> None:
    found = sections(["一、总体情况", "（一）主动公开政府信息情况", "好。", "二、其他", "无"])
    assert [s.heading for s in found] == ["总体情况", "其他"]
    assert found[0].text == "（一）主动公开政府信息情况\n好。"


def test_what_the_page_prints_below_the_report_is_no_section() -> None:
    own = "<p>六、其他需要报告的事项</p><p>无。</p><p>示例县水利局</p><p>2022年1月20日</p>"
    for below in (
        "上一篇：没有了",
        "【打印本页】",
        "扫一扫在手机打开当前页",
        "主办单位：示例县人民政府",
        "示例县水利局2020年政府信息公开工作年度报告",
        "京ICP备05000000号-1",
    ):
        found = extract(page(own, f"<p>{below}</p><p>最新消息</p>")).sections
        assert found[-1].text.endswith("2022年1月20日"), below


def test_words_of_the_narrative_end_no_report() -> None:
    for own in ("相关信息公开不够及时。", "网站管理有待加强。", "技术支持不足。", "访问量不高。"):
        found = extract(page(f"<p>五、存在的主要问题</p><p>{own}</p><p>将改进。</p>")).sections
        assert f"{own}\n将改进。" in found[-1].text


def test_report_in_one_table_says_what_others_say() -> None:
    title = "青山县水利局2021年政府信息公开工作年度报告"
    words = (title, "统计期限为2021年1月1日至12月31日。", "一、总体情况", "按要求公开。")
    figures_ = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "1", "2", "3")
    ends = ("三、其他需要报告的事项", "无。", "青山县水利局<br>2022年1月20日")
    rows = [
        *(f'<tr><td colspan="4">{text}</td></tr>' for text in (*words, "二、主动公开情况")),
        *("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in figures_),
        *(f'<tr><td colspan="4">{text}</td></tr>' for text in ends),
    ]
    found = extract(f"<html><body><table>{''.join(rows)}</table></body></html>".encode())
    assert (found.title, found.agency, found.year) == (title, "青山县水利局", 2021)
    assert [(s.number, s.text) for s in found.sections] == [
        ("一", "按要求公开。"),
        ("二", ""),
        ("三", "无。\n青山县水利局\n2022年1月20日"),
    ]
    assert [c.value for c in found.cells if c.item == "regulations"] == [1.0, 2.0, 3.0]


def test_heading_in_its_tables_first_row_begins_a_section() -> None:
    heading = '<tr><td colspan="4">二、主动公开政府信息情况</td></tr>'
    heads = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    article = table(heads, ("规章", "1", "2", "3")).replace("<tr>", heading + "<tr>", 1)
    found = extract(page(f"{article}<p>三、收到和处理情况</p>")).sections
    assert [s.number for s in found] == ["一", "二", "三"]


def test_list_of_the_reports_of_several_years_is_none_of_them() -> None:
    titles = [f"青山县水利局{year}年政府信息公开工作年度报告" for year in (2020, 2021, 2022)]
    items = "".join(f"<li><a href='{n}.html'>{t}</a> 2023-01-20</li>" for n, t in enumerate(titles))
    for head, refused in (("政府信息公开年报", True), (titles[0], False)):
        page_ = f"<html><head><title>{head}</title></head><body><h1>{head}</h1><ul>{items}</ul>"
        codes = {p.code for p in extract(page_.encode()).problems}
        assert ("not_a_report" in codes) == refused, head


def test_a_second_copy_of_the_narrative_is_no_section() -> None:
    lines = (
        "一、总体情况",
        "好。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    )
    assert headings(*lines, *lines) == headings(*lines)


def test_every_claim_names_its_source() -> None:
    claims = extract(html_page()).claims
    assert {"title", "period", "signature"} <= {c.source for c in claims}
    assert all(isinstance(c, Claim) and c.text for c in claims)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("本年度报告由示例镇人民政府编制。", "示例镇人民政府"),
        ("本年报由示例县水利局根据2021年度的工作情况编制而成。", "示例县水利局"),
        ("本报告由总体情况、主动公开政府信息情况等部分组成。", None),
    ],
)
def test_agency_that_says_it_wrote_the_report(opening: str, agency: str | None) -> None:
    claims = extract(page(opening=opening, title="2021年政府信息公开工作年度报告")).claims
    assert [c.agency for c in claims if c.source == "first_sentence"] == [agency] * bool(agency)


def test_years_of_a_column_page_without_agencies_stay_apart() -> None:
    reports = [
        (f"{year}年政府信息公开工作年度报告", render_html.article(report))
        for year, report in ((2022, DISTINCT_2021), (2019, DISTINCT_2019))
    ]
    body = "".join(f"<h2>{title}</h2>{article}" for title, article in reports)
    found = extract_all(f"<html><meta charset='utf-8'><body>{body}".encode())
    assert [e.year for e in found] == [2022, 2019]


def test_numbered_rows_of_a_table_without_lines_are_no_sections() -> None:
    rows = ("一、本年新收政府信息公开申请数量", "3", "二、上年结转政府信息公开申请数量", "0")
    lines = [
        "一、总体情况",
        "三、收到和处理政府信息公开申请情况",
        "表2 收到和处理政府信息公开申请情况",
        *rows,
    ]
    assert [s.heading for s in sections(lines)] == ["总体情况", "收到和处理政府信息公开申请情况"]


def test_title_keeps_its_brackets_as_they_were_printed() -> None:
    title = "青山县水利局（水务局） 2021年政府信息公开工作年度报告（本级）"
    assert extract(page(title=title)).title == title.replace(" ", "")
