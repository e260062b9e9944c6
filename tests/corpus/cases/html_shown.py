"""HTML pages on which what stands in the source is not what shows."""

from __future__ import annotations

import html
from collections.abc import Callable

from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, html_page

TARGET = "requests/granted/total"
PRINTED = "307"


def cell(markup: str, edit: Callable[[str], str] = str) -> bytes:
    """The page with one figure written in another way."""
    page = html_page().decode()
    assert f">{PRINTED}<" in page
    return edit(page.replace(f">{PRINTED}<", f">{markup}<", 1)).encode()


def article() -> str:
    """The report's markup without the page around it."""
    page = html_page().decode()
    return page.partition("<div class='content'>")[2].rpartition("</div></body>")[0]


def around(body: str, head: str = "") -> bytes:
    """A page of another make around something."""
    heading = f"<h1>{DISTINCT_2021.title}</h1>"
    return f"<html><head>{head}</head><body>{heading}{body}</body></html>".encode()


def hidden_twin(hide: str, head: str = "") -> bytes:
    """The report, and once more with another figure for screens of another kind."""
    twin = article().replace(f">{PRINTED}<", ">999<")
    return around(f"{article()}<div {hide}>{twin}</div>", head)


SHOWN = {
    "zero_width_characters": "3&#8203;0\u200c7&shy;",
    "digits_in_spans": "<span>3</span><span lang=EN-US>0</span><font>7</font>",
    "digits_as_entities_without_ends": "&#51&#48&#55",
    "word_comment": "<!--[if gte mso 9]>9<![endif]-->307<o:p></o:p>",
    "input_field": '<input type="text" readonly value="307">',
    "chosen_option": "<select><option>1</option><option selected>307</option></select>",
    "transparent_digit": '<span style="opacity: 0">9</span>307',
    "digit_far_outside": '<span style="position:absolute; left:-9999px">9</span>307',
    "digit_in_no_width": '<i style="display:inline-block;width:0;overflow:hidden">9</i>307',
    "digit_for_screen_readers": '<span class="sr-only">9</span>307',
    "whole_figure_small": "<small>307</small>",
    "spacer_picture": '<img src="spacer.gif" width=1 height=1>307',
}
DOUBTED = {
    "small_mark_behind": "307<small>1</small>",
    "small_mark_before": "<small>1</small>307",
    "raised_mark_before": "<sup>1</sup>307",
    "white_digit": '<span style="color: #FFF">9</span>307',
    "digits_turned_round": '<bdo dir="rtl">703</bdo>',
    "line_that_ends": "<div>30</div>7",
    "details": "<details><summary>30</summary>7</details>",
    "gap_of_a_thin_space": "3&thinsp;07",
}
OPAQUE = {
    "filled_by_a_script": '<span v-text="total"></span>',
    "field_of_a_script": '<input ng-model="total">',
    "background_picture": '<div style="background: url(307.png); height: 9px"></div>',
    "picture": '<img alt="307" src="a307.gif">',
    "undecodable_byte": "307\N{REPLACEMENT CHARACTER}",
}


def turned_cell() -> bytes:
    """The whole cell's digits are drawn from right to left: 703 shows as 307."""
    style = "direction: rtl; unicode-bidi: bidi-override"
    page = html_page().decode()
    return page.replace(f"<td>{PRINTED}<", f'<td style="{style}">703<', 1).encode()


CASES = [
    Case(
        "html_cell_turned_round",
        turned_cell,
        changed={TARGET: (None, "unreadable")},
        announced=("unreadable_cells",),
    ),
    *(Case(f"cell_{n}", lambda m=m: cell(m)) for n, m in SHOWN.items()),
    *(
        Case(f"cell_{n}", lambda m=m: cell(m), changed={TARGET: (None, "text")})
        for n, m in DOUBTED.items()
    ),
    *(
        Case(
            f"cell_{n}",
            lambda m=m: cell(m),
            changed={TARGET: (None, "unreadable")},
            announced=("unreadable_cells",),
        )
        for n, m in OPAQUE.items()
    ),
    Case("html_twin_hidden", lambda: hidden_twin('style="display: none"')),
    Case(
        "html_twin_hidden_by_a_style_sheet",
        lambda: hidden_twin("class=m", "<style>.m { display: none }</style>"),
    ),
    Case(
        "html_tables_hidden_until_asked_for",
        lambda: around(f'<div class="tab" style="display:none">{article()}</div>'),
        why="what a tab shows when it is clicked is published",
    ),
    Case("html_utf16_without_mark", lambda: html_page(encoding="utf-16-le", declared=None)),
    Case(
        "html_in_frame_of_its_own",
        lambda: around(f'<iframe srcdoc="{html.escape(article())}"></iframe>'),
    ),
    Case("html_without_scripts", lambda: around(f"<noscript>{article()}</noscript>")),
    Case("html_markup_printed_as_text", lambda: around(f"<p>{html.escape(article())}</p>")),
    *(
        Case(
            f"html_report_in_{n}",
            lambda m=m: around(m),
            absent=("*",),
            announced=("attachment_missing",),
        )
        for n, m in {
            "embed": '<embed src="/a/b.pdf" type="application/pdf">',
            "object": '<object data="/a/b.pdf"></object>',
            "viewer": '<iframe src="/web/viewer.html?file=%2Fa%2Fb.pdf"></iframe>',
            "frame": '<iframe src="/art/content.html"></iframe>',
            "script": "<script>show('/a/b.pdf')</script>",
            "late_picture": '<img data-src="/x/p1.png" src="data:image/gif;base64,AA">',
        }.items()
    ),
]
