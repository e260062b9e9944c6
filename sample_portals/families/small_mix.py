"""潞河区水利局, which has no column of annual reports: they stand beside guide and rules.

The list cuts its titles off and shows them nowhere whole. Its pager calls a function with a branch
for the first page.
"""

from __future__ import annotations

from sample_portals.making import decoy, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "潞河区水利局"
YEARS = tuple(range(2023, 2015, -1))
SIZE = 9
_TURN = (
    "function turn(n) { if (n == 1) { location.href = 'xxgk_list.shtml'; } "
    "else { location.href = 'xxgk_list_' + n + '.shtml'; } }"
)


def site() -> Site:
    """The whole portal."""
    reports = {f"/xxgk/{year + 1}01/t{year}.shtml": (NAME, year) for year in YEARS}
    others = {
        f"/xxgk/{year + 1}02/d{year}.shtml": f"{year}年政府信息公开工作要点" for year in YEARS
    }
    others |= {"/xxgk/1.shtml": f"{NAME}政府信息公开指南", "/xxgk/2.shtml": "政府信息公开制度"}
    titles = {path: f"{year}年政府信息公开工作年度报告" for path, (_, year) in reports.items()}
    shown = [*list(others.items())[-2:], *titles.items(), *list(others.items())[:-2]]
    lists = [shown[n : n + SIZE] for n in range(0, len(shown), SIZE)]
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(NAME, '<a href="/xxgk/xxgk_list.shtml">信息公开</a><a href="/dt/">动态</a>'),
        **{path: decoy(title) for path, title in others.items()},
        **{path: report_page(*told) for path, told in reports.items()},
    }
    for number, entries in enumerate(lists, 1):
        name = f"/xxgk/xxgk_list{'' if number == 1 else f'_{number}'}.shtml"
        answers[name] = page("信息公开", _list(entries, len(lists)))
    return Site(
        portal_id="family-small-mix",
        name=NAME,
        host="127.0.3.29",
        region_code="140000",
        answers=answers,
        reports=reports,
    )


def _list(entries: list[tuple[str, str]], pages: int) -> str:
    items = "".join(f'<li><a href="{path}">{_cut(title)}</a></li>' for path, title in entries)
    turns = "".join(f'<a onclick="turn({n})">{n}</a>' for n in range(1, pages + 1))
    return f"<ul>{items}</ul><div>{turns}</div><script>{_TURN}</script>"


def _cut(title: str) -> str:
    return title if len(title) < 17 else f"{title[:15]}..."
