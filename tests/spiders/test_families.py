"""How each family lists and pages, on small pages written after real ones."""

from __future__ import annotations

import json
from urllib.parse import unquote

from spiders.families import Family, Link, Page, families, families_of, hanweb, jpaas, trs
from spiders.pages.links import links

HANWEB = """<html><body><script type="text/xml"><datastore>
<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;webid=73&columnid=1"></a>]]>
</nextgroup><recordset><record><![CDATA[<li><a href="/art/2026/1/9/art_103585_1.html"
title="某局2025年政府 信息公开工作年度报告">某局2025年…</a><span>2026-01-09</span></li>]]>
</record></recordset></datastore></script></body></html>"""

VSB = """<a href="../info/1046/21077.htm" title="某局2022年政府信息公开工作年度报告">某局2022</a>
<span class="p_no"><a href="nb/2.htm">2</a></span><a href="nb/1.htm">尾页</a>"""

CONFIG = """<script>window._CONFIG = { SID: '200025', TREE: [{"id":1,"name":"机构职能"},
{"id":2047,"name":"政府信息公开年度报告"}] }</script>"""


def page(url: str, text: str) -> Page:
    return Page(f"http://www.example.gov.cn{url}", text)


def told(listing: Page) -> Family:
    return families_of(listing)[0][0]


def test_generic_takes_what_shows_no_other_sign() -> None:
    assert [f.name for f in families()[-3:]] == ["interface", "generic", "script_files"]
    assert told(page("/", "<p>nothing</p>")).name == "generic"


def test_hanweb_entries_hidden_in_cdata_are_found_with_title_and_date() -> None:
    listing = page("/col/col103585/index.html", HANWEB)
    family = told(listing)
    assert family.name == "hanweb"
    assert family.links(listing) == [
        Link(
            "http://www.example.gov.cn/art/2026/1/9/art_103585_1.html",
            "某局2025年政府 信息公开工作年度报告",
            "2026-01-09",
        )
    ]
    further = "http://www.example.gov.cn/module/web/jpage/dataproxy.jsp?page=1&webid=73&columnid=1"
    assert [f.url for f in family.further(listing)] == [further]


def test_hanweb_stops_at_a_group_without_entries() -> None:
    empty = "<datastore><nextgroup><![CDATA[<a href='/x?page=9'></a>]]></nextgroup></datastore>"
    answer = page("/module/web/jpage/dataproxy.jsp?page=8", empty)
    assert told(answer).further(answer) == []


def test_trs_pages_are_counted_from_the_script() -> None:
    listing = page("/zfxxgknb/", '<script>createPageHTML(3, 0, "index", "html");</script>')
    family = told(listing)
    assert family.name == "trs"
    names = [f.url.rpartition("/")[2] for f in family.further(listing)]
    assert names == ["index_1.html", "index_2.html"]


def test_trs_variant_with_variables_keeps_the_pages_suffix() -> None:
    text = "<script>var currentPage = 0; var countPage = 2;</script>"
    listing = page("/zfxxgknb/index.shtml", text)
    names = [f.url.rpartition("/")[2] for f in told(listing).further(listing)]
    assert names == ["index_1.shtml"]


def test_trs_relative_links_become_absolute() -> None:
    listing = page("/zfxxgknb/", "<li><a href='./202301/t20230118_985740.html'>某局</a></li>")
    urls = [link.url for link in links(listing)]
    assert urls == ["http://www.example.gov.cn/zfxxgknb/202301/t20230118_985740.html"]


def test_vsb_pages_count_down_to_one() -> None:
    listing = page("/xxgk/nb.htm", VSB)
    family = told(listing)
    assert family.name == "vsb"
    names = [f.url.removeprefix("http://www.example.gov.cn/xxgk/") for f in family.further(listing)]
    assert names == ["nb/2.htm", "nb/1.htm"]


def test_gkmlpt_column_is_found_by_its_name_in_the_tree() -> None:
    listing = page("/gkmlpt/index", CONFIG)
    family = told(listing)
    assert family.name == "gkmlpt"
    api = "http://www.example.gov.cn/gkmlpt/api/all/2047?page=1&sid=200025"
    assert [c.url for c in family.columns(listing)] == [api]


def test_gkmlpt_column_named_in_the_address_is_taken() -> None:
    listing = page(
        "/lhq/gkmlpt/annualreport#77", "<script>window._CONFIG = {SID: '200025'}</script>"
    )
    api = "http://www.example.gov.cn/lhq/gkmlpt/api/all/77?page=1&sid=200025"
    assert [c.url for c in told(listing).columns(listing)] == [api]


def test_gkmlpt_answers_give_entries_and_the_next_page() -> None:
    article = {"title": "某局2021年政府信息公开工作年度报告", "url": "/content/post_1.html"}
    answer = {"articles": [{**article, "create_time": 1643040000}], "total": 101}
    listing = page("/gkmlpt/api/all/2047?page=1&sid=200025", json.dumps(answer))
    family = told(listing)
    assert family.links(listing) == [
        Link("http://www.example.gov.cn/content/post_1.html", article["title"], "2022-01-25")
    ]
    assert [f.url for f in family.further(listing)] == [listing.url.replace("page=1", "page=2")]
    last = page("/gkmlpt/api/all/2047?page=2&sid=200025", json.dumps(answer))
    assert family.further(last) == []


