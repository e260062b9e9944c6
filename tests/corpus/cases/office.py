"""docx as clerks and office suites leave it."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell

from sample_portals import render_docx
from sample_portals.figures import Report, report, table
from sample_portals.render_docx import saved
from tests.corpus import sheets
from tests.corpus.case import Case
from tests.corpus.cases.spreadsheets import edited_part
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GRANTED = 5  # the row of （一）予以公开 in table 三
LEGAL = 7  # its column 法律服务机构; the first figure stands in column 3
HIDDEN = ("unreadable_cells", "ambiguous", "cells_missing")
SHEET = r"xl/worksheets/sheet1\.xml"
CELL = "requests/granted/legal_service"


def edited(edit: Callable[[Document], None], content: Report = DISTINCT_2021) -> bytes:
    """The report as docx, changed by hand."""
    document = docx.Document(io.BytesIO(render_docx.render(content)))
    edit(document)
    return saved(document)


def in_cell(edit: Callable[[_Cell], None]) -> bytes:
    """One cell (305) changed by hand."""
    return edited(lambda d: edit(d.tables[1].cell(GRANTED, LEGAL)))


def in_runs(cell: _Cell) -> None:
    """One number in three runs, one of them bold."""
    cell.text = ""
    for digit in "305":
        cell.paragraphs[0].add_run(digit).bold = digit == "0"


def empty_paragraphs(cell: _Cell) -> None:
    """Empty paragraphs around the number."""
    cell.text = ""
    cell.add_paragraph("305")
    cell.add_paragraph("　")


def tracked(cell: _Cell) -> None:
    """Change tracking on: 17 deleted, 305 inserted."""
    cell.text = ""
    paragraph = cell.paragraphs[0]._p
    gone = (
        f'<w:del {nsdecls("w")} w:id="1" w:author="a"><w:r><w:delText>17</w:delText></w:r></w:del>'
    )
    new = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>305</w:t></w:r></w:ins>'
    paragraph.append(parse_xml(gone))
    paragraph.append(parse_xml(new))


def blank_in_two_points(cell: _Cell) -> None:
    """A blank cell as LibreOffice adds it: an empty run in letters of two points."""
    cell.text = ""
    run = f'<w:r {nsdecls("w")}><w:rPr><w:sz w:val="4"/></w:rPr><w:t></w:t></w:r>'
    cell.paragraphs[0]._p.append(parse_xml(run))


def partly_tracked(cell: _Cell) -> None:
    """30 was typed, the 5 was added with change tracking on."""
    cell.text = "30"
    new = f'<w:ins {nsdecls("w")} w:id="2" w:author="a"><w:r><w:t>5</w:t></w:r></w:ins>'
    cell.paragraphs[0]._p.append(parse_xml(new))


def content_control(cell: _Cell) -> None:
    """The number sits in a form field of the template."""
    run = "<w:r><w:t>305</w:t></w:r>"
    cell.text = ""
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    cell.paragraphs[0]._p.append(parse_xml(control))


def hidden(cell: _Cell) -> None:
    """9 is there, but formatted as hidden."""
    cell.text = ""
    cell.paragraphs[0].add_run("9").font.hidden = True
    cell.paragraphs[0].add_run("305")


def struck(cell: _Cell) -> None:
    """17 is struck out."""
    cell.text = ""
    cell.paragraphs[0].add_run("17").font.strike = True
    cell.paragraphs[0].add_run("305")


def footnote(cell: _Cell) -> None:
    """A raised 1 behind the number."""
    cell.paragraphs[0].add_run("1").font.superscript = True


def split_table(document: Document) -> None:
    """Table 三 ends before （五）; its rest follows as a table of its own, without a head."""
    upper = document.tables[1]._tbl
    rest = deepcopy(upper)
    for row in upper.tr_lst[18:]:
        upper.remove(row)
    for row in rest.tr_lst[:18]:
        rest.remove(row)
    upper.addnext(rest)
    upper.addnext(OxmlElement("w:p"))


def without_vertical_merges(document: Document) -> None:
    """Cells below a group label stand on their own, empty."""
    for mark in list(document.tables[1]._tbl.iter(qn("w:vMerge"))):
        mark.getparent().remove(mark)


def nested_in_frame(document: Document) -> None:
    """The whole table 三 inside the one cell of another table."""
    inner = document.tables[1]._tbl
    frame = document.add_table(1, 1)
    inner.addprevious(frame._tbl)
    frame.cell(0, 0)._tc.insert_element_before(inner, "w:p")


def repeated_head(document: Document) -> None:
    """The rows of heads are marked to repeat on every page."""
    for row in document.tables[1].rows[:3]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _blank_form() -> bytes:
    content = DISTINCT_2021
    for topic, items in content.figures.items():
        for item in items:
            for column in table(topic, "2021").item(item).breakdowns:
                content = content.with_figure(topic, item, column, "　")
    return render_docx.render(content)


def merged_figures(document: Document) -> None:
    """One figure over two columns."""
    row = document.tables[1].rows[GRANTED].cells
    row[LEGAL + 1].text = ""
    row[LEGAL].merge(row[LEGAL + 1]).text = "305"


def deleted_row(document: Document) -> None:
    """Change tracking on: the row of （一） was deleted, another put in its place."""
    old = document.tables[1].rows[GRANTED]._tr
    new = deepcopy(old)
    old.addnext(new)
    mark = f'<w:del {nsdecls("w")} w:id="9" w:author="a"/>'
    old.get_or_add_trPr().append(parse_xml(mark))
    for text in list(old.iter(qn("w:t"))):
        if (text.text or "").isdigit():
            text.text = f"8{text.text}"


def with_workbook(*, damaged_first: bool = False) -> bytes:
    """The text as docx, its tables in a workbook that is embedded in it; if need be, behind one
    that cannot be opened."""
    document = docx.Document(io.BytesIO(render_docx.render(DISTINCT_2021)))
    for drawn in document.tables:
        drawn._tbl.getparent().remove(drawn._tbl)  # type: ignore[union-attr]
    workbook = sheets.xlsx()
    if damaged_first:
        _embed(document, "damaged", edited_part(SHEET, lambda xml: xml[:200], workbook))
    _embed(document, "sheet1", workbook)
    return saved(document)


def _embed(document: Document, name: str, workbook: bytes) -> None:
    uri = PackURI(f"/word/embeddings/{name}.xlsx")
    part = Part(uri, CONTENT_TYPE.SML_SHEET, workbook, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.PACKAGE)
    run = document.add_paragraph().add_run()
    run._r.append(
        parse_xml(
            f'<w:object {nsdecls("w")} xmlns:o="urn:schemas-microsoft-com:office:office" '
            f'xmlns:r="{RELATIONSHIPS}"><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" '
            f'DrawAspect="Content" r:id="{relation}"/></w:object>'
        )
    )


CASES = [
    Case("docx_with_an_embedded_workbook", with_workbook),
    Case(
        "docx_with_a_damaged_workbook_before_another",
        lambda: with_workbook(damaged_first=True),
        announced=("corrupt",),
    ),
    Case("docx_plain", lambda: render_docx.render(DISTINCT_2021)),
    Case("docx_form_2019", lambda: render_docx.render(DISTINCT_2019), base="distinct_2019"),
    Case(
        "docx_real_baoding",
        lambda: render_docx.render(report("baoding_kjj_2022")),
        base="baoding_kjj_2022",
    ),
    Case("docx_real_huaian", lambda: render_docx.render(report("huaian_2024")), base="huaian_2024"),
    Case("docx_number_in_runs", lambda: in_cell(in_runs)),
    Case("docx_empty_paragraphs_in_cell", lambda: in_cell(empty_paragraphs)),
    Case("docx_tracked_change", lambda: in_cell(tracked), unsure=(CELL,), why="the cell shows 305"),
    Case(
        "docx_half_tracked_number",
        lambda: in_cell(partly_tracked),
        unsure=(CELL,),
        why="305, never 30",
    ),
    Case(
        "docx_blank_in_two_points",
        lambda: in_cell(blank_in_two_points),
        changed={CELL: (None, "blank")},
        why="what shows nothing is blank, however it is set",
    ),
    Case("docx_content_control", lambda: in_cell(content_control), why="a form field is no blank"),
    Case("docx_hidden_digits", lambda: in_cell(hidden), unsure=(CELL,), why="305, never 9305"),
    Case("docx_struck_out_digits", lambda: in_cell(struck), unsure=(CELL,), announced=HIDDEN),
    Case("docx_footnote_mark", lambda: in_cell(footnote), unsure=(CELL,), announced=HIDDEN),
    Case(
        "docx_table_split_without_second_head",
        lambda: edited(split_table),
        unsure=(
            "requests/not_processed.*",
            "requests/other*",
            "requests/concluded/*",
            "requests/carried_out/*",
        ),
    ),
    Case(
        "docx_without_vertical_merges",
        lambda: edited(without_vertical_merges),
        unsure=("requests/*",),
    ),
    Case(
        "docx_figure_over_two_columns",
        lambda: edited(merged_figures),
        unsure=("requests/granted/*",),
        never=(CELL, "requests/granted/other_organization"),
        announced=("ambiguous", "cells_missing", "unreadable_cells"),
    ),
    Case(
        "docx_deleted_row_still_in_file",
        lambda: edited(deleted_row),
        unsure=("requests/granted/*",),
        why="the deleted row's 8301 is not on the page any more",
    ),
    Case("docx_table_inside_frame", lambda: edited(nested_in_frame)),
    Case("docx_head_rows_repeat", lambda: edited(repeated_head)),
    Case(
        "docx_blank_form",
        _blank_form,
        changed=dict.fromkeys(Case("base", bytes).expected(), (None, "blank")),
        why="a form nobody filled in has blanks, not zeros",
    ),
]
