"""A statutory table whose items are rows: aligned in the statute's order, read row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.blocks import PRINTED, Entry
from transforms.forms import Item
from transforms.tables.header_columns import Header
from transforms.tables.heads_in_place import Label, rows_in_place
from transforms.tables.labels import SURE, plain
from transforms.tables.matching import match
from transforms.tables.odd_rows import doubted
from transforms.tables.regular_rows import is_settled, regular_rows
from transforms.tables.remarks import without_remarks
from transforms.tables.repeated_heads import contradicts
from transforms.tables.row_places import by_overlap, by_place
from transforms.tables.row_values import (
    RowValues,
    by_count,
    label_confidence,
    label_of,
    may_be_pushed,
    reaches_beyond,
    shape,
    shape_key,
)
from transforms.tables.rows_of_text import Told, told_by_sums, with_rows_of_blanks
from transforms.tables.segment import Part, Segment, kept_label, row_certainty, short
from transforms.tables.shifted_rows import shifted, weighed
from transforms.values import is_plain_number, parse

_SHARED = 0.85  # confidence of a figure that is merged over several rows
_BY_SUMS = 0.85
_TOLD = " have fewer figures than columns; their blanks left no trace and are told by the sums"


def read_rows(part: Part) -> Segment:
    """Cells of all rows that a form knows; the others are kept as they are."""
    part = with_rows_of_blanks(without_remarks(part))
    segment = Segment(part)
    codes = {c.breakdown for c in part.header.known}
    items = tuple(i for i in segment.table.items if codes & set(i.breakdowns))
    labels = tuple([label_of(row, part.header, part.grid.aligned) for row in part.rows])
    regular = regular_rows(part)
    shown = tuple([_shows_value(row) for row in part.rows])
    matched = match(labels, items, shown)
    decided = matched.decided
    if regular and any(regular[r] is None for r in decided):
        regular = None  # a row of the form without figures
    printed = all(e.cell.confidence == PRINTED for row in part.rows for e in row)
    if not printed:
        decided = {**decided, **rows_in_place(matched, items, _labels_as_read(part, labels, shown))}
    segment.settled = printed and regular is not None and is_settled(part, matched, regular)
    laid_out = regular or _weighed(segment, decided, _laid_out(part, shown))
    loose = [*matched.unknown, *(r for rows in matched.claims.values() for r in rows)]
    told = {} if regular else told_by_sums(part, decided, laid_out, loose)
    for r in matched.unknown:
        if r not in decided:
            _keep_row(segment, r, labels[r])
    if told:
        segment.doubt("blanks_assumed", f": {len(told)} rows{_TOLD}")
    for r, (item, score) in decided.items():
        if r in told:
            _take_told(segment, r, item, labels[r][0], told[r])
            continue
        _take_row(segment, r, item, labels[r][0], score, laid_out[r])
    rivals = len(matched.claims) > 1
    for item, rows in matched.claims.items():
        _settle(segment, item, rows, labels, laid_out, rivals=rivals)
    return segment


def _weighed(
    segment: Segment,
    decided: Mapping[int, tuple[Item, float]],
    laid_out: Sequence[RowValues | None],
) -> list[RowValues | None]:
    """The rows' values without those that the header contradicts, the odd ones less sure."""
    rows, columns = segment.part.rows, segment.part.header.columns
    pairs = zip(rows, laid_out, strict=True)
    whole = [None if contradicts(row, columns) else values for row, values in pairs]
    return doubted(segment.part, decided, weighed(segment, decided, whole))


def _labels_as_read(
    part: Part, labels: Sequence[tuple[str, str]], shown: Sequence[bool]
) -> list[Label]:
    return [
        Label(plain(own), label_confidence(row, part.header, part.grid.aligned), figures)
        for row, (own, _), figures in zip(part.rows, labels, shown, strict=True)
    ]


