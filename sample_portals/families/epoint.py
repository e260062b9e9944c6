"""抚江市 on Epoint: numbered columns, a pager that knows only how many entries there are.

Some reports go on on a second page, others are files that the list names by year alone; of one the
list cuts the title, and its page holds nothing but a file.
"""

from __future__ import annotations

from sample_portals.making import article, decoy, document, items, made, page
from sample_portals.render_docx import render
from sample_portals.site import Answer, Site, html, robots

NAME = "抚江市审计局"
COLUMN = "/zwgk/002005/002005002/"
YEARS = tuple(range(2023, 2016, -1))
FILES = (2016, 2015)
GUID = "3b4e7c31-d3f3-4a7f-9351-9ae904db{}"
EACH = 3


def site() -> Site:
    """The whole portal."""
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page("抚江市", "<a href='/zwgk/'>政务公开</a>"),
        "/zwgk/": page("政务公开", f"<a href='{COLUMN}morelist.html'>区政府年度报告</a>"),
        "/decoy.html": decoy("抚江市审计局2022年审计工作报告"),
    }
    reports: dict[str, tuple[str, int]] = {}
    entries = []
    for year in YEARS:
        first = f"{COLUMN}{year + 1}0125/{GUID.format(year)}.html"
        answers |= _split(first, year)
        reports[first] = (NAME, year)
        entries.append((first, f"{NAME}{year}年政府信息公开工作年度报告", f"{year + 1}-01-25"))
    for year in FILES:
        file = f"/files/{year}.docx"
        answers[file] = Answer(render(made(NAME, year)), "application/octet-stream")
        reports[file] = (NAME, year)
        entries.append((file, f"{year}年度报告.docx", f"{year + 1}-01-25"))
    held, file = f"{COLUMN}20150125/{GUID.format(2014)}.html", "/files/2014.docx"
    title = f"{NAME}2014年政府信息公开工作年度报告"
    answers[file] = Answer(render(made(NAME, 2014)), "application/octet-stream")
    answers[held] = page(title, f"<h1>{title}</h1><a href='{file}'>附件：2014年报.docx</a>")
    reports |= dict.fromkeys((held, file), (NAME, 2014))
    entries.append((held, f"{title[:14]}…", "2015-01-25"))
    entries.append(("/decoy.html", "抚江市审计局2022年审计工作报告", "2023-01-09"))
    for number in range(1, 5):
        part = items(entries[(number - 1) * EACH : number * EACH])
        pager = f"$('#p').pagination({{pageIndex: {number}, pageSize: {EACH}, total: 11}});"
        listed = page("年度报告", f"<ul>{part}</ul><div id='p'></div><script>{pager}</script>")
        answers[f"{COLUMN}{'morelist' if number == 1 else number}.html"] = listed
    return Site(
        portal_id="family-epoint",
        name=NAME,
        host="127.0.3.17",
        region_code="210000",
        answers=answers,
        reports=reports,
    )


def _split(first: str, year: int) -> dict[str, Answer]:
    """A report on two pages, parted before its second table."""
    text = article(NAME, year)
    middle = text.index("<table", text.index("</table>"))
    second = first.replace(".html", "_2.html")
    turn = f"<p><a href='{second}'>2</a><a href='{second}'>下一页</a></p>"
    title = f"{NAME}{year}年政府信息公开工作年度报告"
    return {
        first: html(document(title, text[:middle] + turn)),
        second: html(document(title, text[middle:])),
    }
