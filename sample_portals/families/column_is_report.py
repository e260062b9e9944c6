"""盘水市公安局, whose columns are the reports: `2020n/` holds no list but the report itself.

Before 2019 they were prose, with the table of statistics on a page of its own.
"""

from __future__ import annotations

from sample_portals.making import page, report_page
from sample_portals.site import Answer, Site, robots

NAME = "盘水市公安局"
ROOT = "/bmxxgk/zfxxgk_57/zfxxgknb/"
PROSE = (
    "<p>根据《中华人民共和国政府信息公开条例》，现公布我局2017年政府信息公开年度报告。本报告中所列数据的统计期限自2017年1月1日起至"
    "2017年12月31日止。</p><p>一、概述</p><p>二、主动公开情况：全年主动公开信息312条。</p><p>三、依申请公开情况：收到申请2件。</p>"
    "<p>四、收费及减免情况：无。</p><p>五、行政复议和行政诉讼情况：无。</p><p>六、存在的主要问题</p>"
)


def site() -> Site:
    """The whole portal."""
    reports = {f"{ROOT}{year}n/": (NAME, year) for year in (2020, 2021, 2022)}
    prose, table = f"{ROOT}2017n/", f"{ROOT}201803/t20180320_1.html"
    years = "".join(f'<li><a href="{y}n/">{y}年</a></li>' for y in (2017, 2020, 2021, 2022))
    title = f"{NAME}2017年政府信息公开工作年度报告"
    statistics = f"{NAME}2017年度政府信息公开情况统计表"
    answers: dict[str, Answer] = {
        "/robots.txt": robots("/admin/"),
        "/": page(
            NAME,
            '<a href="/bmxxgk/zfxxgk_57/" title="政府信息公开"></a><a href="/jwzx/">警务资讯</a>',
        ),
        "/bmxxgk/zfxxgk_57/": page(
            "政府信息公开",
            f'<li onclick="location.href=\'{ROOT}\'">政府信息公开年报</li><a href="/">首页</a>',
        ),
        ROOT: page(
            "政府信息公开年报",
            f"<ul>{years}</ul><ul><li>"
            f'<a href="./201803/t20180320_1.html">{statistics}</a>'
            "<span>2018-03-20</span></li></ul>",
        ),
        prose: page(title, f"<h2>{title}</h2>{PROSE}"),
        table: page(
            statistics,
            f"<h2>{statistics}</h2><table><tr><td>指标名称</td><td>数量</td></tr><tr><td>一、主动公开情况</td><td>312</td></tr></table>",
        ),
        **{path: report_page(*told) for path, told in reports.items()},
    }
    return Site(
        portal_id="family-column-is-report",
        name=NAME,
        host="127.0.3.11",
        region_code="520000",
        answers=answers,
        reports={**reports, prose: (NAME, 2017), table: (NAME, 2017)},
    )
