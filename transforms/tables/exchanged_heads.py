"""Heads in another order than the form's, under which the figures do not add up while in the form's
order they do: a head that is missing lets the others slide, and the sums tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.forms import Identity
from transforms.tables.segment import Segment

_DOUBTED = 0.6
_FEWEST = 2  # rows that tell, more than those that tell the opposite


def doubt_exchanged_heads(segment: Segment) -> None:
    """Lower the confidence of all cells of a table whose columns stand in another order than the
    form's, where more rows add up in the form's order alone than under their heads alone."""
    table = segment.table
    identity = next((i for i in table.identities if i.per == "item"), None)
    if table.layout != "rows" or identity is None:
        return
    printed = [c.breakdown for c in segment.part.header.known]
    official = [b.code for b in table.breakdowns if b.code in printed]
    if printed == official:
        return
    rows: dict[str, dict[str, float]] = {}
    for cell in segment.cells:
        rows.setdefault(cell.item, {})[cell.breakdown] = cell.value or 0.0
    as_headed = as_in_form = 0
    for row in rows.values():
        in_order = _in_order(row, printed, official)
        as_headed += _holds(row, identity) and not _holds(in_order, identity)
        as_in_form += _holds(in_order, identity) and not _holds(row, identity)
    if as_in_form - as_headed < _FEWEST:
        return
    message = ": its columns add up in the form's order, which is not that of their heads"
    segment.doubt("ambiguous", message)
    segment.cells = [c._replace(confidence=min(c.confidence, _DOUBTED)) for c in segment.cells]


def _in_order(
    row: Mapping[str, float], printed: Sequence[str], official: Sequence[str]
) -> dict[str, float]:
    """A row's figures as if its columns were the form's from left to right; blanks count 0."""
    return {code: row.get(head, 0.0) for code, head in zip(official, printed, strict=True)}


def _holds(row: Mapping[str, float], identity: Identity) -> bool:
    parts, total = (sum(row.get(b, 0.0) for b in side) for side in (identity.left, identity.right))
    return parts == total
