"""平陵县, where organ and year are the report: `xxgkAnnualReport.jsp?area=&fbtime=`.

The page offers both as drop-down lists; for some pairs it has nothing to show.
"""

from __future__ import annotations

from sample_portals.making import article, page
from sample_portals.site import Answer, Site, robots

PATH = "/module/xxgk/xxgkAnnualReport.jsp"
ORGANS = {"11370883004325769B": "平陵县唐村镇人民政府", "113708830043262940": "平陵县交通运输局"}
YEARS = (2020, 2021, 2022)
MISSING = ("113708830043262940", 2020)


def site() -> Site:
    """The whole portal."""
    pairs = [(code, year) for code in ORGANS for year in YEARS]
    reports = {_address(c, y): (ORGANS[c], y) for c, y in pairs if (c, y) != MISSING}
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("平陵县人民政府", '<div class="nav"><a href="/zwgk/">政务公开</a></div>'),
        "/zwgk/": page(
            "政务公开", f'<a href="{PATH}">政府信息公开年度报告</a><a href="/zwgk/zn/">公开指南</a>'
        ),
        PATH: page("政府信息公开年度报告", _form("<p>请选择单位和年份。</p>")),
        "/zwgk/zn/": page("政府信息公开指南", "<p>指南</p>"),
    }
    for code, year in pairs:
        body = article(ORGANS[code], year) if (code, year) != MISSING else "<p>暂无内容</p>"
        answers[_address(code, year)] = page("政府信息公开年度报告", _form(body))
    return Site(
        portal_id="family-hanweb-annual",
        name="平陵县人民政府",
        host="127.0.3.2",
        region_code="370000",
        answers=answers,
        reports=reports,
    )


def _address(code: str, year: int) -> str:
    return f"{PATH}?area={code}&fbtime={year}"


def _form(body: str) -> str:
    organs = "".join(f'<option value="{code}">{name}</option>' for code, name in ORGANS.items())
    years = "".join(f'<option value="{year}">{year}年</option>' for year in YEARS)
    return (
        '<form><select name="area"><option value="">请选择</option>'
        f'{organs}</select><select id="fbtime">{years}</select></form>'
        f"<p>点击收听年报语音朗读</p>{body}"
    )
