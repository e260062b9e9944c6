"""Text as `pdftotext -layout` makes it of a PDF: cells side by side, labels broken into lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sample_portals.figures import Report, report
from sample_portals.tables import Grid
from tests.corpus.case import Case
from tests.corpus.cases.flattened_blanks import FULL, ROWS, expected, sparse
from tests.corpus.cases.shapes import ITEMS, OUTCOMES
from tests.corpus.cases.spans import padded
from tests.corpus.cases.text_copied import of_tables
from tests.corpus.documents import DISTINCT_2021
from transforms.tables.labels import plain
from transforms.tables.official import official_columns

BASE = "huaian_2024"
SOUND = report(BASE)
_WIDTH = 11  # characters of a label's line
_NARROW = 4  # of a group's
_BELOW = 3
_PIECE = 3  # characters of a head's first line
_MANY, _HEAD = 6, 2  # columns of a table with narrow heads; characters of one's line


def layout(grid: Grid, figures_at: int) -> str:
    """Each row's cells side by side; its figures on the first line of its label (0), on the second
    one (1), on a line of their own between the two (2), or below it (3), which is then narrow."""
    rows = padded(grid)
    return "\n".join(line for row in rows for line in _lines([box.text for box in row], figures_at))


def _lines(row: Sequence[str], figures_at: int) -> list[str]:
    end = len(row)
    while end and (row[end - 1].replace(".", "").isdigit() or not row[end - 1]):
        end -= 1
    if end == len(row):
        width = _HEAD if len(row) > _MANY else _WIDTH
        return _side_by_side([_pieces(text, width) for text in row])
    labels = [text for text in row[:end] if text]
    pieces = [
        *(_pieces(t, _NARROW) for t in labels[:-1]),
        *(_pieces(t, _WIDTH) for t in labels[-1:]),
    ]
    lines = _side_by_side(pieces) or [""]
    figures = "    ".join(row[end:])
    if figures_at == _BELOW:
        return [*(p for text in labels for p in _pieces(text, _NARROW)), figures]
    if figures_at == 2 and len(lines) > 1:
        return [lines[0], " " * 30 + figures, *lines[1:]]
    at = 0 if figures_at == 2 else min(figures_at, len(lines) - 1)
    lines[at] += "    " + figures
    return lines


def _pieces(text: str, width: int) -> list[str]:
    return [text[n : n + width] for n in range(0, len(text), width)]


def _side_by_side(cells: Sequence[Sequence[str]]) -> list[str]:
    height = max(map(len, cells), default=0)
    lines = [[cell[n] for cell in cells if n < len(cell)] for n in range(height)]
    return ["   ".join(line) for line in lines]


def document(figures_at: int, content: Report = SOUND) -> bytes:
    """The whole report so."""
    return of_tables(content, partial(layout, figures_at=figures_at))


def with_broken_heads(grid: Grid) -> str:
    """Each row on a line, but for heads of many columns: of those that a narrow cell broke the rest
    stands two lines below, and whole ones between."""
    rows = ["   ".join(b.text for b in row) for row in grid]
    if not any(len(row) > _MANY for row in grid):
        return "\n".join(rows)
    first = next(n for n, row in enumerate(grid) if any(b.is_value for b in row))
    above = [b.text for row in grid[:first] for b in row]
    heads = [text for text in above if plain(text) in official_columns()]
    heads.sort(key=lambda text: text == OUTCOMES[-1])  # the sums stand last
    if len(grid) == first + 1:  # all of table 四 is heads but for one line
        heads = list(OUTCOMES) * len(ITEMS)
    others = [text for text in above if text not in heads]
    return "\n".join([*others, *_broken(heads), *rows[first:]])


def _broken(heads: Sequence[str]) -> list[str]:
    long = [text for text in heads if len(text) > _PIECE]
    whole = [text for text in heads if len(text) <= _PIECE]
    parts = ([t[:_PIECE] for t in long], whole, [t[_PIECE:] for t in long])
    return ["   ".join(line) for line in parts]


def on_pages(number: str) -> bytes:
    """The same on pages of forty lines, each with its number below."""
    lines = document(0).decode().splitlines()
    pages = [lines[n : n + 40] for n in range(0, len(lines), 40)]
    numbered = ("\n".join([*page, "", number.format(n)]) for n, page in enumerate(pages, start=1))
    return "\n\f".join(numbered).encode()


def below(old: str, new: str) -> bytes:
    """Each row's figures below its narrow label, one label in other words."""
    return document(_BELOW).replace(old.encode(), new.encode())


CASES = (
    [
        Case(
            "text_layout_heads_broken",
            lambda: of_tables(DISTINCT_2021, with_broken_heads),
            why="the pieces of three lines make the heads of all columns, in order",
        ),
        Case(
            "text_layout_without_blanks",
            lambda: document(0, sparse()),
            changed=expected(),
            unsure=("review/*", *(f"requests/{i}/*" for i in ROWS if i not in FULL)),
            announced=("cells_missing",),
            why="four rows that add up stand for the heads; no sum tells where a label is broken",
        ),
        Case(
            "text_layout_figures_below",
            partial(document, _BELOW),
            BASE,
            unsure=("proactive/fees/amount",),
            announced=("cells_missing",),
            why="a single figure below two pieces of a label may be anything",
        ),
        Case(
            "text_layout_figures_below_and_a_slip",
            partial(below, "属于四类\n过程性信", "归于四美\n过程性信"),
            BASE,
            unsure=("requests/denied.process_information/*", "proactive/fees/amount"),
            announced=("ambiguous", "cells_missing"),
            why="its figures stand between two labels, one of them unknown; all other rows tell",
        ),
    ]
    + [
        Case(
            f"text_layout_figures_{name}", partial(document, at), BASE, announced=("heads_missing",)
        )
        for name, at in (("first", 0), ("second", 1), ("between", 2))
    ]
    + [
        Case(
            f"text_layout_on_{name}_pages",
            partial(on_pages, form),
            BASE,
            announced=("heads_missing",),
        )
        for name, form in (("numbered", " " * 30 + "{}"), ("marked", " " * 30 + "- {} -"))
    ]
)
