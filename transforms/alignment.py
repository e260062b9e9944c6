"""From grids to cells: finds statutory tables by content and reads them row by row.

A value hangs on its labels and its place. Whatever contradicts itself gives no value but a
problem; whatever no form names goes to the unmapped cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from transforms.blocks import Entry, Grid
from transforms.extraction import Cell, Problem, UnmappedCell
from transforms.forms import Item, Table
from transforms.headers import Column, Header, find_headers, item_variants
from transforms.labels import closest, plain
from transforms.order import align
from transforms.page_breaks import mend
from transforms.row_values import RowValues, by_count, by_place, label_of, shape, shape_key
from transforms.values import header_unit, parse

VERSION = 1
_SURE = 0.9  # labels less similar than this leave a doubt


@dataclass
class Segment:
    """What one header of one grid yielded. `rows` are the printed rows that became items."""

    table: Table
    cells: list[Cell] = field(default_factory=list)
    unmapped: list[UnmappedCell] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Part:
    """A header with the printed rows below it, up to the next header."""

    grid: Grid
    header: Header
    rows: list[list[Entry]]


def read_grids(grids: Sequence[Grid]) -> list[Segment]:
    """All statutory tables of a document, in reading order."""
    segments: list[Segment] = []
    previous: _Part | None = None
    for grid in grids:
        rows = mend(grid.rows(), grid.breaks)
        headers = find_headers(rows)
        if previous is not None and not headers:
            part = _Part(grid, replace(previous.header, placed=False), rows)
            if _continues(part, segments):
                segments.append(_read(part))
        for part in _parts(grid, rows, headers):
            segments.append(_read(part))
            previous = part
    return [s for s in segments if s.cells or s.unmapped or s.problems]


def _parts(grid: Grid, rows: list[list[Entry]], headers: list[Header]) -> Iterator[_Part]:
    ends = [*(h.first for h in headers[1:]), len(rows)]
    for header, end in zip(headers, ends, strict=False):
        yield _Part(grid, header, rows[header.last + 1 : end])


def _continues(part: _Part, segments: list[Segment]) -> bool:
    """Whether a grid without header goes on with the last table: two of its missing rows."""
    seen = {c.item for s in segments if s.table is part.header.table for c in s.cells}
    if part.header.table.layout != "rows":
        return False
    names = [v for i in part.header.table.items if i.code not in seen for v in item_variants(i)]
    labels = [plain(label_of(row, part.header, part.grid.aligned)[0]) for row in part.rows]
    return sum(label in names for label in labels if label) >= 2


def _read(part: _Part) -> Segment:
    segment = Segment(part.header.table)
    if part.header.table.layout == "columns":
        _read_line(part, segment)
    else:
        _read_rows(part, segment)
    return segment


def _read_rows(part: _Part, segment: Segment) -> None:
    table, header = part.header.table, part.header
    codes = {c.breakdown for c in header.known}
    items = [i for i in table.items if codes & set(i.breakdowns)]
    labels = [label_of(row, header, part.grid.aligned) for row in part.rows]
    scores = [[_row_score(label, item) for item in items] for label in labels]
    matches = align(scores)
    laid_out = _laid_out(part)
    claims: dict[int, list[int]] = {}
    for r, match in enumerate(matches):
        if match is not None and match.decided:
            _take_row(part, segment, r, items[match.choices[0]], match.score, laid_out[r])
        elif match is not None and _shows_value(part.rows[r]):
            for choice in match.choices:
                claims.setdefault(choice, []).append(r)
        elif match is None:
            _keep_row(part, segment, r, labels[r])
    _settle_claims(part, segment, items, claims, laid_out)


def _row_score(label: tuple[str, str], item: Item) -> float:
    own, group = label
    if not own:
        return 0.0
    return max(
        closest(plain(own), item_variants(item)),
        closest(plain(group) + plain(own), item_variants(item)),
    )


def _laid_out(part: _Part) -> list[RowValues | None]:
    """Each row's values: by place, else by the one way of counting, else as rows of its shape."""
    aligned = part.grid.aligned
    found: list[RowValues | None] = []
    ways: list[list[RowValues]] = []
    for row in part.rows:
        placed = by_place(row, part.header) if aligned and part.header.placed else None
        ways.append([] if placed else by_count(row, part.header, aligned))
        found.append(placed or (ways[-1][0] if len(ways[-1]) == 1 else None))
    starts: dict[tuple[int, int], set[int]] = {}
    for row, values in zip(part.rows, found, strict=True):
        if values is not None and values.entries[0].cell.text and values.entries[-1].cell.text:
            key, start = shape(row, values)
            starts.setdefault(key, set()).add(start)
    for r, row in enumerate(part.rows):
        if found[r] is None and len(known := starts.get(shape_key(row), set())) == 1:
            fitting = [w for w in ways[r] if shape(row, w)[1] in known]
            found[r] = fitting[0] if len(fitting) == 1 else None
    return found


def _take_row(
    part: _Part, segment: Segment, r: int, item: Item, score: float, values: RowValues | None
) -> None:
    row = part.rows[r]
    label = label_of(row, part.header, part.grid.aligned)[0]
    if values is None:
        segment.problems.append(
            Problem(
                "ambiguous",
                f"{segment.table.topic}/{item.code} ({_short(label)}): its cells cannot be told "
                "apart by the header's columns",
            )
        )
        return
    if score < _SURE:
        segment.problems.append(
            Problem(
                "label_doubtful",
                f"{segment.table.topic}/{item.code}: read from a row labelled {_short(label)!r}",
            )
        )
    for column, entry in zip(part.header.columns, values.entries, strict=True):
        if column.breakdown in item.breakdowns:
            certainty = min(score if score >= _SURE else min(score, 0.85), values.confidence)
            _take(segment, item, column, entry, label, certainty)
        elif entry.cell.text:
            segment.unmapped.append(_unmapped(part, r, entry, label, column.label))


