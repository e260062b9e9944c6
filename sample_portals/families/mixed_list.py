"""青坪县财政局, whose reports stand in a list of everything, the first on its third page.

The list is called 法定主动公开内容. It holds notices, news of the platform and guides, page after
page, each with 下一页 alone.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

BUREAU = "青坪县财政局"
LIST = "/zwgk/fdzdgknr/"
PAGES, EACH = 9, 12
STANDS = {2023: 2, 2022: 5, 2021: 8}  # by year, the page (the first is 0)
_NOTICES = (
    "关于2024年第{n}号政府采购公告", "财政局召开第{n}次局务会议", "政府信息公开平台第{n}期运行通报",
    "青坪县2023年度第{n}批专项资金分配情况", "政府信息公开指南（第{n}次修订）",
    "关于开展第{n}轮年度工作检查的通知",
)  # fmt: skip


def site() -> Site:
    """The whole portal."""
    reports = {f"/zwgk/content/{y}9{y}.html": (BUREAU, y) for y in STANDS}
    return Site(
        portal_id="family-mixed-list",
        name=BUREAU,
        host="127.0.3.20",
        region_code="340000",
        answers=_answers(reports),
        reports=reports,
    )


def _answers(reports: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    at = {STANDS[year]: (path, year) for path, (_, year) in reports.items()}
    menu = (
        f'<a href="/">首页</a><a href="{LIST}">法定主动公开内容</a><a href="/ysqgk/">依申请公开</a>'
    )
    listed = {_path(n): page("法定主动公开内容", menu + _list(n, at)) for n in range(PAGES)}
    return {
        "/robots.txt": robots("/admin/"),
        "/": page(BUREAU, f'{menu}<a href="/news/1.html">局领导调研</a>'),
        "/ysqgk/": page("依申请公开", f"{menu}<p>申请人填写申请表。</p>"),
        **listed,
        **{path: report_page(*told) for path, told in reports.items()},
        "/zwgk/content/1.html": decoy(_NOTICES[0].format(n=1)),
    }


def _path(number: int) -> str:
    return f"{LIST}index_{number + 1}.html" if number else LIST


def _list(number: int, at: dict[int, tuple[str, int]]) -> str:
    entries = []
    for n in range(number * EACH, (number + 1) * EACH):
        title = _NOTICES[n % len(_NOTICES)].format(n=n + 1)
        entries.append((f"/zwgk/content/{n + 1}.html", title, f"{2024 - n // 36}-0{9 - n % 9}-11"))
    if number in at:
        path, year = at[number]
        title = f"{BUREAU}{year}年政府信息公开工作年度报告"
        entries.insert(4, (path, title, f"{year + 1}-01-19"))
    more = f'<a href="{_path(number + 1)}">下一页</a>' if number + 1 < PAGES else ""
    return f"<ul>{items(entries)}</ul>{more}"
