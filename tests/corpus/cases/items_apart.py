"""Table 四 as two tables or lists, 行政复议 and 行政诉讼, named above or beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sample_portals.render_html import render_grid
from sample_portals.tables import Box, Grid
from tests.corpus.bends import drawn
from tests.corpus.case import Case
from tests.corpus.cases.flattened import by_cell, by_line
from tests.corpus.cases.shapes import ITEMS, OUTCOMES, figures, labels
from tests.corpus.documents import DISTINCT_2021, html_page

_FIRST, *_SECOND = ITEMS  # reconsideration, and the two kinds of lawsuits
_WHOLE = render_grid(drawn("review", DISTINCT_2021))

Piece = Grid | str  # a table, or a line between tables


def _page(pieces: Sequence[Piece], change: Callable[[str], str] = str) -> bytes:
    """The report with these in the place of table 四; `change` flattens them."""
    shown = "".join(f"<p>{p}</p>" if isinstance(p, str) else render_grid(p) for p in pieces)
    return html_page(edit=lambda article: article.replace(_WHOLE, change(shown)))


def _below_each_other(outcomes: int = 5) -> tuple[Grid, Grid]:
    """Heads above a line of figures; lawsuits of both kinds beside each other."""
    heads = labels(*OUTCOMES[:outcomes])
    first: Grid = ((Box("行政复议", columns=outcomes),), heads, figures(_FIRST)[:outcomes])
    kinds = tuple(Box(ITEMS[item], columns=outcomes) for item in _SECOND)
    lines = [figures(item)[:outcomes] for item in _SECOND]
    return first, (
        (Box("行政诉讼", columns=2 * outcomes),), kinds, heads + heads, (*lines[0], *lines[1])
    )  # fmt: skip


def _rows(caption: str, items: Sequence[str]) -> Grid:
    head = labels("类别", *OUTCOMES)
    return ((Box(caption, columns=6),), head, *((Box(ITEMS[i]), *figures(i)) for i in items))


def _upright(items: Sequence[str]) -> Grid:
    """A row for each outcome, a column for each item."""
    lines = zip(OUTCOMES, *map(figures, items), strict=True)
    return (labels("结果", *(ITEMS[i] for i in items)), *((Box(o), *line) for o, *line in lines))


def _under_lines() -> list[Piece]:
    """Tables of heads and figures alone; the lines above them say whose they are."""
    heads = labels(*OUTCOMES)
    tables = {item: (heads, figures(item)) for item in ITEMS}
    lawsuits = [piece for n, i in enumerate(_SECOND, 1) for piece in (f"{n}.{ITEMS[i]}", tables[i])]
    return ["（一）行政复议情况", tables[_FIRST], "（二）行政诉讼情况", *lawsuits]


def _twice() -> list[Piece]:
    """Last year's figures stand below the same line."""
    last_year: Grid = (labels(*OUTCOMES), labels("71", "0", "0", "0", "71"))
    return [*_under_lines(), "行政复议情况", last_year]


def _one_short() -> list[Piece]:
    """A figure is missing from each line, and which one nobody can tell."""
    return [p if isinstance(p, str) else (p[0], p[1][1:]) for p in _under_lines()]


_LAID_OUT = {
    "below_each_other": list(_below_each_other()),
    "a_row_an_item": [_rows("行政复议情况", [_FIRST]), _rows("行政诉讼情况", _SECOND)],
    "upright": [_upright([_FIRST]), _upright(_SECOND)],
    "under_lines": _under_lines(),
}
_CHANGES = {"tables": str, "a_cell_a_paragraph": by_cell, "a_cell_a_line": by_line}

CASES = [
    *(
        Case(
            f"review_apart_{name}_{how}",
            lambda pieces=pieces, change=change: _page(pieces, change),
            why="each item's name, heads and figures stand together",
        )
        for name, pieces in _LAID_OUT.items()
        for how, change in _CHANGES.items()
    ),
    Case(
        "review_apart_without_totals",
        lambda: _page(_below_each_other(4), by_cell),
        absent=("review/*/total",),
        announced=("cells_missing",),
    ),
    Case(
        "review_apart_one_item_twice",
        lambda: _page(_twice()),
        absent=("review/*",),
        announced=("tables_missing",),
        why="which of the two is this year's nobody says",
    ),
    Case(
        "review_apart_a_figure_short",
        lambda: _page(_one_short(), by_cell),
        absent=("review/*",),
        announced=("tables_missing",),
    ),
]
