"""Reports are taken, what lies beside them is not."""

from __future__ import annotations

import pytest

from spiders.choosing import Place, choose, rank_of
from spiders.domains import same_site
from spiders.families import Link, Page
from spiders.pages.addresses import leads_to_a_list
from spiders.report_page import attachments, images, is_report

COLUMN = "http://www.example.gov.cn/zfxxgk/nb/index.html"


def link(title: str, url: str, published: str | None = None) -> Link:
    return Link(f"http://www.example.gov.cn{url}", title, published)


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("某局2022年政府信息公开工作年度报告", "/zfxxgk/nb/202301/t1.html", "report"),
        ("《某局2022年政府信息公开工作年度报告》解读", "/zfxxgk/nb/202301/t2.html", None),
        ("关于召开政务公开工作会议的通知", "/zfxxgk/nb/202301/t3.html", None),
        ("市信访局", "/zfxxgk/nb/202001/t4.html", "look"),
        ("市信访局", "/zwgk/jgsz/5.html", None),
        ("2021年度报告", "/zfxxgk/nb/202201/t6.html", "look"),
        ("2021年", "/zfxxgk/nb/2021n/", "sub_column"),
        ("部门年报", "/zfxxgk/nb/bm/index.html", "column"),
        ("2022年政府信息公开年报", "/zfxxgk/nb/2022/", "column"),
        ("政府信息公开年报", "/zfxxgk/other/index.html", "column"),
        ("首页", "/", None),
        ("新闻", "/news/1.html", None),
        ("定兴县", "/zfxxgk/nb/xq/20240330.html", "look"),
        ("定兴县", "/zwgk/jgsz/6.html", None),
        ("3月", "/zfxxgk/nb/2021/03/", None),
        ("15", "/zfxxgk/nb/2021/03/15/", None),
    ],
)
def test_links_inside_a_column(title: str, url: str, kind: str | None) -> None:
    choice = choose(link(title, url), Place(COLUMN))
    assert (choice.kind if choice else None) == kind


def test_in_the_roots_folder_lies_everything() -> None:
    menu = frozenset({"www.example.gov.cn/jyj/?"})
    root = Place("http://www.example.gov.cn/list.jsp?id=9", common=menu)
    kinds = [choose(link(t, u), root) for t, u in (("市教育局", "/jyj/"), ("市水利局", "/slj/"))]
    assert [choice and choice.kind for choice in kinds] == [None, "sub_column"]


def test_article_may_be_called_content() -> None:
    url = "/gyj/c106256/c1402022/content.shtml"
    choice = choose(link("某局2022年政府信息公开工作年度报告", url), Place(COLUMN))
    assert choice
    assert choice.kind == "report"


def test_bare_name_outside_a_column_is_no_report() -> None:
    assert choose(link("市信访局", "/jgsz/5.html", "2020-01-01"), Place()) is None


def test_news_of_reports_is_no_column() -> None:
    assert (
        choose(link("市政府召开政府信息公开工作年度报告编制会议", "/art/99.html"), Place()) is None
    )


def test_way_to_the_column_is_ranked() -> None:
    ranks = [rank_of(link(t, "/")) for t in ("政府信息公开", "政务公开", "网站地图", "便民服务")]
    assert ranks == [1, 2, 3, None]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://www.baoding.gov.cn/a", True),
        ("https://kjj.baoding.gov.cn:8080/a", True),
        ("http://www.hebei.gov.cn/", False),
        ("http://baoding.gov.cn.example.com/", False),
        ("http://127.0.0.1/", False),
        ("javascript:void(0)", False),
    ],
)
def test_portal_is_its_registered_domain(other: str, same: bool) -> None:
    assert same_site("http://kjj.baoding.gov.cn/", other) is same


def test_every_loopback_address_and_port_is_a_portal_of_its_own() -> None:
    assert same_site("http://127.0.1.1:8000/", "http://127.0.1.1:8000/a")
    assert not same_site("http://127.0.1.1:8000/", "http://127.0.1.2:8000/a")
    assert not same_site("http://127.0.1.1:8000/", "http://127.0.1.1:8001/a")


def test_files_of_a_report_are_taken_whatever_their_address_hides() -> None:
    text = """<a href="/u/a.pdf">附件</a><a href="/download.jsp?wbfileid=9">附件.docx</a>
    <a href="/next.html">下一篇</a>"""
    found = attachments(Page("http://www.example.gov.cn/1.html", text))
    assert [f.title for f in found] == ["附件", "附件.docx"]


def test_content_images_are_taken_and_ornaments_left() -> None:
    text = """<div class="header"><img src="/top.png"></div><img src="/img/logo.png">
    <img src="/icon_pdf.gif"><img src="small.png" width="120"><img src="/qr.png">
    <div id="zoom"><img src="./W020230118.png" width="800"></div>"""
    page = Page("http://www.example.gov.cn/1.html", text)
    ornaments = frozenset({"http://www.example.gov.cn/qr.png"})
    assert [i.url for i in images(page, ornaments)] == ["http://www.example.gov.cn/W020230118.png"]


def test_column_page_that_is_the_report_is_told_by_title_and_sections() -> None:
    sections = "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况"
    title = "鹰潭市交通运输局2022年政府信息公开工作年度报告"
    url = "http://www.yingtan.gov.cn/col/col13872/index.html"
    assert is_report(Page(url, f"<h1>{title}</h1><p>{sections}</p>"))
    assert not is_report(Page(url, f"<h1>{title}解读</h1><p>{sections}</p>"))
    assert not is_report(Page(url, f"<h1>{title}</h1><p>目录</p>"))


def test_article_in_its_columns_folder_is_no_column() -> None:
    column = "http://www.example.gov.cn/col/col1229123351/"
    assert leads_to_a_list(f"{column}index.html")
    assert not leads_to_a_list(f"{column}art/2025/art_3d7185b314a7220b0531a9de350dfe4d.html")
    assert not leads_to_a_list("http://www.example.gov.cn/col/4039_446643/art/173/1736ffO7D.html")
