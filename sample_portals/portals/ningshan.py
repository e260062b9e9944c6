"""宁陕县水利局, on a 博达 (Visual SiteBuilder) site: GBK pages, lists that count down.

The newest entries stand on `nb.htm`; the pages behind it are `nb/1.htm` for the oldest and so on
upwards. Attachments are fetched by `download.jsp`. The county's own report is in the bureau's
column too: another body's report, to be filed under the county.
"""

from __future__ import annotations

from datetime import date

from sample_portals import render_docx, render_html
from sample_portals.figures import Report, report
from sample_portals.site import Answer, Site, html, robots

NAME = "宁陕县水利局"
DOCX = (
    "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1542683547"
    "&wbfileid=3C9F0A7E51B24D608C12E7F9A6D4B035"
)
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGES = [
    [
        ("/info/1046/21077.htm", "宁陕县水利局2022年政府信息公开工作年度报告", date(2023, 1, 29)),
        ("/info/1046/21102.htm", "宁陕县人民政府2022年政府信息公开工作年度报告", date(2023, 1, 30)),
        ("/info/1046/20911.htm", "宁陕县水利局2022年工作总结", date(2023, 1, 6)),
    ],
    [
        ("/info/1046/18340.htm", "宁陕县水利局2021年政府信息公开工作年度报告", date(2022, 1, 27)),
        ("/info/1046/18221.htm", "我县召开防汛工作会议", date(2022, 1, 12)),
    ],
]
MEETING = "会议要求，各镇和有关部门要落实防汛责任，排查隐患，确保安全度汛。"
SUMMARY = "2022年，全县完成水利投资1.2亿元，新建供水工程17处，治理水土流失面积23平方公里。"


def site() -> Site:
    """The whole portal."""
    return Site(
        portal_id="sample-ningshan-slj",
        name=NAME,
        host="127.0.1.4",
        region_code="610923",
        answers=_answers(),
        agency=NAME,
    )


def _answers() -> dict[str, Answer]:
    newest = PAGES[0][0][2]
    (current, county, summary), (older, meeting) = PAGES
    docx = render_docx.render(report("ningshan_slj_2022"))
    attached = _attached(report("ningshan_slj_2022"))
    return {
        "/robots.txt": robots("/system/_owners/"),
        "/": _page("首页", '<div class="nav"><a href="xxgk.htm">政府信息公开</a></div>', newest),
        "/xxgk.htm": _page("政府信息公开", '<a href="xxgk/nb.htm">政府信息公开年报</a>', newest),
        "/xxgk/nb.htm": _page("政府信息公开年报", _list(0), newest),
        "/xxgk/nb/1.htm": _page("政府信息公开年报", _list(1), newest),
        current[0]: _page(current[1], attached, current[2]),
        county[0]: _page(county[1], render_html.article(report("ningshan_gov_2022")), county[2]),
        summary[0]: _page(summary[1], f"<p>{SUMMARY}</p>", summary[2]),
        older[0]: _page(older[1], render_html.article(report("ningshan_slj_2021")), older[2]),
        meeting[0]: _page(meeting[1], f"<p>{MEETING}</p>", meeting[2]),
        DOCX: Answer(docx, WORDPROCESSING, current[2]),
    }


def _attached(content: Report) -> str:
    link = DOCX.replace("&", "&amp;")
    return (
        f"<p>{content.opening}</p><p>报告全文见附件。</p>"
        f'<ul><li>附件【<a href="{link}" target="_blank">{content.title}.docx</a>】已下载'
        "<span id=nattach21077>12</span>次</li></ul>"
    )


def _list(number: int) -> str:
    up = "../" * (number + 1)
    items = "".join(
        f'<li id="line_u8_{n}"><a href="{up}{path[1:]}" title="{title}">{title}</a>'
        f"<span>{day}</span></li>"
        for n, (path, title, day) in enumerate(PAGES[number])
    )
    first = '<span class="p_no_d">1</span><span class="p_no"><a href="nb/1.htm">2</a></span>'
    ahead = '<span class="p_next p_fun"><a href="nb/1.htm">下页</a></span>'
    back = '<span class="p_prev p_fun"><a href="../nb.htm">上页</a></span>'
    pager = back if number else first + ahead
    return (
        f'<ul class="list">{items}</ul>'
        f'<div class="pb_sys_common"><span class="p_pages">{pager}</span></div>'
    )


def _page(title: str, body: str, modified: date) -> Answer:
    text = f"""<!DOCTYPE html>
<HTML><HEAD><META content="text/html; charset=gb2312" http-equiv="Content-Type">
<TITLE>{title}-{NAME}</TITLE>
<META Name="keywords" Content="{NAME},{title}" />
<!--Announced by Visual SiteBuilder 9-->
<script language="javascript" src="/system/resource/js/counter.js"></script>
</HEAD><BODY>
<div class="top"><a href="/">首页</a></div>
<form name="_newscontent_fromname"><h1>{title}</h1>
<div class="sj">{modified} &nbsp; 来源：{NAME} &nbsp; 点击：[]</div>
<div id="vsb_content"><div class="v_news_content">{body}</div></div></form>
</BODY></HTML>"""
    return html(text, modified, encoding="gb18030")
