"""What a reader can follow, and what an entry is called where its link says too little."""

from __future__ import annotations

import pytest
from scrapy import Request

from spiders.families import Page
from spiders.pages.html import absolute
from spiders.pages.links import frames, links
from spiders.report_files import attachments
from spiders.report_page import framed, holds_report, is_report

URL = "http://www.example.gov.cn/nb/index.html"
ROOT = "http://www.example.gov.cn"


MATRIX = (
    "<table><tr><th>单位</th><th>2020年</th></tr>"
    "<tr><td>市水利局</td><td><a href='a'>查看</a></td></tr></table>"
)
ROW = (
    "<table><tr><td>1</td><td>市水利局2020年年报</td><td>2021-01-20</td>"
    "<td><a href='a'>[下载]</a></td></tr></table>"
)
YEARS = "<table><tr><td>2019年度</td><td><a href='a'>下载</a></td></tr></table>"
CALLED = (
    "<script>function s(i){window.open('/d/'+i+'.htm')}</script><p onclick=\"s('a8')\">年报</p>"
)


def found(text: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(link.url.removeprefix(ROOT), link.title) for link in links(Page(URL, text, encoding))]


@pytest.mark.parametrize(
    ("text", "url", "title"),
    [
        ("<a href='a.html'><img src='x.png' alt='信息公开年报'></a>", "/nb/a.html", "信息公开年报"),
        ("<map><area href='/gk/' alt='信息公开'></map>", "/gk/", "信息公开"),
        ("<a href='javascript:window.open(\"/gk/\")'>公开</a>", "/gk/", "公开"),
        ("<li onclick=\"location.href='../gk/'\">公开</li>", "/gk/", "公开"),
        ("<select><option value='/gk/2021/'>2021年</option></select>", "/gk/2021/", "2021年"),
        ("<script>document.write('<a href=\"/gk/\">公开<\\/a>')</script>", "/gk/", "公开"),
        ("<script>m=[{name:'\\u516c\\u5f00',url:'\\/gk\\/'}]</script>", "/gk/", "公开"),
        ("<script>add(1,'信息公开','/gk/')</script>", "/gk/", "信息公开"),
        (CALLED, "/d/a8.htm", "年报"),
        ("<a href=' \n/gk\\x.html '>公开</a>", "/gk/x.html", "公开"),
        ("<a href='a' title='某局2021年年报全文'>某局2021年...</a>", "/nb/a", "某局2021年年报全文"),
        (
            "<a href='a' title='在新窗口中打开这个链接'>某局2021年年报</a>",
            "/nb/a",
            "某局2021年年报",
        ),
    ],
)
def test_whatever_opens_a_page_is_a_link(text: str, url: str, title: str) -> None:
    assert (url, title) in found(f"<html><body>{text}</body></html>")


def test_query_is_sent_in_the_encoding_of_the_page() -> None:
    text = "<a href='list.jsp?type=年报'>年报</a>"
    assert found(text, "gb18030")[0][0] == "/nb/list.jsp?type=%C4%EA%B1%A8"
    assert found(text)[0][0] == "/nb/list.jsp?type=%E5%B9%B4%E6%8A%A5"


