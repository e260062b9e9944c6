"""Rows that the form's own sums speak against: two readings fit, so no value is taken.

A row with one cell too few and a filler at its end reads as if its total were blank, with every
figure one column to the left. Its last figure is then the sum of those before it; where columns are
only a count of fields, the blank total is enough. A row with a blank among figures that do not add
up may have slid as well; there the figures stay, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.extraction import Cell, Problem
from transforms.forms import Identity, Table

_DOUBTED = 0.85
_MANY = 5  # rows that do not add up: more than one fault explains


def without_slid_rows(
    table: Table, cells: Sequence[Cell], *, aligned: bool
) -> tuple[list[Cell], list[Problem]]:
    """The cells without rows that may have slid, and a problem for each of those rows.

    `aligned`: a column means the same place in every row.
    """
    with_blanks = {cell.item for cell in cells if cell.state == "blank"}
    if not with_blanks:
        return list(cells), []
    slid: dict[str, Problem] = {}
    doubtful: set[str] = set()
    rows: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.item, {})[cell.breakdown] = cell
    for identity in (i for i in table.identities if i.per == "item" and i.relation == "="):
        speaks = _holds_as_a_rule(identity, rows.values())
        for item, row in ((item, rows[item]) for item in with_blanks):
            if _may_have_slid(identity, row, aligned=aligned):
                slid[item] = Problem(
                    "ambiguous",
                    f"{table.topic}/{item}: the total is blank: the figures may stand one column "
                    "to the left",
                )
            elif speaks and _blank_and_wrong(identity, row):
                doubtful.add(item)
    kept = [_doubted(c) if c.item in doubtful else c for c in cells if c.item not in slid]
    return kept, list(slid.values())


def _holds_as_a_rule(identity: Identity, rows: Iterable[Mapping[str, Cell]]) -> bool:
    """Whether no more than half of the rows with figures and a total contradict an identity; a few
    rows prove nothing against it."""
    sound = wrong = 0
    for row in rows:
        values = [row[b].value or 0 for b in identity.left if b in row]
        total = row[identity.right[0]].value if identity.right[0] in row else None
        if len(values) == len(identity.left) and total is not None and any((*values, total)):
            sound, wrong = (sound + 1, wrong) if sum(values) == total else (sound, wrong + 1)
    return wrong < _MANY or wrong <= sound


def _doubted(cell: Cell) -> Cell:
    return cell._replace(confidence=min(cell.confidence, _DOUBTED))


def _blank_and_wrong(identity: Identity, row: Mapping[str, Cell]) -> bool:
    """Whether a part is blank, and those that are stated are not the stated total; a total that
    stands alone has not slid."""
    total = row.get(identity.right[0])
    parts = [row[b] for b in identity.left if b in row]
    blanks = sum(c.state == "blank" for c in parts)
    if total is None or total.value is None or blanks in (0, len(parts)):
        return False
    return total.value != sum(c.value or 0 for c in parts) and len(parts) == len(identity.left)


def _may_have_slid(identity: Identity, row: Mapping[str, Cell], *, aligned: bool) -> bool:
    total = row.get(identity.right[0])
    parts = [row[b].value for b in identity.left if b in row]
    figures = [value for value in parts if value is not None]
    if total is None or total.state != "blank" or len(figures) < 2:
        return False
    if not aligned:
        return True
    return figures[-1] > 0 and figures[-1] == sum(figures[:-1])
