"""docx in the markup that Word, WPS and form programs write around a figure or a table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import _Cell

from sample_portals import render_docx, render_html
from sample_portals.tables import Drawing
from tests.corpus.case import Case
from tests.corpus.cases.office import CELL, GRANTED, HIDDEN, LEGAL, edited, in_cell
from tests.corpus.cases.scans import printed
from tests.corpus.documents import DISTINCT_2019, DISTINCT_2021, bent_parts, html_page, wrap
from tests.corpus.scanning.paper import Print
from tests.corpus.scanning.scanner import encoded

STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
BOX = (
    "<w:r><mc:AlternateContent xmlns:mc="
    '"http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    "{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r>"
)
W = nsdecls("w")
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>9</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>305</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
CHOSEN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="9"/><w:listEntry w:val="305"/></w:ddList></w:ffData></w:fldChar></w:r>'
    "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def put(cell: _Cell, markup: str) -> None:
    """Put markup in the place of the cell's text."""
    cell.text = ""
    for element in parse_xml(f"<w:p {W}>{markup}</w:p>"):
        cell.paragraphs[0]._p.append(element)


def holding(markup: str) -> Callable[[], bytes]:
    """The report with that markup in the cell of 305."""
    return lambda: in_cell(lambda cell: put(cell, markup))


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str, result: str) -> str:
    """A field whose code holds another field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = mark.format("begin") + mark.format("separate") + run("88") + mark.format("end")
    shown = f"{mark.format('separate')}{run(result)}{mark.format('end')}"
    return f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{inner}{shown}"


def rows_in_controls(document: Document) -> None:
    """A row and a cell inside content controls of a template."""
    row = document.tables[1].rows[GRANTED]._tr
    cell = row.tc_lst[-1]
    for inner in (cell, row):
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        inner.addprevious(control)
        control.append(content)
        content.append(inner)


def moved_row(document: Document) -> None:
    """A row moved by tracked changes: it stands where it was moved to, once."""
    row = document.tables[1].rows[GRANTED]._tr
    old = deepcopy(row)
    row.addprevious(old)
    for paragraph in old.iter(qn("w:p")):
        runs = list(paragraph.iterchildren(qn("w:r")))
        gone = parse_xml(f'<w:moveFrom {W} w:id="1" w:author="a"/>')
        paragraph.append(gone)
        for one in runs:
            gone.append(one)
    old.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="2" w:author="a"/>'))
    row.get_or_add_trPr().append(parse_xml(f'<w:ins {W} w:id="3" w:author="a"/>'))


def column_outside(document: Document) -> None:
    """Every row begins one column in (gridBefore), as where a column was dragged out."""
    table = document.tables[1]._tbl
    table.tblGrid.insert(0, parse_xml(f'<w:gridCol {W} w:w="100"/>'))
    for row in table.tr_lst:
        row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="1"/>'))


def widths_for_spans(document: Document) -> None:
    """A row whose label lacks its gridSpan, and says only how wide it is."""
    table = document.tables[1]._tbl
    for column in table.tblGrid.iterchildren():
        column.set(qn("w:w"), "800")
    for cell in table.iter(qn("w:tc")):
        width = cell.get_or_add_tcPr().get_or_add_tcW()
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(800 * cell.grid_span))
    for cell in table.tr_lst[3].tc_lst:
        for span in list(cell.iter(qn("w:gridSpan"))):
            span.getparent().remove(span)


def numbered_labels(document: Document) -> None:
    """The numbers before the labels of （三） are Word's own; no text holds them."""
    root = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    made = f'<w:abstractNum {W} w:abstractNumId="77">{level}<w:lvlText w:val="%1."/></w:lvl>'
    root.insert(0, parse_xml(f"{made}</w:abstractNum>"))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text in document.tables[1]._tbl.iter(qn("w:t")):
        found = re.fullmatch(r"[1-8]\.(属于.*|其他法律.*|危及.*|保护.*)", text.text or "")
        if found:
            text.text = found.group(1)
            paragraph = next(text.iterancestors(qn("w:p")))
            mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
            paragraph.insert(0, parse_xml(f"<w:pPr {W}>{mark}</w:pPr>"))


def hidden_by_style(document: Document) -> None:
    """9 before the number has a character style that hides it."""
    style = f'<w:style {W} w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    document.styles.element.append(parse_xml(style))
    put(document.tables[1].cell(GRANTED, LEGAL), run("9", '<w:rStyle w:val="H"/>') + run("305"))


def in_text_box(document: Document) -> None:
    """Table three stands in a text box, drawn twice in the file."""
    table = document.tables[1]._tbl
    holder = OxmlElement("w:p")
    table.addprevious(holder)
    box = "<v:textbox xmlns:v='urn:v'><w:txbxContent/></v:textbox>"
    markup = BOX.format(content=f"<w:pict>{box}</w:pict>")
    holder.append(parse_xml(markup.replace("<w:r>", f"<w:r {W}>", 1)))
    boxes: list[BaseOxmlElement] = list(holder.iter(qn("w:txbxContent")))
    for content in boxes:
        content.append(deepcopy(table))
        content.append(OxmlElement("w:p"))
    table.getparent().remove(table)


def rewritten(edit: Callable[[str, bytes], bytes], data: bytes | None = None) -> bytes:
    """The report with its parts changed."""
    out = io.BytesIO()
    source = io.BytesIO(data or render_docx.render(DISTINCT_2021))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
    return out.getvalue()


