"""Tables whose lines are gone and whose blank cells left no trace: told by the form's sums only."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from sample_portals.figures import Report, table
from sample_portals.render_html import PLAIN, render_part
from tests.corpus.case import Case, Value
from tests.corpus.cases.flattened import by_cell, by_row
from tests.corpus.documents import DISTINCT_2021, bent_parts, html_page

COLUMNS = tuple(b.code for b in table("requests", "2021").breakdowns)
ROWS = tuple(DISTINCT_2021.figures["requests"])

# Nothing is printed for zero but in the rows that the sums hang on.
FULL = {
    "received": (5, 2, 0, 0, 0, 4, 11),
    "carried_in": (0, 0, 0, 0, 0, 0, 0),
    "concluded": (4, 2, 0, 0, 0, 3, 9),
    "carried_out": (1, 0, 0, 0, 0, 1, 2),
}
SHORT = {
    "granted": {"natural_person": 3, "enterprise": 2, "other_organization": 2, "total": 7},
    "denied.internal_affairs": {"natural_person": 1, "total": 1},
    "other.other": {"other_organization": 1, "total": 1},
}
# The seven figures fit in one way; of 1 and 1 either may be the one of three applicants.
UNTOLD = tuple(
    f"requests/{item}/{applicant}"
    for item in ("denied.internal_affairs", "other.other")
    for applicant in ("natural_person", "enterprise", "other_organization")
)


def sparse() -> Report:
    """A sound report with few figures in its third table."""
    rows = {i: tuple(_text(i, n, b) for n, b in enumerate(COLUMNS)) for i in ROWS}
    return replace(DISTINCT_2021, figures={**DISTINCT_2021.figures, "requests": rows})


def _text(item: str, place: int, column: str) -> str:
    if item in FULL:
        return str(FULL[item][place])
    return str(SHORT.get(item, {}).get(column, ""))


def expected() -> dict[str, Value]:
    """Its cells."""
    return {
        f"requests/{item}/{column}": (float(text), "number") if text else (None, "blank")
        for item, row in sparse().figures["requests"].items()
        for column, text in zip(COLUMNS, row, strict=True)
    }


def a_cell_a_line() -> bytes:
    """Text of nothing but cells that show something."""
    article = "\n".join(render_part(part, PLAIN) for part in bent_parts(sparse(), {}))
    text = unescape(re.sub(r"<[^>]+>", "\n", by_cell(article)))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join([DISTINCT_2021.title, *lines]).encode()


def without_a_row() -> bytes:
    """The same, one of its rows gone."""
    return a_cell_a_line().replace("5.属于三类内部事务信息\n1\n1\n".encode(), b"")


CASES = [
    *(
        Case(
            f"flat_without_blanks_{name}",
            made,
            changed=expected(),
            unsure=UNTOLD,
            announced=("blanks_assumed",),
            why="the sums settle where figures stand, or leave it open",
        )
        for name, made in (
            ("a_cell_a_line", a_cell_a_line),
            ("a_cell_a_paragraph", lambda: html_page(sparse(), edit=by_cell)),
            ("a_row_a_paragraph", lambda: html_page(sparse(), edit=by_row)),
        )
    ),
    Case(
        "flat_without_blanks_and_a_row",
        without_a_row,
        changed=expected(),
        unsure=tuple(f"requests/{i}/*" for i in ROWS if i not in FULL),
        announced=("cells_missing",),
        why="where a row is missing no sum tells anything",
    ),
]
