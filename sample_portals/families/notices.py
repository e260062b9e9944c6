"""临水市水务局, an old site that has no place for its reports: they stand among its notices.

The home page is a set of frames; no page of it, in GBK, declares its encoding. The list 通知公告
has the newest report on its second page.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, report_page
from sample_portals.site import Answer, Site, robots

GBK = "gb18030"
BUREAU = "临水市水务局"
STANDS = {2022: 1, 2021: 3}  # by year, the page of the list (the first is 0)
PAGES, EACH = 5, 8
_NOTICES = ("关于开展第{n}次用水检查的通知", "第{n}批节水单位名单公示", "关于第{n}号建议的答复")


def site() -> Site:
    """The whole portal."""
    reports = {f"/view.asp?id={year - 1900}": (BUREAU, year) for year in STANDS}
    return Site(
        portal_id="family-notices",
        name=BUREAU,
        host="127.0.3.21",
        region_code="410000",
        answers=_answers(reports),
        reports=reports,
    )


def _answers(reports: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    menu = "<A HREF=main.asp>首页</A> <A HREF=list.asp?lm=7 target=main>通知公告</A>"
    lists = {f"/list.asp?lm=7&page={n + 1}": _html(_list(n)) for n in range(PAGES)}
    pages = {path: report_page(*told, encoding=GBK) for path, told in reports.items()}
    return {
        "/robots.txt": robots("/admin/"),
        "/": _html("<FRAMESET rows=80,*><FRAME src=top.asp><FRAME src=main.asp></FRAMESET>"),
        "/top.asp": _html(menu),
        "/main.asp": _html("欢迎"),
        "/list.asp?lm=7": lists["/list.asp?lm=7&page=1"],
        "/view.asp?id=1": decoy(_NOTICES[0].format(n=1), encoding=GBK),
        **lists,
        **pages,
    }


def _html(body: str) -> Answer:
    text = f"<HTML><HEAD><TITLE>{BUREAU}</TITLE></HEAD><BODY>{body}</BODY></HTML>"
    return Answer(text.encode(GBK), "text/html")


def _list(number: int) -> str:
    entries = []
    for n in range(number * EACH, (number + 1) * EACH):
        title = _NOTICES[n % len(_NOTICES)].format(n=n + 1)
        entries.append((f"view.asp?id={n + 1}", title, f"{2023 - number // 2}-0{1 + n % 9}-12"))
    for year, stands in STANDS.items():
        if stands == number:
            title = f"{BUREAU}{year}年政府信息公开工作年度报告"
            entries.insert(5, (f"view.asp?id={year - 1900}", title, f"{year + 1}-01-30"))
    turns = (f"<A HREF=list.asp?lm=7&page={n + 1}>{n + 1}</A>" for n in range(PAGES))
    return f"<UL>{items(entries)}</UL>{' '.join(turns)}"
