"""安河县, where an agency's corner shows its newest report, and the years beside it.

Nothing else names the years: what is new next year stands in the corner alone. A floating picture
on every page leads to a campaign whose address looks like a year's.
"""

from __future__ import annotations

from sample_portals.making import article, page
from sample_portals.site import Answer, Site, robots

PATH = "/module/xxgk/xxgkAnnualReport.jsp"
ORGANS = {"11371626004414": "安河县教育局", "11371626004415": "安河县水利局"}
YEARS = (2022, 2021, 2020)
_FLOATING = '<div class="ad"><a href="/zt/2024/"><img src="/zt/2024/logo.gif"></a></div>'


def corners() -> list[str]:
    """Pages that are a report and a list in one."""
    return [f"{PATH}?area={code}" for code in ORGANS]


def site() -> Site:
    """The whole portal."""
    organs = "".join(f'<li><a href="{PATH}?area={c}">{name}</a></li>' for c, name in ORGANS.items())
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("安河县人民政府", f'<a href="/zwgk/">政府信息公开</a>{_FLOATING}'),
        "/zwgk/": page("政府信息公开", '<a href="/zwgk/nb/">政府信息公开年度报告</a>'),
        "/zwgk/nb/": page("政府信息公开年度报告", f"<ul>{organs}</ul>{_FLOATING}"),
        "/zt/2024/": page("专题", '<ul><li><a href="1.html">活动开幕</a></li></ul>'),
    }
    reports = {}
    for code, name in ORGANS.items():
        shown = {f"{PATH}?fbtime={year}&area={code}": year for year in YEARS}
        links = "".join(f'<li><a href="{url}">{year}年</a></li>' for url, year in shown.items())
        for url, year in {f"{PATH}?area={code}": YEARS[0], **shown}.items():
            text = f"<ul>{links}</ul>{article(name, year)}{_FLOATING}"
            answers[url] = page(f"{name}年度报告", text)
            reports[url] = (name, year)
    return Site(
        portal_id="family-organ-years",
        name="安河县人民政府",
        host="127.0.3.25",
        region_code="370000",
        answers=answers,
        reports=reports,
    )
