"""Workbooks with a figure that nobody sees as one: struck out, or white on white."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import xlwt
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color

from tests.corpus import sheets
from tests.corpus.case import Case
from tests.corpus.cases.spreadsheets import KEY, SHOWN_305, edited_part, find
from tests.corpus.documents import DISTINCT_2021
from tests.corpus.sheets import laid_out

UNSEEN = {
    "struck_out": Font(strike=True),
    "white": Font(color="FFFFFFFF"),
    "white_by_theme": Font(color=Color(theme=0)),
}
UNSEEN_XLS = {"struck_out": "font: struck_out on", "white": "font: colour white"}


def _xlsx(font: Font, fill: PatternFill | None = None) -> bytes:
    def edit(sheet: sheets.Worksheet) -> None:
        cell = find(sheet, SHOWN_305)
        cell.font = font
        if fill:
            cell.fill = fill

    return sheets.xlsx(edit=edit)


def _gradient_elsewhere() -> bytes:
    def edit(sheet: sheets.Worksheet) -> None:
        sheet["Z1"].fill = GradientFill(stop=("FFFFFFFF", "FF4472C4"))
        cell = find(sheet, SHOWN_305)
        cell.font, cell.fill = UNSEEN["white"], PatternFill("solid", fgColor="FF000000")

    return sheets.xlsx(edit=edit)


def _xls(style: str) -> bytes:
    at = next(p for p in laid_out(DISTINCT_2021) if p.content == SHOWN_305)
    return sheets.xls(
        edit=lambda sheet: sheet.write(at.row, at.column, SHOWN_305, xlwt.easyxf(style))
    )


def _unseen(name: str, data: Callable[[], bytes]) -> Case:
    return Case(
        name,
        data,
        changed={KEY: (None, "unreadable")},
        never=(KEY,),
        announced=("unreadable_cells",),
    )


CASES = [
    *(_unseen(f"xlsx_figure_{name}", partial(_xlsx, font)) for name, font in UNSEEN.items()),
    _unseen(
        "xlsx_figure_white_by_theme_untinted",
        lambda: edited_part(
            r"xl/styles\.xml",
            lambda xml: xml.replace(b'theme="0"', b'theme="0" tint="0"'),
            _xlsx(UNSEEN["white_by_theme"]),
        ),
    ),
    *(_unseen(f"xls_figure_{name}", partial(_xls, style)) for name, style in UNSEEN_XLS.items()),
    Case(
        "xlsx_figure_white_on_black",
        lambda: _xlsx(UNSEEN["white"], PatternFill("solid", fgColor="FF000000")),
    ),
    Case("xlsx_figure_white_on_black_beside_a_gradient", _gradient_elsewhere),
    Case(
        "xls_figure_white_on_black",
        lambda: _xls("font: colour white; pattern: pattern solid, fore_colour black"),
    ),
]
