"""The order in which what a Word document holds is read, whatever it is nested in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from transforms.readers.docx_names import qn
from transforms.readers.docx_table import members

_AROUND = {
    qn(n)
    for n in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
}  # fmt: skip


def flow(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and inserted documents; text boxes behind the paragraph that holds them,
    nested tables behind their table."""
    for one in parent:
        if one.tag == qn("w:p"):
            yield one
            for box in one.iter(qn("w:txbxContent")):
                if next(box.iterancestors(qn("w:txbxContent"), qn("w:p"))).tag == qn("w:p"):
                    yield from flow(box)
        elif one.tag == qn("w:tbl"):
            yield one
            inside = flow if _is_frame(one) else _flow_of_cell
            yield from (e for cell in _own_cells(one) for e in inside(cell))
        elif one.tag == qn("w:altChunk"):
            yield one
        elif one.tag in _AROUND:
            yield from flow(one)


def _is_frame(table: etree._Element) -> bool:
    """Whether a table has one column only: it is drawn around what stands in it."""
    return all(sum(1 for _ in members(row, qn("w:tc"))) < 2 for row in table.iter(qn("w:tr")))


def _own_cells(table: etree._Element) -> Iterator[etree._Element]:
    for cell in table.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tbl"))) is table:
            yield cell


def _flow_of_cell(cell: etree._Element) -> Iterator[etree._Element]:
    """What stands in a cell besides its own text: tables, text boxes, inserted documents; its text
    as well where the table is only there for the layout of others."""
    if next(cell.iter(qn("w:tbl")), None) is not None:
        yield from flow(cell)
        return
    for one in flow(cell):
        within = next(one.iterancestors(qn("w:txbxContent"), qn("w:tc")))
        if one.tag != qn("w:p") or within.tag == qn("w:txbxContent"):
            yield one
