"""One table with the agency's own figures and those of all its departments: two reports."""

from __future__ import annotations

from collections.abc import Callable

from sample_portals.tables import Box, Grid
from tests.corpus.case import Case
from tests.corpus.statistics import (
    OPENING,
    TITLE,
    as_docx,
    as_ofd,
    as_pdf,
    as_pdf_without_rules,
    as_xls,
    as_xlsx,
    beside,
    html,
    of_two_scopes,
    page,
    without_own,
)

BASE = "distinct_2014"

OWN_FIRST = of_two_scopes("本级", "汇总")


def of_two_years() -> Grid:
    """本级 and 汇总 below each of two years."""
    _, *rows = OWN_FIRST
    top = (
        Box("统计指标", rows=2),
        Box("单位", rows=2),
        Box("2016年", columns=2),
        Box("2015年", columns=2),
    )
    last = [
        (*row, *(Box("4" + b.text if b.text.isdigit() else b.text) for b in row[2:]))
        for row in rows
    ]
    return (top, (Box("本级"), Box("汇总"), Box("本级"), Box("汇总")), *last)


def of_last_year() -> Grid:
    """Both columns below 上年数."""
    _, *rows = OWN_FIRST
    top = (Box("统计指标", rows=2), Box("单位", rows=2), Box("上年数", columns=2))
    return (top, (Box("本级"), Box("汇总")), *rows)


def lines(between: str) -> bytes:
    """The report as text, this between two cells of a row."""
    rows = [between.join(box.text for box in row) for row in OWN_FIRST]
    return "\n".join((TITLE, OPENING, "政府信息公开情况统计表", *rows)).encode()


def cells_in_paragraphs() -> bytes:
    """One cell a paragraph."""
    return page(*(f"<p>{box.text}</p>" for row in OWN_FIRST for box in row))


def two_tables() -> bytes:
    """The list in two tables, each with its heads."""
    head, *rows = OWN_FIRST
    return html((head, *rows[:30]), (head, *rows[30:]))


def in_two_lanes() -> bytes:
    """The second half of the list beside the first."""
    head, *rows = OWN_FIRST
    return html(beside((head, *rows[:32]), (head, *rows[32:])))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "html": lambda: html(OWN_FIRST),
    "total": lambda: html(of_two_scopes("其中：本级", "合计")),
    "bracketed": lambda: html(of_two_scopes("统计数（市本级）", "统计数（全市）")),
    "years": lambda: html(of_two_years()),
    "lanes": in_two_lanes,
    "tables": two_tables,
    "docx": lambda: as_docx(OWN_FIRST),
    "xlsx": lambda: as_xlsx(OWN_FIRST),
    "xls": lambda: as_xls(OWN_FIRST),
    "ofd": lambda: as_ofd(OWN_FIRST),
    "pdf": lambda: as_pdf(OWN_FIRST),
    "pdf_unruled": lambda: as_pdf_without_rules(OWN_FIRST, (64, 350, 410, 480)),
    "tabs": lambda: lines("\t"),
    "blanks": lambda: lines("    "),
    "cells": cells_in_paragraphs,
}

CASES = [
    *(Case(f"two_scopes_{name}", made, base=BASE) for name, made in DOCUMENTS.items()),
    *(
        Case(f"two_scopes_{name}_all", DOCUMENTS[name], base="distinct_2014_all", report=1)
        for name in ("html", "lanes", "xlsx", "pdf", "cells")
    ),
    Case(
        "two_scopes_own_is_blank",
        lambda: html(without_own(OWN_FIRST)),
        base="distinct_2014_all",
        report=1,
        why="what all departments did is not the agency's own",
    ),
    Case(
        "two_scopes_of_last_year",
        lambda: html(of_last_year()),
        base=BASE,
        never=("*",),
        announced=("ambiguous",),
    ),
    Case(
        "two_scopes_exchanged",
        lambda: html(of_two_scopes("汇总", "本级")),
        base=BASE,
        never=("*",),
        announced=("ambiguous",),
        why="the agency's own are more than all together: the heads are wrong",
    ),
]
