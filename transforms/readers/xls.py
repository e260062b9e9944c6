"""Excel workbooks of before 2007 (xls) and WPS spreadsheets (et): what the visible sheets show."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet as XlrdSheet

from config import LIMITS
from transforms.blocks import Reading
from transforms.readers import UnreadableDocument
from transforms.readers.ole import stream, streams
from transforms.sheets.layout import to_blocks
from transforms.sheets.number_format import shown_number, shown_text
from transforms.sheets.sheet import Budget, Place, Range, Sheet, Shown, as_seen

CARRIER = "xls"
VERSION = 7
MEDIA_TYPE = "application/vnd.ms-excel"

_BOOKS = {"workbook", "book"}
_RAISED = (1, 2)
_WHITES = (1, 9)  # of the palette
_HEAD = struct.Struct("<HH")
_MULTIPLE = {0xBE: 2, 0xBD: 6}  # MulBlank and MulRk: bytes for each of their cells
_STYLED = 10  # times as many places may have a border and nothing in them


def is_workbook(data: bytes) -> bool:
    """Whether these bytes are a compound file that holds a workbook."""
    return bool(streams(data) & _BOOKS)


def matches(data: bytes) -> bool:
    """Whether these bytes are a workbook."""
    return is_workbook(data)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Headings and tables of all visible sheets, in their order.

    Raises UnreadableDocument if the file is damaged, encrypted or holds more than allowed.
    """
    _gate(data)
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        budget = Budget()
        sheets = [_read(book, n, budget) for n in range(book.nsheets) if _is_shown(book, n)]
    except xlrd.XLRDError as error:
        code = "encrypted" if "encrypt" in str(error).lower() else "corrupt"
        raise UnreadableDocument(code, f"the workbook cannot be opened: {error}") from error
    except UnreadableDocument:
        raise
    except Exception as error:  # the library checks little of what it reads
        message = f"the workbook is damaged: {error!r}"
        raise UnreadableDocument("corrupt", message) from error
    return Reading(to_blocks(sheets))


def _gate(data: bytes) -> None:
    """Count places before the library keeps each of them ([MS-XLS] 2.4: type, size, content)."""
    book = stream(data, "Workbook") or stream(data, "Book")
    at = places = 0
    most = _STYLED * LIMITS.table_cells
    while at + _HEAD.size <= len(book) and places <= most:
        kind, size = _HEAD.unpack_from(book, at)
        places += max(1, (size - 6) // _MULTIPLE[kind]) if kind in _MULTIPLE else 1
        at += _HEAD.size + size
    if places > most:
        raise UnreadableDocument("too_large", f"more than {most:,} places; no more are read")


def _is_shown(book: Book, number: int) -> bool:
    return bool(book._sheet_visibility[number] == 0)


def _read(book: Book, number: int, budget: Budget) -> Sheet:
    sheet = book.sheet_by_index(number)
    merged = tuple(Range(t, l, b, r) for t, b, l, r in sheet.merged_cells)  # noqa: E741
    rows = {n for n, row in sheet.rowinfo_map.items() if row.hidden or row.height == 0}
    columns = {n for n, column in sheet.colinfo_map.items() if column.hidden or not column.width}
    cells = dict(_cells(book, sheet, budget))
    book.unload_sheet(number)
    return Sheet(sheet.name, cells, merged, frozenset(rows), frozenset(columns))


def _cells(book: Book, sheet: XlrdSheet, budget: Budget) -> Iterator[tuple[Place, Shown]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            unseen = _is_unseen(book, sheet.cell(row, column).xf_index)
            shown = as_seen(_shown(book, sheet, row, column), unseen=unseen)
            if shown.text == "0" and not sheet.show_zero_values:
                continue
            if shown.text or not shown.readable:
                budget.take(shown.text)
                yield (row, column), shown


def _shown(book: Book, sheet: XlrdSheet, row: int, column: int) -> Shown:
    cell = sheet.cell(row, column)
    style = book.xf_list[cell.xf_index]
    code = book.format_map[style.format_key].format_str
    if cell.ctype == xlrd.XL_CELL_TEXT:
        runs = sheet.rich_text_runlist_map.get((row, column), ())
        return Shown(shown_text(_marked(book, cell.value, runs), code))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        try:
            text = shown_number(cell.value, code, date1904=bool(book.datemode))
        except ArithmeticError:
            text = None
        return Shown(str(cell.value), readable=False) if text is None else Shown(text)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Shown("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Shown(xlrd.error_text_from_code.get(cell.value, "#ERROR"), readable=False)
    return Shown("")


def _is_unseen(book: Book, style: int) -> bool:
    """Whether a style strikes out, or is white on no ground."""
    one = book.xf_list[style]
    font = book.font_list[one.font_index]
    white = font.colour_index in _WHITES and one.background.fill_pattern == 0
    return bool(font.struck_out) or white


def _marked(book: Book, text: str, runs: list[tuple[int, int]]) -> str:
    """The text with `^` before raised marks, and without what is struck out."""
    parts = [text[: runs[0][0]]] if runs else [text]
    for n, (start, font_index) in enumerate(runs):
        stop = runs[n + 1][0] if n + 1 < len(runs) else len(text)
        font = book.font_list[font_index]
        if not font.struck_out:
            parts.append("^" * (font.escapement in _RAISED) + text[start:stop])
    return "".join(parts)
