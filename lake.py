"""The lake: append-only Parquet, one folder per batch; a batch's tables land in one rename.

    lake/<batch_id>/<table>.parquet

A batch may stand for others that were merged into it: `replaced.txt` names them, and from then on
they count no more, whether they are still there or not. A batch that a killed run left half-written
lies in a folder whose name starts with a dot; it is never read, and removed by the next writer. The
lake can be rebuilt from the archive at any time: nothing stands here that does not follow from the
WARC files and the code.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from vocabulary.lake_tables import SCHEMAS

__all__ = [
    "SCHEMAS", "DamagedLakeError", "Row", "batches", "files", "merged", "read", "read_file",
    "write_batch", "write_tables",
]  # fmt: skip

_REPLACED = "replaced.txt"
Row = Mapping[str, Any]


def write_batch(lake: Path, batch_id: str, rows: Mapping[str, Sequence[Row]]) -> Path:
    """Write all tables of one batch, or none; a batch that exists is replaced whole.

    `rows` maps table names to rows; tables without rows get no file. Returns the batch's folder.
    """
    tables = {
        table: pa.Table.from_pylist(list(table_rows), schema=SCHEMAS[table])
        for table, table_rows in rows.items()
        if table_rows
    }
    return write_tables(lake, batch_id, tables)


def write_tables(
    lake: Path, batch_id: str, tables: Mapping[str, pa.Table], replaced: Sequence[str] = ()
) -> Path:
    """The same for tables as Arrow has them; `replaced` batches count no more from then on."""
    lake.mkdir(parents=True, exist_ok=True)
    partial = lake / f".{batch_id}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    for table, data in tables.items():
        pq.write_table(data, partial / f"{table}.parquet", compression="zstd")
    if replaced:
        (partial / _REPLACED).write_text("\n".join(replaced) + "\n", encoding="utf-8")
    final = lake / batch_id
    if final.exists():
        shutil.rmtree(final)
    partial.replace(final)
    return final


def merged(lake: Path) -> set[str]:
    """The names of all batches that others stand for."""
    lists = lake.glob(f"*/{_REPLACED}")
    own = (path for path in lists if not path.parent.name.startswith("."))
    return {name for path in own for name in path.read_text(encoding="utf-8").split("\n") if name}


def batches(lake: Path) -> list[Path]:
    """The folders of all batches that count, ordered by their names."""
    gone = merged(lake)
    found = lake.iterdir() if lake.is_dir() else ()
    return sorted(p for p in found if p.is_dir() and p.name[0] != "." and p.name not in gone)


class DamagedLakeError(RuntimeError):
    """A Parquet file of the lake cannot be read; the message names it and tells the way out."""


def files(lake: Path, table: str) -> list[Path]:
    """All Parquet files of one table, oldest batch id first."""
    return [file for batch in batches(lake) if (file := batch / f"{table}.parquet").exists()]


def read(lake: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """One table of the whole lake, empty if no batch has it. Raises DamagedLakeError."""
    parts = [read_file(f, columns) for f in files(lake, table)]
    if parts:
        return pa.concat_tables(parts, promote_options="default")  # older batches lack columns
    empty: pa.Table = SCHEMAS[table].empty_table()
    return empty.select(list(columns)) if columns else empty


def read_file(file: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """One Parquet file. Raises DamagedLakeError if it is not whole."""
    try:
        return pq.read_table(file, columns=columns, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:  # the disk's or the folder's fault
            raise
        message = f"{file} is damaged ({error}); `gongkai extract-archive --rebuild` makes the "
        raise DamagedLakeError(message + "lake anew from the archive") from error
