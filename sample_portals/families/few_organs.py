"""安河市, whose directory has two agencies: each one's years are pages that are the report.

Everything is `column/ORGAN?type=…`; a year is asked for with `timeFrame=`. One agency's years are
tabs of links, the other's buttons that load a piece of HTML.
"""

from __future__ import annotations

from sample_portals.making import article, items, page
from sample_portals.site import Answer, Site, html, robots

CITY = "安河市人民政府"
TABBED, LOADED = ("491", "安河市人力资源和社会保障局"), ("502", "安河市残联")
YEARS = (2021, 2022)


def site() -> Site:
    """The whole portal."""
    tabs = {_tab(year): (TABBED[1], year) for year in YEARS}
    pieces = {f"/public/nb/{LOADED[0]}/{year}.html": (LOADED[1], year) for year in YEARS}
    return Site(
        portal_id="family-few-organs",
        name=CITY,
        host="127.0.3.22",
        region_code="510000",
        answers=_answers(pieces),
        reports={**tabs, **pieces},
    )


def _tab(year: int) -> str:
    return f"/public/column/{TABBED[0]}?type=3&nav=5&timeFrame={year}&hasContent=true"


def _answers(pieces: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    both = (TABBED, LOADED)
    directory = "".join(
        f'<li><a href="/public/column/{organ}?type=2&nav=2">{name[3:]}</a></li>'
        for organ, name in both
    )
    answers = {
        "/robots.txt": robots("/admin/"),
        "/": page(CITY, '<a href="/public/">政府信息公开</a><a href="/news/">要闻</a>'),
        "/public/": page("政府信息公开", f"<h3>部门</h3><ul>{directory}</ul>"),
    }
    for organ, name in both:
        menu = _menu(organ)
        notice = [(f"/public/{organ}/1.html", "关于印发工作要点的通知", "2024-03-01")]
        answers[f"/public/column/{organ}?type=1&nav=0"] = page("指南", f"{menu}<p>公开指南</p>")
        answers[f"/public/column/{organ}?type=2&nav=2"] = page(name, menu + items(notice))
    years = "".join(f'<li><a href="{_tab(year)}">{year}年</a></li>' for year in YEARS)
    column = f"/public/column/{TABBED[0]}?type=3&nav=5"
    answers[column] = page("年报", f"{_menu(TABBED[0])}<ul>{years}</ul>")
    for year in YEARS:
        shown = f"{_menu(TABBED[0])}<ul>{years}</ul>{article(TABBED[1], year)}"
        answers[_tab(year)] = page("年报", shown)
    answers[f"/public/column/{LOADED[0]}?type=3&nav=5"] = page("年报", _buttons())
    return answers | {path: html(article(*told)) for path, told in pieces.items()}


def _menu(organ: str) -> str:
    return (
        f'<a href="/public/column/{organ}?type=1&nav=0">信息公开指南</a>'
        f'<a href="/public/column/{organ}?type=2&nav=2">法定主动公开内容</a>'
        f'<a href="/public/column/{organ}?type=3&nav=5">政府信息公开年报</a>'
    )


def _buttons() -> str:
    buttons = "".join(f'<a href="javascript:;" onclick="show({y})">{y}年</a>' for y in YEARS)
    load = f"$('#c').load('/public/nb/{LOADED[0]}/' + y + '.html');"
    script = f"<script>function show(y) {{ {load} }}</script>"
    return f"{_menu(LOADED[0])}{buttons}<div id='c'></div>{script}"