@pytest.mark.parametrize(
    "address",
    [
        "2022 年报.html",
        "年报[1].pdf",
        "http://WWW.Example.gov.cn/a|b.html",
        "?q={a}&t='年报'",
        "a;b=1%zz",
    ],
)
def test_address_is_the_one_that_is_sent_so_that_the_fetch_log_knows_it(address: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        url = absolute(URL, address, encoding)
        assert url
        assert Request(url).url == url


def test_pager_that_a_script_puts_together_is_no_link() -> None:
    text = '<script>document.write("<a href=\\"index"+"_"+n+".html\\">下一页</a>");</script>'
    assert found(f"<html><body>{text}</body></html>") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (MATRIX, "市水利局2020年"),
        (ROW, "市水利局2020年年报"),
        (YEARS, "2019年度"),
        ("<ul><li>市水利局2020年年报（<a href='a'>查看</a>）</li></ul>", "市水利局2020年年报"),
        ("<h3>法治建设年报</h3><ul><li><a href='a'>2020年</a></li></ul>", "法治建设年报2020年"),
        ("<h2>信息公开年报</h2><ul><li>x</li></ul><a href='a'>更多&gt;&gt;</a>", "信息公开年报"),
        ("<h1>某局2018年报</h1><div><a href='zt/'><img src='a.jpg'></a></div>", ""),
        ("<h1>某局2018年报</h1><div><a href='a.pdf'><img src='p.gif'></a></div>", "某局2018年报"),
    ],
)
def test_vague_link_is_called_by_what_stands_around_it(text: str, title: str) -> None:
    assert [t for _, t in found(f"<html><body>{text}</body></html>")] == [title]


def test_script_that_sends_on_a_page_without_links_is_followed() -> None:
    sent = "<script>window.location.replace('/main.html')</script>"
    assert frames(Page(URL, f"<html><body>{sent}</body></html>")) == [f"{ROOT}/main.html"]
    menu = "<a href='1'>1</a><a href='2'>2</a><a href='3'>3</a>"
    assert frames(Page(URL, f"<html><body>{menu}{sent}</body></html>")) == []


def test_file_in_a_viewer_is_an_attachment_and_no_frame() -> None:
    page = Page(URL, "<body><iframe src='/pdfjs/viewer.html?file=/f/2.pdf'></iframe></body>")
    assert [a.url for a in attachments(page)] == [f"{ROOT}/f/2.pdf"]
    assert framed(page) == []


def test_page_that_only_holds_a_file_is_told_by_what_it_says() -> None:
    file = "<a href='/f/1.doc'>附件</a>"
    report = f"<title>2020年度报告-政府信息公开年报</title><h1>2020年度报告</h1>{file}"
    duties = f"<h1>市财政局</h1><p>负责政府信息公开。</p>{file}"
    explained = f"<h1>市财政局2020年政府信息公开年度报告解读</h1>{file}"
    assert holds_report(Page(URL, f"<html>{report}</html>"))
    assert not holds_report(Page(URL, f"<html>{duties}</html>"))
    assert not holds_report(Page(URL, f"<html>{explained}</html>"))


def test_report_of_the_old_form_is_told_by_its_period_where_its_title_is_a_bare_name() -> None:
    said = "根据《政府信息公开条例》，统计期限从2018年1月1日至12月31日。一、主动公开 二、依申请公开"
    assert is_report(Page(URL, f"<html><h1>市民政局</h1><p>{said}</p></html>"))
    explained = f"<h1>市民政局2018年政府信息公开年报解读</h1><p>{said}</p>"
    assert not is_report(Page(URL, f"<html>{explained}</html>"))


def test_entries_of_a_list_that_sends_its_form_are_links() -> None:
    text = (
        "<form action='list.jsp'><input type='hidden' name='cid' value='5'>"
        "<select name='dept' onchange='this.form.submit()'><option value=''>全部</option>"
        "<option value='101'>区教育局</option></select></form>"
        "<form action='/search.jsp'><select name='kind'><option value='1'>标题</option></select>"
    )
    found = links(Page("http://www.example.gov.cn/nb/list.jsp", text))
    assert [(li.url, li.title) for li in found] == [
        ("http://www.example.gov.cn/nb/list.jsp?cid=5&dept=101", "区教育局")
    ]


def test_title_cut_by_as_many_characters_as_dots_is_whole_in_its_attribute() -> None:
    title = "某市人民政府2024年政府信息公开工作年度报告"
    listing = Page(
        "http://www.example.gov.cn/", f'<a href="/1.html" title="{title}">{title[:-3]}...</a>'
    )
    assert [link.title for link in links(listing)] == [title]
