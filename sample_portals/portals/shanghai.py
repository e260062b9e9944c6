"""上海市人民政府办公厅, on a TRS site: lists of two pages with a pager written by JavaScript.

`index.html` and `index_1.html`, articles `./YYYYMM/tYYYYMMDD_ID.html`. The report of 2019 is on the
second page, on the form of 2019, with line breaks inside its column heads.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample_portals import render_html
from sample_portals.figures import Report, report
from sample_portals.prose import Heading, parts
from sample_portals.site import Answer, Site, html, robots
from sample_portals.tables import Drawing, Grid

NAME = "上海市人民政府办公厅"
FOLDER = "/xxgk/gknb/"
REPORT = "202003/t20200320_1412345.html"

PAGES = [
    [
        ("202107/t20210706_1533001.html", "市政府办公厅举办政务公开业务培训班", date(2021, 7, 6)),
        ("202011/t20201118_1490210.html", "关于做好年度报告编制发布工作的通知", date(2020, 11, 18)),
        ("202004/t20200402_1418802.html", "图解：2019年政府信息公开工作年度报告", date(2020, 4, 2)),
    ],
    [
        (REPORT, "上海市人民政府办公厅2019年政府信息公开工作年度报告", date(2020, 3, 20)),
        (
            "202003/t20200321_1412501.html",
            "【解读】2019年政府信息公开工作年度报告有哪些亮点",
            date(2020, 3, 21),
        ),
        ("202001/t20200110_1390077.html", "市政府办公厅2019年工作总结", date(2020, 1, 10)),
    ],
]


def site() -> Site:
    """The whole portal."""
    return Site(
        portal_id="sample-shanghai-bgt",
        name="上海市人民政府",
        host="127.0.1.3",
        region_code="310000",
        answers=_answers(),
        annual_reports_path=f"{FOLDER}index.html",
        family="trs",
    )


def _answers() -> dict[str, Answer]:
    newest = PAGES[0][0][2]
    nav = f'<a href="{FOLDER}">政府信息公开年报</a>'
    lists = {
        f"{FOLDER}{_name(n)}": html(_page("政府信息公开年报", _list(n)), newest)
        for n in range(len(PAGES))
    }
    decoys = {
        FOLDER + path: html(_page(title, f"<p>{title}。</p>"), day)
        for page in PAGES
        for path, title, day in page
    }
    return {
        "/robots.txt": robots("/admin/", "/was5/"),
        "/": html(_page("首页", '<a href="/xxgk/">政府信息公开</a>'), newest),
        "/xxgk/": html(_page("政府信息公开", nav), newest),
        FOLDER: lists[f"{FOLDER}index.html"],
        **lists,
        **decoys,
        FOLDER + REPORT: _article(report("shanghai_bgt_2019")),
    }


def _article(content: Report) -> Answer:
    metadata = f"""<meta name="ArticleTitle" content="{content.title}" />
<meta name="PubDate" content="{content.published}" />
<meta name="ContentSource" content="{content.agency}" />
"""
    blocks = []
    for part in parts(content):
        shown = replace(part, grid=_broken_heads(part)) if isinstance(part, Drawing) else part
        blocks.append(render_html.render_part(shown))
        if isinstance(part, Heading) and part.text.startswith("二"):
            blocks.append("<p>（一）规章、规范性文件和行政权力事项</p>")
    body = f'<div class="TRS_Editor"><div class="Custom_UnionStyle">{"".join(blocks)}</div></div>'
    return html(_page(content.title, body, metadata), content.published)


def _broken_heads(drawing: Drawing) -> Grid:
    """本年新 / 制作数量, as editors break long column heads."""
    return tuple(
        tuple(replace(box, text=box.text.replace("本年新制", "本年新\n制")) for box in row)
        for row in drawing.grid
    )


def _name(number: int) -> str:
    return f"index_{number}.html" if number else "index.html"


def _list(number: int) -> str:
    rows = "".join(
        f'<tr><td width="550"><a href="./{path}">{title}</a></td><td>{day}</td></tr>'
        for path, title, day in PAGES[number]
    )
    return f'<table class="gl_list"><tbody>{rows}</tbody></table>{_pager(number)}'


def _pager(number: int) -> str:
    """As TRS templates write it: the links exist only once the script has run."""
    return f"""<script>
var currentPage = {number};//所在页从0开始
var prevPage = currentPage-1//上一页
var nextPage = currentPage+1//下一页
var countPage = {len(PAGES)}//共多少页
if(countPage>1&&currentPage!=(countPage-1))
document.write("<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>");
if(currentPage>0)
document.write("<a href=\\"index.html\\">首页</a>");
</script>"""


def _page(title: str, body: str, metadata: str = "") -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
 "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}_上海市人民政府</title>
<meta name="SiteName" content="上海市人民政府" />
<meta name="SiteIDCode" content="3100000049" />
<meta name="ColumnName" content="政府信息公开年报" />
{metadata}</head><body>
<div class="nav"><a href="/">首页</a> <a href="/xxgk/">政府信息公开</a></div>
<h2 id="ivs_title">{title}</h2>
{body}
</body></html>"""
