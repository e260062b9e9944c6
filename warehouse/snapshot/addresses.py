"""What addresses lose on their way into a snapshot: personal data in the names of files.

An address is the source of a figure, so it stays as it is wherever it can: only a telephone or
identity number, an address of mail, or a name after a word such as 联系人 is masked in it. What a
file that is no report is called may name anybody (张三的申请.pdf) and proves no figure: all Chinese
is masked there, and in the address of a file that never came, unless a list has it as a report. The
address in full stays in the warehouse; `document_sha256` names the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote, unquote_to_bytes

import duckdb
import pyarrow as pa

from warehouse.snapshot.masking import FILE_SUFFIX, MASK, TITLED_NAME

COLUMNS = frozenset(
    {"url", "parent_url", "final_url", "home_url", "annual_reports_url", "column_url"}
)

# Numbers that stand alone: ids of pages are longer, shorter, or begin otherwise.
_PERSONAL = re.compile(
    r"(?<![0-9])(?:[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]"
    r"|1[3-9]\d{9})(?![0-9])|(?<![0-9A-Za-z])0\d{2,3}[-—－]\d{7,8}(?![0-9A-Za-z])"
    rf"|[\w.+-]+@[\w-]+\.[\w.]+|{TITLED_NAME}"
)
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")

# Only these can hold any of it.
_SUSPECTS = rf"""
WITH reports AS (
    SELECT f.url, bool_or(d.is_report) AS is_report
    FROM warehouse.finds AS f JOIN warehouse.documents AS d USING (document_sha256) GROUP BY f.url
),
met AS (
    SELECT url FROM warehouse.finds
    UNION SELECT parent_url FROM warehouse.finds
    UNION SELECT url FROM warehouse.addresses
    UNION SELECT url FROM warehouse.problems
    UNION SELECT unnest([home_url, annual_reports_url]) FROM warehouse.portals
)
SELECT url, coalesce(is_report, NOT regexp_matches(url, '{FILE_SUFFIX}', 'i')
                            OR url IN (SELECT url FROM warehouse.addresses))
FROM met LEFT JOIN reports USING (url)
WHERE regexp_matches(url, '[^\x00-\x7f]|%|@|\d{{11}}|0\d{{2,3}}-\d{{7}}')
"""


def masked(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The addresses of the warehouse that are published otherwise, and how."""
    shown = (
        (url, publishable(url, is_report=kept)) for url, kept in db.execute(_SUSPECTS).fetchall()
    )
    return sorted((url, text) for url, text in shown if text != url)


def publishable(url: str, *, is_report: bool) -> str:
    """The address as a snapshot shows it: the same, unless it holds what must stay behind."""
    text = _decoded(url)
    clean = _PERSONAL.sub(MASK, text)
    if not is_report:
        clean = _CHINESE.sub(MASK, clean)
    return url if clean == text else clean


def _decoded(url: str) -> str:
    """Percent signs undone, as UTF-8 or as GBK, which older portals use."""
    try:
        return unquote(url, errors="strict")
    except UnicodeDecodeError:
        return unquote_to_bytes(url).decode("gb18030", errors="replace")


def load(db: duckdb.DuckDBPyConnection) -> bool:
    """Make `masked_addresses` (address, shown) in the schema `published`; gives whether there are
    any: most snapshots mask none."""
    db.execute("CREATE TABLE memory.published.masked_addresses (address VARCHAR, shown VARCHAR)")
    found = masked(db)
    if found:
        rows = pa.Table.from_pylist([{"address": url, "shown": text} for url, text in found])
        db.register("incoming_rows", rows)
        db.execute("INSERT INTO memory.published.masked_addresses FROM incoming_rows")
        db.unregister("incoming_rows")
    return bool(found)


def expression(column: str) -> str:
    """What is selected of a column of addresses, over `joins`."""
    return f"coalesce(masked_{column}.shown, t.{column})"


def joins(columns: Iterable[str]) -> str:
    """What brings the masked addresses to a table `t`."""
    return "".join(
        f" LEFT JOIN memory.published.masked_addresses AS masked_{column}"
        f" ON masked_{column}.address = t.{column}"
        for column in columns
    )
