"""Word documents (docx, ISO/IEC 29500, transitional and strict): paragraphs and tables in order.

What does not show is taken out first (`docx_shown`); numbers that Word generates are put in
(`docx_numbering`); text boxes, content controls and inserted documents are read where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from config import LIMITS
from transforms.blocks import Block, Grid, Locator, Paragraph, Reading, inside
from transforms.pages.picture import Picture
from transforms.readers import UnreadableDocument, picture_inside, reader_for
from transforms.readers.docx_embedded import with_workbooks
from transforms.readers.docx_flow import flow
from transforms.readers.docx_names import child, qn
from transforms.readers.docx_numbering import Numbering, numbering_of
from transforms.readers.docx_pictures import pictures
from transforms.readers.docx_shown import keep_what_shows
from transforms.readers.docx_styles import Styles, styles_of
from transforms.readers.docx_table import grid_of
from transforms.readers.docx_text import text_of
from transforms.readers.package import Package, holds, opened
from transforms.readers.shown_pictures import picture_named, with_pictures

CARRIER = "docx"
VERSION = 30
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_NAME = "word/"


def matches(data: bytes) -> bool:
    """Whether these bytes are a package that holds a Word document."""
    return holds(data, _NAME)


def read(data: bytes, _content_type: str | None = None) -> Reading:
    """Blocks in the order of the document's body; tables in page heads after them.

    Raises UnreadableDocument if the file is damaged or holds more than the limits allow.
    """
    return _read(data, depth=0)


def picture(data: bytes, locator: Locator) -> Picture | None:
    """The picture that a box lies on, here or in an inserted document; None if there is none.

    Raises UnreadableDocument if it is damaged or too large.
    """
    with opened(data) as package:
        if (part := locator.get("inserted")) and package.has(part):
            return picture_inside(package.part(part), "inserted", locator)
        main = _main(package)
        return picture_named(pictures(package, main, package.xml(main)), "part", locator)


def _read(data: bytes, depth: int) -> Reading:
    with opened(data) as package:
        main = _main(package)
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
        metadata = {"Title": title or "", "PageHead": " ".join(walk.page_head)}
        reading = Reading(tuple(walk.blocks), metadata, problems=tuple(walk.problems))
        reading = with_workbooks(reading, package, main, body)
        return with_pictures(reading, "part", pictures(package, main, body))


def _main(package: Package) -> str:
    return _target(package, "", "officeDocument") or "word/document.xml"


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
    page_head: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def part(self, root: etree._Element) -> None:
        keep_what_shows(root, self.styles)
        body = child(root, "w:body")
        for element in flow(root if body is None else body):
            if element.tag == qn("w:p"):
                lines = (" ".join(line.split()) for line in self.text(element).split("\n"))
                for line in lines:
                    self._line(line)
            elif element.tag == qn("w:tbl"):
                self.blocks.append(grid_of(element, self._next(), self.text))
            else:
                self._inserted(element.get(qn("r:id"), ""))

    def _line(self, text: str) -> None:
        last = self.blocks[-1] if self.blocks else None
        if text:
            self.blocks.append(Paragraph(text))
        elif isinstance(last, Paragraph):
            self.blocks[-1] = replace(last, blanks=last.blanks + 1)

    def head(self, root: etree._Element) -> None:
        """Tables as blocks; the text of a page's head is said on every page: it is metadata."""
        keep_what_shows(root, self.styles)
        for paragraph in root.iterchildren(qn("w:p")):
            if (text := self.text(paragraph).strip()) and text not in self.page_head:
                self.page_head.append(text)
        for table in root.iter(qn("w:tbl")):
            self.blocks.append(grid_of(table, self._next(), self.text))

    def text(self, element: etree._Element) -> str:
        """Text of a paragraph or cell, with the numbers that Word generates."""
        return text_of(element, lambda paragraph: self.numbering.label(paragraph, self.styles))

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
            self.blocks.append(inside(block, {"inserted": related.target}, self._next()))
