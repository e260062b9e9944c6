"""Word documents (docx, ISO/IEC 29500, transitional and strict): paragraphs and tables in order.

What does not show is taken out first (`docx_shown`); numbers that Word generates are put in
(`docx_numbering`); text boxes, content controls and inserted documents are read where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree

from config import LIMITS
from transforms.blocks import Block, Grid, Paragraph, Reading
from transforms.readers import UnreadableDocument, reader_for
from transforms.readers.docx_names import child, number, qn, value
from transforms.readers.docx_numbering import Numbering, numbering_of
from transforms.readers.docx_pictures import with_pictures
from transforms.readers.docx_shown import keep_what_shows
from transforms.readers.docx_styles import Styles, styles_of
from transforms.readers.docx_table import grid_of
from transforms.readers.package import Package, holds, opened

CARRIER = "docx"
VERSION = 4
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_RAISED = {"superscript", "subscript"}
_RUNS_LOOKED_AT = 50
_RAISED_BY = 4  # half-points; less is how clerks centre a character
_CHARACTERS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "-",
}
_NO_TEXT = {qn("w:pPr"), qn("w:rPr"), qn("w:tbl"), qn("w:txbxContent"), qn("m:oMath")}
_AROUND = {
    qn(n)
    for n in ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")
}  # fmt: skip
_NAME = "word/"


def matches(data: bytes) -> bool:
    """Whether these bytes are a package that holds a Word document."""
    return holds(data, _NAME)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks in the order of the document's body; tables in page heads after them.

    Raises UnreadableDocument if the file is damaged or holds more than the limits allow.
    """
    return _read(data, depth=0)


def _read(data: bytes, depth: int) -> Reading:
    with opened(data) as package:
        main = _target(package, "", "officeDocument") or "word/document.xml"
        styles = styles_of(_optional(package, main, "styles"))
        numbering = numbering_of(_optional(package, main, "numbering"))
        walk = _Walk(package, main, styles, numbering, depth)
        body = package.xml(main)
        _gate(body)
        walk.part(body)
        for related in package.related(main).values():
            if related.kind == "header" and package.has(related.target):
                walk.head(package.xml(related.target))
        core = _target(package, "", "core-properties")
        title = package.xml(core).findtext(_TITLE) if core and package.has(core) else None
        reading = Reading(tuple(walk.blocks), {"title": title or ""}, problems=tuple(walk.problems))
        return with_pictures(reading, package, main, body)


def _target(package: Package, source: str, kind: str) -> str | None:
    """The part of a kind that another is related to."""
    related = package.related(source).values()
    return next((r.target for r in related if r.kind == kind and not r.external), None)


def _optional(package: Package, source: str, kind: str) -> etree._Element | None:
    target = _target(package, source, kind)
    return package.xml(target) if target and package.has(target) else None


def _gate(body: etree._Element) -> None:
    cells = sum(1 for _ in body.iter(qn("w:tc")))
    if cells > LIMITS.table_cells:
        message = f"tables of {cells:,} cells; at most {LIMITS.table_cells:,} are read"
        raise UnreadableDocument("too_large", message)


