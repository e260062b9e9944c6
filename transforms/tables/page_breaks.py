"""What a page break cut in two: labels, and rows whose figures stand on the other side.

Without this, a row whose figures were printed after the break would read as blank, and a header cut
through its labels would not be found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.blocks import Entry, GridCell
from transforms.tables.labels import plain
from transforms.tables.official import official_columns, official_groups, official_labels
from transforms.values import is_unit, parse

Row = list[Entry]

_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]+")
_CUT = 0.85  # confidence in a figure whose digits stand on two pages
_REST = 0.5  # and in one whose digits may go on there
_SEVERAL = 3  # figures of a row
_FEWEST_LABELS = 2  # cut through their middle: a line of column labels


def mend(rows: Sequence[Row], breaks: frozenset[int]) -> list[Row]:
    """Rows without the cuts; `breaks` are the indices of the rows that stand first on a page."""
    mended: list[Row] = []
    r = 0
    while r < len(rows):
        if r in breaks and mended:
            heads = _heads_again(rows, r)
            whole = _joined(mended[-1], rows[r + heads])
            if heads and not whole and _begins_anew(rows[heads], rows[r + heads]):
                heads = 0
            r += heads
            parts = whole or [mended[-1], rows[r]]
            if len(parts) > 1:
                parts = [_doubted(*parts), parts[1]]
            _put_in_place(mended, parts)
        else:
            mended.append(rows[r])
        r += 1
    return mended


def _doubted(upper: Row, lower: Row) -> Row:
    """The row above a break, its figures unsure below which a row that no form has gives more, and
    fewer: these may be their rest."""
    places = {e.start for e in upper if e.own and _is_figure(e.cell.text)}
    rest = {e.start for e in lower if e.own and _is_figure(e.cell.text)}
    if len(places) < _SEVERAL or not rest < places or _is_called(lower, _place_of_label(upper)):
        return upper
    return [
        e._replace(cell=e.cell._replace(confidence=min(e.cell.confidence, _REST)))
        if e.start in rest
        else e
        for e in upper
    ]


def _is_called(row: Row, place: int | None) -> bool:
    """Whether the form has a row with that label, at the place of the label above it; a group's
    label beside it is none."""
    text = row[place].cell.text if place is not None and place < len(row) else _label(row)
    return plain(text) in official_labels()


def _begins_anew(first: Row, row: Row) -> bool:
    """Whether a row below repeated heads is the first of another table: the one that the first
    table has, too."""
    return _label(first) == _label(row)


def _put_in_place(mended: list[Row], rows: Sequence[Row]) -> None:
    """Put rows in the place of the last one; a cell that hung into it is whole in all its rows."""
    changed = [
        (old.cell, new.cell)
        for old, new in zip(mended[-1], rows[0], strict=False)
        if old.cell is not new.cell and not old.own
    ]
    mended[-1:] = rows
    for n, row in enumerate(mended[:-1] if changed else ()):
        for old, new in changed:
            row = [e._replace(cell=new) if e.cell is old else e for e in row]
        mended[n] = row


def _heads_again(rows: Sequence[Row], r: int) -> int:
    """How many rows from `r` on repeat the heads with which the table begins, as Word prints them
    anew on each page; 0 if no row follows them."""
    n = 0
    while n < r and r + n < len(rows) and _same_heads(rows[n], rows[r + n]):
        n += 1
    return n if r + n < len(rows) else 0


def _same_heads(row: Row, other: Row) -> bool:
    texts = [e.cell.text for e in row]
    return any(texts) and texts == [e.cell.text for e in other] and not _figures(row)


def _joined(upper: Row, lower: Row) -> list[Row] | None:
    """The one row of which these are the parts, or both with whole labels; None if nothing is
    cut."""
    if (head := _one_head(upper, lower)) is not None:
        return [head]
    if _is_rest_of_note(upper, lower):
        return [list(upper)]
    above, below = _labels_put_together(upper, lower)
    if (whole := _one_row(above, below)) is not None:
        return [whole]
    return None if above == upper else [above, below]


def _is_rest_of_note(upper: Row, lower: Row) -> bool:
    """Whether all that the lower row says is the rest of a note beside the heads, which hangs from
    rows further up."""
    if [(e.start, e.stop) for e in upper] != [(e.start, e.stop) for e in lower]:
        return False
    said = [(a, b) for a, b in zip(upper, lower, strict=True) if b.own and b.cell.text]
    heads = sum(plain(e.cell.text) in official_columns() for e in upper if e.own)
    return (
        len(said) == 1
        and heads > 0
        and all(not a.own and a.cell.text and not _is_label(b.cell.text) for a, b in said)
    )


def _one_head(upper: Row, lower: Row) -> Row | None:
    """The line of column labels that was cut through the labels: together they are official."""
    if [(e.start, e.stop) for e in upper] != [(e.start, e.stop) for e in lower]:
        return None
    pairs = [(a.cell.text, b.cell.text) for a, b in zip(upper, lower, strict=True)]
    cut = [a + b for a, b in pairs if a and b]
    if len(cut) < _FEWEST_LABELS or not all(plain(a + b) in official_columns() for a, b in pairs):
        return None
    if all(plain(text) in official_columns() for pair in pairs for text in pair if text):
        return None
    return [
        a._replace(cell=a.cell._replace(text=a.cell.text + b.cell.text))
        for a, b in zip(upper, lower, strict=True)
    ]


def _labels_put_together(upper: Row, lower: Row) -> tuple[Row, Row]:
    """Labels cut by the break stand whole above it, and their rest below is empty."""
    above, below = list(upper), list(lower)
    stands = _figures(lower)  # then a label that is whole is its own, whatever note hangs above it
    for i, a in enumerate(above):
        for j, b in enumerate(below):
            same_place = (a.start, a.stop) == (b.start, b.stop) and b.own
            whole_below = stands and _is_label(b.cell.text)
            if same_place and not whole_below and _cut(a.cell.text, b.cell.text):
                whole = a.cell._replace(text=a.cell.text + b.cell.text)
                above[i] = a._replace(cell=whole)
                below[j] = b._replace(cell=b.cell._replace(text=""))
    return above, below


def _cut(upper: str, lower: str) -> bool:
    """Whether two texts are an official label together, and not two labels by themselves."""
    if not _begins_label(upper) or not _has_words(lower):  # below a head, / is a figure's sign
        return False
    if is_unit(upper) and is_unit(lower):  # 个 above 人 is not 个人, but 自然 above 人 is 自然人
        return False
    return _is_label(upper + lower) and not (_is_label(upper) and _is_label(lower))


def _begins_label(text: str) -> bool:
    """Whether it has words, or is the number of a label whose words stand behind the break."""
    return _has_words(text) or bool(_NUMBER.fullmatch(text.strip()))


def _has_words(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _is_label(text: str) -> bool:
    return plain(text) in official_labels() or plain(text) in official_groups()


def _one_row(upper: Row, lower: Row) -> Row | None:
    """The row of which these are the two parts; None if they are two rows."""
    if [(e.start, e.stop) for e in upper] != [(e.start, e.stop) for e in lower]:
        return None
    if not (_fills(upper, lower) or _goes_on(upper, lower)):
        return None
    return [
        Entry(_whole(a, b), a.start, a.stop, a.own or (b.own and bool(b.cell.text)))
        for a, b in zip(upper, lower, strict=True)
    ]


def _fills(upper: Row, lower: Row) -> bool:
    """Whether the lower row has no label below the upper one's, and what that lacks, some of its
    figures or all; or the rest of figures that were cut themselves, which then make no number."""
    place = _place_of_label(upper)
    if _label(lower) and not _is_of_group(lower, place):
        return False
    labels = -1 if place is None else place
    pairs = [
        (a.cell.text, b.cell.text)
        for n, (a, b) in enumerate(zip(upper, lower, strict=True))
        if b.own and (n > labels or _is_figure(b.cell.text))
    ]
    if both := [pair for pair in pairs if all(pair)]:
        return all(_is_figure(text) for pair in both for text in pair)
    return plain(_label(upper)) in official_labels() or not _figures(lower)


def _place_of_label(row: Row) -> int | None:
    """Which of the row's entries is its label, beside which that of a group may stand."""
    label = _label(row)
    found = (n for n, e in enumerate(row) if e.own and e.cell.text == label)
    return next(found, None) if label else None


