"""延河县, in the way of northern Shaanxi: lists `1.html`, `2.html`, articles named by 19 digits.

Groups first, then years; the pager of one list is drawn by a script that knows how many pages.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

ROOT = "/zfxxgk/zfxxgknb/"
BUREAUS = ("公安局", "县教育体育局", "延河县林业局")


def site() -> Site:
    """The whole portal."""
    bureaus = {
        f"{ROOT}bmxxgknb/165114646379980800{n}.html": (b, 2021) for n, b in enumerate(BUREAUS)
    }
    towns = {
        f"{ROOT}xz/2021/157142408452332749{n}.html": (t, 2021)
        for n, t in enumerate(("张家湾镇", "驼峰路街道办事处"))
    }
    return Site(
        portal_id="family-shaanxi",
        name="延河县人民政府",
        host="127.0.3.9",
        region_code="610000",
        answers=_answers(bureaus, towns),
        reports={**bureaus, **towns},
    )


def _answers(
    bureaus: dict[str, tuple[str, int]], towns: dict[str, tuple[str, int]]
) -> dict[str, Answer]:
    of_bureaus = [
        (p.rpartition("/")[2], f"{a}{y}年政府信息公开年度工作报告", "2022-01-26")
        for p, (a, y) in bureaus.items()
    ]
    of_towns = [
        (f"./{p.rpartition('/')[2]}", f"{a}政府信息公开工作年度报告", "2022/01/26")
        for p, (a, _) in towns.items()
    ]
    news = f"{ROOT}bmxxgknb/1651146463799808999.html"
    of_bureaus.insert(1, (news, "公安局召开2021年政务公开工作推进会", "2022-01-20"))
    script = f"<script>new Page({{total: {len(of_bureaus)}, size: 2, cur: 1}});</script>"
    tabs = f'<a href="{ROOT}bmxxgknb/1.html">部门</a><a href="{ROOT}xz/1.html">乡镇</a>'
    return {
        "/robots.txt": robots("/admin/"),
        "/": page("延河县", '<meta http-equiv="refresh" content="0;url=/site/index.html">'),
        "/site/index.html": page(
            "延河县", '<a href="/zfxxgk/">政府信息公开</a><a href="/jgsz/1.html">机构设置</a>'
        ),
        "/zfxxgk/": page(
            "政府信息公开",
            f'<a href="/zfxxgk/zn/1.html">政府信息公开指南</a>'
            f'<a href="{ROOT}1.html">政府信息公开年报</a>',
        ),
        "/zfxxgk/zn/1.html": page("指南", "<p>指南</p>"),
        f"{ROOT}1.html": page("政府信息公开年报", tabs),
        f"{ROOT}bmxxgknb/1.html": page("部门", f"{tabs}<ul>{items(of_bureaus[:2])}</ul>{script}"),
        f"{ROOT}bmxxgknb/2.html": page("部门", f"{tabs}<ul>{items(of_bureaus[2:])}</ul>{script}"),
        f"{ROOT}xz/1.html": page("乡镇", f'{tabs}<a href="{ROOT}xz/2021/1.html">2021年度</a>'),
        f"{ROOT}xz/2021/1.html": page("2021年度", f"{tabs}<ul>{items(of_towns)}</ul>"),
        news: decoy("公安局召开2021年政务公开工作推进会"),
        **{path: report_page(*told) for path, told in {**bureaus, **towns}.items()},
    }
