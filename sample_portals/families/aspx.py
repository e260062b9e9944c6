"""苍梧县财政局 on ASP.NET: the pager sends the page's form back, with its state.

Titles are cut by the list, one right behind its year; news of a report bears a report's title, and
so does a report that calls itself published.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "苍梧县财政局"
LIST = "/xxgk/List.aspx?cid=19"
YEARS = tuple(range(2023, 2014, -1))
EACH = 3


def site() -> Site:
    """The whole portal."""
    reports = {f"/xxgk/Show.aspx?id={year}125": (NAME, year) for year in YEARS}
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, "<a href='/xxgk/Index.aspx'>信息公开</a>"),
        "/xxgk/Index.aspx": page("信息公开", f"<a href='{LIST}'>信息公开年度报告</a>"),
        LIST: _list(1),
        "/xxgk/Show.aspx?id=8": decoy("苍梧县2022年政府信息公开年度报告公布"),
        "/xxgk/Show.aspx?id=7": decoy("苍梧县财政局2022年部门预算公开情况说明"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-aspx",
        name=NAME,
        host="127.0.3.16",
        region_code="450000",
        answers=answers,
        otherwise=_sent_back,
        reports=reports,
    )


def _sent_back(path: str) -> Answer | None:
    sent = parse_qs(urlsplit(path).query)
    known = sent.get("__VIEWSTATE", [""])[0].startswith("state")
    number = sent.get("__EVENTARGUMENT", [""])[0]
    return _list(int(number)) if known and number.isdigit() else None


def _list(number: int) -> Answer:
    years = YEARS[(number - 1) * EACH : number * EACH]
    entries = [(f"Show.aspx?id={y}125", f"{NAME}{y}年{'政府信…' if y % 2 else '…'}") for y in years]
    entries[0] = (entries[0][0], f"{NAME}{years[0]}年政府信息公开工作年度报告公示")
    entries.append(("Show.aspx?id=8", "苍梧县2022年政府信息公开年度报告公布"))
    entries.append(("Show.aspx?id=7", "苍梧县财政局2022年部门预算公开…"))
    listed = "".join(f"<li><a href='{a}'>{t}</a> 2024-1-25</li>" for a, t in entries)
    pages = [(str(n), n) for n in range(1, 4) if n != number]
    pages += [("下一页", number + 1)] if number < 3 else []
    pager = "".join(
        f"<a href=\"javascript:__doPostBack('Pager1','{n}')\">{text}</a>" for text, n in pages
    )
    state = f"<input type='hidden' name='__VIEWSTATE' value='state{number}'>"
    form = f"<form method='post' action='List.aspx?cid=19'>{state}<ul>{listed}</ul>{pager}</form>"
    return page("信息公开年度报告", form)
