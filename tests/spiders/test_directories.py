"""Directories of agencies: bare names, and what stands among them."""

from __future__ import annotations

import pytest
from scrapy.http import HtmlResponse

from spiders.choosing import Place
from spiders.families import Page, jpaas
from spiders.pages.decoding import decoded
from spiders.reading import read

ROOT = "http://www.example.gov.cn/"
MENU = {"www.example.gov.cn/xw/?"}


def organs(*names: str, path: str = "bm/{}/") -> list[str]:
    links = "".join(f"<a href='/{path.format(n)}'>{name}</a>" for n, name in enumerate(names))
    page = Page(ROOT + "gk/", f"<a href='/xw/'>新闻中心</a>{links}<a href='/gk/zn/'>公开指南</a>")
    return [link.title for link in read(page, Place(), ROOT).organs(MENU)]


def test_what_stands_among_many_agencies_is_one() -> None:
    named = ("教育局", "城投集团", "残联", "水利局", "和平街道", "融媒")
    assert organs(*named) == list(named[:-1]), "what stands behind the last one is not"


def test_few_agencies_are_a_directory_as_well() -> None:
    assert organs("教育局", "城投集团", "水利局") == ["教育局", "水利局"]


def test_group_of_agencies_is_none() -> None:
    assert organs("部门街镇信息公开", "教育局信息公开") == ["教育局"]


@pytest.mark.parametrize("head", ["", "<meta charset=iso-8859-1>"])
def test_short_page_in_gbk_that_does_not_say_so_is_read(head: str) -> None:
    body = f"{head}<A HREF=main.asp>首页</A> <A HREF=xxgk.asp?lm=5>政府信息公开</A>".encode(
        "gb18030"
    )
    text, encoding = decoded(HtmlResponse(ROOT, body=body, headers={"Content-Type": "text/html"}))
    assert ("政府信息公开" in text, encoding) == (True, "gb18030")


@pytest.mark.parametrize(("number", "more"), [(1, True), (2, True), (3, False)])
def test_jpaas_pager_that_counts_pages_is_followed(number: int, *, more: bool) -> None:
    entries = "".join(f"<li><a href=\\'/art/2024/art_{n}.html\\'>年报</a></li>" for n in range(5))
    html = f'<ul>{entries}</ul><div total=\\"3\\"></div>'.replace("\\'", "'")
    url = f"{ROOT}jpaas-publish-server/unit?pageId=5&paramJson=%7B%22pageNo%22%3A{number}%7D"
    found = jpaas.further(Page(url, f'{{"data": {{"html": "{html}"}}}}'))
    assert [f"pageNo%22%3A{number + 1}" in f.url for f in found] == [True] * more
