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

_REPLACED = "replaced.txt"
_UTC = pa.timestamp("us", tz="UTC")


def _schema(**fields: pa.DataType) -> pa.Schema:
    return pa.schema(list(fields.items()))


SCHEMAS: Mapping[str, pa.Schema] = {
    # One row per crawl process or import: `status` is running, finished, offline or failed.
    "runs": _schema(
        run_id=pa.string(),
        batch=pa.string(),
        kind=pa.string(),
        started_at=_UTC,
        ended_at=_UTC,
        status=pa.string(),
        portals=pa.int64(),
        requests=pa.int64(),
        failures=pa.int64(),
        message=pa.string(),
    ),
    # The registry's row of each portal, as it stood when the run used it.
    "portals": _schema(
        run_id=pa.string(),
        seen_at=_UTC,
        portal_id=pa.string(),
        name=pa.string(),
        home_url=pa.string(),
        region_code=pa.string(),
        annual_reports_url=pa.string(),
        agency=pa.string(),
        family=pa.string(),
        status=pa.string(),
        reason=pa.string(),
        source=pa.string(),
        verified=pa.string(),
        tls=pa.string(),
        hours=pa.string(),
    ),
    # One row per exchange or failed attempt, wherever it led.
    "fetches": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        purpose=pa.string(),
        link_text=pa.string(),
        url=pa.string(),
        final_url=pa.string(),
        fetched_at=_UTC,
        status=pa.int32(),
        error=pa.string(),
        content_type=pa.string(),
        payload_sha256=pa.string(),
        payload_size=pa.int64(),
        etag=pa.string(),
        last_modified=pa.string(),
        links_digest=pa.string(),
        warc_file=pa.string(),
        warc_offset=pa.int64(),
    ),
    # A document at a URL, as one exchange brought it. `warc_*` is where its bytes lie.
    "finds": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        document_sha256=pa.string(),
        url=pa.string(),
        fetched_at=_UTC,
        purpose=pa.string(),
        content_type=pa.string(),
        parent_url=pa.string(),
        link_text=pa.string(),
        column_name=pa.string(),
        published=pa.string(),
        warc_file=pa.string(),
        warc_offset=pa.int64(),
    ),
    # What a spider saw of a portal's column: "looked and found nothing" is a fact.
    "listings": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        column_url=pa.string(),
        looked_at=_UTC,
        family=pa.string(),
        complete=pa.bool_(),
        pages=pa.int64(),
        links=pa.int64(),
        reports=pa.int64(),
        sure=pa.bool_(),
        agency=pa.string(),
        shrunk=pa.bool_(),
    ),
    # A report's address that a portal's lists have from now on, or no longer have; only changes.
    "listed": _schema(
        run_id=pa.string(),
        portal_id=pa.string(),
        url=pa.string(),
        looked_at=_UTC,
        listed=pa.bool_(),
    ),
    # One row per document and reading, or per place of a document inside an archive (`contained_in`
    # the archive, `member` the way in it). `is_report` false: nothing of an annual report in it.
    "documents": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        media_type=pa.string(),
        carrier=pa.string(),
        size=pa.int64(),
        title=pa.string(),
        agency=pa.string(),
        year=pa.int32(),
        scope=pa.string(),
        is_report=pa.bool_(),
        contained_in=pa.string(),
        member=pa.string(),
    ),
    # What one source inside a document says of whose report it is, of which year and scope.
    "claims": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        source=pa.string(),
        agency=pa.string(),
        year=pa.int32(),
        scope=pa.string(),
        published=pa.string(),
        text=pa.string(),
    ),
    "cells": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        form=pa.string(),
        topic=pa.string(),
        item=pa.string(),
        breakdown=pa.string(),
        table_instance=pa.int32(),
        value=pa.float64(),
        state=pa.string(),
        raw=pa.string(),
        unit=pa.string(),
        label_item=pa.string(),
        label_breakdown=pa.string(),
        confidence=pa.float64(),
        locator=pa.string(),
    ),
    "unmapped_cells": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        topic=pa.string(),
        table_index=pa.int32(),
        row_index=pa.int32(),
        column_index=pa.int32(),
        label_row=pa.string(),
        label_column=pa.string(),
        raw=pa.string(),
        value=pa.float64(),
        locator=pa.string(),
    ),
    "sections": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        ordinal=pa.int32(),
        number=pa.string(),
        heading=pa.string(),
        text=pa.string(),
    ),
    # Of a document (document_sha256, reading), or of a portal (portal_id, url, run_id).
    "problems": _schema(
        document_sha256=pa.string(),
        reading=pa.string(),
        portal_id=pa.string(),
        url=pa.string(),
        run_id=pa.string(),
        code=pa.string(),
        message=pa.string(),
    ),
}

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
