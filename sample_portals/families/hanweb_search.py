"""柳江省生态环境厅: a Hanweb column that a script fills by POST to `search.jsp`.

How to turn the pages stands in the answer alone: a hidden field `currpage`, and links that call a
function of another file.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "柳江省生态环境厅"
SENT = "infotypeId=B005&jdid=1756&area=&divid=div1229498488&standardXxgk=1"
SIZE = 4
YEARS = tuple(range(2023, 2013, -1))


def site() -> Site:
    """The whole portal."""
    reports = {f"/art/{year + 1}/1/20/art_1229100004_4{year}.html": (NAME, year) for year in YEARS}
    script = (
        f'$.ajax({{type: "post", url: "/module/xxgk/search.jsp", data: "{SENT}", success: s}});'
    )
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/col/col1229100000/index.html">政务公开</a>'),
        "/col/col1229100000/index.html": page(
            "政务公开", '<a href="/col/col1229100004/index.html">政府信息公开年报</a>'
        ),
        "/col/col1229100004/index.html": page(
            "政府信息公开年报", f'<div id="div1229498488"></div><script>{script}</script>'
        ),
        "/art/2024/3/2/art_1229100004_6.html": decoy(f"【图解】{NAME}2023年政府信息公开年报"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-hanweb-search",
        name=NAME,
        host="127.0.3.27",
        region_code="330000",
        answers=answers,
        otherwise=lambda path: _found(path, list(reports)),
        reports=reports,
    )


def _found(path: str, reports: list[str]) -> Answer | None:
    parts = urlsplit(path)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path != "/module/xxgk/search.jsp" or asked.get("infotypeId") != "B005":
        return None
    number, last = int(asked.get("currpage", "1")), -(-len(reports) // SIZE)
    rows = "".join(_row(p) for p in reports[(number - 1) * SIZE : number * SIZE])
    if number == 1:
        rows += (
            '<tr><td><a href="/art/2024/3/2/art_1229100004_6.html">'
            f"【图解】{NAME}2023年政府信息公开年报</a></td><td>2024-03-02</td></tr>"
        )
    pager = f'共{last}页 <a onclick="toPage({number + 1})">下一页</a>'
    field = f'<input type="hidden" id="currpage" value="{number}">'
    return Answer(f"<table>{rows}</table>{pager}{field}".encode(), "text/html;charset=UTF-8")


def _row(path: str) -> str:
    year = int(path.split("/")[2]) - 1
    title = f"{NAME}{year}年政府信息公开工作年度报告"
    return (
        f'<tr><td><a href="{path}" title="{title}">{title}</a></td><td>{year + 1}-01-20</td></tr>'
    )
