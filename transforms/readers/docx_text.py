"""The text of a Word paragraph or cell: raised marks kept apart by `^`, paragraphs by lines."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from lxml import etree

from transforms.readers.docx_names import VAL, child, number, qn, value

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

LabelOf = Callable[[etree._Element], str]


def text_of(element: etree._Element, label_of: LabelOf) -> str:
    """Text of a run, paragraph or cell; `label_of` gives the number before a paragraph, or ""."""
    if element.tag == qn("w:p"):
        label, text = label_of(element), _inside(element, label_of)
        return f"{label} {text}" if label else text
    return _inside(element, label_of)


def _inside(element: etree._Element, label_of: LabelOf) -> str:
    parts: list[str] = []
    for one in element:
        if one.tag == qn("w:tbl"):
            parts.extend(text_of(c, label_of) for c in _only_cell(one))
        elif not isinstance(one.tag, str) or one.tag in _NO_TEXT:
            continue
        elif one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in _CHARACTERS:
            parts.append(_CHARACTERS[one.tag])
        elif one.tag == qn("w:p"):
            parts.append(text_of(one, label_of) + "\n")
        elif one.tag == qn("w:ddList"):
            parts.append(_chosen(one))
        else:
            parts.append("^" * _raised(one) + _inside(one, label_of))
    return "".join(parts)


def _chosen(choices: etree._Element) -> str:
    """What a form field to choose from shows (ISO/IEC 29500-1, 17.16.9); no text stands there."""
    chosen = number(choices, "w:result")
    if chosen is None:
        chosen = number(choices, "w:default") or 0
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(qn("w:listEntry"))]
    return entries[chosen] if 0 <= chosen < len(entries) else ""


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
