"""Workbooks (xlsx, xls, et): what counts is what the sheet shows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from sample_portals.figures import report
from tests.corpus import sheets
from tests.corpus.case import Case
from tests.corpus.cases.text import REVIEWED, nothing_to_review
from tests.corpus.documents import DISTINCT_2019

KEY = "requests/granted/legal_service"  # 305
SHOWN_305 = 305
MONEY = "proactive/fees/amount"
LOST = ("unreadable_cells", "cells_missing", "ambiguous", "broken_number")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def find(sheet: Worksheet, content: object) -> Cell:
    """The first cell of that content."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == content and not isinstance(cell, MergedCell):
                return cell
    raise LookupError(content)


def formatted(code: str, value: object = None) -> sheets.Edit:
    """The cell of 305 under another number format, or with another value, too."""

    def edit(sheet: Worksheet) -> None:
        cell = find(sheet, SHOWN_305)
        if value is not None:
            cell.value = value  # type: ignore[assignment]
        cell.number_format = code

    return edit


def everywhere(code: str) -> sheets.Edit:
    """All figures under one number format."""

    def edit(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float):
                    cell.number_format = code

    return edit


def as_text(sheet: Worksheet) -> None:
    """All figures typed as text, with a blank behind each."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = f"{cell.value} "


def hidden_row(sheet: Worksheet) -> None:
    """An older version of the row of 305 stands hidden above it."""
    row = find(sheet, SHOWN_305).row
    spare = sheet.max_row + 5
    for cell in sheet[row]:
        if isinstance(cell.value, int):
            sheet.cell(spare, cell.column, cell.value + 7000)
    sheet.row_dimensions[spare].hidden = True


def hidden_column(sheet: Worksheet) -> None:
    """A column of working notes behind the tables is hidden."""
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 20, 77)
    sheet.column_dimensions["T"].hidden = True


def far_away(sheet: Worksheet) -> None:
    """A stray blank in the last cell of the sheet."""
    sheet.cell(1_048_576, 16_384, " ")


def raised(sheet: Worksheet) -> None:
    """A raised 1 behind the number."""
    small = InlineFont(vertAlign="superscript")
    find(sheet, SHOWN_305).value = CellRichText("305", TextBlock(small, "1"))  # type: ignore[assignment]


def no_zeros(sheet: Worksheet) -> None:
    """0 in the place of 305, on a sheet that shows no zeros."""
    find(sheet, SHOWN_305).value = 0
    sheet.sheet_view.showZeros = False


def tall_title(sheet: Worksheet) -> None:
    """The title over two rows."""
    sheet.insert_rows(2)
    for area in list(sheet.merged_cells.ranges):
        if area.min_row > 1:
            area.shift(row_shift=1)
    sheet.unmerge_cells("A1:J1")
    sheet.merge_cells("A1:J2")


def indented(sheet: Worksheet) -> None:
    """The tables begin in column C, below four empty rows."""
    sheet.insert_cols(1, 2)
    ranges = list(sheet.merged_cells.ranges)
    for area in ranges:
        area.shift(col_shift=2)


def edited_part(name: str, edit: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or sheets.xlsx())) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, edit(content) if re.fullmatch(name, part) else content)
    return out.getvalue()


def cached(formula: bytes, value: bytes) -> bytes:
    """305 is a formula's result as the program that saved the file had it."""
    sheet = re.compile(rb"<c r=\"(\w+)\"( t=\"n\")?><v>305</v></c>")
    cell = rb'<c r="\1"' + value
    new = cell.replace(b"FORMULA", b"<f>" + formula + b"</f>")
    data = edited_part(r"xl/worksheets/sheet1\.xml", lambda x: sheet.sub(new, x, count=1))
    return edited_part(r"xl/workbook\.xml", lambda x: re.sub(rb'fullCalcOnLoad="1"', b"", x), data)


def strict() -> bytes:
    """The namespaces of the strict variant."""
    return edited_part(r"xl/.*\.xml", lambda x: x.replace(MAIN, STRICT))


def hidden_sheet() -> bytes:
    """Last year's tables are still there, on a sheet that is hidden."""
    book = openpyxl.load_workbook(io.BytesIO(sheets.xlsx()))
    old = book.create_sheet("上年", 0)
    sheets.fill(old, sheets.laid_out(report("huaian_2024")))
    old.sheet_state = "hidden"
    return sheets.saved(book)


def case(name: str, edit: sheets.Edit, **more: object) -> Case:
    """A workbook that was changed by hand."""
    return Case(name, lambda: sheets.xlsx(edit=edit), **more)  # type: ignore[arg-type]


