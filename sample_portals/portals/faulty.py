"""A portal on which everything goes wrong that can go wrong, beside one sound report.

The sound report must come through whole; each of the others must become a problem that a person
can act on, and none may stop the run.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date

from sample_portals import render_html, render_pdf
from sample_portals.figures import Report, report
from sample_portals.site import Answer, Site, html, robots

NAME = "示例县人民政府"
COLUMN = "/zfxxgk/nb/"
PUBLISHED = date(2023, 1, 31)
SOUND = "示例县水利局"

# Path, the agency that the list names, and what is wrong with the file.
EMPTY = ("/zfxxgk/nb/202301/P020230131001.pdf", "示例县财政局", "an empty file")
TRUNCATED = ("/zfxxgk/nb/202301/P020230131002.pdf", "示例县教育局", "a PDF cut off in the middle")
ENCRYPTED = (
    "/zfxxgk/nb/202301/P020230131003.pdf",
    "示例县民政局",
    "a PDF that asks for a password",
)
SOFT_404 = ("/zfxxgk/nb/202301/t20230131_004.html", "示例县司法局", "an error page with status 200")
ERROR_500 = ("/zfxxgk/nb/202301/t20230131_005.html", "示例县卫生健康局", "status 500")
SILENT = ("/zfxxgk/nb/202301/t20230131_006.html", "示例县审计局", "no answer at all")
DEEP = ("/zfxxgk/nb/202301/t20230131_007.html", "示例县统计局", "tables 20,000 deep")
WIDE = (
    "/zfxxgk/nb/202301/t20230131_008.html",
    "示例县林业局",
    "rowspan and colspan of a hundred million",
)
ENDLESS = ("/zfxxgk/nb/202301/P020230131009.pdf", "示例县商务局", "a page of ten million strokes")
GOOD = ("/zfxxgk/nb/202301/t20230131_010.html", SOUND, "nothing")

FAULTS = (EMPTY, TRUNCATED, ENCRYPTED, SOFT_404, ERROR_500, SILENT, DEEP, WIDE, ENDLESS)


def site() -> Site:
    """The whole portal."""
    return Site(
        portal_id="sample-faulty",
        name=NAME,
        host="127.0.1.9",
        region_code="",
        answers=_answers(),
        annual_reports_path=COLUMN,
    )


def of(agency: str) -> Report:
    """A sound report of that agency."""
    base = report("ningshan_slj_2022")
    return replace(base, agency=agency, title=_title(agency), published=PUBLISHED)


def _answers() -> dict[str, Answer]:
    pdf = "application/pdf"
    nav = f'<a href="{COLUMN}">政府信息公开年报</a>'
    return {
        "/robots.txt": robots("/admin/"),
        "/": html(_page("首页", nav), PUBLISHED),
        COLUMN: html(_page("政府信息公开年报", _list()), PUBLISHED),
        GOOD[0]: _report_page(SOUND, render_html.article(of(SOUND))),
        EMPTY[0]: Answer(b"", pdf, PUBLISHED),
        TRUNCATED[0]: Answer(_truncated(), pdf, PUBLISHED),
        ENCRYPTED[0]: Answer(_encrypted(), pdf, PUBLISHED),
        SOFT_404[0]: html(
            _page("提示信息", "<p>对不起，您访问的页面不存在或已被删除！</p>"), PUBLISHED
        ),
        ERROR_500[0]: Answer(b"<h1>500 Internal Server Error</h1>", status=500),
        SILENT[0]: Answer(b"", hangs=True),
        DEEP[0]: _report_page(DEEP[1], deep()),
        WIDE[0]: _report_page(WIDE[1], wide()),
        ENDLESS[0]: Answer(endless(), pdf, PUBLISHED),
    }


def deep(levels: int = 20_000) -> str:
    """A sound report inside very many tables, none of them closed."""
    return "<table><tr><td>" * levels + render_html.article(of(DEEP[1]))


def wide() -> str:
    """A report whose table says that one cell covers a hundred million rows and columns."""
    article = render_html.article(of(WIDE[1]))
    return article.replace("<td rowspan=", '<td colspan="100000000" rowspan="100000000" data-was=')


def endless(strokes: int = 10_000_000) -> bytes:
    """A small PDF (some 200 KB) whose one page draws that many lines when it is unpacked."""
    packer = zlib.compressobj(9)
    chunk = b"0 0 m 9 9 l S\n" * 100_000
    content = b"".join(packer.compress(chunk) for _ in range(strokes // 100_000)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    return _pdf_file(objects)


def _pdf_file(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + table + trailer


def _truncated() -> bytes:
    whole = render_pdf.render(of(TRUNCATED[1]))
    return whole[: len(whole) // 2]


def _encrypted() -> bytes:
    return render_pdf.render(of(ENCRYPTED[1]), render_pdf.Paper(password="geheim"))  # noqa: S106


def _title(agency: str) -> str:
    return f"{agency}2022年政府信息公开工作年度报告"


def _report_page(agency: str, article: str) -> Answer:
    return html(_page(_title(agency), article), PUBLISHED)


def _list() -> str:
    items = "".join(
        f'<li><a href="{path}">{_title(agency)}</a><span>{PUBLISHED}</span></li>'
        for path, agency, _ in (GOOD, *FAULTS)
    )
    return f"<ul>{items}</ul>"


def _page(title: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<meta name="SiteName" content="{NAME}"></head>
<body><h1>{title}</h1>{body}</body></html>"""
