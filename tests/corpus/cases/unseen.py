"""Cells that hold more than they show, or show more than they hold; rows that slide."""

from __future__ import annotations

import re

from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, html_page, relabel

CELL = "requests/granted/legal_service"  # prints 305


def _cell(markup: str) -> bytes:
    """The sound page with other markup in that cell."""
    page = html_page(DISTINCT_2021)
    assert page.count(b">305<") == 1
    return page.replace(b">305<", f">{markup}<".encode())


def _slid() -> bytes:
    """A label one column too narrow, a blank first figure, a filler at the end."""
    page = html_page(DISTINCT_2021).decode()
    row = re.search(r"<tr>(?:(?!</tr>).)*二、上年结转.*?</tr>", page, re.DOTALL)
    assert row is not None
    slid = row.group().replace('colspan="3"', 'colspan="2"').replace(">201<", "><")
    return page.replace(row.group(), slid.replace("</tr>", "<td></td></tr>")).encode()


def _short_of_a_cell() -> bytes:
    """A row of 1, 2, 0, 0, 0, 3 and an empty cell: one part lost, its total under the last part."""
    page = html_page(DISTINCT_2021).decode()
    for printed, instead in zip(range(201, 208), ("1", "2", "0", "0", "0", "3", ""), strict=True):
        page = page.replace(f">{printed}<", f">{instead}<")
    return page.encode()


SEEN = {
    "struck_out_by_style": '<span style="text-decoration: line-through">12</span>305',
    "invisible_digit": '305<span style="visibility:hidden">9</span>',
    "digit_of_no_size": '305<span style="font-size: 0px">9</span>',
    "hidden_digit": "305<span hidden>9</span>",
    "digit_that_word_hides": "305<span style='mso-hide:all'>9</span>",
    "hidden_field": '<input type="hidden" value="5">305',
    "shown_field": '<input type="text" value="305">',
    "text_area": "<textarea>305</textarea>",
    "table_of_one_cell": "<table><tr><td>305</td></tr></table>",
    "chosen_option": "<select><option>1</option><option selected>305</option></select>",
}
UNREADABLE = {
    "written_by_a_script": '<script>document.write("305")</script>',
    "drawn": "<svg><text>305</text></svg>",
    "frame": '<iframe src="305.html"></iframe>',
}
UNITS = {"百万元": 5150.0, "十万元": 515.0, "百元": 0.515, "元": 0.00515}

CASES = [
    Case(f"cell_with_{name}", lambda markup=markup: _cell(markup)) for name, markup in SEEN.items()
]
CASES += [
    Case(
        f"cell_{name}",
        lambda markup=markup: _cell(markup),
        changed={CELL: (None, "unreadable")},
        never=(CELL,),
        announced=("unreadable_cells",),
        why="such a cell is not blank",
    )
    for name, markup in UNREADABLE.items()
]
CASES += [
    Case(
        "cell_with_footnote_raised_by_style",
        lambda: _cell('305<span style="vertical-align: super">1</span>'),
        changed={CELL: (None, "text")},
        never=(CELL,),
        announced=("broken_number",),
        why="305 with a footnote 1 is not 3051",
    ),
    Case(
        "cell_with_footnote_of_word_without_its_styles",
        lambda: _cell('305<a href="#_ftn1"><span class="MsoFootnoteReference">1</span></a>'),
        changed={CELL: (None, "text")},
        never=(CELL,),
        announced=("broken_number",),
        why="305 with a footnote 1 is not 3051",
    ),
    Case(
        "cell_with_digit_in_white_font",
        lambda: _cell('<font color="#FFFFFF">9</font>305'),
        changed={CELL: (None, "text")},
        never=(CELL,),
        announced=("broken_number",),
        why="nobody sees a 9305",
    ),
    Case(
        "cell_with_ruby_mark",
        lambda: _cell("<ruby>305<rt>1</rt></ruby>"),
        changed={CELL: (None, "text")},
        never=(CELL,),
        announced=("broken_number",),
    ),
    Case(
        "row_slid_under_the_head",
        _slid,
        changed={"requests/carried_in/natural_person": (None, "blank")},
        unsure=("requests/carried_in/*",),
        why="seven figures that each fit the wrong column",
    ),
    Case(
        "row_with_a_cell_too_few_and_a_filler",
        _short_of_a_cell,
        unsure=("requests/carried_in/*",),
        announced=("ambiguous",),
        why="1, 2, 0, 0, 0, 3 and a filler: 3 is the total, and one part is missing",
    ),
    Case(
        "head_names_two_units",
        lambda: html_page(DISTINCT_2021, {"proactive": relabel("单位：万元", "万元、元")}),
        announced=("unit_assumed",),
    ),
    Case(
        "head_counts_in_lots",
        lambda: html_page(
            DISTINCT_2021,
            {"proactive": relabel("本年处理决定数量", "本年处理决定数量（单位：万件）")},
        ),
        announced=("unit_assumed",),
        why="41 lots of ten thousand are not 41",
    ),
    *(
        Case(
            f"lots_said_{where}",
            lambda before=before, said=said: html_page(DISTINCT_2021).replace(
                before, said.encode() + before, 1
            ),
            announced=("unit_assumed",),
            why="none of the table's heads says so",
        )
        for where, before, said in (
            ("above_the_table", b"<table", "<p>（单位：百件）</p>"),
            ("in_its_caption", b"<tbody>", "<caption>单位：千件</caption>"),
        )
    ),
]
CASES += [
    Case(
        f"head_says_{unit}",
        lambda unit=unit: html_page(
            DISTINCT_2021, {"proactive": relabel("单位：万元", f"单位：{unit}")}
        ),
        changed={"proactive/fees/amount": (value, "number")},
    )
    for unit, value in UNITS.items()
]
