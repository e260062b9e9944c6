"""Rows that are missing, added, in another order, or in another table."""

from __future__ import annotations

from dataclasses import replace

from sample_portals import figures, render_html
from sample_portals.tables import Box, Grid, Row
from tests.corpus.bends import LOSS, drawn, dropped, halves, inserted, taller
from tests.corpus.case import Case
from tests.corpus.documents import DISTINCT_2021, Bend, html_page, in_turn, relabel, wrap


def swapped_rows(first: str, second: str) -> Bend:
    """Two rows have changed places, labels and figures together."""

    def bend(grid: Grid) -> Grid:
        rows = list(grid)
        a, b = (
            next(y for y, r in enumerate(rows) if any(t in x.text for x in r))
            for t in (first, second)
        )
        rows[a], rows[b] = rows[b], rows[a]
        return tuple(rows)

    return bend


def split_requests(*, head_again: bool) -> bytes:
    """A page with table 三 as two tables."""
    whole, article = drawn("requests", DISTINCT_2021), render_html.article(DISTINCT_2021)
    upper, lower = halves(whole, head_again=head_again)
    two = f"{render_html.render_grid(upper)}<p></p>{render_html.render_grid(lower)}"
    return wrap(DISTINCT_2021, article.replace(render_html.render_grid(whole), two)).encode()


def short_other(grid: Grid) -> Grid:
    """（六）其他处理 as one row of its own figures (form 2021 otherwise)."""
    rows: list[Row] = []
    for row in grid:
        texts = [box.text for box in row]
        if any("逾期不补正" in t for t in texts):
            values = (Box(str(7001 + n), is_value=True) for n in range(7))
            rows.append((Box("（六）其他处理", columns=2), *values))
        elif not any("逾期未按" in t or t == "3.其他" for t in texts):
            rows.append(tuple(replace(b, rows=b.rows - 2) if "三、" in b.text else b for b in row))
    return tuple(rows)


def two_in_one(grid: Grid) -> Grid:
    """规章 and 行政规范性文件 in one row, a line each."""
    pairs = zip(grid[2], grid[3], strict=True)
    both = tuple(replace(a, text=f"{a.text}\n{b.text}") for a, b in pairs)
    return (*grid[:2], both, *grid[4:])


def _other_row() -> dict[str, tuple[float | None, str]]:
    columns = [b.code for b in figures.table("requests", "2021").breakdowns]
    return {f"requests/other/{c}": (7001.0 + n, "number") for n, c in enumerate(columns)}


CASES = [
    Case(
        "html_row_left_out",
        lambda: html_page(
            bends={
                "requests": in_turn(
                    dropped("行政执法案卷"), taller("（三）", -1), taller("三、本", -1)
                )
            }
        ),
        absent=("requests/denied.enforcement_file/*",),
        announced=("cells_missing",),
        why="a missing row costs that row, not those below",
    ),
    Case(
        "html_three_rows_left_out",
        lambda: html_page(
            bends={"requests": in_turn(dropped("国家秘密"), dropped("第三方"), dropped("重复申请"))}
        ),
        absent=(
            "requests/denied.state_secret/*",
            "requests/denied.third_party/*",
            "requests/not_processed.repeat/*",
        ),
        unsure=(
            "requests/denied.*",
            "requests/not_processed.*",
            "requests/unavailable.*",
            "requests/other*",
            "requests/concluded/*",
            "requests/carried_out/*",
        ),
        announced=LOSS,
        why="the row spans still count the dropped rows",
    ),
    Case(
        "html_row_inserted",
        lambda: html_page(
            bends={
                "requests": in_turn(
                    inserted("2.重复申请", "咨询类申请", "66"),
                    taller("（五）", 1),
                    taller("三、本", 1),
                )
            }
        ),
        why="a row that no form has is kept apart, moves nobody and, where no row is missing, "
        "raises no doubt",
    ),
    Case(
        "html_row_inserted_beside_the_sums",
        lambda: html_page(
            bends={
                "requests": in_turn(
                    inserted("3.其他", "（七）撤回申请", "66"),
                    taller("三、本", 1),
                    relabel("（七）总计", "（八）总计"),
                )
            }
        ),
        unsure=("requests/other.other/*", "requests/concluded/*"),
        why="what stands in the same group is no reason to take one label for another",
    ),
    Case(
        "html_row_inserted_proactive",
        lambda: html_page(bends={"proactive": inserted("行政处罚", "行政检查", "77")}),
    ),
    Case(
        "html_rows_exchanged",
        lambda: html_page(bends={"requests": swapped_rows("2.重复申请", "3.要求提供")}),
        why="labels decide, not the order of the rows",
    ),
    Case(
        "html_rows_exchanged_proactive",
        lambda: html_page(bends={"proactive": swapped_rows("行政处罚", "行政强制")}),
        why="labels decide, not the order of the rows",
    ),
    Case(
        "html_requests_in_two_tables_each_with_head",
        lambda: split_requests(head_again=True),
    ),
    Case(
        "html_requests_in_two_tables_one_head",
        lambda: split_requests(head_again=False),
        unsure=(
            "requests/not_processed.*",
            "requests/other*",
            "requests/concluded/*",
            "requests/carried_out/*",
        ),
    ),
    Case(
        "html_other_as_one_row",
        lambda: html_page(bends={"requests": short_other}),
        changed=_other_row(),
        absent=("requests/other.*",),
    ),
    Case(
        "html_two_rows_in_one",
        lambda: html_page(bends={"proactive": two_in_one}),
        why="as many lines in each cell: 11 above 21 is 11 for the upper label, never 1121",
    ),
]
