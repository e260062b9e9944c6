"""Rows that a page break cut in two: label or figures on either side, never both twice.

Without this, a row whose figures were printed after the break would read as blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.blocks import Entry
from transforms.headers import official_items
from transforms.labels import plain

Row = Sequence[Entry]


def mend(rows: Sequence[Row], breaks: frozenset[int]) -> list[Row]:
    """Rows with those put together that the breaks (indices of first rows on a page) cut in two."""
    mended: list[Row] = []
    for r, row in enumerate(rows):
        if r in breaks and mended and (whole := _whole(mended[-1], row)) is not None:
            mended[-1] = whole
        else:
            mended.append(row)
    return mended


def _whole(upper: Row, lower: Row) -> Row | None:
    """The row of which these are the two parts; None if they are two rows."""
    if [e.start for e in upper if e.own] != [e.start for e in lower if e.own] and not _same_width(
        upper, lower
    ):
        return None
    above, below = _label(upper), _label(lower)
    labels = official_items()
    if plain(below) in labels and below:
        return None
    cut_label = plain(above) not in labels and plain(above + below) in labels
    figures_below = plain(above) in labels and not below and not _figures(upper)
    empty_below = not below and not _figures(lower)
    if not (cut_label or figures_below or empty_below):
        return None
    return _joined(upper, lower)


def _same_width(upper: Row, lower: Row) -> bool:
    return len(upper) == len(lower)


def _joined(upper: Row, lower: Row) -> Row | None:
    """Cell by cell; None if figures stand on both sides of the break."""
    joined: list[Entry] = []
    for a, b in zip(upper, lower, strict=False):
        top, bottom = a.cell.text, b.cell.text
        if top and bottom and (_is_figure(top) or _is_figure(bottom)):
            return None
        shown = b.cell if bottom and not top else a.cell
        text = top + bottom
        joined.append(
            Entry(replace(shown, text=text, row=a.cell.row), a.start, a.stop, a.own or b.own)
        )
    return joined


def _label(row: Row) -> str:
    """Text of the last cell before the row's figures that is the row's own label."""
    texts = [e.cell.text for e in row if e.own]
    before = texts[: next((i for i, t in enumerate(texts) if _is_figure(t)), len(texts))]
    return next((t for t in reversed(before) if t), "")


def _figures(row: Row) -> bool:
    return any(_is_figure(e.cell.text) for e in row if e.own)


def _is_figure(text: str) -> bool:
    return (
        bool(text)
        and any(c.isdigit() for c in text)
        and not any("\u4e00" <= c <= "\u9fff" for c in text)
    )
