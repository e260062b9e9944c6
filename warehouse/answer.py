"""How an answer is shown or written: an aligned table, CSV, JSON or Parquet.

A null is an empty field (null in JSON): never 0, never the word None.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.cells import cell_len, set_cell_size

_WIDEST = 48  # columns of a terminal that one field may take


def format_result(result: pa.Table, fmt: str) -> str | bytes:
    """The answer as text, or as bytes for parquet. `fmt`: table, csv, json or parquet."""
    if fmt not in FORMATS:
        raise ValueError(f"no format {fmt!r}: choose {', '.join(FORMATS)}")
    return FORMATS[fmt](result)


def write_result(result: pa.Table, fmt: str, output: Path) -> None:
    """Write the answer to a file, beside it first."""
    content = format_result(result, fmt)
    partial = output.with_name(f".{output.name}.partial")
    partial.write_bytes(content if isinstance(content, bytes) else content.encode())
    partial.replace(output)


def _table(result: pa.Table) -> str:
    """Aligned by the width that characters take on screen: 保 takes two columns."""
    rows = [[_shown(value) for value in row.values()] for row in result.to_pylist()]
    heads = result.column_names
    widths = [
        min(_WIDEST, max([cell_len(head), *(cell_len(row[i]) for row in rows)]))
        for i, head in enumerate(heads)
    ]
    numeric = [pa.types.is_integer(f.type) or pa.types.is_floating(f.type) for f in result.schema]
    lines = [_line(heads, widths, numeric), "  ".join("─" * width for width in widths)]
    lines += [_line(row, widths, numeric) for row in rows]
    return "\n".join([*lines, f"({len(rows)} row{'' if len(rows) == 1 else 's'})", ""])


def _line(fields: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return "  ".join(map(_fit, fields, widths, numeric)).rstrip()


def _fit(text: str, width: int, number: bool) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    padding = " " * (width - cell_len(text))
    return padding + text if number else text + padding


def _shown(value: Any) -> str:
    return (
        str(_plain(value)).replace("\n", " ")
        if not isinstance(value, list)
        else ", ".join(map(_shown, value))
    )


def _plain(value: Any) -> Any:
    """A value without Python's ways: 3 for 3.0, an empty text for a null."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value


def _csv(result: pa.Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(result.column_names)
    for row in result.to_pylist():
        writer.writerow(
            json.dumps(v, ensure_ascii=False) if isinstance(v, (list, dict)) else _plain(v)
            for v in row.values()
        )
    return text.getvalue()


def _json(result: pa.Table) -> str:
    return json.dumps(result.to_pylist(), ensure_ascii=False, indent=1, default=_text) + "\n"


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _parquet(result: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(result, sink, compression="zstd")
    return sink.getvalue()


FORMATS: Mapping[str, Callable[[pa.Table], str | bytes]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}
