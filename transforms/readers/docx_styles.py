"""What a Word document's styles say of its paragraphs and runs: hidden, struck out, numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from transforms.readers.docx_names import child, number, qn, switched, value

_UNSEEN = ("w:vanish", "w:strike", "w:dstrike")
_SPECK = 4  # half-points: too small to be seen
_PAPER = {None, "auto", "FFFFFF", "ffffff"}


@dataclass(frozen=True, slots=True)
class Styles:
    """Style elements by id, the id of the paragraphs' default style, and whether any style hides
    or strikes out text."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    default: str | None = None
    hides: bool = False

    def unseen(self, run: etree._Element) -> bool:
        """Whether a run is hidden or struck out, by itself or by a style, or white on white."""
        own = child(run, "w:rPr")
        if own is None and not self.hides:
            return False
        return _is_faint(run, own) or any(self._is_on(run, own, mark) for mark in _UNSEEN)

    def numbering(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list (numId) and level that number a paragraph; None if it is not numbered."""
        for source in self._paragraph_sources(paragraph):
            numbered = child(source, "w:numPr")
            if (listed := value(numbered, "w:numId")) is not None:
                level = number(numbered, "w:ilvl") or 0
                return None if listed == "0" else (listed, level)
        return None

    def _is_on(self, run: etree._Element, own: etree._Element | None, mark: str) -> bool:
        if (said := switched(own, mark)) is not None or not self.hides:
            return bool(said)
        paragraph = next(run.iterancestors(qn("w:p")), None)
        named = [value(own, "w:rStyle"), value(child(paragraph, "w:pPr"), "w:pStyle")]
        for name in named:
            for style in self._chain(name):
                if (said := switched(style, "w:rPr", mark)) is not None:
                    return said
        return False

    def _paragraph_sources(self, paragraph: etree._Element) -> Iterator[etree._Element | None]:
        own = child(paragraph, "w:pPr")
        yield own
        for style in self._chain(value(own, "w:pStyle") or self.default):
            yield child(style, "w:pPr")

    def _chain(self, name: str | None) -> Iterator[etree._Element]:
        """A style and those that it is based on; a circle ends where it began."""
        met: set[str] = set()
        while name is not None and name not in met and name in self.by_id:
            met.add(name)
            style = self.by_id[name]
            yield style
            name = value(style, "w:basedOn")


def _is_faint(run: etree._Element, own: etree._Element | None) -> bool:
    """Whether nobody can see the run: written in white on paper, or as a speck."""
    size = number(own, "w:sz")
    if size is not None and size <= _SPECK:
        return True
    if (value(own, "w:color") or "").upper() != "FFFFFF":
        return False
    around = run.iterancestors(qn("w:p"), qn("w:tc"), qn("w:tbl"))
    shades = [child(own, "w:shd")]
    for one in around:
        shades += one.iterfind(f"*/{qn('w:shd')}")
    return all(shade is None or shade.get(qn("w:fill")) in _PAPER for shade in shades)


def styles_of(root: etree._Element | None) -> Styles:
    """The styles of `styles.xml`; none where the document has no such part."""
    if root is None:
        return Styles()
    by_id: dict[str, etree._Element] = {}
    default = None
    for style in root.iter(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        by_id[name] = style
        is_default = style.get(qn("w:default")) in ("1", "true", "on")
        if is_default and style.get(qn("w:type")) == "paragraph":
            default = name
    hides = next(root.iter(*(qn(mark) for mark in _UNSEEN)), None) is not None
    return Styles(by_id, default, hides)
