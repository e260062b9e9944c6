"""Building blocks of the corpus: reports whose tables are bent before they are rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from sample_portals import figures, render_html
from sample_portals.figures import Report
from sample_portals.prose import Part, parts
from sample_portals.tables import Box, Drawing, Grid, Row

Bend = Callable[[Grid], Grid]
Bends = Mapping[str, Bend]

HERE = Path(__file__).parent
DISTINCT_2021 = figures.load(HERE / "figures" / "distinct_2021.toml")
DISTINCT_2019 = figures.load(HERE / "figures" / "distinct_2019.toml")


def bent_parts(report: Report, bends: Bends) -> list[Part]:
    """The report's parts, the tables of the named topics passed through their function."""
    return [
        replace(part, grid=bends[part.topic](part.grid))
        if isinstance(part, Drawing) and part.topic in bends
        else part
        for part in parts(report)
    ]


def html_page(
    report: Report = DISTINCT_2021,
    bends: Bends | None = None,
    style: render_html.Style = render_html.PLAIN,
    edit: Callable[[str], str] = str,
    encoding: str = "utf-8",
    declared: str | None = "utf-8",
) -> bytes:
    """A whole page; `edit` works on its article's markup, `declared` is what its <meta> says."""
    blocks = [render_html.render_part(part, style) for part in bent_parts(report, bends or {})]
    return wrap(report, edit("\n".join(blocks)), declared).encode(encoding)


def wrap(report: Report, article: str, declared: str | None = "utf-8") -> str:
    """The page around an article."""
    meta = f'<meta charset="{declared}">' if declared else ""
    return (
        f"<!DOCTYPE html><html><head>{meta}<title>{report.title}</title></head>"
        f"<body><h1>{report.title}</h1><div class='content'>{article}</div></body></html>"
    )


def relabel(old: str, new: str) -> Bend:
    """Print every label that contains `old` with `new` in its place."""

    def bend(grid: Grid) -> Grid:
        return tuple(
            tuple(
                box if box.is_value else replace(box, text=box.text.replace(old, new))
                for box in row
            )
            for row in grid
        )

    return bend


def change_rows(label: str, change: Callable[[Row], tuple[Row, ...]]) -> Bend:
    """Put what `change` makes of it in the place of each row with a label that contains `label`."""

    def bend(grid: Grid) -> Grid:
        rows: list[Row] = []
        for row in grid:
            named = any(label in box.text for box in row if not box.is_value)
            rows += change(row) if named else (row,)
        return tuple(rows)

    return bend


def respan(label: str, *, rows: int | None = None, columns: int | None = None) -> Bend:
    """Give every box whose text contains `label` other spans."""

    def bend(grid: Grid) -> Grid:
        return tuple(
            tuple(
                replace(box, rows=rows or box.rows, columns=columns or box.columns)
                if label in box.text
                else box
                for box in row
            )
            for row in grid
        )

    return bend


def figures_of(row: Row) -> Row:
    """The boxes of a row that hold figures."""
    return tuple(box for box in row if box.is_value)


def labels_of(row: Row) -> Row:
    """The boxes of a row that hold labels."""
    return tuple(box for box in row if not box.is_value)


def in_turn(*bends: Bend) -> Bend:
    """One bend after the other."""

    def bend(grid: Grid) -> Grid:
        for one in bends:
            grid = one(grid)
        return grid

    return bend


def table(*rows: tuple[str, ...]) -> str:
    """A plain HTML table of texts, for what stands beside the statutory tables."""
    return render_html.render_grid(tuple(tuple(Box(text) for text in row) for row in rows))
