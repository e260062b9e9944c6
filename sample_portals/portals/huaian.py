"""淮安市人民政府, on a Hanweb (大汉) site: lists as CDATA records, the report as PDF attachment.

The list's first records stand in `<datastore>` inside a script; further ones come from
`dataproxy.jsp`, by GET or POST. The report's page says little more than that a file is attached.
"""

from __future__ import annotations

from datetime import date

from sample_portals import render_pdf
from sample_portals.figures import report
from sample_portals.pdf_table import Break
from sample_portals.site import Answer, Site, html, robots

NAME = "淮安市人民政府"
COLUMN = "/col/col3835/index.html"
PDF = "/attach/0/2503271012453187.pdf"
REPORT = "/art/2025/3/27/art_3835_1010101.html"
PROXY = "/module/web/jpage/dataproxy.jsp"
NEXT = f"{PROXY}?page=2&webid=36&path=http://www.huaian.gov.cn/&columnid=3835&unitid=15817"

# As in the real file: a sub-heading ends its page, （四）无 / 法提供, a label cut in two.
BREAKS = {"proactive": (Break(8),), "requests": (Break(16), Break(22, lines=1))}

FIRST = [
    (REPORT, "淮安市人民政府2024年政府信息公开工作年度报告", date(2025, 3, 27)),
    (
        "/art/2025/3/28/art_3835_1010112.html",
        "一图读懂2024年政府信息公开工作年度报告",
        date(2025, 3, 28),
    ),
    ("/art/2025/2/11/art_3835_1009480.html", "全市召开政务公开工作推进会", date(2025, 2, 11)),
]
FURTHER = [
    (
        "/art/2021/4/2/art_3835_812220.html",
        "关于编制政府信息公开工作年度报告的说明",
        date(2021, 4, 2),
    ),
    ("/art/2020/5/8/art_3835_701114.html", "2020年政务公开工作要点", date(2020, 5, 8)),
]


def site() -> Site:
    """The whole portal."""
    return Site(
        portal_id="sample-huaian",
        name=NAME,
        host="127.0.1.2",
        region_code="320800",
        answers=_answers(),
    )


def _answers() -> dict[str, Answer]:
    published = report("huaian_2024").published
    pdf = render_pdf.render(report("huaian_2024"), render_pdf.Paper(breaks=BREAKS))
    further = Answer(_datastore(FURTHER).encode(), "text/xml; charset=utf-8")
    return {
        "/robots.txt": robots("/admin/"),
        "/": html(_page("首页", _nav()), published),
        "/col/col3833/index.html": html(_page("政府信息公开", _columns()), published),
        "/col/col3834/index.html": html(_page("政府信息公开指南", "<p>公开指南</p>"), published),
        COLUMN: html(_page("政府信息公开年报", _list()), published),
        NEXT: further,
        PROXY: further,
        f"{PROXY}?startrecord=4&endrecord=5&perpage=3": further,
        REPORT: _article(*FIRST[0][1:], _body()),
        PDF: Answer(pdf, "application/pdf", published),
        **{
            path: _article(title, day, f"<p>{title}。</p>")
            for path, title, day in FIRST[1:] + FURTHER
        },
    }


def _body() -> str:
    icon = '<img src="/script/downfile/img/icon_pdf.gif" />'
    return (
        "<p>根据《中华人民共和国政府信息公开条例》规定，现公布本市2024年政府信息公开工作"
        "年度报告，全文见附件。</p>"
        f'<p>附件：<a href="{PDF}">{icon}{report("huaian_2024").title}.pdf</a></p>'
    )


def _list() -> str:
    return f"""<div class="default_pgContainer" id="15817"></div>
<script type="text/xml">{_datastore(FIRST)}</script>"""


def _datastore(entries: list[tuple[str, str, date]]) -> str:
    records = "".join(
        f'<record><![CDATA[<li><a href="{path}" title="{title}" target="_blank">{title}</a>'
        f"<span>{day}</span></li>]]></record>"
        for path, title, day in entries
    )
    proxy = f'<nextgroup><![CDATA[<a href="{NEXT}"></a>]]></nextgroup>' if entries is FIRST else ""
    total = len(FIRST) + len(FURTHER)
    return (
        f"<datastore>{proxy}<totalrecord>{total}</totalrecord><totalpage>2</totalpage>"
        f"<recordset>{records}</recordset></datastore>"
    )


def _nav() -> str:
    return (
        '<a href="/col/col3833/index.html">政府信息公开</a> <a href="/col/col4/index.html">新闻</a>'
    )


def _columns() -> str:
    return (
        '<ul><li><a href="/col/col3834/index.html">政府信息公开指南</a></li>'
        f'<li><a href="{COLUMN}">政府信息公开年报</a></li></ul>'
    )


def _article(title: str, day: date, body: str) -> Answer:
    metadata = f"""<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{day} 10:12">
<meta name="ContentSource" content="市政府办公室">
"""
    zoom = f'<div class="main-txt" id="zoom">{body}</div>'
    return html(_page(title, f"<h1>{title}</h1>{zoom}", metadata, "政府信息公开年报"), day)


def _page(title: str, body: str, metadata: str = "", column: str = "") -> str:
    column_name = column or title
    return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>{NAME} {column_name} {title}</title>
<meta name="SiteName" content="{NAME}">
<meta name="SiteDomain" content="www.huaian.gov.cn">
<meta name="SiteIDCode" content="3208000002">
<meta name="ColumnName" content="{column_name}">
<meta name="ColumnType" content="政府信息公开">
{metadata}</head><body><!-- begin jcms -->
<div class="head">{_nav()}</div>
{body}
<div class="foot">主办单位：{NAME}办公室</div></body></html>"""
