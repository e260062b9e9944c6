"""保定市科学技术局, after kjj.baoding.gov.cn: pages named `content-COLUMN-ID.html`.

The report of 2022 stands on its page and again as PDF below it; those of 2021 and 2023 only on
their pages, one pasted from Word, one inside layout tables. Beside them: an explanation of the
report, a notice, a summary of work, and a link to the city's own report on another domain.
"""

from __future__ import annotations

from datetime import date

from sample_portals import render_html, render_pdf
from sample_portals.figures import Report, report
from sample_portals.pdf_table import Break
from sample_portals.site import Answer, Site, html, robots

NAME = "保定市科学技术局"
COLUMN = "/list-37-1.html"
PDF = "/uploads/file/20230118/1674010822356187.pdf"
CITY_REPORT = "http://www.baoding.gov.cn/zwgkdocnr-4112-31877.html"

SUMMARY = "2022年，我局紧扣市委市政府中心工作，组织实施科技项目56项，新增高新技术企业212家。"
EXPLANATION = (
    "为便于公众了解，现对2022年政府信息公开工作年度报告作如下说明："
    "全年发布科技信息890条，其中政策解读2份；收到政府信息公开申请0件。"
)
NOTICE = "现将2023年度市科技计划项目申报有关事项通知如下，请各县（市、区）科技部门做好组织工作。"


def site() -> Site:
    """The whole portal."""
    return Site(
        portal_id="sample-baoding-kjj",
        name=NAME,
        host="127.0.1.1",
        region_code="130600",
        answers=_answers(),
        annual_reports_path=COLUMN,
        agency=NAME,
        family="baoding",
    )


def _answers() -> dict[str, Answer]:
    latest = report("baoding_kjj_2023").published
    return {
        "/robots.txt": robots("/admin/", "/search"),
        "/": html(_page("首页", "<p>科技强市，创新保定。</p>"), latest),
        "/zwgk.html": html(_page("政府信息公开", _columns()), latest),
        COLUMN: html(_page("政府信息公开年报", _list()), latest),
        "/content-37-2188.html": _summary(),
        "/content-37-2104.html": _article(report("baoding_kjj_2021"), render_html.WORD),
        "/content-37-2291.html": _article(report("baoding_kjj_2022"), attachment=True),
        "/content-37-2292.html": _text(
            "《保定市科学技术局2022年政府信息公开工作年度报告》解读", EXPLANATION
        ),
        "/content-37-2350.html": _text("关于组织申报2023年度市科技计划项目的通知", NOTICE),
        "/content-37-2466.html": _article(report("baoding_kjj_2023"), nested=True),
        PDF: Answer(_pdf(), "application/pdf", report("baoding_kjj_2022").published),
    }


def _pdf() -> bytes:
    return render_pdf.render(
        report("baoding_kjj_2022"), render_pdf.Paper(breaks={"requests": (Break(20),)})
    )


def _article(
    content: Report,
    style: render_html.Style = render_html.PLAIN,
    *,
    attachment: bool = False,
    nested: bool = False,
) -> Answer:
    body = render_html.article(content, style)
    if nested:
        side = "<td></td>" * 3
        body = (
            f"<table><tr>{side}</tr><tr><td></td><td><table><tr><td>{body}</td></tr></table></td>"
        )
        body += "<td></td></tr></table>"
    if attachment:
        body += f'<p>附件：<a href="{PDF}" target="_blank">{content.title}.pdf</a></p>'
    return html(_page(content.title, body, published=content.published), content.published)


def _text(title: str, text: str) -> Answer:
    published = date(2023, 2, 3)
    return html(_page(title, f"<p>{text}</p>", published=published), published)


def _summary() -> Answer:
    return _text("保定市科学技术局2022年工作总结", SUMMARY)


def _columns() -> str:
    names = {"/list-35-1.html": "政府信息公开指南", "/list-36-1.html": "政府信息公开制度"}
    names[COLUMN] = "政府信息公开年报"
    return "<ul>" + "".join(f'<li><a href="{u}">{n}</a></li>' for u, n in names.items()) + "</ul>"


def _list() -> str:
    entries = [
        ("/content-37-2466.html", report("baoding_kjj_2023").title, "2024-01-22"),
        ("/content-37-2350.html", "关于组织申报2023年度市科技计划项目的通知", "2023-02-03"),
        (
            "/content-37-2292.html",
            "《保定市科学技术局2022年政府信息公开工作年度报告》解读",
            "2023-02-03",
        ),
        (CITY_REPORT, "保定市人民政府2022年政府信息公开工作年度报告", "2023-01-31"),
        ("/content-37-2188.html", "保定市科学技术局2022年工作总结", "2023-01-20"),
        ("/content-37-2291.html", report("baoding_kjj_2022").title, "2023-01-18"),
        ("/content-37-2104.html", report("baoding_kjj_2021").title, "2022-01-24"),
    ]
    items = "".join(
        f'<li><span class="time">{day}</span><a href="{url}" title="{title}">{title}</a></li>'
        for url, title, day in entries
    )
    return f'<div class="list"><ul>{items}</ul><div class="page">共{len(entries)}条</div></div>'


def _page(title: str, body: str, published: date | None = None) -> str:
    stamp = f'<div class="info">发布时间：{published} 来源：{NAME}</div>' if published else ""
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>{title}-{NAME}</title>
<meta name="SiteName" content="{NAME}">
<meta name="SiteDomain" content="kjj.baoding.gov.cn">
</head><body>
<div class="nav"><a href="/">首页</a> <a href="/list-12-1.html">科技动态</a>
<a href="/zwgk.html">政府信息公开</a> <a href="{COLUMN}">信息公开年报</a></div>
<div class="content"><h1>{title}</h1>{stamp}
<div class="text">{body}</div></div>
<div class="footer">主办：{NAME} 冀ICP备05003000号 网站标识码1306000010</div>
</body></html>"""
