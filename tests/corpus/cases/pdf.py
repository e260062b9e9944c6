"""PDF as office suites and browsers print it: page breaks wherever they fall."""

from __future__ import annotations

from typing import Any

from sample_portals import render_pdf
from sample_portals.figures import Report, report
from sample_portals.pdf_table import Break
from sample_portals.prose import Heading
from sample_portals.render_pdf import Breaks, Pages, Paper
from sample_portals.tables import Drawing
from tests.corpus.bends import halves, taller
from tests.corpus.case import Case
from tests.corpus.documents import (
    DISTINCT_2019,
    DISTINCT_2021,
    Bend,
    Bends,
    bent_parts,
    change_rows,
    in_turn,
    relabel,
)

# Rows of table 三, counted from 0: three of heads, 一, 二, （一）, （二）, then （三） from 7 on,
# （四） from 15, （五） from 18, （六） from 23, （七） 26, 四 27.


def pdf(
    content: Report = DISTINCT_2021,
    breaks: Breaks | None = None,
    bends: Bends | None = None,
    **paper: Any,
) -> bytes:
    """A report printed, its tables bent first."""
    pages = Pages(Paper(breaks=breaks or {}, **paper), content.title)
    pages.paragraph(content.title, centred=True)
    for part in bent_parts(content, bends or {}):
        if isinstance(part, Drawing):
            pages.table(part.grid, (breaks or {}).get(part.topic, ()))
        else:
            pages.paragraph("　　" + (part.text if isinstance(part, Heading) else part))
    return pages.finish()


def requests_cut(*cuts: Break, **paper: Any) -> bytes:
    """Table 三 cut at these places."""
    return pdf(breaks={"requests": cuts}, **paper)


def blank_case(printed: str) -> bytes:
    """A whole row and a whole column printed as `printed`."""
    content = DISTINCT_2021
    for column in ("natural_person", "enterprise", "total"):
        content = content.with_figure("requests", "granted", column, printed)
    return pdf(content)


BLANKS = {
    f"requests/granted/{column}": (None, "blank")
    for column in ("natural_person", "enterprise", "total")
}


def two_tables() -> bytes:
    """Table 三 as two tables on two pages, the heads repeated, as Word repeats them."""
    pages = Pages(Paper(), DISTINCT_2021.title)
    for part in bent_parts(DISTINCT_2021, {}):
        if isinstance(part, Drawing) and part.topic == "requests":
            upper, lower = halves(part.grid)
            pages.table(upper)
            pages.table(lower, (Break(0),))
        elif isinstance(part, Drawing):
            pages.table(part.grid)
        else:
            pages.paragraph(part.text if isinstance(part, Heading) else part)
    return pages.finish()


def prose_only() -> bytes:
    """The report without its tables."""
    pages = Pages(Paper(), DISTINCT_2021.title)
    for part in bent_parts(DISTINCT_2021, {}):
        if not isinstance(part, Drawing):
            pages.paragraph(part.text if isinstance(part, Heading) else part)
    return pages.finish()


def shorter(label: str) -> Bend:
    """The group label of that text over one row less."""
    return taller(label, -1)


HUAIAN_BREAKS: Breaks = {"proactive": (Break(8),), "requests": (Break(16), Break(22, lines=1))}