@dataclass
class _Walk:
    """Blocks gathered in reading order from the parts of one document."""

    package: Package
    main: str
    styles: Styles
    numbering: Numbering
    depth: int
    blocks: list[Block] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def part(self, root: etree._Element) -> None:
        keep_what_shows(root, self.styles)
        body = child(root, "w:body")
        for element in _flow(root if body is None else body):
            if element.tag == qn("w:p"):
                lines = (" ".join(line.split()) for line in self.text(element).split("\n"))
                self.blocks.extend(Paragraph(line) for line in lines if line)
            elif element.tag == qn("w:tbl"):
                self.blocks.append(grid_of(element, self._next(), self.text))
            else:
                self._inserted(element.get(qn("r:id"), ""))

    def head(self, root: etree._Element) -> None:
        """Tables alone: the text of a page's head is said again on every page."""
        keep_what_shows(root, self.styles)
        for table in root.iter(qn("w:tbl")):
            self.blocks.append(grid_of(table, self._next(), self.text))

    def text(self, element: etree._Element) -> str:
        """Text of a run, paragraph or cell; raised marks kept apart by `^`, paragraphs by lines."""
        if element.tag == qn("w:p"):
            label, text = self.numbering.label(element, self.styles), self._inside(element)
            return f"{label} {text}" if label else text
        return self._inside(element)

    def _inside(self, element: etree._Element) -> str:
        parts: list[str] = []
        for one in element:
            if one.tag == qn("w:tbl"):
                parts.extend(self.text(c) for c in _only_cell(one))
            elif not isinstance(one.tag, str) or one.tag in _NO_TEXT:
                continue
            elif one.tag == qn("w:t"):
                parts.append(one.text or "")
            elif one.tag in _CHARACTERS:
                parts.append(_CHARACTERS[one.tag])
            elif one.tag == qn("w:p"):
                parts.append(self.text(one) + "\n")
            else:
                parts.append("^" * _raised(one) + self._inside(one))
        return "".join(parts)

    def _next(self) -> int:
        return 1 + sum(isinstance(block, Grid) for block in self.blocks)

    def _inserted(self, relation: str) -> None:
        """A whole document inside this one (altChunk): its blocks stand where it is inserted."""
        related = self.package.related(self.main).get(relation)
        if related is None or related.external or not self.package.has(related.target):
            self.problems.append(("corrupt", "a document that is inserted in this one is missing"))
            return
        data = self.package.part(related.target)
        reader = reader_for(data)
        if reader is None or self.depth >= LIMITS.depth:
            message = f"{related.target}, inserted in this document, cannot be read"
            self.problems.append(("unsupported_format", message))
            return
        inner = reader.carrier == CARRIER
        reading = _read(data, self.depth + 1) if inner else reader.read(data, None)
        self.problems.extend(reading.problems)
        for block in reading.blocks:
            if isinstance(block, Grid):
                block = replace(block, index=self._next())
            self.blocks.append(block)


def _flow(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs, tables and inserted documents; text boxes behind the paragraph that holds them,
    nested tables behind their table."""
    for one in parent:
        if one.tag == qn("w:p"):
            yield one
            for box in one.iter(qn("w:txbxContent")):
                if next(box.iterancestors(qn("w:txbxContent"), qn("w:p"))).tag == qn("w:p"):
                    yield from _flow(box)
        elif one.tag == qn("w:tbl"):
            yield one
            inside = _flow if _is_frame(one) else _flow_of_cell
            yield from (e for cell in _own_cells(one) for e in inside(cell))
        elif one.tag == qn("w:altChunk"):
            yield one
        elif one.tag in _AROUND:
            yield from _flow(one)


def _is_frame(table: etree._Element) -> bool:
    """Whether a table has one column only: it is drawn around what stands in it."""
    return all(sum(1 for _ in row.iterchildren(qn("w:tc"))) < 2 for row in table.iter(qn("w:tr")))


def _own_cells(table: etree._Element) -> Iterator[etree._Element]:
    for cell in table.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tbl"))) is table:
            yield cell


def _flow_of_cell(cell: etree._Element) -> Iterator[etree._Element]:
    """What stands in a cell besides its own text: tables, text boxes, inserted documents; its text
    as well where the table is only there for the layout of others."""
    if next(cell.iter(qn("w:tbl")), None) is not None:
        yield from _flow(cell)
        return
    for one in _flow(cell):
        within = next(one.iterancestors(qn("w:txbxContent"), qn("w:tc")))
        if one.tag != qn("w:p") or within.tag == qn("w:txbxContent"):
            yield one


def _only_cell(table: etree._Element) -> list[etree._Element]:
    """The cell of a table that is a mere frame; none of a table with more."""
    cells = list(table.iter(qn("w:tc")))
    return cells if len(cells) == 1 else []


def _raised(run: etree._Element) -> bool:
    """Whether a run is a mark above or below the line, unlike the rest of its paragraph."""
    if run.tag != qn("w:r"):
        return False
    properties = child(run, "w:rPr")
    if value(properties, "w:vertAlign") in _RAISED:
        return True
    by = number(properties, "w:position") or 0
    if abs(by) < _RAISED_BY:
        return False
    parent = run.getparent()
    siblings = () if parent is None else islice(parent.iterchildren(qn("w:r")), _RUNS_LOOKED_AT)
    first = next((r for r in siblings if child(r, "w:t") is not None), None)
    return first is not run and (number(first, "w:rPr", "w:position") or 0) != by
