"""Rows that a stray rule cuts in two: the row's label hangs over both, its figures stand in one.

A button that a browser printed over a table does so, or a line that somebody drew. The part that
was read may be blank where the other has the figure: such a blank is none that was published.
"""

from __future__ import annotations

from transforms.tables.labels import plain
from transforms.tables.segment import Segment

_DOUBTED = 0.5


def doubt_split_rows(segment: Segment) -> None:
    """Lower the confidence of blanks whose figure may stand in another part of their row."""
    kept = [u for u in segment.unmapped if u.raw.strip()]
    beside = {(plain(u.label_row), u.label_column) for u in kept}
    hidden = {plain(u.label_row) for u in kept if _is_hidden(u.raw)}
    for n, cell in enumerate(segment.cells if kept else ()):
        row = plain(cell.label_item)
        if cell.state == "blank" and (row in hidden or (row, cell.label_breakdown) in beside):
            segment.cells[n] = cell._replace(confidence=min(cell.confidence, _DOUBTED))
            segment.doubt(
                "ambiguous",
                f"/{cell.item}/{cell.breakdown}: blank, and a figure stands in another part of "
                "its row",
            )


def _is_hidden(raw: str) -> bool:
    """Whether something was printed over a character of a cell, whose column cannot be told."""
    return any("\ue000" <= c <= "\uf8ff" for c in raw)
