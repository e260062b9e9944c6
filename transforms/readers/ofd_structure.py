"""Where an OFD keeps what: documents, pages, templates, resources, attachments (GB/T 33190, 7)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from transforms.readers import UnreadableDocument
from transforms.readers.package import Package

_A4 = (0.0, 0.0, 210.0, 297.0)
_BEHIND = "Background"
LARGEST = 1e7  # millimetres: no page reaches so far


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the parts with its content in order of drawing, and its box in millimetres."""

    parts: tuple[str, ...]
    box: tuple[float, float, float, float]
    resources: Mapping[str, etree._Element]

    @property
    def width(self) -> float:
        return self.box[2]

    @property
    def height(self) -> float:
        return self.box[3]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to a document: its name, and the part that holds it."""

    name: str
    part: str


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The elements that the names lead to, level by level, in any namespace."""
    if element is None:
        return
    if not names:
        yield element
        return
    for child in element:
        if local(child) == names[0]:
            yield from children(child, *names[1:])


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first of them."""
    return next(children(element, *names), None)


def text(element: etree._Element | None, *names: str) -> str:
    """The text of the first of them, stripped; empty if there is none."""
    found = child(element, *names)
    return (found.text or "").strip() if found is not None else ""


def located(base: str, location: str) -> str:
    """A part that another names: with a slash before it from the root, else from that part."""
    location = location.strip().replace("\\", "/")
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), location)).lstrip("/")


def numbers(words: str) -> list[float]:
    """Numbers separated by white space or commas; what is none, or beyond all pages, is out."""
    found: list[float] = []
    for word in words.replace(",", " ").split():
        with suppress(ValueError):
            number = float(word)
            if abs(number) < LARGEST:  # neither infinite nor NaN
                found.append(number)
    return found


def pages(package: Package, root: str) -> Iterator[Page]:
    """All pages of all documents in the package, in their order.

    Raises UnreadableDocument if the structure is damaged.
    """
    found = False
    for document in _documents(package, root):
        yield from _Document(package, document).pages()
        found = True
    if not found:
        raise UnreadableDocument("corrupt", "the OFD names no document")


def attachments(package: Package, root: str) -> list[Attachment]:
    """What is attached to the documents in the package."""
    found: list[Attachment] = []
    for document in _documents(package, root):
        listed = text(package.xml(document), "Attachments")
        place = located(document, listed) if listed else ""
        if not place or not package.has(place):
            continue
        for one in children(package.xml(place), "Attachment"):
            part = located(place, text(one, "FileLoc"))
            found.append(Attachment(one.get("Name", ""), part))
    return found


def _documents(package: Package, root: str) -> Iterator[str]:
    for location in children(package.xml(root), "DocBody", "DocRoot"):
        yield located(root, location.text or "")


@dataclass
class _Document:
    """One document of the package, being read."""

    package: Package
    place: str
    _templates: dict[str, tuple[str, str]] = field(default_factory=dict)

    def pages(self) -> Iterator[Page]:
        root = self.package.xml(self.place)
        common = child(root, "CommonData")
        resources: dict[str, etree._Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for one in children(common, kind):
                self._add_resources(resources, located(self.place, one.text or ""))
        for one in children(common, "TemplatePage"):
            place = located(self.place, one.get("BaseLoc", ""))
            self._templates[one.get("ID", "")] = (place, one.get("ZOrder", _BEHIND))
        box = _box(child(common, "PageArea")) or _A4
        for page in children(root, "Pages", "Page"):
            place = located(self.place, page.get("BaseLoc", ""))
            yield self._page(place, box, resources)

    def _page(
        self,
        place: str,
        box: tuple[float, float, float, float],
        resources: dict[str, etree._Element],
    ) -> Page:
        if not self.package.has(place):
            return Page((place,), box, resources)
        root = self.package.xml(place)
        own = dict(resources)
        for one in children(root, "PageRes"):
            self._add_resources(own, located(place, one.text or ""))
        behind: list[str] = []
        before: list[str] = []
        for one in children(root, "Template"):
            template, order = self._templates.get(one.get("TemplateID", ""), ("", _BEHIND))
            order = one.get("ZOrder", order)
            if template and self.package.has(template):
                (behind if order == _BEHIND else before).append(template)
        area = _box(child(root, "Area")) or box
        return Page((*behind, place, *before), area, own)

    def _add_resources(self, found: dict[str, etree._Element], place: str) -> None:
        """Fonts, pictures and drawings of a resource part by their ids."""
        if not self.package.has(place):
            return
        root = self.package.xml(place)
        root.set("place", located(place, root.get("BaseLoc", "") + "/"))
        for one in root.iter():
            if isinstance(one.tag, str) and one.get("ID"):
                found[one.get("ID", "")] = one


def _box(area: etree._Element | None) -> tuple[float, float, float, float] | None:
    for name in ("PhysicalBox", "ApplicationBox"):
        box = numbers(text(area, name))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[0], box[1], box[2], box[3]
    return None
