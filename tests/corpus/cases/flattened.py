"""Tables whose lines are gone: a paragraph a cell, a paragraph a row, boxes instead of a table."""

from __future__ import annotations

import re
from collections.abc import Callable

from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2019, figures_of, html_page, labels_of

_TAGS = re.compile(r"</?(?:table|tbody|thead)[^>]*>")


def by_cell(article: str) -> str:
    """Each cell a paragraph; empty ones leave an empty paragraph, which shows nothing."""
    article = re.sub(r"</?tr[^>]*>", "", _TAGS.sub("", article))
    return re.sub(r"</td>", "</p>", re.sub(r"<t[dh][^>]*>", "<p>", article))


def by_row(article: str) -> str:
    """Each row a paragraph, its cells apart by blanks."""
    article = re.sub(r"</?t[dh][^>]*>", " &nbsp; ", _TAGS.sub("", article))
    return re.sub(r"</tr>", "</p>", re.sub(r"<tr[^>]*>", "<p>", article))


def by_line(article: str) -> str:
    """All cells in one paragraph, a line each."""
    return re.sub(r"</p>\s*<p>", "<br>", by_cell(article))


def boxes(article: str) -> str:
    """`<div>` for each part of a table."""
    article = re.sub(r"<(table|tbody|tr|td)([^>]*)>", r"<div class='\1'>", article)
    return re.sub(r"</(table|tbody|tr|td)>", "</div>", article)


def _with(change: Callable[[str], str], edit: Callable[[str], str]) -> bytes:
    return html_page(edit=lambda article: change(edit(article)))


def _blank(article: str) -> str:
    return article.replace(">305<", "><")


ROW = "requests/granted/*"
CELL = "requests/granted/legal_service"  # prints 305


def review_by_item(grid: Grid) -> Grid:
    """A row for each kind of case, all under one set of outcomes, as some print table 四."""
    outcomes, figures = grid[-2][:5], grid[-1]
    names = (("行政复议",), ("行政诉讼", "未经复议直接起诉"), ("复议后起诉",))
    rows = [(*map(Box, name), *figures[5 * n : 5 * n + 5]) for n, name in enumerate(names)]
    return ((Box("类别"), *outcomes), *rows)


def total_first(grid: Grid) -> Grid:
    """总计 before 自然人, its head and its figures."""
    heads, body = grid[1], grid[3:]
    moved = [(*labels_of(row), figures_of(row)[-1], *figures_of(row)[:-1]) for row in body]
    return (grid[0], (heads[-1], *heads[:-1]), grid[2], *moved)


CASES = [
    Case("html_flat_a_cell_a_paragraph", lambda: html_page(edit=by_cell)),
    Case(
        "html_flat_total_before_the_applicants",
        lambda: html_page(bends={"requests": total_first}, edit=by_cell),
        never=("requests/*",),
        announced=("tables_missing", "ambiguous"),
        why="the heads' lines are gone: which of them stands over which figure cannot be told",
    ),
    Case(
        "html_flat_money_with_its_unit",
        lambda: _with(
            by_cell, lambda a: re.sub(r"(事业性收费</td><td[^>]*>)[\d.]+", r"\g<1>1.2亿元", a)
        ),
        changed={"proactive/fees/amount": (12000.0, "number")},
    ),
    Case(
        "html_flat_numbers_of_labels_apart",
        lambda: html_page(edit=lambda a: by_cell(re.sub(r">(\d)\.", r">\1. ", a))),
        why="1. is no figure",
    ),
    Case(
        "html_flat_outcomes_by_item",
        lambda: html_page(bends={"review": review_by_item}, edit=by_cell),
    ),
    Case("html_flat_a_row_a_paragraph", lambda: html_page(edit=by_row)),
    Case("html_flat_a_cell_a_line", lambda: html_page(edit=by_line)),
    Case("html_flat_boxes", lambda: html_page(edit=boxes)),
    Case("html_flat_2019", lambda: html_page(DISTINCT_2019, edit=by_cell), base="distinct_2019"),
    Case(
        "html_flat_with_a_blank_cell",
        lambda: _with(by_cell, _blank),
        changed={CELL: (None, "blank")},
        why="its empty line stands where its figure would",
    ),
    Case(
        "html_flat_with_a_blank_cell_that_left_no_trace",
        lambda: _with(by_cell, _blank).replace(b"<p></p>", b""),
        never=(ROW,),
        announced=("ambiguous", "cells_missing"),
        why="which of the seven is blank cannot be told",
    ),
]
