"""铜河区, in Anhui's way: agencies in a tree, the years of each as links, one report behind each.

For one agency and year the page exists and says that there is nothing.
"""

from __future__ import annotations

from sample_portals.making import article, page
from sample_portals.site import Answer, Site, robots

ROOT = "/OpennessAnnualReport/"
BRANCHES = {
    "341": "铜河区人民政府办公室",
    "342": "铜河区城市管理局",
    "5212bcd2": "铜河区花园乡人民政府",
}
YEARS = (2021, 2022)
EMPTY = ("342", 2021)


def site() -> Site:
    """The whole portal."""
    pairs = [(b, y) for b in BRANCHES for y in YEARS]
    reports = {_address(b, y): (BRANCHES[b], y) for b, y in pairs if (b, y) != EMPTY}
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(
            "铜河区", '<a href="/Openness/">信息公开</a><a href="/zmhd/">政民互动</a>' + _friends()
        ),
        "/Openness/": page(
            "信息公开",
            f'<dl><dt>公开</dt><dd><a href="/XxgkRules/">公开制度</a></dd>'
            f'<dd><a href="{ROOT}">公开年报</a></dd></dl>',
        ),
        "/XxgkRules/": page("公开制度", "<p>制度</p>"),
        ROOT: page("信息公开年报", _tree() + _friends()),
    }
    for branch in BRANCHES:
        years = "".join(f'<li><a href="{_address(branch, y)}">{y}年</a></li>' for y in YEARS)
        answers[f"{ROOT}?branch_id={branch}"] = page(
            "信息公开年报", f"{_tree()}<ul>{years}</ul>{_friends()}"
        )
    for branch, year in pairs:
        body = article(BRANCHES[branch], year) if (branch, year) != EMPTY else "<p>暂无年报</p>"
        answers[_address(branch, year)] = page("信息公开年报", body)
    return Site(
        portal_id="family-anhui",
        name="铜河区人民政府",
        host="127.0.3.8",
        region_code="340000",
        answers=answers,
        reports=reports,
    )


def _address(branch: str, year: int) -> str:
    return f"{ROOT}year/show/{branch}/{year}.html"


def _tree() -> str:
    return "".join(
        f'<p><a href="{ROOT}?branch_id={b}">{name}</a></p>' for b, name in BRANCHES.items()
    )


def _friends() -> str:
    """Links to other bodies, on every page: none of them leads to a report."""
    return (
        '<div class="links"><a href="/jyj/">铜河区教育局</a><a href="/gaj/">铜河区公安局</a></div>'
    )
