"""The 政府信息公开情况统计表 (form 2014) in every shape that offices gave it."""

from __future__ import annotations

from sample_portals.render_html import render_grid
from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.documents import table
from tests.corpus.statistics import (
    HEADS,
    OPENING,
    TITLE,
    Indicator,
    as_docx,
    as_pdf,
    as_pdf_without_rules,
    as_xlsx,
    beside,
    chapters,
    grid,
    html,
    html_of,
    indicators,
    numbered,
    page,
)

BASE = "distinct_2014"


def unit_in_label(row: Indicator) -> tuple[Box, Box]:
    """Two columns: the unit stands behind the label."""
    label, unit, figure = row
    return Box(label if unit == "——" else f"{label}（{unit}）"), Box(figure, is_value=True)


def two_columns() -> Grid:
    """No column for the unit."""
    return ((Box("指标名称"), Box("数量")), *map(unit_in_label, indicators()))


def nested_labels() -> Grid:
    """Chapters in a column of their own, over all their rows."""
    rows: list[tuple[Box, ...]] = [(Box("指标名称", columns=2), Box("计量单位"), Box("数量"))]
    for chapter in chapters():
        head, *rest = chapter.rows
        below = rest or [head]
        group = Box(head[0], rows=len(below) + (1 if rest and head[2] != "——" else 0))
        if rest and head[2] != "——":
            below = [head, *rest]
        for n, (label, unit, figure) in enumerate(below):
            first = (group,) if n == 0 else ()
            rows.append((*first, Box(label), Box(unit), Box(figure, is_value=True)))
    return tuple(rows)


def indented() -> Grid:
    """Labels one column further right for each level, merged up to the unit."""
    rows: list[tuple[Box, ...]] = [(Box("统计指标", columns=3), Box("单位"), Box("统计数"))]
    for label, unit, figure in indicators():
        level = 0 if label[1] == "、" else 1 if label[0] == "（" else 2
        pad = tuple(Box("") for _ in range(level))
        rows.append((*pad, Box(label, columns=3 - level), Box(unit), Box(figure, is_value=True)))
    return tuple(rows)


def plain_label(row: Indicator) -> Indicator:
    """No enumerator, no 其中, no note."""
    label = row[0].removeprefix("其中：")
    while label[:1] in "（一二三四五六七八九123456789" and (
        "、" in label[:3] or "）" in label[:4] or "." in label[:3]
    ):
        label = label[min(label.index(c) for c in "、）." if c in label[:4]) + 1 :]
    return (label.split("（")[0], *row[1:])


def coded() -> Grid:
    """A column of codes between label and figure."""
    rows = grid(indicators(), ("指标名称", "计量单位", "数量"))
    return tuple(
        (*row[:2], Box("代码" if n == 0 else f"{n:02}"), *row[2:]) for n, row in enumerate(rows)
    )


def with_last_year() -> Grid:
    """Last year's figures beside this year's, each column with its head."""
    head, *rest = grid(indicators(), ("统计指标", "单位", "本年度"))
    rows = [(*row, Box("——" if row[2].text == "——" else f"9{n}")) for n, row in enumerate(rest)]
    return ((*head, Box("上年度")), *rows)


def with_growth() -> Grid:
    """Last year's figures, the growth in per cent, and a column for notes that holds none."""
    head, *rest = with_last_year()
    rows = [(*row, Box("——" if row[2].text == "——" else "12.5%"), Box("")) for row in rest]
    return ((*head, Box("增减%"), Box("备注")), *rows)


def two_years() -> Grid:
    """The year before beside the year, each under its number."""
    head, *rest = grid(indicators(), ("统计指标", "单位", "2016年"))
    rows = [(*r[:2], Box("——" if r[2].text == "——" else f"9{n}"), r[2]) for n, r in enumerate(rest)]
    return ((*head[:2], Box("2015年"), head[2]), *rows)


def only_cumulated() -> Grid:
    """One column of figures, of all years until then."""
    return grid(indicators(), ("统计指标", "单位", "历年累计"))


