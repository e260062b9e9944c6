"""Statutory tables without heads: the form's order tells the columns where sums bear it out."""

from __future__ import annotations

from sample_portals.figures import report
from sample_portals.tables import Grid
from tests.corpus.case import Case
from tests.corpus.cases.text import text
from tests.corpus.documents import figures_of, html_page, labels_of

BASE = "huaian_2024"  # its figures add up
SOUND = report(BASE)
_HEADS = 3  # rows above the figures


def headless(grid: Grid) -> Grid:
    """The rows of figures alone."""
    return grid[_HEADS:]


def outcomes_only(grid: Grid) -> Grid:
    """Of the heads only the lowest row: 结果维持 and so on, three times."""
    return grid[_HEADS - 1 :]


def one_column_less(grid: Grid) -> Grid:
    """Without heads, and without one kind of applicants."""
    return tuple((*labels_of(row), *figures_of(row)[1:]) for row in grid[_HEADS:])


def as_text(*titles: str) -> bytes:
    """Rows between tabs, without the lines of the heads that begin so."""
    lines = text(SOUND).decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith(titles)).encode()


CASES = [
    Case(
        "headless_requests",
        lambda: html_page(SOUND, bends={"requests": headless}),
        base=BASE,
        announced=("heads_missing",),
    ),
    Case(
        "headless_review",
        lambda: html_page(SOUND, bends={"review": headless}),
        base=BASE,
        announced=("heads_missing",),
    ),
    Case(
        "headless_review_but_for_outcomes",
        lambda: html_page(SOUND, bends={"review": outcomes_only}),
        base=BASE,
        announced=("heads_missing",),
    ),
    Case(
        "headless_requests_as_text",
        lambda: as_text("（本列数据", "\t\t自然人", "\t\t\t商业企业"),
        base=BASE,
        announced=("heads_missing",),
    ),
    Case(
        "headless_requests_that_do_not_add_up",
        lambda: html_page(
            SOUND.with_figure("requests", "granted", "total", "7777"),
            bends={"requests": headless},
        ),
        base=BASE,
        changed={"requests/granted/total": (7777.0, "number")},
        never=("requests/*",),
        announced=("tables_missing",),
        why="sums that do not hold prove no order",
    ),
    Case(
        "headless_requests_with_a_column_less",
        lambda: html_page(SOUND, bends={"requests": one_column_less}),
        base=BASE,
        never=("requests/*",),
        announced=("tables_missing",),
    ),
]
