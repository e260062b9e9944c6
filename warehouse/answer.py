"""How an answer is shown or written: an aligned table, CSV, JSON, Parquet or a sheet for Excel.

Rows come and go batch by batch, so that an answer need not fit into memory. A null is an empty
field (null in JSON): never 0, never the word None.
"""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse import sheet, table_text
from warehouse.failures import QueryError, advice
from warehouse.plain import cell_text, plain

_ROW_GROUP = 122_880
Write = Callable[[pa.RecordBatchReader, BinaryIO], int]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer: rows into an open file, giving their number."""

    write: Write
    suffixes: tuple[str, ...]
    text: bool = True


def format_result(result: pa.Table, fmt: str) -> str | bytes:
    """The answer as text, or as bytes for parquet and xlsx."""
    sink = io.BytesIO()
    format_named(fmt).write(result.to_reader(), sink)
    return sink.getvalue().decode() if FORMATS[fmt].text else sink.getvalue()


def format_named(name: str) -> Format:
    """The format of that name. Raises ValueError."""
    if name not in FORMATS:
        raise ValueError(f"no format {name!r}: choose {', '.join(FORMATS)}")
    return FORMATS[name]


def format_of(output: Path) -> str | None:
    """The format that a file's name asks for; None if it asks for none."""
    suffix = output.suffix.lower()
    return next((name for name, form in FORMATS.items() if suffix in form.suffixes), None)


@contextmanager
def new_file(output: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """A file that gets its name when all is written, on disk. Raises QueryError."""
    if output.exists() and not replace:
        raise QueryError(f"{output} exists already: name another file, or --force replaces it")
    if not output.parent.is_dir():
        raise QueryError(f"there is no folder {output.parent} for {output.name}")
    beside = output.with_name(f".{output.name}.{secrets.token_hex(4)}.partial")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(output)
    except OSError as error:
        told = str(error)
        raise QueryError(f"writing {output}: {told}; {advice(told, output)}") from error
    finally:
        beside.unlink(missing_ok=True)


def _table(rows: pa.RecordBatchReader, file: BinaryIO) -> int:
    text, count = table_text.render(rows, table_text.Layout())
    file.write(text.encode())
    return count


def _csv(rows: pa.RecordBatchReader, file: BinaryIO, *, mark: bool = False) -> int:
    """UTF-8; `mark` puts the byte order mark first by which Excel knows it."""
    file.write(b"\xef\xbb\xbf" if mark else b"")
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.schema.names)
    count = 0
    try:
        for batch in rows:
            columns = [[cell_text(v) for v in column.to_pylist()] for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))
            count += batch.num_rows
    finally:
        text.detach()  # else the file, which may be the terminal, is closed with it
    return count


def _json(rows: pa.RecordBatchReader, file: BinaryIO) -> int:
    count = 0
    for batch in rows:
        for row in batch.to_pylist():
            line = json.dumps(plain(row), ensure_ascii=False, default=str, allow_nan=False)
            file.write(f"{',' if count else '['}\n{line}".encode())
            count += 1
    file.write(b"\n]\n" if count else b"[]\n")
    return count


def _parquet(rows: pa.RecordBatchReader, file: BinaryIO) -> int:
    count = 0
    with pq.ParquetWriter(file, rows.schema, compression="zstd") as writer:
        for group in _groups(rows):
            writer.write_table(group, row_group_size=_ROW_GROUP)
            count += group.num_rows
    return count


def _groups(rows: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Batches put together to row groups: one small group per batch would make a slow file."""
    waiting: list[pa.RecordBatch] = []
    size = 0
    for batch in rows:
        waiting.append(batch)
        size += batch.num_rows
        if size >= _ROW_GROUP:
            yield pa.Table.from_batches(waiting)
            waiting, size = [], 0
    if waiting:
        yield pa.Table.from_batches(waiting)


FORMATS: Mapping[str, Format] = {
    "table": Format(_table, (".txt",)),
    "csv": Format(_csv, (".csv",)),
    "csv-excel": Format(partial(_csv, mark=True), ()),
    "json": Format(_json, (".json",)),
    "parquet": Format(_parquet, (".parquet",), text=False),
    "xlsx": Format(sheet.write, (".xlsx",), text=False),
}