def strict() -> bytes:
    """The namespaces of the strict variant."""

    def edit(name: str, part: bytes) -> bytes:
        for transitional, its_strict in STRICT.items():
            part = part.replace(transitional, its_strict)
        return part

    return rewritten(edit)


def inserted_page() -> bytes:
    """Everything is an HTML page inserted in an empty document (altChunk)."""
    relation = b'<Relationship Id="rIdC" Type="x/aFChunk" Target="/word/chunk.html"/>'

    def edit(name: str, part: bytes) -> bytes:
        if name == "word/document.xml":
            chunk = b'<w:altChunk r:id="rIdC"/>'
            return re.sub(rb"(<w:body>).*(<w:sectPr)", rb"\1" + chunk + rb"\2", part, flags=re.S)
        if name == "word/_rels/document.xml.rels":
            return part.replace(b"</Relationships>", relation + b"</Relationships>")
        return part

    out = io.BytesIO(rewritten(edit))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/chunk.html", html_page())
    return out.getvalue()


def of_pictures() -> bytes:
    """Nothing but the scanned pages of a report, one picture behind the other."""
    document = docx.Document()
    for page in printed("baoding_kjj_2022", Print(dpi=150)):
        document.add_picture(io.BytesIO(encoded(page, "JPEG", 150, quality=80)), width=Mm(150))
    return render_docx.saved(document)


def web_archive() -> bytes:
    """Saved by Word as a single file web page, under the name of a doc."""
    grids = [
        render_html.render_grid(p.grid) if isinstance(p, Drawing) else f"<p>{_text(p)}</p>"
        for p in bent_parts(DISTINCT_2021, {})
    ]
    page = wrap(DISTINCT_2021, "".join(grids), None).encode("gbk")
    quoted = "".join(f"={b:02X}" if b > 126 or b in (61, 13) else chr(b) for b in page)
    lines = "=\n".join(quoted[n : n + 72] for n in range(0, len(quoted), 72))
    return (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_x"\n\n'
        '------=_x\nContent-Type: text/html; charset="gb2312"\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{_unbroken(lines)}\n------=_x--\n"
    ).encode()


def _text(part: object) -> str:
    return part if isinstance(part, str) else str(getattr(part, "text", ""))


def _unbroken(lines: str) -> str:
    """Soft line breaks that do not cut an escape in two."""
    return re.sub(r"(=[0-9A-F]?)=\n", r"=\n\1", lines)


CASES = [
    Case("docx_form_field_with_a_formula", holding(field("=SUM(", "305"))),
    Case("docx_field_without_result_text", holding(field("PAGE", "305"))),
    Case("docx_form_field_to_choose_from", holding(CHOSEN)),
    Case("docx_number_cut_by_a_bookmark", holding(run("3") + "<w:bookmarkStart/>" + run("05"))),
    Case(
        "docx_footnote_of_word_itself",
        holding(run("305") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        why="its mark has no text in the file",
    ),
    Case(
        "docx_raised_without_superscript",
        holding(run("305") + run("1", '<w:position w:val="8"/>')),
        unsure=(CELL,),
        announced=(*HIDDEN, "broken_number"),
    ),
    Case("docx_all_lowered_a_little", holding(run("305", '<w:position w:val="-6"/>'))),
    Case(
        "docx_hyphen_that_does_not_break",
        holding("<w:r><w:noBreakHyphen/></w:r>"),
        changed={CELL: (None, "not_applicable")},
    ),
    Case(
        "docx_picture_for_a_figure",
        holding("<w:r><w:drawing/></w:r>"),
        never=(CELL,),
        announced=HIDDEN,
    ),
    Case(
        "docx_equation_for_a_figure",
        holding(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>305</m:t></m:r></m:oMath>"
        ),
        never=(CELL,),
        announced=HIDDEN,
    ),
    Case(
        "docx_symbol_behind_a_digit",
        holding(run("3") + '<w:r><w:sym w:font="Wingdings" w:char="F030"/></w:r>'),
        never=(CELL,),
        announced=HIDDEN,
        why="what the symbol shows may be a digit",
    ),
    Case("docx_reading_beside_a_figure", holding(RUBY), why="305, never 9305"),
    Case("docx_white_digit", holding(run("9", '<w:color w:val="FFFFFF"/>') + run("305"))),
    Case("docx_digit_like_a_speck", holding(run("9", '<w:sz w:val="2"/>') + run("305"))),
    Case("docx_hidden_by_a_style", lambda: edited(hidden_by_style)),
    Case("docx_rows_in_content_controls", lambda: edited(rows_in_controls)),
    Case("docx_moved_row", lambda: edited(moved_row)),
    Case("docx_begins_a_column_later", lambda: edited(column_outside)),
    Case("docx_widths_for_spans", lambda: edited(widths_for_spans)),
    Case("docx_numbers_by_word", lambda: edited(numbered_labels)),
    Case("docx_table_in_text_box", lambda: edited(in_text_box)),
    Case("docx_strict", strict),
    Case("docx_of_scanned_pages", of_pictures, base="baoding_kjj_2022"),
    Case("docx_inserted_page", inserted_page),
    Case(
        "docx_form_2019_rows_in_controls",
        lambda: edited(rows_in_controls, DISTINCT_2019),
        base="distinct_2019",
    ),
    Case("web_archive_under_the_name_of_a_doc", web_archive),
]
