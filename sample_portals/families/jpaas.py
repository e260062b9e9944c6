"""泰林市, on the newer Hanweb (JPaaS): lists are HTML inside JSON, years are sub-columns.

The way in is the area of an image map. In the column of 2019 entries are bare names of agencies;
one of them leads to a page on that agency's duties.
"""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urlencode

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

API = "/api-gateway/jpaas-publish-server/front/page/build/unit"
OLD = ("市信访局", "市民政局")
NEW = ("泰林市教育局", "泰林市公安局", "泰林市水利局")


def site() -> Site:
    """The whole portal."""
    old = {_art(2020, n): (agency, 2019) for n, agency in enumerate(OLD)}
    new = {_art(2023, n + 5): (agency, 2022) for n, agency in enumerate(NEW)}
    return Site(
        portal_id="family-jpaas",
        name="泰林市人民政府",
        host="127.0.3.3",
        region_code="320000",
        answers=_answers(old, new),
        reports={**old, **new},
    )


def _answers(old: dict[str, tuple[str, int]], new: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    duties, picture = _art(2020, 8), _art(2023, 9)
    bare = [(path, agency, "2020-01-20") for path, (agency, _) in old.items()]
    bare.append((duties, "市财政局", "2020-02-01"))
    full = [(p, f"{a}{y}年政府信息公开工作年度报告", "2023-01-12") for p, (a, y) in new.items()]
    full.append((picture, "一图读懂泰林市教育局2022年政府信息公开工作年度报告", "2023-01-13"))
    asked = {"parseType": "bulidstatic", "webId": "52", "tplSetId": "MsPkw", "pageType": "column"}
    asked |= {"tagId": "信息列表", "editType": "null", "pageId": "1638"}
    second = {**asked, "paramJson": json.dumps({"pageNo": 2, "pageSize": 2}, separators=(",", ":"))}
    shell = f'<div class="list" url="{API}" queryData="{escape(str(asked))}"></div>'
    column = "/zfxxgk/zfxxgknb/"
    years = f'<a href="{column}2019n/index.html">2019年</a>'
    years += f' <a href="{column}./2022n/index.html">2022年</a>'
    pages = {p: report_page(a, y) for p, (a, y) in {**old, **new}.items()}
    return {
        "/robots.txt": robots("/admin/"),
        "/": page(
            "泰林市",
            '<img src="/m.png" usemap="#m"><map name="m"><area shape="rect" coords="0,0,9,9" '
            'href="/zfxxgk/index.html" alt="政府信息公开"></map>',
        ),
        "/zfxxgk/index.html": page(
            "政府信息公开", '<a href="zfxxgknb/index.html">政府信息公开年报</a>'
        ),
        "/zfxxgk/zfxxgknb/index.html": page("政府信息公开年报", years),
        "/zfxxgk/zfxxgknb/2019n/index.html": page("2019年", years + f"<ul>{items(bare)}</ul>"),
        "/zfxxgk/zfxxgknb/2022n/index.html": page("2022年", shell),
        f"{API}?{urlencode(asked)}": _json(items(full[:2]), len(full)),
        f"{API}?{urlencode(second)}": _json(items(full[2:]), len(full)),
        duties: decoy("市财政局", "市财政局贯彻执行财税法律法规，承担有关职责"),
        picture: decoy("一图读懂泰林市教育局2022年政府信息公开工作年度报告"),
        **pages,
    }


def _art(year: int, number: int) -> str:
    folder = "/col/col1638" if year > 2020 else ""  # as its newer articles are named
    return f"{folder}/art/{year}/art_{number:032x}.html"


def _json(listed: str, count: int) -> Answer:
    html = f'<div class="page-content"><ul>{listed}</ul></div>'
    html += f'<div class="pagination" rows="2" count="{count}"></div>'
    answer = {"success": True, "data": {"html": html}}
    return Answer(json.dumps(answer).encode(), "application/json;charset=UTF-8")
