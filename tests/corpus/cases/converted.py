"""Carriers that are read through LibreOffice: doc, wps, rtf, OpenDocument, Office 2003 XML.

There are none of them where LibreOffice is not installed.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus import rich_text, sheets
from tests.corpus.case import Case
from tests.corpus.cases.spreadsheets import KEY, formatted
from tests.corpus.converted import SOFFICE, converted
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021


def written(source: str, target: str, name: str) -> Callable[[], bytes]:
    """A document that LibreOffice wrote, made when it is needed."""
    return lambda: converted(source, target)[name]


_CASES = [
    Case("doc_form_2021", written("docx", "doc", "2021")),
    Case("doc_form_2019", written("docx", "doc", "2019"), base="distinct_2019"),
    Case("doc_form_2014", written("docx", "doc", "2014"), base="distinct_2014"),
    Case("odt_form_2014", written("docx", "odt", "2014"), base="distinct_2014"),
    Case("rtf_by_hand_2021", lambda: rich_text.render(DISTINCT_2021)),
    Case(
        "rtf_in_code_page_2019",
        lambda: rich_text.render(DISTINCT_2019, rich_text.as_gbk),
        base="distinct_2019",
    ),
    Case(
        "rtf_with_fonts_by_script",
        lambda: rich_text.render(DISTINCT_2021, rich_text.by_script, head=rich_text.WESTERN),
    ),
    Case(
        "rtf_with_a_field_that_lost_its_target",
        lambda: rich_text.render(DISTINCT_2021).replace(
            rb" 305\cell", rb" {\field{\*\fldinst { REF _Toc1 }}{\fldrslt {305}}}\cell"
        ),
        changed={KEY: (None, "unreadable")},
        announced=("unreadable_cells",),
    ),
    Case("odt_form_2021", written("docx", "odt", "2021")),
    Case("ods_form_2019", written("xlsx", "ods", "2019"), base="distinct_2019"),
    Case("excel_2003_xml", sheets.spreadsheet_ml),
    Case("docx_by_libreoffice", written("docx", "docx", "2019"), base="distinct_2019"),
    Case(
        "xlsx_formula_never_computed",
        lambda: sheets.xlsx(edit=formatted("General", "=SUM(1,304)")),
        why="whoever opens the file sees the result",
    ),
    Case("xlsx_by_libreoffice", written("xlsx", "xlsx", "2021")),
]
CASES = _CASES if SOFFICE else []
