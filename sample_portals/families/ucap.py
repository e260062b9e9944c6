"""鄯河县, on a UCAP site: `list.shtml`, `list_2.shtml`; the same article for telephones as well.

The menu is data in a script. One agency has its list elsewhere, its articles are all called
content.shtml. Half-yearly figures, an instruction and the county's own summary of
work stand in the same list.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "鄯河县人民政府"
FOLDER = "/shx/c106168/"
STATION = "鄯河县气象局"
ELSEWHERE = "/shx/c106222/"


def site() -> Site:
    """The whole portal."""
    agencies = (NAME, "鄯河县发展和改革委员会", "鄯河县农业农村局", "鄯河县辟展镇人民政府")
    reports = {
        f"{FOLDER}202301/{n + 160:032x}.shtml": (agency, 2022) for n, agency in enumerate(agencies)
    }
    reports[f"{ELSEWHERE}c1400207/content.shtml"] = (STATION, 2022)
    return Site(
        portal_id="family-ucap",
        name=NAME,
        host="127.0.3.7",
        region_code="650000",
        answers=_answers(reports),
        reports=reports,
    )


def _answers(reports: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    *entries, station = [
        (p, f"{y}年{a}政府信息公开工作年度报告", "2023-01-28") for p, (a, y) in reports.items()
    ]
    first = next(iter(reports))
    wap, mobile = first.replace(".shtml", "_wap.shtml"), f"{first}?isMobile=false"
    entries[1:1] = [(wap, entries[0][1], "2023-01-28"), (mobile, entries[0][1], "2023-01-28")]
    decoys = {
        f"{FOLDER}202207/{1:032x}.shtml": "2022年上半年政府信息公开数据统计",
        f"{FOLDER}202212/{2:032x}.shtml": "关于做好2022年政府信息公开年报编制工作的通知",
        f"{FOLDER}202301/{3:032x}.shtml": "鄯河县2022年政务公开工作总结",
        f"{FOLDER}202302/{4:032x}.shtml": "鄯河县2022年政府信息公开年报英文版 Annual Report",
    }
    entries[4:4] = [(path, title, "2022-12-20") for path, title in decoys.items()]
    menu = (
        "<script>var nav=[{id:1,name:'首页',url:'/shx/index.shtml'},"
        '{id:2,"name":"政府信息公开","url":"\\/shx\\/zfxxgk\\/xxgk.shtml"}];</script>'
    )
    shell = "<script>createPageHTML('page_div',2, 1,'list','shtml',18);</script>"
    return {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, menu),
        "/shx/zfxxgk/xxgk.shtml": page(
            "政府信息公开", f'<iframe src="{FOLDER}menu.shtml"></iframe><a href="/">首页</a>'
        ),
        f"{FOLDER}menu.shtml": page(
            "menu", f'<a target="_top" href="{FOLDER}list.shtml">政府信息公开年报</a>'
        ),
        f"{FOLDER}list.shtml": page(
            "年报",
            f'<a href="{ELSEWHERE}list.shtml">{STATION}</a>'
            f"<ul>{items(entries[:6])}</ul><div id='page_div'></div>{shell}",
        ),
        f"{ELSEWHERE}list.shtml": page(STATION, f"<ul>{items([station])}</ul>"),
        f"{FOLDER}list_2.shtml": page(
            "年报", f"<ul>{items(entries[6:])}</ul>{shell.replace(' 1,', ' 2,')}"
        ),
        wap: report_page(*reports[first]),
        mobile: report_page(*reports[first]),
        **{path: decoy(title) for path, title in decoys.items()},
        **{path: report_page(*told) for path, told in reports.items()},
    }
