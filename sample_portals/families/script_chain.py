"""徐海市卫生健康委员会, whose columns are one page each time: `govInfoPub.html?categorynum=003009`.

The page says nothing; of its script files one holds the interface's folder and the site's number,
the other calls it, with the column's code out of the page's own address.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "徐海市卫生健康委员会"
SITE = "7eb5f7f1-9041-43ad-8e13-8fcb82ea831a"
PAGE = "/dynamic/zwgk/govInfoPub.html"
COLUMNS = {"003001": "政府信息公开指南", "003009": "政府信息公开年报"}
SIZE = 5
YEARS = tuple(range(2023, 2012, -1))
_COMMON = f'var siteInfo = {{"projectName": "/EWB-FRONT", "siteGuid": "{SITE}"}};'
_LIST = """(function () {
var categorynum = Util.getUrlParams("categorynum");
function getList(pageIndex) { $.ajax({url: siteInfo.projectName +
"/rest/lightfrontaction/getgovinfolist", type: "post", contentType: "application/json",
data: JSON.stringify({"deptcode": "", "categorynum": categorynum, "pageIndex": pageIndex,
"pageSize": 5, "siteGuid": siteInfo.siteGuid}), success: show}); }
getList(1); })();"""


def site() -> Site:
    """The whole portal."""
    reports = {
        f"/zwgk/003009/{year + 1}0122/{SITE[:-4]}{year}.html": (NAME, year) for year in YEARS
    }
    menu = "".join(f'<a href="{PAGE}?categorynum={c}">{name}</a>' for c, name in COLUMNS.items())
    shown = '<script src="/js/webBuilderCommon.js"></script><script src="/js/govinfo.js"></script>'
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/zwgk/subpage.html">政务公开</a>'),
        "/zwgk/subpage.html": page("政务公开", menu),
        "/js/webBuilderCommon.js": Answer(_COMMON.encode(), "application/javascript"),
        "/js/govinfo.js": Answer(_LIST.encode(), "application/javascript"),
        "/zwgk/003009/1.html": decoy(f"{NAME}2023年政务公开工作总结"),
        **{f"{PAGE}?categorynum={code}": page("公开", shown) for code in COLUMNS},
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-script-chain",
        name=NAME,
        host="127.0.3.30",
        region_code="320000",
        answers=answers,
        otherwise=lambda path: _list(path, list(reports)),
        reports=reports,
    )


def _list(path: str, reports: list[str]) -> Answer | None:
    parts = urlsplit(path)
    if parts.path != "/EWB-FRONT/rest/lightfrontaction/getgovinfolist":
        return None
    asked = json.loads(parts.query) if parts.query.startswith("{") else {}
    if asked.get("siteGuid") != SITE or asked.get("categorynum") != "003009":
        return _answer([], 0)
    begin = (asked["pageIndex"] - 1) * SIZE
    rows = [_row(path) for path in reports[begin : begin + SIZE]]
    if begin == 0:
        rows.append({"infourl": "/zwgk/003009/1.html", "title": f"{NAME}2023年政务公开工作总结"})
    return _answer(rows, len(reports))


def _row(path: str) -> dict[str, str]:
    year = int(path.split("/")[3][:4]) - 1
    title = f"{NAME}{year}年政府信息公开工作年度报告"
    return {"infourl": path, "title": title, "infodate": f"{year + 1}-01-22"}


def _answer(rows: list[dict[str, str]], total: int) -> Answer:
    told = {"custom": {"total": total, "data": rows}, "status": {"code": "1"}}
    return Answer(json.dumps(told).encode(), "application/json")
