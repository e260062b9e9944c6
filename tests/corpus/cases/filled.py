"""Tables filled in as bodies without applications do: one mark everywhere, or totals alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sample_portals import figures
from sample_portals.tables import Grid, Row
from tests.corpus.case import Case, Value
from tests.corpus.documents import DISTINCT_2021, html_page

Fill = Callable[[int, int], str]
TOPICS = ("proactive", "requests", "review")
MARKS: dict[str, Value] = {
    "/": (None, "not_applicable"),
    "-": (None, "not_applicable"),
    "——": (None, "not_applicable"),
    "无": (None, "not_applicable"),
    "": (None, "blank"),
    "0": (0.0, "number"),
}
REQUESTS = figures.table("requests", "2021")


def filled(text: Fill) -> Callable[[Grid], Grid]:
    """Every figure's cell with the text for its place from the left, of so many in its row."""

    def one_row(row: Row) -> Row:
        places = [n for n, box in enumerate(row) if box.is_value]
        texts = {n: text(k, len(places)) for k, n in enumerate(places)}
        return tuple(replace(b, text=texts[n]) if n in texts else b for n, b in enumerate(row))

    return lambda grid: tuple(map(one_row, grid))


def everywhere(value: Value) -> dict[str, Value]:
    """Every cell of the three tables with that value."""
    return dict.fromkeys(Case("", bytes).expected(), value)


def totals_alone() -> dict[str, Value]:
    """Table 三 with noughts under 总计 and blanks before them."""
    items = DISTINCT_2021.figures["requests"]
    return {
        f"requests/{item}/{b.code}": (0.0, "number") if b.code == "total" else (None, "blank")
        for item in items
        for b in REQUESTS.breakdowns
    }


CASES = [
    Case(
        f"filled_with_{number}",
        lambda mark=mark: html_page(bends=dict.fromkeys(TOPICS, filled(lambda *_: mark))),
        changed=everywhere(value),
        why=f"{mark!r} in the first row below the heads is a figure's place, and no head",
    )
    for number, (mark, value) in enumerate(MARKS.items())
]
CASES += [
    Case(
        "filled_under_totals_alone",
        lambda: html_page(
            bends={"requests": filled(lambda place, of: "0" if place == of - 1 else "")}
        ),
        changed=totals_alone(),
    )
]
