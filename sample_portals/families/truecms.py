"""如海市数据局: TrueCMS. The first entries stand in a hidden list, the others behind an interface.

It answers a group of pages at a time, as XML inside JSON, and nothing where more is asked for.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

from sample_portals.making import Entry, decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "如海市数据局"
COLUMN = "576930f8-c5a6-9003-98e6-7f8eb61b77cd"
PROXY = "/truecms/messageController/getMessage.do"
PER_PAGE, GROUP = 2, 2
YEARS = tuple(range(2023, 2014, -1))


def site() -> Site:
    """The whole portal."""
    reports = {f"/shj/gknb/content/{COLUMN[:30]}00{year}.html": (NAME, year) for year in YEARS}
    entries = [
        (path, f"{NAME}{year}年政府信息公开工作年度报告", f"{year + 1}-01-22")
        for path, (_, year) in reports.items()
    ]
    entries.insert(1, ("/shj/gknb/content/d.html", f"{NAME}2023年年报解读", "2024-02-01"))
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/shj/zfxxgk/zfxxgk.html">政府信息公开</a>'),
        "/shj/zfxxgk/zfxxgk.html": page(
            "公开", '<a href="/shj/gknb/gknb.html">政府信息公开年报</a>'
        ),
        "/shj/gknb/gknb.html": page("政府信息公开年报", _column(entries)),
        "/shj/gknb/content/d.html": decoy(f"{NAME}2023年年报解读"),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-truecms",
        name=NAME,
        host="127.0.3.26",
        region_code="320000",
        answers=answers,
        otherwise=lambda path: _message(path, entries),
        reports=reports,
    )


def _column(entries: list[Entry]) -> str:
    shown = "".join(f"<ul>{_item(entry)}</ul>" for entry in entries[: PER_PAGE * GROUP])
    script = (
        "$('#initData ul').each(function(){ initData += '<record><![CDATA[' + $(this).html() + "
        "']]></record>'; }); $('#msgList').jpage({ cache:false, dataStore:initData, "
        f"proxyUrl:'{PROXY}', perPage:{PER_PAGE}, groupSize:{GROUP}, "
        f"ajaxParam:{{ columnId:'{COLUMN}' }} }});"
    )
    hidden = f'<div id="initData" style="display:none">{shown}</div>'
    return f'{hidden}<div id="msgList"></div><script>{script}</script>'


def _message(path: str, entries: list[Entry]) -> Answer | None:
    parts = urlsplit(path)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path != PROXY or asked.get("columnId") != COLUMN:
        return None
    begin, end = int(asked["startrecord"]), int(asked["endrecord"])
    some = entries[begin - 1 : end] if end - begin < PER_PAGE * GROUP else []
    records = "".join(f"<record><![CDATA[{_item(entry)}]]></record>" for entry in some)
    total = f"<totalrecord>{len(entries)}</totalrecord>"
    store = f"<datastore>{total}<recordset>{records}</recordset></datastore>"
    return Answer(json.dumps({"result": store}).encode(), "application/json")


def _item(entry: Entry) -> str:
    return f'<li><a href="{entry[0]}" target="_blank">{entry[1]}</a><span>{entry[2]}</span></li>'
