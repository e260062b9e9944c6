"""江口市, on a Hanweb site: two units on one page, one paged by GET, the other by POST.

The menu is a picture; the way to the column an `onclick`. Titles are cut off, with the whole one
beside it, and in one unit without: there the page decides, and one of two is an explanation.
The first group that is asked for is the one that the page has.
"""

from __future__ import annotations

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

CITY = "江口市人民政府"
PROXY = "/module/web/jpage/dataproxy.jsp"
UNIT = "webid=73&path=/&columnid=17&webname=%E6%B1%9F%E5%8F%A3&permissiontype=0"


def site() -> Site:
    """The whole portal."""
    reports = {
        f"/art/{year + 1}/3/{year - 2000}/art_17_{year}.html": (CITY, year)
        for year in range(2017, 2023)
    }
    bureaus = {
        f"/art/2023/1/{day}/art_18_{9000 + day}.html": (agency, 2022)
        for day, agency in enumerate(
            ("江口市财政局", "江口市教育局", "江口市发展和改革委员会", "江口市审计局"), start=9
        )
    }
    return Site(
        portal_id="family-hanweb",
        name=CITY,
        host="127.0.3.1",
        region_code="320000",
        answers=_answers(reports, bureaus),
        reports={**reports, **bureaus},
    )


def _answers(
    reports: dict[str, tuple[str, int]], bureaus: dict[str, tuple[str, int]]
) -> dict[str, Answer]:
    city = [
        _whole(p, f"{a}{y}年政府信息公开工作年度报告", f"{y + 1}-03-{y - 2000}")
        for p, (a, y) in reports.items()
    ]
    city.insert(
        1,
        _whole(
            "/art/2023/3/30/art_17_7001.html",
            "【图解】江口市2022年政府信息公开工作年度报告",
            "2023-03-30",
        ),
    )
    department = [_cut(p, f"{a}{y}年政府信息公开工作年度报告", 22) for p, (a, y) in bureaus.items()]
    department.insert(
        2,
        _cut(
            "/art/2023/1/20/art_18_7002.html",
            "江口市卫生健康委员会2022年政府信息公开工作年度报告解读",
            22,
        ),
    )
    groups = [city[:3], city[3:5], city[5:]]
    config = (
        "<script>$('#764753').jpage({perpage: 2, 'webid':'73', columnid : 18, unitid: '764753', "
        "'webname':'江口市', sourceContentType: 1, "
        "dataproxy: '/module/web/jpage/dataproxy.jsp'});</script>"
    )
    units = (
        _unit(groups[0], len(city), 2, 0) + _unit(department[:2], len(department), 0, 0) + config
    )
    further = "".join(department[2:])
    answers = {
        "/robots.txt": robots("/admin/"),
        "/": page(
            CITY,
            '<a href="/col/col10/index.html"><img src="/i/1.png" alt="政府信息公开"></a>'
            '<a href="/col/col3/index.html">新闻</a>',
        ),
        "/col/col10/index.html": page(
            "政府信息公开",
            "<ul><li><a href='/col/col11/index.html'>政府信息公开指南</a></li>"
            "<li><a href='javascript:void(0)' "
            "onclick=\"window.location.href='/col/col17/index.html'\">政府信息公开年报</a></li></ul>",
        ),
        "/col/col17/index.html": page("政府信息公开年报", f"<div>{units}</div>"),
        f"{PROXY}?page=1&unitid=764752&{UNIT}": _xml(_store(groups[0], len(city), 3, 2)),
        f"{PROXY}?page=2&unitid=764752&{UNIT}": _xml(_store(groups[1], len(city), 3, 3)),
        f"{PROXY}?page=3&unitid=764752&{UNIT}": _xml(_store(groups[2], len(city), 3, 4)),
        f"{PROXY}?startrecord=3&endrecord={len(department)}&perpage=2": _xml(
            f"<datastore><totalrecord>{len(department)}</totalrecord><recordset>{further}</recordset></datastore>"
        ),
        "/art/2023/3/30/art_17_7001.html": decoy("【图解】江口市2022年政府信息公开工作年度报告"),
        "/art/2023/1/20/art_18_7002.html": decoy(
            "江口市卫生健康委员会2022年政府信息公开工作年度报告解读"
        ),
    }
    pages = {path: report_page(*told) for path, told in {**reports, **bureaus}.items()}
    return {**answers, **pages}


def _unit(records: list[str], total: int, pages: int, number: int) -> str:
    store = _store(records, total, pages, number + 1)
    return f'<div class="pg"></div><script type="text/xml">{store}</script>'


def _store(records: list[str], total: int, pages: int, following: int) -> str:
    proxy = f"{PROXY}?page={following}&amp;unitid=764752&amp;{UNIT.replace('&', '&amp;')}"
    group = f'<nextgroup><![CDATA[<a href="{proxy}"></a>]]></nextgroup>' if pages else ""
    count = f"<totalpage>{pages + 1 if pages == 2 else pages}</totalpage>" if pages else ""
    return (
        f"<datastore>{group}<totalrecord>{total}</totalrecord>{count}"
        f"<recordset>{''.join(records)}</recordset></datastore>"
    )


def _whole(path: str, title: str, day: str) -> str:
    shown = title[:14] + "..."
    link = f'<a href="{path}" title="{title}">{shown}</a>'
    return f"<record><![CDATA[<li>{link}<span>[{day}]</span></li>]]></record>"


def _cut(path: str, title: str, length: int) -> str:
    shown = title[:length] + ("…" if len(title) > length else "")
    return f'<record><![CDATA[<li><a href="{path}">{shown}</a><i>2023/1/20</i></li>]]></record>'


def _xml(text: str) -> Answer:
    return Answer(text.encode(), "text/xml; charset=utf-8")
