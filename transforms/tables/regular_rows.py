"""Tables of which every row stands exactly under the form's columns, as most do: there, nothing is
to be weighed, and whatever the fields hold, the same cells are meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.blocks import Entry
from transforms.tables.header_columns import Header
from transforms.tables.matching import Matched
from transforms.tables.row_places import figures_alone, is_told_by_place, plainly_placed
from transforms.tables.row_values import RowValues, shown
from transforms.tables.segment import Part
from transforms.values import parse


def regular_rows(part: Part) -> list[RowValues | None] | None:
    """The rows' values if each has a number, a blank or a dash exactly under each of the form's
    columns, and nothing else but labels, or is a caption: as most tables are, and nothing is to be
    weighed there. None if any row, or the header, is otherwise."""
    header = part.header
    if not (part.grid.aligned and header.placed and all(c.breakdown for c in header.columns)):
        return None
    wider = part.heads_stop > header.columns[-1].stop  # a blank at a row's end may be a filler
    placed = figures_alone if wider else plainly_placed
    found: list[RowValues | None] = []
    for row in part.rows:
        values = placed(row, header)
        if values is None and not _is_caption(row, header):
            return None
        found.append(values)
    return found


def is_settled(part: Part, matched: Matched, regular: Sequence[RowValues | None]) -> bool:
    """Whether labels and places alone tell which cell is which: each row is the form's own, to the
    letter, and no figure is merged with another."""
    if matched.claims or any(score < 1 for _, score in matched.decided.values()):
        return False
    rows = {r: values for r, values in enumerate(regular) if values is not None}
    if rows.keys() != matched.decided.keys():
        return False
    merged = any(e.cell.row_span > 1 for values in rows.values() for e in values.entries)
    return not merged and all(is_told_by_place(part.rows[r], part.header) for r in rows)


def _is_caption(row: Sequence[Entry], header: Header) -> bool:
    """Whether a row is one cell of words that begins where labels do, or says nothing."""
    if not any(e.own and shown(e) for e in row):
        return True
    if len(row) != 1 or not row[0].own or row[0].start >= header.columns[0].start:
        return False
    return row[0].cell.readable and parse(row[0].cell.text, "count").state == "text"
