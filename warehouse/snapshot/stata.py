"""Tables for Stata (.dta, version 118) and Excel (.xlsx), within what these formats can hold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from warehouse import sheet

_NAME = 32  # characters of a variable's name
_RESERVED = frozenset({"function", "if", "in", "using", "with", "byte", "int", "long", "float"})
_LABEL = 80  # characters of a variable's label
_LONG = 244  # characters from which a text is a strL: stored once, however often it stands
_MOST = 2_000_000  # rows that this writer holds in memory
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 the same rows give the same bytes


def refusal(format_: str, rows: int) -> str | None:
    """Why the format cannot hold so many rows; None if it can."""
    most = sheet.MOST_ROWS if format_ == "xlsx" else _MOST
    if rows <= most:
        return None
    return (
        f"{rows:,} rows are more than the {most:,} of this format; take the Parquet, or --also csv"
    )


def job(
    format_: str, name: str, query: str, target: Path
) -> Callable[[duckdb.DuckDBPyConnection], None]:
    """What writes a published table in that format."""

    def write(db: duckdb.DuckDBPyConnection) -> None:
        if format_ == "xlsx":
            with target.open("wb") as file:
                sheet.write(db.sql(query).to_arrow_reader(10_000), file)
        else:
            labels = dict(
                db.execute(
                    "SELECT column_name, coalesce(label, english) FROM published.dictionary"
                    " WHERE kind = 'column' AND table_name = $1",
                    [name],
                ).fetchall()
            )
            columns = db.execute(f"DESCRIBE FROM published.{name}").fetchall()
            chosen = ", ".join(_plain(column, kind) for column, kind, *_ in columns)
            write_stata(db.sql(f"SELECT {chosen} FROM ({query})").df(), labels, target)

    return write


def _plain(column: str, kind: str) -> str:
    """What Stata knows: numbers (missing for null), times, texts (empty for null)."""
    if kind in ("DOUBLE", "TIMESTAMP"):
        return column
    if kind == "DATE":
        return f"{column}::TIMESTAMP AS {column}"
    if kind in ("BOOLEAN", "INTEGER", "BIGINT", "TINYINT"):
        return f"{column}::DOUBLE AS {column}"
    if kind.endswith("[]"):
        return f"coalesce(array_to_string({column}, ', '), '') AS {column}"
    return f"coalesce({column}::VARCHAR, '') AS {column}"


def write_stata(frame: pd.DataFrame, labels: Mapping[str, str], target: Path) -> None:
    """Names of more than 32 characters are cut and made unique; the full name then leads the
    variable's label, which is the official Chinese one where there is one."""
    short = {c: short_name(c) for c in frame.columns}
    told = {
        short[c]: (f"{c}: " if short[c] != c else "") + (labels.get(c) or "") for c in frame.columns
    }
    texts = frame.select_dtypes(exclude=["number", "datetime"]).columns
    frame = frame.astype(dict.fromkeys(texts, "object")).rename(columns=short)
    long = [short[c] for c in texts if _longest(frame[short[c]]) > _LONG]
    frame.to_stata(
        target,
        write_index=False,
        version=118,
        time_stamp=_MADE,
        variable_labels={c: label[:_LABEL] for c, label in told.items()},
        convert_strl=long,
        data_label="gongkai",
    )


def short_name(column: str) -> str:
    """`denied_administrative_query__research_institution` → 24 characters and a hash of all."""
    if len(column) <= _NAME:
        return f"{column}_" if column in _RESERVED else column
    return f"{column[: _NAME - 8]}_{hashlib.sha256(column.encode()).hexdigest()[:7]}"


def _longest(texts: pd.Series) -> int:
    return max((len(text.encode()) for text in texts), default=0)
