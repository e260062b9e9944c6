"""南浦市, whose reports lie in two columns: the new one, and an old one that an old page names.

The home page's menu stands in a script file. The page of 政府信息公开 shows the latest reports,
with `更多` to the new column; the guide's tabs lead to the old one. Another body's report stands
among them.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

CITY = "南浦市人民政府"
NEW, OLD = "/zfxxgk/fdzdgk/ndbg/", "/old/xxgk/gknb/"


def site() -> Site:
    """The whole portal."""
    new = {f"{NEW}{y + 1}/{y}0131.html": (CITY, y) for y in (2020, 2021, 2022)}
    old = {f"{OLD}show_{y}77.html": (CITY, y) for y in (2009, 2014)}
    other = {f"{NEW}2023/20230201.html": ("示例省人民政府", 2022)}
    return Site(
        portal_id="family-two-columns",
        name=CITY,
        host="127.0.3.12",
        region_code="350000",
        answers=_answers(new, old, other),
        reports={**new, **old, **other},
    )


Reports = dict[str, tuple[str, int]]


def _answers(new: Reports, old: Reports, other: Reports) -> dict[str, Answer]:
    entries = [
        (p, f"{a}{y}年政府信息公开工作年度报告", f"{y + 1}-01-31")
        for p, (a, y) in {**other, **new}.items()
    ]
    notice = (
        f"{NEW}2023/20230105.html",
        "关于编制2022年政府信息公开工作年度报告的公告",
        "2023-01-05",
    )
    ancient = [
        (f"show_{y}77.html", f"{y}年度南浦市政府信息公开年报", f"{y + 1}年3月1日")
        for _, y in old.values()
    ]
    latest = f"<h2>政府信息公开年报</h2><ul>{items(entries[:2])}</ul>"
    latest += '<a href="./fdzdgk/ndbg/index.html">更多</a>'
    tabs = f'<a href="/zfxxgk/">政府信息公开</a><a href="{OLD}">年报</a>'
    return {
        "/robots.txt": robots("/admin/"),
        "/": page(
            CITY,
            '<div id="nav"></div><script src="/js/menu.js"></script>'
            '<a href="/news/1.html">要闻</a>',
        ),
        "/js/menu.js": Answer(
            'addMenu(0,"首页","/");addMenu(1,"政府信息公开","/zfxxgk/");addMenu(2,"互动","/hd/");'.encode(),
            "application/javascript",
        ),
        "/zfxxgk/": page("政府信息公开", f'<a href="/zfxxgk/zn.html">政府信息公开指南</a>{latest}'),
        "/zfxxgk/zn.html": page("政府信息公开指南", tabs),
        f"{NEW}index.html": page(
            "政府信息公开年报",
            f"<dl>{''.join(f'<dd>{e}</dd>' for e in [items(entries), items([notice])])}</dl>",
        ),
        OLD: page("信息公开年报", f"<div>{items(ancient)}</div>"),
        notice[0]: decoy(notice[1]),
        **{path: report_page(*told) for path, told in {**new, **old, **other}.items()},
    }
