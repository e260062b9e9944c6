"""A statutory table whose items are rows: aligned in the statute's order, read row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from transforms.blocks import Entry
from transforms.forms import Item
from transforms.labels import closest, plain
from transforms.official import item_variants
from transforms.order import align
from transforms.row_values import RowValues, by_count, by_place, label_of, shape, shape_key
from transforms.segment import SURE, Part, Segment, row_certainty, short
from transforms.values import parse


def read_rows(part: Part) -> Segment:
    """Cells of all rows that a form knows; the others are kept as they are."""
    segment = Segment(part)
    codes = {c.breakdown for c in part.header.known}
    items = tuple(i for i in segment.table.items if codes & set(i.breakdowns))
    labels = [label_of(row, part.header, part.grid.aligned) for row in part.rows]
    matches = align([_scores(label, items) for label in labels])
    laid_out = _laid_out(part)
    claims: dict[int, list[int]] = {}
    for r, match in enumerate(matches):
        if match is None:
            _keep_row(segment, r, labels[r])
        elif match.decided:
            _take_row(segment, r, items[match.choices[0]], labels[r][0], match.score, laid_out[r])
        elif _shows_value(part.rows[r]):
            for choice in match.choices:
                claims.setdefault(choice, []).append(r)
    for choice, rows in claims.items():
        _settle(segment, items[choice], rows, labels, laid_out, rivals=len(claims) > 1)
    return segment


@lru_cache(maxsize=16384)
def _scores(label: tuple[str, str], items: tuple[Item, ...]) -> tuple[float, ...]:
    """Similarity with each item; a label that is one item's own is like no other item's."""
    scores = [_score(label, item) for item in items]
    return tuple(s if s == 1 else 0.0 for s in scores) if 1 in scores else tuple(scores)


def _score(label: tuple[str, str], item: Item) -> float:
    own, group = label
    if not own:
        return 0.0
    variants = item_variants(item)
    return max(closest(plain(own), variants), closest(plain(group) + plain(own), variants))


def _laid_out(part: Part) -> list[RowValues | None]:
    """Each row's values: by place, else by the one way of counting, else as rows of its shape."""
    aligned = part.grid.aligned
    found: list[RowValues | None] = []
    ways: list[list[RowValues]] = []
    for row in part.rows:
        placed = by_place(row, part.header) if aligned and part.header.placed else None
        ways.append([] if placed else by_count(row, part.header, aligned))
        found.append(placed or (ways[-1][0] if len(ways[-1]) == 1 else None))
    starts = _starts(part.rows, found)
    for r, row in enumerate(part.rows):
        if found[r] is None and len(known := starts.get(shape_key(row), set())) == 1:
            fitting = [w for w in ways[r] if shape(row, w)[1] in known]
            found[r] = fitting[0] if len(fitting) == 1 else None
    return found


def _starts(
    rows: Sequence[Sequence[Entry]], found: Sequence[RowValues | None]
) -> Mapping[tuple[int, int], set[int]]:
    """Where the values begin in rows of one shape, as the rows with figures at both ends show."""
    starts: dict[tuple[int, int], set[int]] = {}
    for row, values in zip(rows, found, strict=True):
        if values is not None and values.entries[0].cell.text and values.entries[-1].cell.text:
            key, start = shape(row, values)
            starts.setdefault(key, set()).add(start)
    return starts


def _take_row(
    segment: Segment, r: int, item: Item, label: str, score: float, values: RowValues | None
) -> None:
    if values is None:
        named = f"/{item.code} ({short(label)})"
        segment.doubt("ambiguous", f"{named}: its cells cannot be told apart by the header")
        return
    if score < SURE:
        segment.doubt("label_doubtful", f"/{item.code}: read from a row labelled {short(label)!r}")
    certainty = row_certainty(score, values.confidence)
    for column, entry in zip(segment.part.header.columns, values.entries, strict=True):
        if column.breakdown in item.breakdowns:
            segment.take(item, column, entry, label, certainty)
        elif entry.cell.text:
            segment.keep(r, entry, label, column.label)


def _settle(
    segment: Segment,
    item: Item,
    rows: Sequence[int],
    labels: Sequence[tuple[str, str]],
    laid_out: Sequence[RowValues | None],
    *,
    rivals: bool,
) -> None:
    """Rows that claim one item: the same figures twice are one row, anything else is undecided."""
    texts = {tuple(e.cell.text for e in segment.part.rows[r] if e.own) for r in rows}
    if len(texts) == 1 and not rivals:
        _take_row(segment, rows[0], item, labels[rows[0]][0], 1.0, laid_out[rows[0]])
        return
    named = " | ".join(short(labels[r][0]) for r in rows)
    segment.doubt("ambiguous", f"/{item.code}: may be any of the rows {named}")


def _keep_row(segment: Segment, r: int, label: tuple[str, str]) -> None:
    """A row that no form names: its printed values go to the unmapped cells."""
    figures = [
        e for e in segment.part.rows[r] if e.own and parse(e.cell.text, "count").state == "number"
    ]
    if not figures:
        return
    named = label[0] or label[1]
    for entry in figures:
        columns = segment.part.header.columns
        above = next((c.label for c in columns if c.start <= entry.start < c.stop), "")
        segment.keep(r, entry, named, above)
    segment.doubt("unmapped_row", f": no form has a row {short(named)!r}")


def _shows_value(row: Sequence[Entry]) -> bool:
    states = [parse(e.cell.text, "count").state for e in row if e.own]
    return "number" in states or "not_applicable" in states
