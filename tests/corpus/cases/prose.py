"""Figures in sentences, for want of a table: plain ones are read and announced, others are not."""

from __future__ import annotations

from collections.abc import Mapping

from tests.corpus.case import Case, Value
from tests.corpus.documents import DISTINCT_2021, html_page
from tests.corpus.statistics import page

INDICATORS = (
    "主动公开政府信息数2614条（不同渠道和方式公开相同信息计1条）。",
    "2016年，我局主动公开规范性文件101条，制发规范性文件4件，通过政府网站公开信息2055条，政务微博公开信息560条。",
    "收到申请数176件，其中：当面申请数89件、传真申请数5件、网络申请数27件、信函申请数26件、12345热线申请数29件。",
    "属于已主动公开范围数0件，同意全部公开答复数20件，申请信息不存在数约3件。",
    "行政复议数量3件，维持具体行政行为2件，被依法纠错数1件；行政诉讼数量0件。",
    "2015年政务微信公开信息44条，同比增长3%。截至2016年底累计政府公报公开信息9000条。",
    "依申请公开信息收取的费用0万元。",
)

REVIEW = (
    "行政复议3件。其中结果维持1件；结果纠正2件；其他结果0件；尚未审结0件。",
    "未经复议直接起诉4件，其中结果维持3件、尚未审结1件；行政诉讼共5件，结果纠正1件。",
)


def _numbers(topic: str, figures: Mapping[str, float]) -> dict[str, Value]:
    return {f"{topic}/{name}": (float(figure), "number") for name, figure in figures.items()}


def indicators() -> bytes:
    """A report of 2016 without its 统计表."""
    return page(*(f"<p>{text}</p>" for text in INDICATORS))


def decisions(*sentences: str) -> bytes:
    """Table 四 replaced by sentences."""

    def edit(article: str) -> str:
        at = article.index("四、政府信息公开行政复议")
        start, end = article.index("<table", at), article.index("</table>", at)
        text = "".join(f"<p>{s}</p>" for s in sentences)
        return article[:start] + text + article[end + len("</table>") :]

    return html_page(DISTINCT_2021, edit=edit)


def requests_told(*sentences: str) -> bytes:
    """Table 三 replaced by sentences."""

    def edit(article: str) -> str:
        at = article.index("三、收到和处理")
        start, end = article.index("<table", at), article.index("</table>", at)
        text = "".join(f"<p>{s}</p>" for s in sentences)
        return article[:start] + text + article[end + len("</table>") :]

    return html_page(DISTINCT_2021, edit=edit)


def disclosure_told(*sentences: str) -> bytes:
    """Table 二 replaced by sentences."""

    def edit(article: str) -> str:
        at = article.index("二、主动公开")
        start, end = article.index("<table", at), article.index("</table>", at)
        text = "".join(f"<p>{s}</p>" for s in sentences)
        return article[:start] + text + article[end + len("</table>") :]

    return html_page(DISTINCT_2021, edit=edit)


def boasting() -> bytes:
    """All tables stand there, and section one states other figures."""
    told = "<p>全年行政复议900件，其中结果维持800件。予以公开777件。政府网站公开信息2055条。</p>"
    return html_page(DISTINCT_2021, edit=lambda s: told + s)


CASES = [
    Case(
        "prose_indicators_of_2014",
        indicators,
        base="distinct_2014",
        absent=("*",),
        changed=_numbers(
            "statistics",
            {
                "proactive.items/value": 2614,
                "proactive.normative_documents/value": 101,
                "proactive.normative_documents_made/value": 4,
                "channel.website/value": 2055,
                "channel.microblog/value": 560,
                "requests.received/value": 176,
                "requests.in_person/value": 89,
                "requests.fax/value": 5,
                "requests.online/value": 27,
                "requests.letter/value": 26,
                "replies.already_public/value": 0,
                "replies.granted/value": 20,
                "reconsideration.total/value": 3,
                "reconsideration.upheld/value": 2,
                "reconsideration.corrected/value": 1,
                "litigation.total/value": 0,
                "fees.amount/value": 0,
            },
        ),
        announced=("figures_from_prose",),
        why="neither another year's, nor a cumulated, nor an approximate figure is the year's",
    ),
    Case(
        "prose_review_under_its_heading",
        lambda: decisions(*REVIEW),
        absent=("review/*",),
        changed=_numbers(
            "review",
            {
                "reconsideration/total": 3,
                "reconsideration/upheld": 1,
                "reconsideration/corrected": 2,
                "reconsideration/other": 0,
                "reconsideration/pending": 0,
                "litigation_direct/total": 4,
                "litigation_direct/upheld": 3,
                "litigation_direct/pending": 1,
            },
        ),
        announced=("figures_from_prose",),
        why="what follows 行政诉讼 belongs to neither kind of lawsuit",
    ),
    Case(
        "prose_names_an_item_before_its_figures",
        lambda: decisions(
            "（一）行政复议：结果维持1件，结果纠正2件；未经复议直接起诉：尚未审结4件。"
        ),
        absent=("review/*",),
        changed=_numbers(
            "review",
            {
                "reconsideration/upheld": 1,
                "reconsideration/corrected": 2,
                "litigation_direct/pending": 4,
            },
        ),
        announced=("figures_from_prose",),
    ),
    Case(
        "prose_says_twice_what_differs",
        lambda: decisions("行政复议3件，结果维持1件。", "行政复议4件，结果维持1件。"),
        absent=("review/*",),
        changed=_numbers("review", {"reconsideration/upheld": 1}),
        announced=("figures_from_prose",),
    ),
    Case(
        "prose_says_nothing_happened",
        lambda: decisions("无。"),
        absent=("review/*",),
        announced=("tables_missing",),
        why="无 under a heading is no row of zeros",
    ),
    Case(
        "prose_of_other_times_and_bodies",
        lambda: decisions(
            "6月，行政复议3件。",
            "比上年增加5件，行政复议4件。",
            "示例县教育局：行政复议5件，结果维持5件。",
            "予以公开3件，其他2件，总计5件。",
        ),
        absent=("review/*",),
        announced=("tables_missing",),
        why="a month's figures, a comparison's and another body's are not the report's",
    ),
    Case(
        "prose_of_requests_with_those_carried_in",
        lambda: requests_told("本年新收政府信息公开申请12件，上年结转2件，上年结转申请数量2件。"),
        absent=("requests/*",),
        changed=_numbers("requests", {"received/total": 12, "carried_in/total": 2}),
        announced=("figures_from_prose",),
        why="上年结转 is no comparison with last year",
    ),
    Case(
        "prose_of_disclosure",
        lambda: disclosure_told(
            "本年制发行政规范性文件3件，废止1件，现行有效9件。规章制发0件。",
            "作出行政许可处理决定12件，行政处罚5件。行政事业性收费7.5万元。",
            "公开各类文件300件，处理投诉4件。",
        ),
        absent=("proactive/*",),
        changed=_numbers(
            "proactive",
            {
                "normative_documents/issued": 3,
                "normative_documents/repealed": 1,
                "normative_documents/in_force": 9,
                "regulations/issued": 0,
                "licensing/decisions": 12,
                "fees/amount": 7.5,
            },
        ),
        announced=("figures_from_prose",),
        why="行政处罚5件 may be items or decisions",
    ),
    Case("prose_beside_tables", boasting, why="sentences never override a table"),
]
