"""Reports as workbooks, written by three programs' libraries: openpyxl, XlsxWriter, xlwt."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from sample_portals.figures import Report
from sample_portals.prose import Heading
from sample_portals.tables import Drawing, Grid, places
from tests.corpus.documents import DISTINCT_2021, Bends, bent_parts

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
WIDTH = 10  # columns of the widest table

Edit = Callable[[Worksheet], None]


class Put(NamedTuple):
    """A text or number over rows and columns, all counted from 0."""

    row: int
    column: int
    rows: int
    columns: int
    content: str | float


def unedited(_sheet: Worksheet) -> None:
    """The sheet as it is."""


def content_of(text: str) -> str | float:
    """Figures become numbers, as whoever fills in a form types them."""
    if not NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def laid_out(report: Report, bends: Bends | None = None, first_row: int = 0) -> Iterator[Put]:
    """Everything on one sheet: the title over all columns, an empty row behind each table."""
    yield Put(first_row, 0, 1, WIDTH, report.title)
    row = first_row + 1
    for part in bent_parts(report, bends or {}):
        if isinstance(part, Drawing):
            yield from boxes(part.grid, row)
            row += len(part.grid) + 1
        else:
            yield Put(row, 0, 1, 1, part.text if isinstance(part, Heading) else part)
            row += 1


def boxes(grid: Grid, row: int) -> Iterator[Put]:
    """One table from a row on."""
    for placed in places(grid):
        box = placed.box
        content = content_of(box.text) if box.is_value else box.text
        yield Put(row + placed.row, placed.column, box.rows, box.columns, content)


def xlsx(
    report: Report = DISTINCT_2021, edit: Edit = unedited, bends: Bends | None = None
) -> bytes:
    """One sheet by openpyxl; `edit` changes it before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "年报"
    fill(sheet, laid_out(report, bends))
    edit(sheet)
    return saved(book)


def fill(sheet: Worksheet, puts: Iterator[Put]) -> None:
    """Put everything on the sheet."""
    for p in puts:
        sheet.cell(p.row + 1, p.column + 1, p.content)
        if p.rows * p.columns > 1:
            sheet.merge_cells(None, p.row + 1, p.column + 1, p.row + p.rows, p.column + p.columns)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_for_each_table(report: Report = DISTINCT_2021) -> bytes:
    """The title on a cover, each table on a sheet of its own."""
    book = openpyxl.Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.append([report.title])
    for number, part in enumerate(bent_parts(report, {})):
        if isinstance(part, Drawing):
            fill(book.create_sheet(f"表{number}"), boxes(part.grid, 2))
        else:
            cover.append([part.text if isinstance(part, Heading) else part])
    return saved(book)


def by_xlsxwriter(report: Report = DISTINCT_2021, number_format: str = "General") -> bytes:
    """One sheet by XlsxWriter, all cells with borders and one number format."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        style = book.add_format({"border": 1, "num_format": number_format})
        sheet = book.add_worksheet()
        for p in laid_out(report):
            if p.rows * p.columns > 1:
                last = (p.row + p.rows - 1, p.column + p.columns - 1)
                sheet.merge_range(p.row, p.column, *last, p.content, style)
            else:
                sheet.write(p.row, p.column, p.content, style)
    return stream.getvalue()


def xls(
    report: Report = DISTINCT_2021,
    formats: Mapping[str, str] | None = None,
    edit: Callable[[xlwt.Worksheet], None] | None = None,
) -> bytes:
    """One sheet in the format of before 2007; `formats`: figures with a number format each."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("年报", cell_overwrite_ok=True)
    styles = {f: xlwt.easyxf(num_format_str=f) for f in {"General", *(formats or {}).values()}}
    for p in laid_out(report):
        style = styles[(formats or {}).get(str(p.content), "General")]
        last = (p.row + p.rows - 1, p.column + p.columns - 1)
        sheet.write_merge(p.row, last[0], p.column, last[1], p.content, style)
    if edit:
        edit(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def spreadsheet_ml(report: Report = DISTINCT_2021) -> bytes:
    """Excel 2003 XML, as reporting programs write it under the name of an xls."""
    rows: dict[int, list[str]] = {}
    for p in sorted(laid_out(report)):
        kind = "String" if isinstance(p.content, str) else "Number"
        rows.setdefault(p.row, []).append(
            f'<Cell ss:Index="{p.column + 1}" ss:MergeAcross="{p.columns - 1}" '
            f'ss:MergeDown="{p.rows - 1}"><Data ss:Type="{kind}">{escape(str(p.content))}</Data>'
            "</Cell>"
        )
    body = "".join(f'<Row ss:Index="{n + 1}">{"".join(c)}</Row>' for n, c in rows.items())
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="年报">'
        f"<Table>{body}</Table></Worksheet></Workbook>"
    ).encode()
