"""明河区, on a TRS site in GBK: years, within them groups, within those pages drawn by a script.

The home page is a frame set. Addresses are relative (`./`, `../`), suffixes `.shtml`. Beside the
departments' reports stand the reports of another kind, in the same list.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

GBK = "gb18030"
ROOT = "/zwgk/zfxxgknb/"
DISTRICT = "明河区人民政府"
BUREAUS = ("明河区教育局", "明河区民政局", "明河区司法局", "明河区财政局", "明河区水务局")


def site() -> Site:
    """The whole portal."""
    reports = {
        f"{ROOT}2022n/bm/202301/t202301{n + 10}_{n}.shtml": (b, 2022) for n, b in enumerate(BUREAUS)
    }
    towns = {f"{ROOT}2022n/jz/202301/t20230119_88.shtml": ("明河区桥头镇人民政府", 2022)}
    own = {f"{ROOT}2022n/202303/t20230329_70.shtml": (DISTRICT, 2022)}
    return Site(
        portal_id="family-trs",
        name=DISTRICT,
        host="127.0.3.4",
        region_code="420000",
        answers=_answers(reports, towns, own),
        reports={**reports, **towns, **own},
    )


Reports = dict[str, tuple[str, int]]


def _answers(reports: Reports, towns: Reports, own: Reports) -> dict[str, Answer]:
    bureaus = [_entry(path, f"{ROOT}2022n/bm/", told) for path, told in reports.items()]
    bureaus.insert(
        1, ("./202301/t20230130_91.shtml", "明河区2022年法治政府建设年度报告", "2023-01-30")
    )
    bureaus.insert(
        3, ("./202301/t20230130_92.shtml", "明河区政府网站工作年度报表（2022年度）", "2023-01-30")
    )
    lists = {
        f"{ROOT}2022n/bm/{name}": _list(f"<ul>{items(bureaus[at : at + 3])}</ul>{_pager(number)}")
        for number, (name, at) in enumerate(
            (("index.shtml", 0), ("index_1.shtml", 3), ("index_2.shtml", 6))
        )
    }
    groups = '<a href="./bm/">区直部门</a><a href="./jz/">乡镇（街道）</a>'
    top = [_entry(path, f"{ROOT}2022n/", told) for path, told in own.items()]
    return {
        "/robots.txt": robots("/admin/", "/was5/"),
        "/": page(
            "明河区",
            "",
            "<frameset rows='80,*'><frame src='top.htm'><frame src='main.htm'></frameset>",
            GBK,
        ),
        "/top.htm": page(
            "top", '<a href="/zwgk/">政务公开</a><a href="/xwzx/">新闻中心</a>', encoding=GBK
        ),
        "/main.htm": page("main", "<p>欢迎</p>", encoding=GBK),
        "/zwgk/": page(
            "政务公开",
            '<a href="./zfxxgknb/">年度报告</a><a href="./zn/">信息公开指南</a>',
            encoding=GBK,
        ),
        "/zwgk/zn/": page("指南", "<p>指南</p>", encoding=GBK),
        ROOT: _list('<a href="./2022n/">2022年</a>'),
        f"{ROOT}2022n/": _list(f"{groups}<ul>{items(top)}</ul>"),
        f"{ROOT}2022n/bm/": lists[f"{ROOT}2022n/bm/index.shtml"],
        **lists,
        f"{ROOT}2022n/jz/": _list(
            f"<ul>{items([_entry(p, ROOT + '2022n/jz/', t) for p, t in towns.items()])}</ul>"
        ),
        f"{ROOT}2022n/bm/202301/t20230130_91.shtml": decoy(
            "明河区2022年法治政府建设年度报告", encoding=GBK
        ),
        f"{ROOT}2022n/bm/202301/t20230130_92.shtml": decoy(
            "明河区政府网站工作年度报表（2022年度）", encoding=GBK
        ),
        **{p: report_page(a, y, encoding=GBK) for p, (a, y) in {**reports, **towns, **own}.items()},
    }


def _entry(path: str, folder: str, told: tuple[str, int]) -> tuple[str, str, str]:
    title = f"{told[0].removeprefix('明河区')}{told[1]}年政府信息公开工作年度报告"
    return "./" + path.removeprefix(folder), title, "2023年1月19日"


def _list(body: str) -> Answer:
    return page("政府信息公开年报", f'<a href="../">上级</a>{body}', encoding=GBK)


def _pager(number: int) -> str:
    return f'<script language="JavaScript">createPageHTML(3, {number}, "index", "shtml");</script>'
