"""Rows that fit their heads where most others of the table do not, or that are blank just where
the others have a figure beyond the form's columns, or begin left of the heads: a cell may be
missing in them. Rows that alone reach beyond the heads may have one too many, and those that alone
end before them one too few.

A row that lacks a cell is drawn with its figures one column further to the left. Below a head that
nobody printed, or beside a column that no form has, it may then fit better than the sound ones. Its
figures stay, with less confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transforms.blocks import Entry
from transforms.forms import Item
from transforms.tables.row_values import Row, RowValues, shown
from transforms.tables.segment import Part
from transforms.values import parse

_PERHAPS = 0.85
_MANY = 3  # rows that hardly all lack a cell


def doubted(
    part: Part,
    decided: Mapping[int, tuple[Item, float]],
    laid_out: Sequence[RowValues | None],
) -> list[RowValues | None]:
    """The rows' values, those of odd rows with less confidence."""
    odd = {*_blank_beyond(part, decided), *_begun_early(part, laid_out)}
    odd.update(_one_too_many(part, decided, laid_out), _ending_early(part, laid_out))
    if any(laid_out[r] is None for r in decided):
        rows = _with_figures(part, decided)
        if sum(laid_out[r] is None for r in rows) * 2 >= len(rows):
            odd |= set(rows)
    if not odd:
        return list(laid_out)
    return [
        v._replace(confidence=min(v.confidence, _PERHAPS)) if v and r in odd else v
        for r, v in enumerate(laid_out)
    ]


def _with_figures(part: Part, rows: Iterable[int]) -> list[int]:
    return [r for r in rows if any(map(shown, _behind_label(part, part.rows[r])))]


def _blank_beyond(part: Part, decided: Iterable[int]) -> Iterable[int]:
    """Rows with a blank beyond the form's columns, where at least as many others have a figure."""
    known = [c.stop for c in part.header.columns if c.breakdown]
    if not (part.grid.aligned and part.header.placed and known):
        return []
    last = max(known)
    rows = _with_figures(part, [r for r in decided if part.rows[r][-1].stop > last])
    beyond = {r: [e for e in part.rows[r] if e.own and e.start >= last] for r in rows}
    blank = [r for r in rows if beyond[r] and not any(map(shown, beyond[r]))]
    filled = [r for r in rows if any(map(_is_number, beyond[r]))]  # no remarks: 无, 较上年减少
    return blank if len(blank) <= len(filled) else []


def _one_too_many(
    part: Part, decided: Iterable[int], laid_out: Sequence[RowValues | None]
) -> Iterable[int]:
    """Rows with a blank beyond the heads that most others do not have, and figures that do not add
    up: one of their cells may be one too many."""
    if not (part.grid.aligned and part.header.placed):
        return []
    edge = part.heads_stop
    read = [(r, values) for r in decided if (values := laid_out[r]) is not None]
    beyond = [(r, values) for r, values in read if part.rows[r][-1].start >= edge]
    if len(beyond) * 2 > len(read):
        return []
    return [r for r, values in beyond if not _adds_up(part, values)]


def _ending_early(part: Part, laid_out: Sequence[RowValues | None]) -> Iterable[int]:
    """Rows with a blank as their last value that end before the heads do, as no other row of the
    grid does: what is blank may be a filler behind a value that is missing."""
    if not (part.grid.aligned and part.header.placed):
        return []
    edge = part.heads_stop
    read = [(r, values) for r, values in enumerate(laid_out) if values is not None]
    early = [r for r, v in read if part.rows[r][-1].stop < edge and not shown(v.entries[-1])]
    if not early:
        return []
    short = sum(1 for row in part.grid.rows() if row and row[-1].stop < edge and _is_named(row))
    return early if short == len(early) == 1 else []


def _is_named(row: Row) -> bool:
    return any(parse(e.cell.text, "count").state == "text" for e in row if e.own)


def _adds_up(part: Part, values: RowValues) -> bool:
    """Whether a row's figures hold the identities of its form, blanks counting nothing; false for
    a form that has none."""
    if not any(i.per == "item" for i in part.header.table.identities):
        return False
    pairs = zip(part.header.columns, values.entries, strict=True)
    stated = {c.breakdown: parse(e.cell.text, "count").value or 0.0 for c, e in pairs}
    return all(
        sum(stated.get(b, 0.0) for b in i.left) == sum(stated.get(b, 0.0) for b in i.right)
        for i in part.header.table.identities
        if i.per == "item"
    )


def _begun_early(part: Part, laid_out: Sequence[RowValues | None]) -> Iterable[int]:
    """The few rows whose first figure stands left of the header's columns, where another column's
    may stand; in many rows it is the labels that are drawn too narrow."""
    if not (part.grid.aligned and part.header.placed):
        return []
    left = part.header.columns[0].start
    early = [r for r, v in enumerate(laid_out) if v and not v.shifted and v.entries[0].stop <= left]
    return early if len(early) < _MANY else []


def _is_number(entry: Entry) -> bool:
    return parse(entry.cell.text, "count").state == "number"


def _behind_label(part: Part, row: Row) -> Row:
    left = part.header.columns[0].start
    return [e for e in row if e.own and e.start >= left]
