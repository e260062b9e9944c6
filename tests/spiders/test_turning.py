"""How long a list is followed in which nothing is found: as long as it shows that it goes on."""

from __future__ import annotations

import pytest

from spiders.choosing import Place
from spiders.column import MOST_TURNED, MOST_TURNED_AMONG_OTHERS, Column
from spiders.families import Page
from spiders.pages.page_counts import stated_in
from spiders.reading import read

URL = "http://www.example.gov.cn/xxgk/index_3.html"


def turned(*, sure: bool = True, mixed: bool = False, stated: int = 0) -> int:
    """The pages after which a column without reports is left."""
    column = Column(URL, sure=sure)
    pages = 1
    while not column.gave(0, turned=True, mixed=mixed, stated=stated):
        pages += 1
    return pages


def test_list_is_left_unless_it_says_or_shows_that_it_goes_on() -> None:
    assert turned() == MOST_TURNED
    assert turned(stated=12) == MOST_TURNED
    assert turned(mixed=True) == turned(sure=False) == MOST_TURNED_AMONG_OTHERS
    assert turned(stated=66) == turned(mixed=True, stated=66) == 66


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("<a>首页</a> 共<b>60</b>页 <a>尾页</a>", 60),
        ("<p>第 3/60 页</p>", 60),
        ("<p>页次：3/60 下一页 尾页</p>", 60),
        ("<p>总页数：60</p>", 60),
        ("<script>createPageHTML(60, 2, 'index', 'html'); var countPage = 60</script>", 0),
        ("<script>var pageCount = 60;</script>", 60),
        ("<p>共900条</p><p>2024/12 下发</p><a>下一页</a>", 0),
    ],
)
def test_pages_that_a_list_says_it_has(text: str, pages: int) -> None:
    assert stated_in(Page(URL, text)) == pages


@pytest.mark.parametrize(("before", "goes_on"), [(range(5), False), (range(90, 95), True)])
def test_page_of_a_mixed_list_brings_other_entries(before: range, *, goes_on: bool) -> None:
    def entries(numbers: range) -> str:
        shown = (f"<li><a href='t2024{n:04}.html'>公示第{n}号</a>2024-03-01</li>" for n in numbers)
        return "".join(shown)

    here = read(Page(URL, entries(range(5))), Place(URL), URL)
    last = read(Page(URL, entries(before)), Place(URL), URL)
    assert here.brings_others(last.entries()) is goes_on
