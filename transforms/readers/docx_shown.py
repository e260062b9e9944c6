"""A Word document's body without what does not show: done once, before anything is read.

What a tracked change deleted or moved away does not exist, what it inserted does; field codes,
hidden and struck-out text, readings beside characters (`w:rt`), and the second rendering of a text
box (`mc:Fallback`) go as well. A cell that loses its text to a line through it, or white on white,
keeps a `w:pict` in its place: something is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from transforms.readers.docx_names import child, qn, switched
from transforms.readers.docx_styles import Styles

_GONE = tuple(
    qn(name)
    for name in (
        "w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText", "w:pPrChange",
        "w:rPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange",
        "w:annotationRef", "w:fldData", "w:rt",
    )
)  # fmt: skip
_ROW_GONE = ("w:del", "w:hidden")
_FIELD = qn("w:fldChar")
_TEXT = qn("w:t")


def keep_what_shows(root: etree._Element, styles: Styles) -> None:
    """Take out of the tree all that a reader of the page does not see."""
    _one_alternative(root)
    _remove(row for row in root.iter(qn("w:tr")) if _is_gone(row))
    _remove(
        cell for cell in root.iter(qn("w:tc")) if child(cell, "w:tcPr", "w:cellDel") is not None
    )
    _remove(root.iter(*_GONE))
    _remove(_field_codes(root))
    for run in list(root.iter(qn("w:r"))):
        if styles.unseen(run):
            _blank_out(run)


def _is_gone(row: etree._Element) -> bool:
    return any(switched(row, "w:trPr", mark) for mark in _ROW_GONE)


def _one_alternative(root: etree._Element) -> None:
    """Of several renderings of one thing, the first that has content stays."""
    for several in list(root.iter(qn("mc:AlternateContent"))):
        choices = [c for c in several if len(c)]
        for other in choices[1:]:
            several.remove(other)


def _field_codes(root: etree._Element) -> Iterator[etree._Element]:
    """Text that belongs to the code of a field, also results of fields inside that code."""
    in_code: list[bool] = []  # for each field around: whether this is its code
    depth = 0  # how many of them are True
    for element in root.iter(_FIELD, qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:sym")):
        if element.tag != _FIELD:
            if depth:
                yield element
            continue
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            in_code.append(True)
            depth += 1
        elif kind == "separate" and in_code and in_code[-1]:
            in_code[-1] = False
            depth -= 1
        elif kind == "end" and in_code:
            depth -= in_code.pop()


def _blank_out(run: etree._Element) -> None:
    """Empty a run that is hidden; where it is struck out, a mark stays that something shows. A run
    of nothing shows nothing: LibreOffice puts one of 2 points into each cell that it adds."""
    properties = child(run, "w:rPr")
    shown = switched(properties, "w:vanish") is not True and _says_something(run)
    for part in list(run):
        if part is not properties:
            run.remove(part)
    if shown:
        etree.SubElement(run, qn("w:pict"))


def _says_something(run: etree._Element) -> bool:
    return any(one.tag not in (qn("w:rPr"), _TEXT) or (one.text or "").strip() for one in run)


def _remove(elements: Iterable[etree._Element]) -> None:
    """Take elements out; lxml would take the text behind them along, but Word has none there."""
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
