"""What a page break cut in two: labels, and rows whose figures stand on the other side.

Without this, a row whose figures were printed after the break would read as blank, and a header cut
through its labels would not be found.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry, GridCell
from transforms.labels import plain
from transforms.official import official_groups, official_labels

Row = list[Entry]


def mend(rows: Sequence[Row], breaks: frozenset[int]) -> list[Row]:
    """Rows without the cuts; `breaks` are the indices of the rows that stand first on a page."""
    mended: list[Row] = []
    for r, row in enumerate(rows):
        if r not in breaks or not mended:
            mended.append(row)
            continue
        upper, lower = _labels_put_together(mended[-1], row)
        if (whole := _one_row(upper, lower)) is not None:
            mended[-1] = whole
        else:
            mended[-1] = upper
            mended.append(lower)
    return mended


def _labels_put_together(upper: Row, lower: Row) -> tuple[Row, Row]:
    """Labels cut by the break stand whole above it, and their rest below is empty."""
    above, below = list(upper), list(lower)
    for i, a in enumerate(above):
        for j, b in enumerate(below):
            same_place = (a.start, a.stop) == (b.start, b.stop) and b.own
            if same_place and _cut(a.cell.text, b.cell.text):
                whole = a.cell._replace(text=a.cell.text + b.cell.text)
                above[i] = a._replace(cell=whole)
                below[j] = b._replace(cell=b.cell._replace(text=""))
    return above, below


def _cut(upper: str, lower: str) -> bool:
    """Whether two texts are an official label together, and not two labels by themselves."""
    if not upper or not lower or plain(upper + lower) not in official_labels():
        return False
    return not (_is_label(upper) and _is_label(lower))


def _is_label(text: str) -> bool:
    return plain(text) in official_labels() or plain(text) in official_groups()


def _one_row(upper: Row, lower: Row) -> Row | None:
    """The row of which these are the two parts; None if they are two rows."""
    if len(upper) != len(lower) or _label(lower):
        return None
    if any(a.cell.text and b.cell.text for a, b in zip(upper, lower, strict=True) if b.own):
        return None
    figures_below = plain(_label(upper)) in official_labels() and not _figures(upper)
    if not figures_below and _figures(lower):
        return None
    return [
        Entry(_filled(a, b), a.start, a.stop, a.own or b.own)
        for a, b in zip(upper, lower, strict=True)
    ]


def _filled(upper: Entry, lower: Entry) -> GridCell:
    shown = lower.cell if lower.cell.text and not upper.cell.text else upper.cell
    return shown._replace(row=upper.cell.row)


def _label(row: Row) -> str:
    """Text of the last cell before the row's figures that is the row's own label."""
    texts = [e.cell.text for e in row if e.own]
    before = texts[: next((i for i, t in enumerate(texts) if _is_figure(t)), len(texts))]
    return next((t for t in reversed(before) if t), "")


def _figures(row: Row) -> bool:
    return any(_is_figure(e.cell.text) for e in row if e.own)


def _is_figure(text: str) -> bool:
    digits = any(c.isdigit() for c in text)
    return digits and not any("\u4e00" <= c <= "\u9fff" for c in text)
