"""东源县, whose lists are filled by scripts: each column asks another interface, each in its way.

The government's by POST of a form with the channel's id, the departments' as pieces of HTML, the
towns' as JSON that names no address, the offices' by POST of JSON with an offset, out of a script
file. The menu is called for as well.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "东源县人民政府"
AGENCIES = {"szf": NAME, "bm": "东源县水利局", "xz": "柳河镇人民政府", "bsc": "城东街道办事处"}
CHANNEL = "0ac34e96afbb4be28844f18eef412421"
SIZE = 4
SCRIPTS = {
    "szf": f'var channelId = "{CHANNEL}"; function load(page) {{ $.ajax({{type: "POST", url: '
    '"/getFileListByCodeId", data: {codeId: "", channelId: channelId, page: page, size: 4}, '
    "success: show}); }",
    "bm": 'var base = "/site/label/8888"; function turn(n) { var url = base + "?organId=71&page'
    'Size=4&pageIndex=" + n; $.get(url, function (h) { $("#list").html(h); }); } '
    '$.getJSON("/hits/count.do?id=71");',
    "xz": 'function l(index) { axios.get("/api/docs", {params: {cid: "9", Index: index, size: 4}})'
    ".then(r => r.data.rows.map(v => '<a href=\"/docs/detail.html?docId=' + v.docId + '\">')); }",
    "bsc": 'var channel = "c5";</script><script src="/js/jquery.min.js"></script>'
    '<script src="/js/list.js">',
}
OFFICES = """fetch("/api/query", {method: "POST", body: JSON.stringify({channel: channel, start: 0,
limit: 4})});"""
ADDRESSES = {
    "szf": "/szf/content_{}7.html",
    "bm": "/public/71/{}88.html",
    "xz": "/docs/detail.html?docId={}9",
    "bsc": "/bsc/{}/66.html",
}
YEARS = tuple(range(2023, 2012, -1))


def site() -> Site:
    """The whole portal."""
    reports = {ADDRESSES[k].format(y): (agency, y) for k, agency in AGENCIES.items() for y in YEARS}
    names = {"szf": "县政府年报", "bm": "部门年报", "xz": "乡镇年报", "bsc": "街道年报"}
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("东源县", "<a href='/gk/'>政府信息公开</a>"),
        "/gk/": page("政府信息公开", "<script>$.getJSON('/gk/tree.json', draw);</script>"),
        "/gk/tree.json": _json([{"name": n, "link": f"/gk/{k}.html"} for k, n in names.items()]),
        "/js/list.js": Answer(OFFICES.encode(), "application/javascript"),
        "/decoy.html": decoy("东源县2023年政府信息公开工作年度报告解读"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    for key, script in SCRIPTS.items():
        list_page = page(names[key], f"<ul id='list'></ul><script>{script}</script>")
        answers[f"/gk/{key}.html"] = list_page
    return Site(
        portal_id="family-interface",
        name=NAME,
        host="127.0.3.15",
        region_code="440000",
        answers=answers,
        otherwise=_interface,
        reports=reports,
    )


def _interface(path: str) -> Answer | None:
    parts = urlsplit(path)
    sent = {k: v[0] for k, v in parse_qs(parts.query).items()}
    if parts.path == "/getFileListByCodeId" and sent.get("channelId") == CHANNEL:
        years = _turn(int(sent["page"]))
        rows = [_row(y, "szf", "title", "url") for y in years]
        rows.append({"title": "东源县2023年政府信息公开工作年度报告解读", "url": "/decoy.html"})
        return _json({"results": {"data": {"total": len(YEARS), "rows": SIZE, "results": rows}}})
    if parts.path == "/site/label/8888" and sent.get("organId") == "71":
        entries = [(ADDRESSES["bm"].format(y), _title("bm", y), f"{y + 1}-01-20") for y in
                   _turn(int(sent["pageIndex"]))]  # fmt: skip
        return Answer(f"<ul>{items(entries)}</ul>".encode())
    if parts.path == "/api/docs" and sent.get("cid") == "9":
        rows = [{"docId": f"{y}9", "docTitle": _title("xz", y)} for y in _turn(int(sent["Index"]))]
        return _json({"code": 0, "data": {"total": len(YEARS), "rows": rows}})
    return _by_body(parts.path, parts.query)


def _by_body(path: str, body: str) -> Answer | None:
    if path != "/api/query" or not body.startswith("{"):
        return None
    asked = json.loads(body)
    if asked.get("channel") != "c5":
        return None
    rows = [_row(y, "bsc", "bt", "link") for y in YEARS[asked["start"] : asked["start"] + SIZE]]
    return _json({"count": len(YEARS), "list": rows})


def _turn(number: int) -> Sequence[int]:
    return YEARS[(number - 1) * SIZE : number * SIZE]


def _title(key: str, year: int) -> str:
    return f"{AGENCIES[key]}{year}年政府信息公开工作年度报告"


def _row(year: int, key: str, title: str, address: str) -> dict[str, str]:
    date = f"{year + 1}-01-20 10:00:00"
    return {title: _title(key, year), address: ADDRESSES[key].format(year), "publishTime": date}


def _json(answer: object) -> Answer:
    return Answer(json.dumps(answer, ensure_ascii=False).encode(), "application/json")
