"""万元 cut into 万 and 元 by the narrow column of the page that a text was made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tests.corpus.case import Case
from tests.corpus.statistics import OPENING, TITLE, Indicator, indicators

BASE = "distinct_2014"
MONEY = ("statistics/fees.amount/value", "statistics/organization.budget/value")


def text(lines_of: Callable[[Indicator], Sequence[str]], *more: str) -> bytes:
    """The report as text, rows of money on these lines."""
    lines = [TITLE, OPENING, "政府信息公开情况统计表"]
    for row in indicators():
        lines += lines_of(row) if row[1] == "万元" else [" ".join(row)]
    return "\n".join([*lines, *more]).encode()


def behind_label(row: Indicator) -> Sequence[str]:
    """万 on the label's line, 元 on the figure's."""
    return [f"{row[0]} 万", f"元 {row[2]}"]


def above(row: Indicator) -> Sequence[str]:
    """万 above the row."""
    return ["万", f"{row[0]} 元 {row[2]}"]


def below(row: Indicator) -> Sequence[str]:
    """元 below the figure."""
    return [f"{row[0]} 万 {row[2]}", "元"]


def cells_apart() -> bytes:
    """Each cell on a line of its own, an empty line behind each."""
    cells = (cell for row in indicators() for cell in row if cell)
    return "\n\n".join((TITLE, OPENING, "政府信息公开情况统计表", *cells)).encode()


CASES = [
    Case("text_cells_apart", cells_apart, BASE),
    Case("text_unit_behind_label", partial(text, behind_label), BASE),
    Case("text_unit_above", partial(text, above), BASE),
    Case("text_unit_below", partial(text, below), BASE, unsure=MONEY, announced=("unit_assumed",)),
    Case(
        "text_unit_and_a_half",
        partial(text, above, "万"),
        BASE,
        unsure=MONEY,
        announced=("unit_assumed",),
        why="one 万 more than 元: none says anything",
    ),
]
