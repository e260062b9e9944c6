"""What a page prints about itself, on a line or in a table: 发布日期：2022-01-20 来源：水利局."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.blocks import Grid
from transforms.claims.numerals import dates_in_digits
from vocabulary.text import squash

DATE = re.compile(r"(20\d\d)[年/.-](\d{1,2})[月/.-](\d{1,2})日?")
_PUBLISHED = re.compile(
    rf"(?<!统计)(?<!数据)(?<!打印)(?<!当前)(?<!访问)(?<!截止)(?<!下载)(?:发布|发文|公开|生成|成文|印发|更新|发表|信息|上网|录入)?(?:日期|时间)[:：]?{DATE.pattern}(?![-—–~至到])|"
    rf"^{DATE.pattern}(?=来源|字[体号]|浏览|点击)|"
    rf"^{DATE.pattern}\d{{1,2}}:\d\d(?::\d\d)?(?=.{{0,30}}(?:来源|作者|字[体号]|浏览|点击|阅读))"
)
_ORIGIN = re.compile(
    r"((?:信息|文章|稿件|新闻)?来源|发布(?:机构|单位|者)|公开(?:机构|主体|单位)|发文(?:机关|单位)|(?:编制|填报|报告|报送)单位(?:[(（](?:盖章|公章)[)）])?)[:：]\s*"
    r"([^\s:：|]{2,30}?)(?=$|\s|[|【\[(（]|(?:发布|发文|公开|生成|更新|信息)?(?:日期|时间)[:：]|浏览|字[体号]|作者|访问)"
)
_HEAD, _TAIL = 25, 4  # paragraphs, from either end, among which a page prints this
_SHORT = 160
_HEAD_ROWS = 12


def iso(text: str) -> str | None:
    """The first date of a text as ISO date."""
    found = DATE.search(dates_in_digits(text))
    if not found:
        return None
    year, month, day = map(int, found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def published(lines: Sequence[str]) -> tuple[str, str] | None:
    """(text as printed, ISO date) of the line that says when the page was published."""
    for line in lines:
        text = squash(line)
        if "20" in text and (found := _PUBLISHED.search(text)) and (date := iso(found[0])):
            return found[0], date
    return None


def origin(lines: Sequence[str]) -> tuple[str, str] | None:
    """(text as printed, name) of the line that says whose page it is."""
    for line in lines:
        if (":" in line or "：" in line) and (found := _ORIGIN.search(line)):
            return found[0], found[2]
    return None


def lines_of(paragraphs: Sequence[str], grids: Sequence[Grid]) -> list[str]:
    """Short paragraphs at either end, and the pairs of label and text in small tables."""
    ends = [*paragraphs[:_HEAD], *paragraphs[_HEAD:][-_TAIL:]]
    return [*(p for p in ends if len(p) <= _SHORT), *_pairs(grids)]


def _pairs(grids: Sequence[Grid]) -> Iterator[str]:
    for grid in grids[:2]:
        for row in grid.rows() if grid.height <= _HEAD_ROWS else ():
            texts = [e.cell.text.strip() for e in row if e.own]
            for label, text in pairwise(texts):
                if 2 <= len(label) <= 12 and text:
                    yield f"{squash(label).strip('[]:')}：{text}"
