"""From sheets to blocks: headings become paragraphs, what is between them grids.

Only rows and columns count that show something; a merged range that lies partly in hidden ones is
as large as what is left of it. Where a table has a place without content, a blank cell stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from config import LIMITS
from transforms.blocks import Block, Grid, GridCell, Paragraph
from transforms.readers import UnreadableDocument
from transforms.sheets.sheet import Place, Range, Sheet, Shown, column_name
from transforms.tables.labels import plain
from transforms.tables.official import official_groups, official_labels

_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}\s*[、.．]")
_NOTHING = Shown("")


def to_blocks(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """Blocks of all sheets, in their order; grids are counted from 1.

    Raises UnreadableDocument if the tables have more places than the limits allow.
    """
    blocks: list[Block] = []
    for sheet in sheets:
        for part in _parts(sheet):
            if isinstance(part, str):
                blocks.append(Paragraph(part))
            else:
                index = 1 + sum(isinstance(b, Grid) for b in blocks)
                blocks.append(_grid(part, index))
    places = sum(len(b.cells) for b in blocks if isinstance(b, Grid))
    if places > LIMITS.table_cells:
        _too_many(places)
    return tuple(blocks)


@dataclass(frozen=True, slots=True)
class _Part:
    """Consecutive rows of a sheet that make a table; its cells start at their visible places."""

    name: str
    rows: Sequence[int]
    cells: dict[Place, tuple[Shown, Range]]


def _parts(sheet: Sheet) -> Iterator[str | _Part]:
    cells = _visible(sheet)
    by_row: dict[int, list[Place]] = {}
    for place in cells:
        by_row.setdefault(place[0], []).append(place)
    rows: list[int] = []
    last = -1
    for row in sorted({*by_row, *_of_spaces(sheet, by_row)}):
        if row not in by_row:
            if rows and row == last + 1:
                rows.append(row)
                last = row
            continue
        alone = _alone(cells, by_row, row)
        begins = not rows or row > last + 1 or _is_heading(alone)
        if alone and begins:
            if rows:
                yield _part(sheet.name, rows, by_row, cells)
            rows = []
            if plain(alone) in official_labels():  # over all columns of the table that it begins
                rows.append(row)
            else:
                yield alone
        else:
            rows.append(row)
        last = max(last, *(cells[place][1].bottom - 1 for place in by_row[row]))
    if rows:
        yield _part(sheet.name, rows, by_row, cells)


def _of_spaces(sheet: Sheet, by_row: Mapping[int, Sequence[Place]]) -> Iterator[int]:
    """Rows with nothing but spaces, typed into several cells: blank rows of the table above."""
    typed = Counter(
        row
        for (row, _), shown in sheet.cells.items()
        if shown.text and not shown.text.strip() and row not in by_row
    )
    yield from (row for row, count in typed.items() if count > 1 and row not in sheet.hidden_rows)


def _is_heading(text: str) -> bool:
    """Whether a text in a table's midst is a section's heading, not the label of an empty row,
    or of a group of rows."""
    if not _SECTION.match(text):
        return False
    label = plain(text)
    return label not in official_labels() and label not in official_groups()


def _alone(
    cells: dict[Place, tuple[Shown, Range]], by_row: dict[int, list[Place]], row: int
) -> str:
    """The text of a row's only cell, which may be several rows tall if it has them to itself."""
    (first, *others) = by_row[row]
    shown, area = cells[first]
    shared = any(r in by_row for r in range(row + 1, area.bottom))
    return "" if others or shared or not shown.readable else " ".join(shown.text.split())


def _part(
    name: str,
    rows: list[int],
    by_row: dict[int, list[Place]],
    cells: dict[Place, tuple[Shown, Range]],
) -> _Part:
    shown = {p: cells[p] for row in rows for p in by_row.get(row, ())}
    return _Part(name, tuple(rows), shown)


def _visible(sheet: Sheet) -> dict[Place, tuple[Shown, Range]]:
    """What shows something, by its first visible place, with the range that it fills."""
    merged = _used(sheet)
    ranges = {(m.top, m.left): m for m in merged}
    covered = _covered(merged)
    found: dict[Place, tuple[Shown, Range]] = {}
    for (row, column), shown in sheet.cells.items():
        if (row, column) in covered or not (shown.text.strip() or not shown.readable):
            continue
        area = ranges.get((row, column), Range(row, column, row + 1, column + 1))
        top = _first_visible(area.top, area.bottom, sheet.hidden_rows)
        left = _first_visible(area.left, area.right, sheet.hidden_columns)
        if top is not None and left is not None:
            found[top, left] = (shown, Range(top, left, area.bottom, area.right))
    return found


def _covered(merged: Sequence[Range]) -> set[Place]:
    """Places under a merged range: what is kept there in the file is never shown."""
    area = sum((m.bottom - m.top) * (m.right - m.left) for m in merged)
    if area > LIMITS.merged_places:
        message = f"merged cells over {area:,} places; at most {LIMITS.merged_places:,} are read"
        raise UnreadableDocument("too_large", message)
    return {
        (row, column)
        for m in merged
        for row in range(m.top, m.bottom)
        for column in range(m.left, m.right)
        if (row, column) != (m.top, m.left)
    }


def _used(sheet: Sheet) -> tuple[Range, ...]:
    """Merged ranges as far as anything stands in the sheet."""
    bottom = 1 + max((row for row, _ in sheet.cells), default=-1)
    right = 1 + max((column for _, column in sheet.cells), default=-1)
    clipped = (
        m._replace(bottom=min(m.bottom, bottom), right=min(m.right, right)) for m in sheet.merged
    )
    return tuple(m for m in clipped if m.bottom > m.top and m.right > m.left)


def _first_visible(start: int, stop: int, hidden: AbstractSet[int]) -> int | None:
    return next((i for i in range(start, stop) if i not in hidden), None)


def _grid(part: _Part, index: int) -> Grid:
    rows = part.rows
    columns = sorted({column for _, column in part.cells})
    if len(rows) * len(columns) > LIMITS.table_cells:
        _too_many(len(rows) * len(columns))
    cells: list[GridCell] = []
    taken: set[Place] = set()
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if (r, c) in taken:
                continue
            alone = Range(row, column, row + 1, column + 1)
            shown, area = part.cells.get((row, column), (_NOTHING, alone))
            height = max(1, bisect_left(rows, area.bottom) - r)
            width = max(1, bisect_left(columns, area.right) - c)
            taken.update((r + i, c + j) for i in range(height) for j in range(width))
            locator = {"cell": f"{part.name}!{column_name(column)}{row + 1}"}
            cells.append(
                GridCell(
                    " ".join(shown.text.split()), r, c, height, width,
                    shown.readable, shown.confidence, locator,
                )
            )  # fmt: skip
    return Grid(tuple(cells), index)


def _too_many(places: int) -> None:
    message = f"tables of {places:,} places; at most {LIMITS.table_cells:,} are read"
    raise UnreadableDocument("too_large", message)
