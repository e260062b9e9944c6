"""What may be printed in a cell: the table of `values.toml`, one small page for each line."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.corpus.case import HERE, Case, Value
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, html_page, relabel

REPORTS = {"2021": DISTINCT_2021, "2019": DISTINCT_2019}


def _case(number: int, row: dict[str, Any]) -> Case:
    form = row.get("form", "2021")
    report = REPORTS[form].with_figure(*row["cell"].split("/"), row["printed"])
    state = row.get("state", "number")
    value: Value = (float(row["value"]) if "value" in row else None, state)
    return Case(
        f"value_{number:02d}_{row['printed'].strip() or 'space'}".replace("\n", " ").replace(
            "/", "or"
        ),
        lambda: html_page(report),
        base=f"distinct_{form}",
        changed={row["cell"]: value},
        unsure=(row["cell"],) if row.get("free") else (),
        announced=tuple(row.get("announced", ())),
        why=row.get("why", ""),
    )


CASES = [
    _case(number, row)
    for number, row in enumerate(
        tomllib.loads((HERE / "values.toml").read_text(encoding="utf-8"))["value"], start=1
    )
]
CASES += [
    Case(
        "head_says_yuan_not_ten_thousand",
        lambda: html_page(
            DISTINCT_2021.with_figure("proactive", "fees", "amount", "3940"),
            {"proactive": relabel("单位：万元", "单位：元")},
        ),
        changed={"proactive/fees/amount": (0.394, "number")},
        unsure=("proactive/fees/amount",),
        why="the head's own unit decides",
    ),
    Case(
        "head_whose_unit_breaks_over_two_lines",
        lambda: html_page(bends={"proactive": relabel("万元", "万\n元")}),
    ),
    *(
        Case(
            f"figure_broken_{name}",
            lambda printed=printed: html_page(
                DISTINCT_2021.with_figure("proactive", "fees", "amount", printed)
            ),
            changed={"proactive/fees/amount": value},
            announced=announced,
            why="a line alone is no number" if value[0] else "two numbers may stand in one cell",
        )
        for name, printed, value, announced in (
            ("at_thousands", "2,12\n2", (2122.0, "number"), ()),
            ("before_thousands", "17\n,650.5", (17650.5, "number"), ()),
            ("at_the_point", "96171.\n6", (96171.6, "number"), ()),
            ("or_two_of_them", "12\n3,456", (None, "text"), ("broken_number",)),
        )
    ),
    Case(
        "head_says_ten_thousand_cell_says_yuan",
        lambda: html_page(DISTINCT_2021.with_figure("proactive", "fees", "amount", "3940元")),
        changed={"proactive/fees/amount": (0.394, "number")},
    ),
    Case(
        "head_of_procurement_says_ten_thousand",
        lambda: html_page(
            DISTINCT_2019.with_figure("proactive", "procurement", "amount", "62.5"),
            {"proactive": relabel("采购总金额", "采购总金额（单位：万元）")},
        ),
        base="distinct_2019",
    ),
]
