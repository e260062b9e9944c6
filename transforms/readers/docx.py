"""Word documents (docx): paragraphs and tables with gridSpan, vMerge and gridBefore.

What a tracked change deleted does not exist; what it inserted does. Text boxes are read from
`mc:Choice` alone, since `mc:Fallback` repeats them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from transforms.blocks import Block, Grid, GridCell, Paragraph, Reading
from transforms.readers import UnreadableDocument

CARRIER = "docx"
VERSION = 1
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_UNPACKED = 200 * 1024 * 1024

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:instrText"),
    qn("w:tbl"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_OPAQUE = (qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:tbl"), qn("w:sym"))
_RAISED = {"superscript", "subscript"}


def matches(data: bytes) -> bool:
    """Whether these bytes are a zip that holds a Word document."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except zipfile.BadZipFile:
        return b"word/" in data


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks in the order of the document's body."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(member.file_size for member in package.infolist())
        if size > MAX_UNPACKED:
            raise UnreadableDocument(
                "too_large", f"unpacks to {size:,} bytes; limit {MAX_UNPACKED:,}"
            )
        document = docx.Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        PackageNotFoundError,
        KeyError,
        ValueError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableDocument("corrupt", f"the Word file is damaged: {error}") from error
    blocks: list[Block] = []
    for element in _flow(document.element.body):
        if element.tag == qn("w:p"):
            if text := " ".join(_text(element).split()):
                blocks.append(Paragraph(text))
        else:
            index = sum(isinstance(b, Grid) for b in blocks) + 1
            blocks.append(_grid(element, index))
    metadata = {"title": document.core_properties.title or ""}
    return Reading(tuple(blocks), metadata)


def _flow(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables, also those in content controls and, after their table, nested ones."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield child
            for box in child.iter(qn("w:txbxContent")):
                if not any(a.tag in _SKIPPED for a in box.iterancestors()):
                    yield from _flow(box)
        elif child.tag == qn("w:tbl"):
            yield child
            for nested in child.iter(qn("w:tbl")):
                if nested is not child and _owner(nested) is child:
                    yield from _flow_table(nested)
        elif child.tag in (
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _flow(child)


def _flow_table(table: etree._Element) -> Iterator[etree._Element]:
    yield table
    for nested in table.iter(qn("w:tbl")):
        if nested is not table and _owner(nested) is table:
            yield from _flow_table(nested)


def _owner(nested: etree._Element) -> etree._Element | None:
    return next((a for a in nested.iterancestors() if a.tag == qn("w:tbl")), None)


def _text(element: etree._Element) -> str:
    """Text of a run, paragraph or cell; raised marks kept apart by `^`, paragraphs by lines."""
    parts: list[str] = []
    for child in element:
        if child.tag == qn("w:tbl") and len(list(child.iter(qn("w:tc")))) == 1:
            parts.extend(_text(inner) for inner in child.iter(qn("w:tc")))
            continue
        if (
            not isinstance(child.tag, str)
            or child.tag in _SKIPPED
            or child.tag == qn("w:txbxContent")
        ):
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif child.tag == qn("w:tab"):
            parts.append(" ")
        elif child.tag == qn("w:p"):
            parts.append(_text(child) + "\n")
        elif child.tag == qn("w:r") and _unseen(child):
            continue
        elif child.tag == qn("w:r") and _raised(child):
            parts.append("^" + _text(child))
        else:
            parts.append(_text(child))
    return "".join(parts)


def _unseen(run: etree._Element) -> bool:
    """Whether a run is hidden or struck out; a mark may be switched off by its own value."""
    marks = (run.find(f"{_W}rPr/{_W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(m is not None and m.get(qn("w:val")) not in ("0", "false") for m in marks)


def _raised(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vertAlign")
    return mark is not None and mark.get(qn("w:val")) in _RAISED


def _grid(table: etree._Element, index: int) -> Grid:
    """Rows and columns of the table's own grid; a vMerge continues the cell above it."""
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[int, tuple[int, int]] = {}
    for row_index, row in enumerate(_rows(table)):
        column = _number(row, "w:trPr/w:gridBefore")
        for cell in _cells(row):
            span = max(1, _number(cell, "w:tcPr/w:gridSpan") or 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is not None and merge.get(qn("w:val")) != "restart" and column in above:
                origin = cells[above[column]]
                cells[above[column]] = _taller(origin, row_index - origin.row + 1)
            else:
                text = "\n".join(x for x in (s.strip() for s in _text(cell).split("\n")) if x)
                pictured = next(cell.iter(*_OPAQUE), None) is not None
                cells[row_index, column] = GridCell(
                    text=text,
                    row=row_index,
                    column=column,
                    column_span=span,
                    readable=bool(text) or not pictured,
                    locator={"table": index, "row": row_index + 1, "column": column + 1},
                )
                above[column] = (row_index, column)
            column += span
    return Grid(tuple(cells.values()), index)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows that exist: those whose mark a tracked change deleted do not."""
    for child in table.iterchildren(qn("w:tr"), qn("w:sdt"), qn("w:ins")):
        if child.tag != qn("w:tr"):
            yield from (r for r in child.iter(qn("w:tr")) if _owner(r) is table)
        elif child.find(f"{_W}trPr/{_W}del") is None:
            yield child


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row.iterchildren(qn("w:tc"), qn("w:sdt")):
        if child.tag == qn("w:tc"):
            yield child
        else:
            yield from child.iterfind(f"{_W}sdtContent/{_W}tc")


def _number(element: etree._Element, path: str) -> int:
    found = element.find("/".join(qn(p) for p in path.split("/")))
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), 1000) if value and value.isdigit() else 0


def _taller(cell: GridCell, height: int) -> GridCell:
    return GridCell(
        cell.text,
        cell.row,
        cell.column,
        height,
        cell.column_span,
        cell.readable,
        cell.confidence,
        cell.locator,
    )