def _is_of_group(row: Row, place: int | None) -> bool:
    """Whether what the row says is that of a group alone: below the label above it is blank."""
    if place is None or plain(_label(row)) in official_labels():
        return False
    return row[place].own and not row[place].cell.text


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether one row has the beginning of a label, the other its end, and one the figures."""
    labels = plain(_label(upper)), plain(_label(lower))
    known = any(map(_is_label, labels))
    begun = labels[0] or _NUMBER.fullmatch(_label(upper).strip())
    return bool(begun and labels[1]) and not known and _figures(upper) != _figures(lower)


def _whole(upper: Entry, lower: Entry) -> GridCell:
    above, below = upper.cell.text, lower.cell.text if lower.own else ""
    if not above and below:
        return lower.cell._replace(row=upper.cell.row)
    if not below:
        return upper.cell
    if above.isdecimal() and below.isdecimal() and above[0] != "0":
        sure = min(upper.cell.confidence, lower.cell.confidence, _CUT)
        return upper.cell._replace(text=above + below, confidence=sure)
    between = "\n" if _is_figure(above) else ""
    return upper.cell._replace(text=above + between + below)


def _label(row: Row) -> str:
    """Text of the last cell before the row's figures that is the row's own label, and no unit; nor
    a dash or slash that stands for a figure."""
    own = [e.cell.text for e in row if e.own and not is_unit(e.cell.text)]
    texts = [text for text in own if any(map(str.isalnum, text))]
    before = texts[: next((i for i, t in enumerate(texts) if _is_figure(t)), len(texts))]
    return next((t for t in reversed(before) if t), "")


def _figures(row: Row) -> bool:
    return any(_is_figure(e.cell.text) for e in row if e.own)


def _is_figure(text: str) -> bool:
    if parse(text, "count").state == "not_applicable":
        return True
    if not any(c.isdigit() for c in text) or _NUMBER.fullmatch(text.strip()):
        return False
    words = any("\u4e00" <= c <= "\u9fff" for c in text)
    return not words or parse(text, "count").state == "number"  # with its unit: 12件
