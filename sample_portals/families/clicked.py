"""东岭县, where nothing is a plain link: rows that a click opens, years in a drop-down list.

The county's own years are handed to a function of the page; the bureaus' list is a piece of HTML
that a script loads; an interface that takes JSON has the towns; the districts are bare names.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

COUNTY = "东岭县人民政府"
COLUMN = "/zfxxgk/nb/"
YEARS = range(2020, 2024)
TOWNS = tuple(f"东岭县{name}镇人民政府" for name in ("甲", "乙", "丙", "丁", "戊"))
EACH = 2
_CALL = (
    "<script>axios.post('/api/article/list', {cid: 't5', pageNum: 1, pageSize: 2}).then(show);"
    "function open_(row) { location.href = '/town/detail.html?id=' + row.id; }</script>"
)


def site() -> Site:
    """The whole portal."""
    own = {f"{COLUMN}show.do?id={year}1": (COUNTY, year) for year in YEARS}
    bureaus = {
        f"{COLUMN}bm/{n}20240120.html": (f"东岭县{name}局", 2023)
        for n, name in enumerate(("审计", "统计", "林业"))
    }
    towns = {f"/town/detail.html?id=a{n}": (town, 2023) for n, town in enumerate(TOWNS)}
    districts = {f"{COLUMN}qu/2024033{n}.html": (f"东岭{n}区", 2023) for n in range(2)}
    return Site(
        portal_id="family-clicked",
        name=COUNTY,
        host="127.0.3.18",
        region_code="140000",
        answers=_answers(own, bureaus, districts),
        otherwise=lambda asked: _interface(asked, towns),
        reports={**own, **bureaus, **towns, **districts},
    )


Reports = dict[str, tuple[str, int]]


def _interface(asked: str, towns: Reports) -> Answer | None:
    """The towns' list answers what is posted to it as JSON; each article stands by its number."""
    if asked in towns:
        return report_page(*towns[asked])
    parts = urlsplit(asked)
    if parts.path != "/api/article/list" or not parts.query.startswith("{"):
        return None
    number = json.loads(parts.query)["pageNum"]
    rows = [
        {"id": path.rpartition("=")[2], "title": _title(*told), "publishTime": "2024-01-30"}
        for path, told in towns.items()
    ]
    answer = {"total": len(rows), "rows": rows[(number - 1) * EACH : number * EACH]}
    return Answer(json.dumps(answer).encode(), "application/json")


def _answers(own: Reports, bureaus: Reports, districts: Reports) -> dict[str, Answer]:
    options = "".join(f"<option value='{year}'>{year}年</option>" for year in YEARS)
    years = (
        f"<select onchange='turn(this.value)'>{options}</select>"
        f"<script>function turn(v) {{ window.location.href = '{COLUMN}?year=' + v; }}</script>"
    )
    groups = "".join(
        f"<li onclick=\"location.href='{COLUMN}{at}/'\">{name}</li>"
        for at, name in (("bm", "县直部门"), ("xz", "乡镇"), ("qu", "县区"))
    )
    news = ("/news/9.html", "东岭县召开政府信息公开工作年度报告编制会议", "2024-01-02")
    answers = {
        "/robots.txt": robots("/admin/"),
        "/": page(
            COUNTY, f"<dl><dd onclick=\"open('/zfxxgk/')\">政府信息公开</dd></dl>{items([news])}"
        ),
        "/zfxxgk/": page("公开", f"<dt onclick=\"location.href='{COLUMN}'\">政府信息公开年报</dt>"),
        COLUMN: page("政府信息公开年报", f"{years}<ul>{groups}</ul>{_row(*own.copy().popitem())}"),
        f"{COLUMN}bm/": page("部门", "<script>$('#l').load('/inc/list_1.html')</script>"),
        "/inc/list_1.html": page(
            "", items((p, _title(*t), "2024-01-20") for p, t in bureaus.items())
        ),
        f"{COLUMN}xz/": page("乡镇", _CALL),
        f"{COLUMN}qu/": page("县区", items((p, t[0], "2024-03-30") for p, t in districts.items())),
        news[0]: decoy(news[1]),
        **{path: report_page(*told) for path, told in {**own, **bureaus, **districts}.items()},
    }
    for path, told in own.items():
        answers[f"{COLUMN}?year={told[1]}"] = page("年报", years + _row(path, told))
    return answers


def _row(path: str, told: tuple[str, int]) -> str:
    cells = f"<td>00{told[1]}</td><td>{_title(*told)}</td><td>{told[1] + 1}-01-30</td>"
    return f"<table><tr onclick=\"window.open('{path}')\">{cells}</tr></table>"


def _title(agency: str, year: int) -> str:
    return f"{agency}{year}年政府信息公开工作年度报告"
