"""西岭县, where scripts do all: the list is data in a script, the pager calls a function.

Nothing but the map of the site leads to the column.
"""

from __future__ import annotations

from collections.abc import Iterable

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "西岭县人民政府"
PAGER = (
    "<script>function goPage(n){ window.location.href='/nb/list_'+n+'.html'; }</script>"
    "<a href='javascript:goPage(1)'>1</a><a href='javascript:goPage(2)'>2</a>"
    "<a href='javascript:goPage(3)'>尾页</a>"
)


def site() -> Site:
    """The whole portal."""
    reports = {f"/detail/{year}88.html": (NAME, year) for year in range(2016, 2023)}
    columns = "".join(f"<li><a href='/c{n}/'>栏目{n}</a></li>" for n in range(30))
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("西岭县", "<p>欢迎</p><a href='/map.html'>网站地图</a>"),
        "/map.html": page("地图", f"<ul>{columns}<li><a href='/nb/'>信息公开年报</a></li></ul>"),
        "/nb/": _list((2022, 2021, 2020)),
        "/nb/list_1.html": _list((2022, 2021, 2020)),
        "/nb/list_2.html": _list((2019, 2018)),
        "/nb/list_3.html": _list((2017, 2016)),
        "/detail/1.html": decoy("西岭县2022年政府工作报告"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-scripted",
        name=NAME,
        host="127.0.3.14",
        region_code="140000",
        answers=answers,
        reports=reports,
    )


def _list(years: Iterable[int]) -> Answer:
    entries = [
        f"{{id:{year},title:'{NAME}{year}年政府信息公开工作年度报告',url:'/detail/{year}88.html'}}"
        for year in years
    ]
    entries.append("{id:1,title:'西岭县2022年政府工作报告',url:'\\/detail\\/1.html'}")
    data = f"<script>var dataList=[{','.join(entries)}];render(dataList);</script>"
    return page("信息公开年报", data + PAGER)