def test_baoding_is_told_by_the_names_of_its_pages() -> None:
    listing = page("/list-37-1.html", "<a href='/content-37-2291.html'>某局</a>")
    assert told(listing).name == "baoding"


def test_generic_follows_next_page_and_page_numbers_of_the_same_folder() -> None:
    text = "<a href='2.html'>下一页</a><a href='3.html'>3</a><a href='/weather/7.html'>7</a>"
    listing = page("/nb/1.html", text)
    names = [f.url.rpartition("/")[2] for f in told(listing).further(listing)]
    assert names == ["2.html", "3.html"]


def test_jpaas_page_that_shows_the_first_entries_asks_for_the_second_page() -> None:
    pager = """<div class="pagination" querydata="{'webId':'52'}" count="10" rows="4"></div>"""
    asked = jpaas.further(page("/col/col1/index.html", f"<ul></ul>{pager}"))
    assert [unquote(f.url).partition("?")[2] for f in asked] == [
        "webId=52",
        'webId=52&paramJson={"pageNo":2,"pageSize":4}',
    ]


def test_jpaas_pager_may_tell_the_number_of_pages_alone() -> None:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=a"
    answer = json.dumps({"data": {"html": "<ul></ul>共2页 <a onclick='goPage(2)'>下一页</a>"}})
    (asked,) = jpaas.further(page(unit, answer))
    assert unquote(asked.url).endswith('?pageId=a&pageNo=2&paramJson={"pageNo":2}')
    assert not jpaas.further(page(asked.url.removeprefix("http://www.example.gov.cn"), answer))


def test_jpaas_pager_without_numbers_is_turned_until_nothing_is_listed() -> None:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=a"
    pager = "<span>共41条</span><a href='javascript:void(0)'>下一页</a>"
    entry = "<li><a href='/art/2024/art_1.html'>某局2023年年报</a></li>"
    (asked,) = jpaas.further(page(unit, json.dumps({"data": {"html": entry + pager}})))
    assert unquote(asked.url).endswith('?pageId=a&pageNo=2&paramJson={"pageNo":2}')
    assert not jpaas.further(page(unit, json.dumps({"data": {"html": f"<ul></ul>{pager}"}})))


def test_trs_column_without_a_file_s_name_turns_pages_as_its_articles_end() -> None:
    text = '<a href="./202501/t20250110_7.shtml">a</a><script>var countPage = 2</script>'
    assert [f.url for f in trs.further(page("/xxgknb/", text))] == [
        "http://www.example.gov.cn/xxgknb/index_1.shtml"
    ]


def test_trs_pager_s_own_suffix_goes_before_that_of_articles() -> None:
    drawn = 'document.write("<a href=\\"index"+"_" + i + "."+"shtml\\">" + i + "</a>")'
    text = f'<a href="./2025-01-10/7.html">a</a><script>var countPage = 2;{drawn}</script>'
    assert [f.url for f in trs.further(page("/xxgknb/", text))] == [
        "http://www.example.gov.cn/xxgknb/index_1.shtml"
    ]


def test_jpaas_pager_may_be_a_call_with_the_numbers() -> None:
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?pageId=a"
    call = "<script>$('#p').pagination({total:41,pageSize:15,pageNo:1})</script>"
    (asked,) = jpaas.further(page(unit, json.dumps({"data": {"html": f"<ul></ul>{call}"}})))
    assert unquote(asked.url).endswith('?pageId=a&paramJson={"pageNo":2,"pageSize":15}')


def test_hanweb_total_may_stand_in_the_script() -> None:
    store = "<datastore><recordset><record><![CDATA[<a href='/a'>a</a>]]></record></recordset>"
    script = "$('#9').jpage({totalRecord:31, perPage:15, columnid:5, unitid:'9'})"
    text = f"<script>{store}</datastore></script><script>{script}</script>"
    (asked,) = hanweb.further(page("/col/col5/index.html", text))
    assert asked.url.endswith("startrecord=2&endrecord=31&perpage=15")


def test_trs_suffix_of_a_variable_and_no_name_that_stands_in_one() -> None:
    script = (
        'var pageName="index";var pageExt="shtml";var pageIndex=0;var pageCount=3;'
        's+="<a href=\'"+pageName+"_"+(pageIndex+1)+"."+pageExt+"\'>下一页</a>";'
    )
    listing = page("/zfxxgknb/", f"<ul></ul><script>{script}</script>")
    urls = [f.url for family, _ in families_of(listing) for f in family.further(listing)]
    root = "http://www.example.gov.cn/zfxxgknb/index_"
    assert set(urls) == {f"{root}1.shtml", f"{root}2.shtml"}