def _laid_out(part: Part, shown: Sequence[bool]) -> list[RowValues | None]:
    """Each row's values: by place, else by the one way of counting, else as rows of its shape."""
    aligned = part.grid.aligned
    found: list[RowValues | None] = []
    ways: list[list[RowValues]] = []
    pushed = _pushed(part, shown)
    for r, row in enumerate(part.rows):
        placed = None
        if aligned and part.header.placed and r not in pushed:
            placed = _placed(row, part.header)
        counted = [] if placed or r in pushed else by_count(row, part.header, aligned)
        ways.append(counted)
        found.append(placed or (counted[0] if len(counted) == 1 else None))
    if None not in found:
        return found
    if aligned and part.header.placed:
        pairs = zip(part.rows, found, strict=True)
        found = [values or shifted(part, row) for row, values in pairs]
    starts = _starts(part.rows, found)
    for r, row in enumerate(part.rows):
        if found[r] is None and len(known := starts.get(shape_key(row), set())) == 1:
            fitting = [w for w in ways[r] if shape(row, w)[1] in known]
            found[r] = fitting[0] if len(fitting) == 1 else None
    return found


def _placed(row: Sequence[Entry], header: Header) -> RowValues | None:
    return by_place(row, header) or by_overlap(row, header)


def _pushed(part: Part, shown: Sequence[bool]) -> set[int]:
    """Rows that may have one field too many, so that nobody knows which figures it pushed to the
    right: they reach beyond the header, as few others do."""
    if not (part.grid.aligned and part.header.placed) or part.has_filler:
        return set()
    rows = [r for r, figures in enumerate(shown) if figures]
    pushed = {r for r in rows if may_be_pushed(part.rows[r], part.header)}
    reaching = sum(reaches_beyond(part.rows[r], part.header) for r in rows)
    return pushed if reaching * 2 <= len(rows) or len(rows) == 1 else set()


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
    counted = values is not None and values.confidence < 1
    if values is None or (counted and not segment.part.header.fits(item)):
        named = f"/{item.code} ({short(label)})"
        segment.doubt("ambiguous", f"{named}: its cells cannot be told apart by the header")
        _keep_figures(segment, r, label, placed=False)
        return
    if score < SURE:
        segment.doubt("label_doubtful", f"/{item.code}: read from a row labelled {short(label)!r}")
    certainty, kept = row_certainty(score, values.confidence), kept_label(label)
    for column, entry in zip(segment.part.header.columns, values.entries, strict=True):
        if column.breakdown in item.breakdowns:
            shared = entry.cell.row_span > 1 and _is_shared(segment.part.rows, r, entry)
            segment.take(
                item, column, entry, kept, min(certainty, _SHARED) if shared else certainty
            )
        elif entry.cell.text:
            segment.keep(r, entry, label, column.label)


def _take_told(segment: Segment, r: int, item: Item, label: str, told: Told) -> None:
    """Cells that the sums settle of a row whose blanks left no trace."""
    columns = segment.part.header.columns
    for c, column in enumerate(columns):
        if c in told and column.breakdown in item.breakdowns:
            segment.take(item, column, told[c], kept_label(label), _BY_SUMS)
    if len(told) < len(columns):
        segment.doubt("ambiguous", f"/{item.code}: which of its cells are blank cannot be told")
        _keep_figures(segment, r, label, placed=False)


def _is_shared(rows: Sequence[Sequence[Entry]], r: int, entry: Entry) -> bool:
    """Whether a figure is merged over rows below that say something themselves: it may be theirs,
    or the sum of all."""
    below = rows[r + 1 : r + entry.cell.row_span]
    return bool(entry.cell.text) and any(e.own and e.cell.text for row in below for e in row)


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
    for r in rows:
        _keep_figures(segment, r, labels[r][0])


def _keep_row(segment: Segment, r: int, label: tuple[str, str]) -> None:
    """A row that no form names: its printed values go to the unmapped cells."""
    named = label[0] or label[1]
    if _keep_figures(segment, r, named):
        segment.doubt("unmapped_row", f": no form has a row {short(named)!r}")


def _keep_figures(segment: Segment, r: int, label: str, *, placed: bool = True) -> bool:
    """Keep a row's figures, under the heads that they stand below if they are `placed`; whether
    there are any."""
    row, columns = segment.part.rows[r], segment.part.header.columns
    figures = [e for e in row if e.own and parse(e.cell.text, "count").state == "number"]
    for entry in figures:
        above = (c.label for c in columns if placed and c.start <= entry.start < c.stop)
        segment.keep(r, entry, label, next(above, ""))
    return bool(figures)


def _shows_value(row: Sequence[Entry]) -> bool:
    last = row[-1] if row else None
    if last and last.own and is_plain_number(last.cell.text):
        return True  # as in most rows
    states = (parse(e.cell.text, "count").state for e in row if e.own)
    return any(state in ("number", "not_applicable") for state in states)
