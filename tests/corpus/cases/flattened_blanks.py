"""Tables whose lines are gone and whose blank cells left no trace: told by the form's sums only."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import docx

from sample_portals.figures import Report, table
from sample_portals.render_docx import saved
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


def lines(*, blanks: bool) -> list[str]:
    """A line for each cell; for blank ones, too, if `blanks`."""
    article = "".join(render_part(part, PLAIN) for part in bent_parts(sparse(), {}))
    text = re.sub(r"</(?:p|h\d)>", "\n", by_cell(article).replace("\n", ""))
    found = unescape(re.sub(r"<[^>]+>", "", text)).split("\n")
    return [DISTINCT_2021.title, *(line for line in found if blanks or line.strip())]


def a_cell_a_line() -> bytes:
    """Text of nothing but cells that show something."""
    return "\n".join(lines(blanks=False)).encode()


def with_empty_lines() -> bytes:
    """Blank cells are empty lines."""
    return "\n".join(lines(blanks=True)).encode()


def in_word() -> bytes:
    """The same in Word, a paragraph each."""
    document = docx.Document()
    for line in lines(blanks=True):
        document.add_paragraph(line)
    return saved(document)


def between_rows() -> bytes:
    """Empty lines part rows, and blank cells left no trace."""
    shown = lines(blanks=False)
    parted = (line if line.replace(".", "").isdigit() else f"\n{line}" for line in shown)
    return "\n".join(parted).encode()


def without_a_row() -> bytes:
    """The same, one of its rows gone."""
    return a_cell_a_line().replace("5.属于三类内部事务信息\n1\n1\n".encode(), b"")


CASES = [
    *(
        Case(
            f"flat_with_blanks_{name}",
            made,
            changed=expected(),
            why="each row has as many lines as the table has columns",
        )
        for name, made in (
            ("text", with_empty_lines),
            ("docx", in_word),
            ("html", lambda: html_page(sparse(), edit=by_cell)),
            (
                "html_breaks",
                lambda: html_page(
                    sparse(), edit=lambda s: re.sub(r"</p>\s*<p>", "<br>", by_cell(s))
                ),
            ),
        )
    ),
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
            ("empty_lines_between_rows", between_rows),
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