CASES = [
    Case("xlsx_plain", sheets.xlsx),
    Case(
        "xlsx_spaces_typed_into_the_only_line_of_figures",
        lambda: sheets.xlsx(nothing_to_review("\u3000")),
        changed=dict.fromkeys(REVIEWED, (None, "blank")),
        why="the line is there, and blank",
    ),
    Case("xlsx_form_2019", lambda: sheets.xlsx(DISTINCT_2019), base="distinct_2019"),
    Case(
        "xlsx_real_baoding",
        lambda: sheets.xlsx(report("baoding_kjj_2022")),
        base="baoding_kjj_2022",
    ),
    Case("xlsx_real_huaian", lambda: sheets.xlsx(report("huaian_2024")), base="huaian_2024"),
    Case(
        "xlsx_real_shanghai",
        lambda: sheets.xlsx(report("shanghai_bgt_2019")),
        base="shanghai_bgt_2019",
    ),
    Case("xlsx_sheet_for_each_table", sheets.sheet_for_each_table),
    Case(
        "xlsx_sheet_for_each_table_2019",
        lambda: sheets.sheet_for_each_table(DISTINCT_2019),
        base="distinct_2019",
    ),
    Case("xlsx_by_xlsxwriter", sheets.by_xlsxwriter),
    Case("xlsx_by_xlsxwriter_all_text_format", lambda: sheets.by_xlsxwriter(number_format="@")),
    Case(
        "xlsx_thousands_separators",
        lambda: sheets.xlsx(report("huaian_2024"), everywhere("#,##0.00")),
        base="huaian_2024",
    ),
    Case("xlsx_hidden_sheet_of_last_year", hidden_sheet),
    Case("xlsx_strict_namespaces", strict),
    case("xlsx_title_over_two_rows", tall_title),
    case("xlsx_figures_as_text", as_text),
    case("xlsx_hidden_row", hidden_row),
    case("xlsx_hidden_column", hidden_column),
    case("xlsx_stray_cell_at_the_end_of_the_sheet", far_away),
    case("xlsx_tables_begin_in_column_c", indented),
    case("xlsx_rounded_to_two_places", formatted("0.00", 305.0000001)),
    case("xlsx_unit_in_the_format", formatted('0"件"')),
    case("xlsx_red_negatives_format", formatted("0_);[Red]\\(0\\)")),
    case("xlsx_accounting_format", formatted('_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ')),
    case("xlsx_rounded_up", formatted("0", 304.6), why="305 is what is printed"),
    case("xlsx_scaled_by_format", formatted("0,", 305_000), why="the sheet shows 305"),
    case("xlsx_percent", formatted("0%"), changed={KEY: (None, "text")}),
    case("xlsx_date_that_is_none", formatted('m"月"d"日"', 45_000), changed={KEY: (None, "text")}),
    case("xlsx_date_like_a_count", formatted("yyyy", 305), never=(KEY,), announced=LOST),
    case("xlsx_hidden_by_format", formatted(";;;"), changed={KEY: (None, "blank")}),
    case(
        "xlsx_zero_shown_as_dash", formatted('0;-0;"-"', 0), changed={KEY: (None, "not_applicable")}
    ),
    *(
        case(f"xlsx_numerals_in_words_{n}", formatted(code), why="305, whatever the numerals")
        for n, code in enumerate(
            ("[DBNum1]General", "[DBNum2][$-804]0", '[DBNum1][$-804]General"件"', "[DBNum3]#,##0")
        )
    ),
    case("xlsx_exponent", formatted("0.00E+00"), why="3.05E+02 shows all digits of it"),
    case(
        "xlsx_exponent_of_fewer_digits",
        formatted("0.00E+00", 30512),
        never=(KEY,),
        announced=LOST,
        why="3.05E+04 is not what is stored",
    ),
    case("xlsx_fraction", formatted("# ?/?", 305.5), never=(KEY,), announced=LOST),
    case("xlsx_footnote_mark", raised, never=(KEY,), announced=LOST),
    case("xlsx_sheet_without_zeros", no_zeros, changed={KEY: (None, "blank")}),
    Case("xlsx_formula_with_result", lambda: cached(b"SUM(1,304)", b">FORMULA<v>305</v></c>")),
    Case(
        "xlsx_formula_that_cannot_be_computed",
        lambda: sheets.xlsx(edit=formatted("General", '=WEBSERVICE("http://a/")')),
        never=(KEY,),
        announced=LOST,
    ),
    Case(
        "xlsx_formula_broken",
        lambda: cached(b"#REF!+1", b' t="e">FORMULA<v>#REF!</v></c>'),
        never=(KEY,),
        announced=LOST,
    ),
    Case("xls_numerals_in_words", lambda: sheets.xls(formats={"305": "[DBNum1]General"})),
    Case("xls_plain", sheets.xls),
    Case("xls_form_2019", lambda: sheets.xls(DISTINCT_2019), base="distinct_2019"),
    Case("xls_real_huaian", lambda: sheets.xls(report("huaian_2024")), base="huaian_2024"),
    Case(
        "xls_real_shanghai",
        lambda: sheets.xls(report("shanghai_bgt_2019")),
        base="shanghai_bgt_2019",
    ),
    Case("xls_two_decimals", lambda: sheets.xls(formats={"305": "0.00"})),
    Case(
        "xls_hidden_by_format",
        lambda: sheets.xls(formats={"305": ";;;"}),
        changed={KEY: (None, "blank")},
    ),
    Case(
        "xls_date_that_is_none",
        lambda: sheets.xls(formats={"305": "yyyy-mm-dd"}),
        changed={KEY: (None, "text")},
    ),
]
