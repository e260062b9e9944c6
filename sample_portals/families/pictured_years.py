"""怀川区, whose years are pictures without a word, each with groups of agencies inside.

Beside it the bureaus have corners of their own, where 年报 stands below the bureau's name:
审计局's is no report on audits, 教育局's none on schools.
"""

from __future__ import annotations

from sample_portals.making import decoy, items, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "怀川区人民政府"
GROUPS = {"wbj": ("怀川区水务局", "怀川区司法局"), "zxjd": ("渤水镇", "雁西镇")}
CORNERS = ("怀川区审计局", "怀川区教育局", "怀川区统计局", "怀川区综合行政执法局")
YEARS = (2023, 2022, 2021)


def site() -> Site:
    """The whole portal."""
    years = "".join(
        f'<li><a href="./{year}nb/"><img src="/i/{year}.png" alt="{year}年"></a></li>'
        for year in YEARS
    )
    organs = "".join(f'<li><a href="/bm/{n}/">{name}</a></li>' for n, name in enumerate(CORNERS))
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/zfxxgk/">信息公开</a>'),
        "/zfxxgk/": page("信息公开", f'<a href="gknb/">年报</a><a href="zn/">指南</a>{organs}'),
        "/zfxxgk/gknb/": page("公开年报", f"<ul>{years}</ul>"),
        "/bm/1/tj.html": decoy("怀川区教育局2023年教育事业统计年报"),
    }
    reports: dict[str, tuple[str, int]] = {}
    for year in YEARS:
        inner = "".join(f'<h3><a href="./{group}{year}/">{year}</a></h3>' for group in GROUPS)
        answers[f"/zfxxgk/gknb/{year}nb/"] = page(f"{year}年度年报", inner)
        for group, names in GROUPS.items():
            folder = f"/zfxxgk/gknb/{year}nb/{group}{year}/"
            inside = {
                f"{folder}t{year + 1}0120_{n}{year}.html": (agency, year)
                for n, agency in enumerate(names)
            }
            reports |= inside
            answers[folder] = page(f"{year}", _list(inside))
    for number, agency in enumerate(CORNERS):
        paths = {f"/bm/{number}/nb/{year}.html": (agency, year) for year in YEARS}
        reports |= paths
        answers[f"/bm/{number}/"] = page(agency, _corner(number, agency))
        answers[f"/bm/{number}/nb/"] = page("年报", _list(paths))
    answers |= {path: report_page(*told) for path, told in reports.items()}
    return Site(
        portal_id="family-pictured-years",
        name=NAME,
        host="127.0.3.28",
        region_code="110000",
        answers=answers,
        reports=reports,
    )


def _list(reports: dict[str, tuple[str, int]]) -> str:
    return f"<ul>{items(_entry(path, *told) for path, told in reports.items())}</ul>"


def _entry(path: str, agency: str, year: int) -> tuple[str, str, str]:
    return path, f"{agency}{year}年政府信息公开工作年度报告", f"{year + 1}-01-20"


def _corner(number: int, agency: str) -> str:
    other = '<a href="/bm/1/tj.html">2023年教育事业统计年报</a>' if number == 1 else ""
    links = f'<a href="/bm/{number}/zn/">指南</a><a href="/bm/{number}/nb/">年报</a>'
    return f"<h2>{agency}</h2>{links}{other}"
