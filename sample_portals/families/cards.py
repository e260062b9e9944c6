"""嵩河县自然资源局, whose list is of cards: a heading, a date, and a link that says 查看详情.

The way there is a link without a word, with a title alone. The list goes on as its head says.
"""

from __future__ import annotations

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "嵩河县自然资源局"
LIST = "/shx/zfxxgknb/"
YEARS = tuple(range(2023, 2016, -1))
SIZE = 4
_TITLES = (
    "{a}{y}年度信息公开年报",
    "{y}年{a}政务公开年度报告",
    "{a}关于{y}年度政府信息公开工作情况的报告",
    "{y}年度政府信息公开年报（{a}）",
)


def site() -> Site:
    """The whole portal."""
    reports = {f"/shx/c{year}/{year}0120.shtml": (NAME, year) for year in YEARS}
    cards = [
        _card(path, _TITLES[year % len(_TITLES)].format(a=NAME, y=year), f"{year + 1}-01-20")
        for path, (_, year) in reports.items()
    ]
    cards.insert(2, _card("/shx/c1/1.shtml", f"{NAME}2023年政府信息公开工作要点", "2023-05-20"))
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/shx/zfxxgk/">政府信息公开</a>'),
        "/shx/zfxxgk/": page("公开", f'<a class="b1" title="政府信息公开年报" href="{LIST}"></a>'),
        LIST: page(
            "年报", "".join(cards[:SIZE]), f'<link rel="next" href="{LIST}?a=1&amp;start=5">'
        ),
        f"{LIST}?a=1&start=5": page("年报", "".join(cards[SIZE:])),
        "/shx/c1/1.shtml": decoy(f"{NAME}2023年政府信息公开工作要点"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-cards",
        name=NAME,
        host="127.0.3.31",
        region_code="530000",
        answers=answers,
        reports=reports,
    )


def _card(path: str, title: str, day: str) -> str:
    return f'<div class="card"><h3>{title}</h3><p>{day}</p><a href="{path}">查看详情</a></div>'
