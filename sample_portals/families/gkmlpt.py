"""香江市工业和信息化局, a sub-site of Guangdong's 政府信息公开目录管理平台: the list is JSON.

Two pages of the interface; one article without an address of its own, only with its number.
"""

from __future__ import annotations

import json

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "香江市工业和信息化局"
PREFIX = "/xjgxj/gkmlpt"
QUERY = "sid=755325"
TREE = [
    {"id": 1, "name": "机构职能", "children": [{"id": 2, "name": "领导信息", "children": []}]},
    {"name": "财政预决算", "id": 9, "children": []},
    {"id": 2047, "name": "政府信息公开年报", "jump_url": "", "children": []},
]


def site() -> Site:
    """The whole portal."""
    reports = {
        f"{PREFIX}/content/0/525/post_525735.html": (NAME, 2020),
        f"{PREFIX}/content/8/8766/post_8766914.html": (NAME, 2021),
        "/xjgxj/zwgk/content/post_9001200.html": (NAME, 2022),
    }
    return Site(
        portal_id="family-gkmlpt",
        name=NAME,
        host="127.0.3.5",
        region_code="440000",
        answers=_answers(reports),
        agency=NAME,
        reports=reports,
    )


def _answers(reports: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    articles = [
        {
            "id": 9001200,
            "title": _title(2022),
            "url": "/xjgxj/zwgk/content/post_9001200.html",
            "create_time": 1674000000,
        },
        {
            "id": 9001300,
            "title": f"{_title(2022)}解读",
            "url": "/xjgxj/zwgk/content/post_9001300.html",
            "create_time": 1674100000,
        },
        {
            "id": 8766914,
            "title": _title(2021),
            "url": None,
            "post_url": "",
            "display_publish_time": 1642000000,
        },
        {
            "id": 525735,
            "title": _title(2020),
            "post_url": f"{PREFIX}/content/0/525/post_525735.html",
            "create_time": 1611000000,
        },
    ]
    script = (
        f"<script>window._CONFIG = {{ SITE_NAME: '{NAME}', SID: '755325', "
        f"TREE: {json.dumps(TREE, ensure_ascii=False)} }};</script>"
    )
    return {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, f'<ul id="nav"><li><a href="{PREFIX}/index">政府信息公开</a></li></ul>'),
        f"{PREFIX}/index": page("政府信息公开目录", f'<div id="app"></div>{script}'),
        f"{PREFIX}/api/all/2047?page=1&{QUERY}": _json(articles[:3]),
        f"{PREFIX}/api/all/2047?page=2&{QUERY}": _json(articles[3:]),
        f"{PREFIX}/api/all/2047?page=3&{QUERY}": _json([]),
        "/xjgxj/zwgk/content/post_9001300.html": decoy(f"{_title(2022)}解读"),
        **{path: report_page(*told) for path, told in reports.items()},
    }


def _title(year: int) -> str:
    return f"{NAME}{year}年政府信息公开工作年度报告"


def _json(articles: list[dict[str, object]]) -> Answer:
    answer = {"articles": articles, "total": 4, "classify": "all"}
    return Answer(json.dumps(answer).encode(), "application/json")