def rival_columns(first: str, second: str) -> Grid:
    """Two columns of figures, of which a reader cannot tell the report's."""
    head, *rest = grid(indicators(), ("统计指标", "单位", first))
    rows = [(*row, Box("——" if row[2].text == "——" else f"9{n}")) for n, row in enumerate(rest)]
    return ((*head, Box(second)), *rows)


def in_cells(rows: list[str]) -> bytes:
    """One cell a paragraph."""
    return page(*(f"<p>{text}</p>" for text in rows if text))


def tabs() -> bytes:
    """Text, a tab between the cells."""
    lines = [TITLE, OPENING, "", "政府信息公开情况统计表", "\t".join(HEADS)]
    return "\n".join([*lines, *("\t".join(row) for row in indicators())]).encode()


def blanks() -> bytes:
    """Two figures are not filled in."""
    empty = ("（二）被依法纠错数", "4.信函申请数")
    return html_of(lambda r: (r[0], r[1], "") if r[0] in empty else r)


UNFILLED = {
    "制发规范性文件总数": "proactive.normative_documents_made",
    "3.政务微博公开政府信息数": "channel.microblog",
    "4.微博微信回应事件数": "response.social_media",
    "六、举报投诉数量": "complaints",
    "（三）接受培训人员数": "training.participants",
}


def unfilled(row: Indicator) -> Indicator:
    """The row without its figure, if it is one of those that were not filled in."""
    return (row[0], row[1], "" if row[0] in UNFILLED else row[2])


def halves(*, head_again: bool) -> bytes:
    """The table as two, cut between 四、行政复议数量's rows."""
    rows = indicators()
    at = next(n for n, row in enumerate(rows) if "被依法纠错" in row[0])
    lower = grid(rows[at:])
    return html(grid(rows[:at]), lower if head_again else lower[1:])


def extra_rows(row: Indicator) -> list[Indicator]:
    """Rows that a province added."""
    if "其他方式公开" in row[0]:
        return [("5.政务客户端公开政府信息数", "条", "4711"), row]
    if "信函申请" in row[0]:
        return [row, ("5.12345热线申请数", "件", "4712")]
    return [row]


def without(*words: str) -> bytes:
    """Rows left out."""
    return html_of(lambda r: [] if any(w in r[0] for w in words) else [r])


def client_for_wechat(row: Indicator) -> Indicator:
    """A channel of the office's own where 政务微信 should stand."""
    return ("4.政务短信公开政府信息数", "条", "4711") if "政务微信" in row[0] else row


def signed() -> Grid:
    """Who filled it in, in the table's last rows."""
    return (
        *grid(indicators()),
        tuple(map(Box, ("单位负责人：张某", "审核人：李某", "填报人：王某"))),
        tuple(map(Box, ("联系电话", "", "5551234"))),
        (Box("填报日期：2017年1月5日", columns=3),),
    )


DECOYS = table(
    ("政策解读情况", "单位", "数量"), ("政策解读", "篇", "12"), ("新闻发布会", "次", "3")
) + table(("建议提案办理", "数量"), ("人大代表建议", "7"), ("政协委员提案", "8"))

LAWSUITS_AND_HEAD = (44, 48, 49, 50, 51)  # 四、行政复议数量, and 五、 with its three rows


def with_cell(table: Grid, mark: str, place: int, box: Box | None) -> Grid:
    """A cell put into the row that holds that mark, or taken out of it."""
    rows = []
    for row in table:
        if any(mark in b.text for b in row):
            row = (*row[:place], box, *row[place:]) if box else (*row[:place], *row[place + 1 :])
        rows.append(row)
    return tuple(rows)


def side_by_side() -> Grid:
    """Two halves beside each other, their rows numbered."""
    return beside(numbered(grid(indicators()[:34])), numbered(grid(indicators()[34:])))


EXTRA = Box("99818", is_value=True)
SLIPPED = {
    "figure_too_many": (grid(indicators()), "传真申请数", 2, EXTRA, "requests.fax"),
    "cell_too_few_beside_another_list": (
        side_by_side(),
        "按时办结数",
        2,
        None,
        "requests.concluded_on_time",
    ),
    "figure_of_the_year_missing": (
        with_last_year(),
        "政策解读稿件",
        2,
        None,
        "response.interpretations",
    ),
    "unit_missing_before_two_figures": (
        with_last_year(),
        "政策解读稿件",
        1,
        None,
        "response.interpretations",
    ),
}

