"""An answer as a table that fits the terminal, aligned by the width that characters take there.

What does not fit is cut in a fixed order, and said below the table: texts first (numbers never:
half a number is another number), then columns at the right. Few rows with many columns are turned:
one line per column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from rich.cells import cell_len, set_cell_size

from warehouse.plain import screen_text

_WIDEST = 48  # of one text, where no terminal sets the width
_NARROWEST = 10  # of a text that is cut to make room for others
_GAP = 2
_TURNED_UP_TO = 5  # rows that are turned by themselves when they do not fit


@dataclass(frozen=True, slots=True)
class Layout:
    """The room there is: `width` in columns of the terminal (None: no terminal), at most `rows`
    rows; `turned` always shows one line per column."""

    width: int | None = None
    rows: int = 10_000
    turned: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    texts: tuple[str, ...]
    number: bool
    natural: int


def render(rows: pa.RecordBatchReader, layout: Layout) -> tuple[str, int]:
    """The table as text, and the number of rows, those that are not shown included."""
    kept, count = _read(rows, layout.rows)
    columns = [_column(name, kept.column(i)) for i, name in enumerate(kept.column_names)]
    if not columns:
        return "", count
    widths = _widths(columns, layout.width)
    fits = layout.width is None or _total(widths) <= layout.width
    turned = layout.turned or (not fits and 0 < kept.num_rows <= _TURNED_UP_TO)
    lines, notes = (
        _turned(columns, kept.num_rows, layout.width)
        if turned
        else _upright(columns, kept.num_rows, widths, layout.width)
    )
    return "\n".join([*lines, _told(kept.num_rows, count, notes), ""]), count


def _read(rows: pa.RecordBatchReader, limit: int) -> tuple[pa.Table, int]:
    kept: list[pa.RecordBatch] = []
    count = 0
    for batch in rows:
        if count < limit:
            kept.append(batch.slice(0, limit - count))
        count += batch.num_rows
    return pa.Table.from_batches(kept, rows.schema), count


def _column(name: str, values: pa.ChunkedArray) -> _Column:
    head = screen_text(name)
    texts = tuple(screen_text(value) for value in values.to_pylist())
    number = (
        pa.types.is_integer(values.type)
        or pa.types.is_floating(values.type)
        or pa.types.is_decimal(values.type)
    )
    return _Column(head, texts, number, max(map(cell_len, (head, *texts))))


def _widths(columns: Sequence[_Column], room: int | None) -> list[int]:
    """Natural widths; the widest texts give way until the table fits or all are narrow."""
    if room is None:
        return [c.natural if c.number else min(c.natural, _WIDEST) for c in columns]
    widths = [c.natural for c in columns]
    while _total(widths) > room:
        soft = [i for i, c in enumerate(columns) if not c.number and widths[i] > _NARROWEST]
        if not soft:
            break
        widest = max(soft, key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _upright(
    columns: Sequence[_Column], count: int, widths: list[int], room: int | None
) -> tuple[list[str], list[str]]:
    shown = len(columns)
    while room is not None and shown > 1 and _total(widths[:shown]) > room:
        shown -= 1
    left_out = [c.head for c in columns[shown:]]
    columns, widths = columns[:shown], widths[:shown]
    if left_out:  # the room that they leave
        widths = _widths(columns, room)
    lines = [
        _line([_fit(c.head, w, c.number) for c, w in zip(columns, widths, strict=True)]),
        _line(["─" * width for width in widths]),
    ]
    lines += [
        _line([_fit(c.texts[row], w, c.number) for c, w in zip(columns, widths, strict=True)])
        for row in range(count)
    ]
    cut = any(cell_len(t) > w for c, w in zip(columns, widths, strict=True) for t in c.texts)
    return lines, [*_cut_note(cut), *_left_out_note(left_out)]


def _turned(
    columns: Sequence[_Column], count: int, room: int | None
) -> tuple[list[str], list[str]]:
    heads = max(cell_len(c.head) for c in columns)
    width = None if room is None else max(room - heads - _GAP, _NARROWEST)
    lines: list[str] = []
    for row in range(count):
        lines.append(f"── row {row + 1} ".ljust(heads + _GAP, "─"))
        for column in columns:
            text = column.texts[row]
            short = text if width is None else _fit(text, width, number=False)
            lines.append(_line([_fit(column.head, heads, number=False), short]))
    cut = width is not None and any(cell_len(t) > width for c in columns for t in c.texts)
    return lines, _cut_note(cut)


def _cut_note(cut: bool) -> list[str]:
    return ["… marks texts that were cut"] if cut else []


def _left_out_note(left_out: Sequence[str]) -> list[str]:
    if not left_out:
        return []
    return [f"no room for {len(left_out)} columns: {', '.join(left_out)}; -x turns the table"]


def _told(shown: int, count: int, notes: Sequence[str]) -> str:
    rows = f"{count} row{'' if count == 1 else 's'}"
    if shown < count:
        rows = f"{shown} of {rows}; --rows N shows more, -o FILE writes all"
    return "(" + "; ".join([rows, *notes]) + ")"


def _line(fields: Sequence[str]) -> str:
    return (" " * _GAP).join(fields).rstrip()


def _fit(text: str, width: int, number: bool) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    padding = " " * (width - cell_len(text))
    return f"{padding}{text}" if number else f"{text}{padding}"
