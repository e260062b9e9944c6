"""清河县, whose departments each have a corner of their own: guide, catalogue, annual reports.

So has the government itself, which no directory names: its link stands beside the groups'.

No column holds all of them. The way leads over a directory of agencies; entries name no agency.
"""

from __future__ import annotations

from sample_portals.making import items, page, report_page
from sample_portals.site import Answer, Site, robots

ORGANS = (
    "县教育局", "县公安局", "县民政局", "县司法局", "城关镇人民政府", "红旗乡人民政府", "县政府",
)  # fmt: skip
YEARS = (2021, 2022)


def site() -> Site:
    """The whole portal."""
    reports = {
        f"/gk/d{n}/nb/{year}12{n}.html": (organ, year)
        for n, organ in enumerate(ORGANS)
        for year in YEARS
    }
    directory = "".join(f"<li><a href='/gk/d{n}/'>{o}</a></li>" for n, o in enumerate(ORGANS[:-1]))
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("清河县", "<a href='/gk/'>政府信息公开</a><a href='/tjj/'>县统计局</a>"),
        "/gk/": page(
            "公开",
            "<a href='/gk/zn.html'>公开指南</a><a href='/gk/d6/'>县政府</a>"
            "<a href='/gk/bm/'>部门信息公开</a><a href='/gk/bm/'>乡镇信息公开</a>",
        ),
        "/gk/zn.html": page("政府信息公开指南", "<p>指南</p>"),
        "/gk/bm/": page("部门信息公开", f"<ul>{directory}</ul><a href='/tjj/'>县统计局</a>"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    for n in range(len(ORGANS)):
        answers |= _corner(n)
    return Site(
        portal_id="family-organ-directory",
        name="清河县人民政府",
        host="127.0.3.13",
        region_code="130000",
        answers=answers,
        reports=reports,
    )


def _corner(number: int) -> dict[str, Answer]:
    root = f"/gk/d{number}/"
    tabs = f"<a href='{root}zn/'>指南</a><a href='{root}ml/'>目录</a><a href='{root}nb/'>年报</a>"
    entries = [
        (f"{year}12{number}.html", f"{year}年政府信息公开工作年度报告", f"{year + 1}-01-20")
        for year in YEARS
    ]
    return {
        root: page("信息公开", tabs),
        f"{root}zn/": page("指南", tabs),
        f"{root}ml/": page("目录", tabs),
        f"{root}nb/": page("年报", f"{tabs}<ul>{items(entries)}</ul>"),
    }