TOLD = "".join(
    f"<p>{text}</p>"
    for text in (
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议4件，其中结果维持3件；行政诉讼数量2件。",
        "三、收到和处理政府信息公开申请情况",
        "予以公开9件，政府网站公开政府信息12条。",
    )
)

CASES = [
    Case(
        "statistics_unit_of_money_over_two_lines",
        lambda: html_of(lambda row: (row[0], row[1].replace("万元", "万\n元"), row[2])),
        base=BASE,
        why="万 over 元 is no yuan",
    ),
    Case(
        "statistics_beside_sentences",
        lambda: page(TOLD, render_grid(grid(indicators()))),
        base=BASE,
        why="what sentences say under headings of a later form is no table of that form",
    ),
    Case("statistics_xlsx", lambda: as_xlsx(grid(indicators())), base=BASE),
    Case("statistics_xlsx_indented", lambda: as_xlsx(indented()), base=BASE),
    Case("statistics_signed", lambda: html(signed()), base=BASE),
    Case("statistics_html", lambda: html(grid(indicators())), base=BASE),
    Case("statistics_docx", lambda: as_docx(grid(indicators())), base=BASE),
    Case("statistics_pdf", lambda: as_pdf(grid(indicators())), base=BASE),
    Case(
        "statistics_pdf_landscape",
        lambda: as_pdf(numbered(grid(indicators())), landscape=True),
        base=BASE,
    ),
    Case(
        "statistics_pdf_without_rules", lambda: as_pdf_without_rules(grid(indicators())), base=BASE
    ),
    Case(
        "statistics_pdf_without_rules_blanks",
        lambda: as_pdf_without_rules(grid(tuple(map(unfilled, indicators())))),
        base=BASE,
        changed={f"statistics/{code}/value": (None, "blank") for code in UNFILLED.values()},
        why="a unit tells that its row's figure is blank; the list goes on over pages",
    ),
    Case("statistics_text_with_tabs", tabs, base=BASE),
    Case("statistics_numbered_rows", lambda: html(numbered(grid(indicators()))), base=BASE),
    Case("statistics_codes_beside_units", lambda: html(coded()), base=BASE),
    Case("statistics_no_unit_column", lambda: html(two_columns()), base=BASE),
    Case("statistics_chapters_in_a_column", lambda: html(nested_labels()), base=BASE),
    Case("statistics_indented_columns", lambda: html(indented()), base=BASE),
    Case("statistics_docx_indented", lambda: as_docx(indented()), base=BASE),
    Case("statistics_pdf_indented", lambda: as_pdf(indented()), base=BASE),
    Case("statistics_plain_labels", lambda: html_of(plain_label), base=BASE),
    Case("statistics_no_head", lambda: html(grid(indicators())[1:]), base=BASE),
    Case(
        "statistics_a_table_a_chapter",
        lambda: html(*(grid(chapter.rows) for chapter in chapters())),
        base=BASE,
        why="the small tables of chapters go on with each other",
    ),
    Case(
        "statistics_side_by_side",
        lambda: html(beside(grid(indicators()[:34]), grid(indicators()[34:]))),
        base=BASE,
    ),
    Case(
        "statistics_side_by_side_numbered",
        lambda: html(beside(numbered(grid(indicators()[:34])), numbered(grid(indicators()[34:])))),
        base=BASE,
    ),
    Case(
        "statistics_docx_side_by_side",
        lambda: as_docx(beside(grid(indicators()[:34]), grid(indicators()[34:]))),
        base=BASE,
    ),
    Case("statistics_cut_with_head", lambda: halves(head_again=True), base=BASE),
    Case("statistics_cut_without_head", lambda: halves(head_again=False), base=BASE),
    Case(
        "statistics_flat_a_cell_a_paragraph",
        lambda: in_cells([c for r in indicators() for c in r]),
        base=BASE,
    ),
    Case(
        "statistics_flat_a_row_a_paragraph",
        lambda: in_cells([" ".join(r) for r in indicators()]),
        base=BASE,
    ),
    Case(
        "statistics_blanks",
        blanks,
        base=BASE,
        changed={
            "statistics/requests.letter/value": (None, "blank"),
            "statistics/reconsideration.corrected/value": (None, "blank"),
            "statistics/litigation.corrected/value": (None, "blank"),
        },
    ),
    Case("statistics_last_year_beside", lambda: html(with_last_year()), base=BASE),
    *(
        Case(
            f"statistics_{name}",
            lambda table=table, mark=mark, place=place, box=box: html(
                with_cell(table, mark, place, box)
            ),
            base=BASE,
            unsure=("statistics/*/value",),
            never=(f"statistics/{item}/value",),
            announced=("ambiguous", "cells_missing"),
            why="a row whose cells slipped gives no value",
        )
        for name, (table, mark, place, box, item) in SLIPPED.items()
    ),
    Case(
        "statistics_heads_slipped",
        lambda: html(with_cell(with_last_year(), "统计指标", 2, Box("序号"))),
        base=BASE,
        never=("*",),
        announced=("ambiguous",),
        why="本年度 would head the figures of the year before",
    ),
    Case("statistics_last_year_growth_and_no_notes", lambda: html(with_growth()), base=BASE),
    Case(
        "statistics_kept_line_by_line",
        lambda: page("<pre>" + "\n".join("\t".join(row) for row in indicators()) + "</pre>"),
        base=BASE,
        why="the lines of <pre> are lines",
    ),
    Case("statistics_two_years", lambda: html(two_years()), base=BASE),
    Case(
        "statistics_only_cumulated",
        lambda: html(only_cumulated()),
        base=BASE,
        never=("*",),
        announced=("ambiguous",),
        why="figures of all years are not the year's",
    ),
    Case(
        "statistics_two_columns_without_a_year",
        lambda: html(rival_columns("市直", "县区")),
        base=BASE,
        never=("*",),
        announced=("ambiguous",),
        why="which of two columns is the agency's own cannot be told",
    ),
    Case(
        "statistics_rows_of_a_province",
        lambda: html_of(extra_rows),
        base=BASE,
        why="rows beside a complete form raise no doubt; they are kept as unmapped cells",
    ),
    Case(
        "statistics_row_in_place_of_another",
        lambda: html_of(client_for_wechat),
        base=BASE,
        absent=("statistics/channel.wechat/value",),
        announced=("cells_missing", "unmapped_row"),
        why="a label that is like several rows of the form is none of them",
    ),
    Case(
        "statistics_rows_left_out",
        lambda: without("维持具体行政行为或者", "传真申请"),
        base=BASE,
        absent=("statistics/litigation.upheld/value", "statistics/requests.fax/value"),
        announced=("cells_missing",),
    ),
    Case(
        "statistics_lawsuits_without_their_head",
        lambda: html_of(lambda r: [] if "行政诉讼数量" in r[0] or "行政复议数量" in r[0] else [r]),
        base=BASE,
        absent=("statistics/reconsideration.total/value", "statistics/litigation.total/value"),
        announced=("cells_missing",),
    ),
    Case(
        "statistics_one_set_of_outcomes_only",
        lambda: html(
            grid(tuple(r for n, r in enumerate(indicators()) if n not in LAWSUITS_AND_HEAD))
        ),
        base=BASE,
        absent=("statistics/reconsideration.*", "statistics/litigation.*"),
        unsure=("statistics/reconsideration.*", "statistics/litigation.*"),
        announced=("cells_missing", "ambiguous"),
        why="the same words under either parent, and neither parent is printed",
    ),
    Case(
        "statistics_money_in_yuan",
        lambda: html_of(lambda r: (r[0], "元", "251000") if "专项经费" in r[0] else r),
        base=BASE,
        changed={"statistics/organization.budget/value": (25.1, "number")},
    ),
    Case(
        "statistics_units_behind_figures",
        lambda: html_of(lambda r: (r[0], r[1], r[2] + r[1]) if r[1] != "——" else r),
        base=BASE,
    ),
    Case(
        "statistics_decoys_before",
        lambda: page(DECOYS, render_grid(grid(indicators()))),
        base=BASE,
    ),
    Case(
        "statistics_quarters_beside",
        lambda: page(render_grid(grid(indicators())), DECOYS),
        base=BASE,
    ),
]