CASES = [
    Case("pdf_plain", pdf),
    Case("pdf_form_2019", lambda: pdf(DISTINCT_2019), base="distinct_2019"),
    Case("pdf_landscape", lambda: pdf(landscape=True)),
    Case("pdf_without_outer_rules", lambda: pdf(outer_rule=False)),
    Case("pdf_without_page_numbers", lambda: pdf(page_numbers=False)),
    Case("pdf_rules_as_thin_boxes", lambda: requests_cut(Break(16), rules_as_boxes=True)),
    Case(
        "pdf_text_printed_twice_for_bold",
        lambda: pdf(overprint=True),
        unsure=("*",),
        why="305 printed twice, a hair apart, is not 330055",
    ),
    Case(
        "pdf_number_runs_into_the_next_cells",
        lambda: pdf(
            DISTINCT_2021.with_figure("review", "reconsideration", "total", "1234567890"),
            wrap_figures=False,
        ),
        changed={"review/reconsideration/total": (1234567890, "number")},
        unsure=("review/*",),
        why="a digit that lies in the neighbour's box is not the neighbour's",
    ),
    Case(
        "pdf_watermark_with_digits",
        lambda: pdf(watermark="示例县2022"),
        unsure=("*",),
        why="the large slanting 2 of a watermark belongs to no cell",
    ),
    Case(
        "pdf_upright_watermark_with_digits",
        lambda: pdf(watermark="示例县2022", watermark_turned=0),
        why="pale, and larger than what it lies on",
    ),
    Case(
        "pdf_requests_in_two_tables_each_with_head",
        two_tables,
    ),
    Case("pdf_break_between_rows", lambda: requests_cut(Break(12))),
    Case("pdf_break_below_head", lambda: requests_cut(Break(3))),
    Case("pdf_break_inside_head", lambda: requests_cut(Break(2)), unsure=("requests/*",)),
    Case("pdf_break_cuts_group_label", lambda: requests_cut(Break(16))),
    Case("pdf_break_cuts_row_label", lambda: requests_cut(Break(22, lines=1))),
    Case("pdf_break_cuts_long_label_late", lambda: requests_cut(Break(23, lines=2))),
    Case("pdf_break_before_last_row", lambda: requests_cut(Break(27))),
    Case("pdf_breaks_thrice", lambda: requests_cut(Break(8), Break(16), Break(24))),
    Case(
        "pdf_break_before_row_of_fees",
        lambda: pdf(breaks={"proactive": (Break(12),)}),
        why="the figure stands on another page than its head",
    ),
    Case("pdf_break_after_subtable_name", lambda: pdf(breaks={"proactive": (Break(8),)})),
    Case("pdf_break_before_review_figures", lambda: pdf(breaks={"review": (Break(3),)})),
    Case(
        "pdf_break_inside_review_head",
        lambda: pdf(breaks={"review": (Break(2),)}),
        unsure=("review/*",),
    ),
    Case(
        "pdf_no_rule_above_continuation",
        lambda: requests_cut(Break(12), rule_above_continuation=False),
        why="browsers print so: the first row after the break must not be lost",
    ),
    Case(
        "pdf_no_rule_above_continuation_group_label",
        lambda: requests_cut(Break(16), rule_above_continuation=False),
    ),
    Case(
        "pdf_no_rules_at_all_around_break",
        lambda: requests_cut(
            Break(16), Break(22, lines=1), outer_rule=False, rule_above_continuation=False
        ),
    ),
    Case("pdf_blank_cells", lambda: blank_case(""), changed=BLANKS),
    Case(
        "pdf_digits_with_a_gap",
        lambda: pdf(DISTINCT_2021.with_figure("requests", "granted", "total", "1 0")),
        changed={"requests/granted/total": (None, "text")},
    ),
    Case(
        "pdf_number_broken_over_two_lines",
        lambda: pdf(DISTINCT_2021.with_figure("proactive", "penalties", "decisions", "39857\n58")),
        changed={"proactive/penalties/decisions": (None, "text")},
        unsure=("proactive/penalties/decisions",),
    ),
    Case(
        "pdf_long_number_in_narrow_cell",
        lambda: pdf(DISTINCT_2021.with_figure("review", "reconsideration", "total", "1234567")),
        changed={"review/reconsideration/total": (1234567, "number")},
        why="the cell is too narrow: the number wraps after five digits, its neighbours do not",
    ),
    Case(
        "pdf_two_numbers_in_a_narrow_cell",
        lambda: pdf(DISTINCT_2021.with_figure("review", "reconsideration", "total", "12\n34")),
        changed={"review/reconsideration/total": (None, "text")},
        never=("review/reconsideration/total",),
        announced=("broken_number",),
        why="there was room for more digits beside the 12",
    ),
    Case(
        "pdf_row_left_out",
        lambda: pdf(
            bends={
                "requests": in_turn(
                    change_rows("行政执法案卷", lambda _: ()), shorter("（三）"), shorter("三、本")
                )
            }
        ),
        absent=("requests/denied.enforcement_file/*",),
        announced=("cells_missing",),
    ),
    Case(
        "pdf_short_labels",
        lambda: pdf(bends={"requests": relabel("（区分处理的，只计这一情形，不计其他情形）", "")}),
    ),
    Case("pdf_real_huaian", lambda: pdf(report("huaian_2024"), HUAIAN_BREAKS), base="huaian_2024"),
    Case(
        "pdf_real_baoding",
        lambda: render_pdf.render(report("baoding_kjj_2022")),
        base="baoding_kjj_2022",
    ),
    Case(
        "pdf_real_shanghai_mostly_blank",
        lambda: render_pdf.render(report("shanghai_bgt_2019")),
        base="shanghai_bgt_2019",
    ),
    Case(
        "pdf_without_tables",
        prose_only,
        absent=("*",),
        announced=("tables_missing",),
    ),
]
