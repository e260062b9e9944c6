"""云岭县自然资源局, on a 博达 site: `list.htm`, older pages count down; entries that are files.

The menu is written by a script. Two entries of the list are files without any page: one whose link
says so, one whose own name does.
"""

from __future__ import annotations

from urllib.parse import quote

from sample_portals import render_docx
from sample_portals.making import decoy, made, page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "云岭县自然资源局"
DOCX = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1&wbfileid=7F1"
NAMED = "/__local/1/" + quote(f"{NAME}2018年政府信息公开工作年度报告") + ".docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FOLDER = "/zwgk/xxgknb/"


def site() -> Site:
    """The whole portal."""
    pages = {f"/info/1046/{20000 + year}.htm": (NAME, year) for year in range(2019, 2024)}
    return Site(
        portal_id="family-vsb",
        name=NAME,
        host="127.0.3.6",
        region_code="530000",
        answers=_answers(pages),
        reports={**pages, DOCX: (NAME, 2017), NAMED: (NAME, 2018)},
    )


def _answers(pages: dict[str, tuple[str, int]]) -> dict[str, Answer]:
    entries = [
        (p, f"{a}{y}年政府信息公开工作年度报告", f"{y + 1}-01-20") for p, (a, y) in pages.items()
    ]
    entries = [
        *entries[::-1],
        ("/info/1046/31.htm", f"{NAME}2022年度部门预算", "2022-02-01"),
        (NAMED, "附件下载", "2019-01-10"),
        (DOCX.replace("&", "&amp;"), "2017年年报", "2018-01-10"),
        ("/info/1046/32.htm", "关于报送2016年政府信息公开工作年度报告的通知", "2017-01-05"),
    ]
    menu = (
        "<script>document.write('<ul><li><a href=\"/index.htm\">首页<\\/a><\\/li>');"
        "document.write('<li><a href=\"/zwgk/xxgk.htm\">政府信息公开<\\/a><\\/li>');"
        "document.write('<\\/ul>');</script>"
    )
    return {
        "/robots.txt": robots("/system/_owners/"),
        "/": page(NAME, menu),
        "/zwgk/xxgk.htm": page(
            "政府信息公开",
            '<a href="xxgknb/list.htm">信息公开年度报告</a><a href="xxgkzn.htm">指南</a>',
        ),
        f"{FOLDER}list.htm": _list(entries[:3], "list/2.htm", "list/2.htm", "list/1.htm"),
        f"{FOLDER}list/2.htm": _list(entries[3:6], "1.htm", "1.htm", "1.htm"),
        f"{FOLDER}list/1.htm": _list(entries[6:], "", "", ""),
        DOCX: Answer(render_docx.render(made(NAME, 2017)), WORD),
        NAMED: Answer(render_docx.render(made(NAME, 2018)), WORD),
        "/info/1046/31.htm": decoy(f"{NAME}2022年度部门预算"),
        "/info/1046/32.htm": decoy("关于报送2016年政府信息公开工作年度报告的通知"),
        **{path: report_page(*told) for path, told in pages.items()},
    }


def _list(entries: list[tuple[str, str, str]], second: str, following: str, last: str) -> Answer:
    rows = "".join(
        f'<tr id="line_u8_{n}"><td><a class="c1" href="{address}" target="_blank">{title}</a></td>'
        f"<td>{day}&nbsp;</td></tr>"
        for n, (address, title, day) in enumerate(entries)
    )
    pager = f'<span class="p_no"><a href="{second}">2</a></span><a href="{following}">下页</a>'
    pager = f'{pager}<a href="{last}">尾页</a>' if second else ""
    body = f'<div id="vsb_content"><table>{rows}</table><span class="p_pages">{pager}</span></div>'
    return page("信息公开年度报告", body)
