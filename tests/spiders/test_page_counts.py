"""Pagers that a script draws: the other pages of the list."""

from __future__ import annotations

import pytest

from spiders.families import Further, Page
from spiders.families.generic import further
from spiders.pages.continued import further_pages

ROOT = "http://www.example.gov.cn"


@pytest.mark.parametrize(
    ("script", "paths"),
    [
        (
            'var totalPage=3; s+="<a href=\'list_"+i+".html\'>"+i+"</a>";',
            ["/nb/list_2.html", "/nb/list_3.html"],
        ),
        (
            "laypage.render({count:21,limit:10,jump:function(o){location.href='?p='+o.curr;}})",
            ["/nb/list.html?p=2", "/nb/list.html?p=3"],
        ),
        ("var maxPage = parseInt('2'); location.href = 'l_' + n + '.html'", ["/nb/l_2.html"]),
        ("new Pager({total:5,pageSize:3,url:'list_{page}.html'})", ["/nb/list_2.html"]),
        ("var pages=['list.html','n_2.html','n_3.html'];", ["/nb/n_2.html", "/nb/n_3.html"]),
        ("draw({cur:1,pageCount:2,name:'list',ext:'html'})", ["/nb/list_2.html"]),
        ("draw({cur:0,pageCount:2,name:'list',ext:'html'})", ["/nb/list_1.html"]),
        ("var totalPage=3; location.href='/search/'+word;", []),
        ('s+="<a href=\'list_"+i+".html\'>";', []),
    ],
)
def test_count_and_address_give_the_pages(script: str, paths: list[str]) -> None:
    page = Page(f"{ROOT}/nb/list.html", f"<p>年报</p><script>{script}</script>")
    assert [f.url.removeprefix(ROOT) for f in further(page)] == paths


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("laypage({pages:3,jump:function(o){location.href=o.curr+'.html'}})", ["2.html", "3.html"]),
        ("var pageCount=2; go(n + '.html')", ["2.html"]),
        ("var pageCount=2; location.href = '/s/' + word + '.html'", []),
        ("var pageCount=2; go(n + '.pdf')", []),
    ],
)
def test_page_named_by_its_number_alone_has_its_fellows(script: str, names: list[str]) -> None:
    page = Page(f"{ROOT}/nb/1.html", f"<p>年报</p><script>{script}</script>")
    assert [f.url.removeprefix(f"{ROOT}/nb/") for f in further(page)] == names


@pytest.mark.parametrize(
    ("method", "sent"),
    [
        ("get", Further(f"{ROOT}/list.do?id=7&page.no=2")),
        ("post", Further(f"{ROOT}/list.do", (("id", "7"), ("page.no", "2")))),
    ],
)
def test_form_that_a_script_fills_in_is_sent(method: str, sent: Further) -> None:
    text = (
        f'<form method="{method}" action="/list.do"><input type="hidden" name="id" value="7">'
        '<input id="no" name="page.no" value="1"></form><a href="javascript:go(2)">下一页</a>'
        '<script>function go(p) { $("#no").val(p); $("#f").submit(); }</script>'
    )
    assert further(Page(f"{ROOT}/list.do?id=7", text)) == [sent]


@pytest.mark.parametrize(
    ("text", "stem", "names"),
    [
        ('<script>createPageHTML(3,0,"t2024_99","html")</script>', "t2024_99", ["_1", "_2"]),
        ("<script>createPageHTML('d',2,1,'6f','html')</script>", "6f", ["_2"]),
        ('<a href="t2024_99_1.html">2</a><a href="t2024_99_1.html">下一页</a>', "t2024_99", ["_1"]),
        ('<a href="t2024_100.html">下一篇</a><a href="t2024_98.html">2</a>', "t2024_99", []),
        ('<script>createPageHTML(3,0,"index","html")</script>', "t2024_99", []),
    ],
)
def test_article_goes_on_under_its_own_name(text: str, stem: str, names: list[str]) -> None:
    page = Page(f"{ROOT}/nb/{stem}.html", f"<p>年报</p>{text}")
    assert further_pages(page) == [f"{ROOT}/nb/{stem}{name}.html" for name in names]