def _take(
    segment: Segment, item: Item, column: Column, entry: Entry, label: str, certainty: float
) -> None:
    table, cell = segment.table, entry.cell
    breakdown = table.breakdown(column.breakdown)
    unit = breakdown.unit or table.unit
    value = parse(cell.text, unit, signed=breakdown.signed, column_unit=header_unit(column.label))
    where = f"{table.topic}/{item.code}/{column.breakdown}"
    if value.doubt:
        segment.problems.append(
            Problem(value.doubt, f"{where}: {_DOUBTS[value.doubt]}: {cell.text!r}")
        )
    if not cell.readable:
        segment.problems.append(
            Problem("unreadable_cells", f"{where}: the cell shows something that is not text")
        )
    if column.score < _SURE:
        certainty = min(certainty, 0.85)
        segment.problems.append(
            Problem(
                "label_doubtful", f"{where}: read from a column labelled {_short(column.label)!r}"
            )
        )
    segment.cells.append(
        Cell(
            form="",
            topic=table.topic,
            item=item.code,
            breakdown=column.breakdown,
            value=value.value if cell.readable else None,
            state=value.state if cell.readable else "unreadable",
            raw=cell.text,
            unit=value.unit,
            label_item=_short(label, 200),
            label_breakdown=_short(column.label, 200),
            confidence=round(min(certainty, value.confidence, cell.confidence), 3),
            locator=dict(cell.locator),
        )
    )


_DOUBTS = {
    "unit_assumed": "neither header nor cell names the unit, 万元 assumed",
    "negative_count": "a count cannot be negative; kept as text",
}


def _read_line(part: _Part, segment: Segment) -> None:
    """A table whose one line of numbers stands below a header of items and breakdowns."""
    rows = [row for row in part.rows if any(e.own for e in row)]
    width = len(part.header.columns)
    laid_out: list[tuple[Sequence[Entry], RowValues]] = []
    for row in rows:
        placed = by_place(row, part.header) if part.grid.aligned and part.header.placed else None
        ways = [placed] if placed else by_count(row, part.header, part.grid.aligned)
        if len(ways) == 1:
            laid_out.append((row, ways[0]))
        elif sum(parse(e.cell.text, "count").state == "number" for e in row if e.own) >= width / 2:
            segment.problems.append(
                Problem(
                    "ambiguous",
                    f"{segment.table.topic}: a line of {len(row)} cells under {width} columns",
                )
            )
    shown = [v for _, v in laid_out if any(e.cell.text or not e.cell.readable for e in v.entries)]
    if len(shown) > 1:
        segment.problems.append(
            Problem(
                "ambiguous",
                f"{segment.table.topic}: {len(shown)} lines of figures under one header",
            )
        )
        return
    chosen = shown[0] if shown else (laid_out[0][1] if laid_out else None)
    if chosen is None:
        return
    for column, entry in zip(part.header.columns, chosen.entries, strict=True):
        item = segment.table.item(column.item)
        _take(segment, item, column, entry, item.label, chosen.confidence)


def _settle_claims(
    part: _Part,
    segment: Segment,
    items: Sequence[Item],
    claims: dict[int, list[int]],
    laid_out: Sequence[RowValues | None],
) -> None:
    """Rows that claim one item: the same figures twice are one row, anything else is undecided."""
    for choice, rows in claims.items():
        texts = {tuple(e.cell.text for e in part.rows[r] if e.own) for r in rows}
        item = items[choice]
        if len(texts) == 1 and len(claims) == 1:
            _take_row(part, segment, rows[0], item, 1.0, laid_out[rows[0]])
            continue
        labels = " | ".join(
            _short(label_of(part.rows[r], part.header, part.grid.aligned)[0]) for r in rows
        )
        segment.problems.append(
            Problem(
                "ambiguous", f"{segment.table.topic}/{item.code}: may be any of the rows {labels}"
            )
        )


def _keep_row(part: _Part, segment: Segment, r: int, label: tuple[str, str]) -> None:
    """A row that no form names: its printed values go to the unmapped cells."""
    row = part.rows[r]
    kept = [
        _unmapped(part, r, e, label[0] or label[1], _label_above(part.header, e))
        for e in row
        if e.own and parse(e.cell.text, "count").state == "number"
    ]
    if kept:
        segment.unmapped.extend(kept)
        segment.problems.append(
            Problem(
                "unmapped_row",
                f"{segment.table.topic}: no form has a row {_short(label[0] or label[1])!r}",
            )
        )


def _label_above(header: Header, entry: Entry) -> str:
    return next((c.label for c in header.columns if c.start <= entry.start < c.stop), "")


def _unmapped(part: _Part, r: int, entry: Entry, label: str, column: str) -> UnmappedCell:
    return UnmappedCell(
        topic=part.header.table.topic,
        table_index=part.grid.index,
        row_index=part.header.last + 1 + r,
        column_index=entry.start,
        label_row=_short(label, 200),
        label_column=_short(column, 200),
        raw=entry.cell.text,
        value=parse(entry.cell.text, "count").value,
        locator=dict(entry.cell.locator),
    )


def _shows_value(row: Sequence[Entry]) -> bool:
    states = Counter(parse(e.cell.text, "count").state for e in row if e.own)
    return states["number"] + states["not_applicable"] > 0


def _short(label: str, most: int = 40) -> str:
    text = " ".join(label.split())
    return text if len(text) <= most else text[: most - 1] + "…"
