"""石桥县, on a site of nobody's making: a table of agencies by years, `?page=N`, GBK in addresses.

A script sends the visitor on. The first column is a table whose cells say 查看; further down the
page a second list, of the county's own reports, turned by `list.jsp?…&page=2`. The category in the
address is Chinese, and the server expects it in GBK.
"""

from __future__ import annotations

from urllib.parse import quote

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

GBK = "gb18030"
COUNTY = "石桥县人民政府"
AGENCIES = ("石桥县卫生健康局", "石桥县城关镇人民政府")
YEARS = (2020, 2021)
LIST = f"/open/list.jsp?type={quote('年报', encoding='gbk')}"


def site() -> Site:
    """The whole portal."""
    table = {
        f"/open/show.jsp?id={10 * n + y}": (a, y) for n, a in enumerate(AGENCIES) for y in YEARS
    }
    own = {f"/open/show.jsp?id={y}9": (COUNTY, y) for y in range(2016, 2020)}
    return Site(
        portal_id="family-generic",
        name=COUNTY,
        host="127.0.3.10",
        region_code="410000",
        answers=_answers(table, own),
        reports={**table, **own},
    )


def _answers(
    table: dict[str, tuple[str, int]], own: dict[str, tuple[str, int]]
) -> dict[str, Answer]:
    addresses = iter(table)
    rows = "".join(
        f"<tr><td>{agency}</td>"
        + "".join(f'<td><a href="..{next(addresses)}">查看</a></td>' for _ in YEARS)
        + "</tr>"
        for agency in AGENCIES
    )
    heads = "".join(f"<th>{year}年</th>" for year in YEARS)
    matrix = f"<table><tr><th>单位</th>{heads}</tr>{rows}</table>"
    entries = [
        (p, f"{a}{y}年政府信息公开工作年度报告", f"{y + 1}.3.2") for p, (a, y) in own.items()
    ]
    entries.insert(1, ("/open/show.jsp?id=5", "石桥县2019年国民经济和社会发展统计公报", "2020.3.9"))
    second = "location.href='list.jsp?type=年报&page=2'"
    pager = (
        '<a href="list.jsp?type=年报&page=1">首页</a>'
        '<a href="list.jsp?type=年报&amp;page=2">[2]</a>'
        f'<a href="javascript:void(0)" onclick="{second}">下一页</a>'
    )
    base = '<base href="/open/">'
    column = f"<div>{matrix}<ul>{items(entries[:3])}</ul>{pager}</div>"
    return {
        "/robots.txt": robots("/admin/"),
        "/": page("石桥县", "<script>window.location.replace('portal/default.jsp');</script>"),
        "/portal/default.jsp": page(
            "石桥县",
            "<table><tr>"
            '<td onclick="window.open(\'/open/index.jsp\')" style="cursor:hand">信息公开</td></tr>'
            '</table><a href="/news/">新闻</a>',
            encoding=GBK,
        ),
        "/open/index.jsp": page(
            "信息公开",
            '<a href="list.jsp?type=指南">公开指南</a><h3>信息公开年报</h3>'
            '<a href="list.jsp?type=年报">更多&gt;</a>',
            encoding=GBK,
        ),
        f"/open/list.jsp?type={quote('指南', encoding='gbk')}": page(
            "指南", "<p>指南</p>", encoding=GBK
        ),
        LIST: page("年报", column, base, GBK),
        f"{LIST}&page=1": page("年报", column, base, GBK),
        f"{LIST}&page=2": page("年报", f"<ul>{items(entries[3:])}</ul>", base, GBK),
        "/open/show.jsp?id=5": decoy("石桥县2019年国民经济和社会发展统计公报", encoding=GBK),
        **{path: report_page(*told, encoding=GBK) for path, told in {**table, **own}.items()},
    }
