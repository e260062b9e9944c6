"""An answer as a sheet for Excel, and the limits that such a sheet has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from warehouse.failures import QueryError
from warehouse.plain import cell_text

MOST_ROWS = 1_048_576 - 1  # the first row holds the names
_MOST_COLUMNS = 16_384
_LONGEST = 32_767  # characters of one cell
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same rows give the same bytes


def write(rows: pa.RecordBatchReader, file: BinaryIO) -> int:
    """Rows into an .xlsx; gives their number. Raises QueryError beyond the limits of a sheet."""
    if len(rows.schema.names) > _MOST_COLUMNS:
        raise _refused(f"more than {_MOST_COLUMNS:,} columns")
    try:
        return _write(rows, file)
    except XlsxWriterException as error:  # its temporary files have no room, say
        raise OSError(str(error)) from error


def _write(rows: pa.RecordBatchReader, file: BinaryIO) -> int:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "remove_timezone": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    page = book.add_worksheet("gongkai")
    page.freeze_panes(1, 0)
    for at, name in enumerate(rows.schema.names):
        page.write_string(0, at, name)
    count = 0
    for batch in rows:
        if count + batch.num_rows > MOST_ROWS:
            raise _refused(f"more than {MOST_ROWS:,} rows")
        _write_batch(page, count + 1, batch.to_pylist(), rows.schema.names)
        count += batch.num_rows
    book.close()
    return count


def _refused(reason: str) -> QueryError:
    return QueryError(f"{reason}, which an .xlsx cannot hold: take --format csv or parquet")


def _write_batch(
    page: Worksheet, first: int, batch: Sequence[dict[str, Any]], names: Sequence[str]
) -> None:
    for row, record in enumerate(batch, first):
        for at, name in enumerate(names):
            _write_cell(page, row, at, record[name])


def _write_cell(page: Worksheet, row: int, column: int, value: Any) -> None:
    """Numbers as numbers; all else as text, so that `=1+1` on a page is no formula here."""
    shown = cell_text(value)
    if isinstance(shown, (int, float)) and not isinstance(value, (bool, date)):
        page.write_number(row, column, shown)
        return
    text = str(shown)
    if len(text) > _LONGEST:
        raise _refused(f"a text of more than {_LONGEST:,} characters")
    if text:
        page.write_string(row, column, text)
