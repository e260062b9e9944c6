"""Names of WordprocessingML (ISO/IEC 29500-1, transitional) as lxml spells them."""

from __future__ import annotations

from functools import cache

from lxml import etree

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_OFF = {"0", "false", "off", "none"}


@cache
def qn(name: str) -> str:
    """`w:tbl` with its namespace written out."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


VAL = qn("w:val")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, then its first child of the next, and so on."""
    for name in names:
        if element is None:
            return None
        element = element.find(qn(name))
    return element


def value(element: etree._Element | None, *names: str) -> str | None:
    """The `w:val` of the element that the names lead to; None where there is none."""
    found = child(element, *names)
    return None if found is None else found.get(VAL)


def number(element: etree._Element | None, *names: str) -> int | None:
    """The same as a number; None where it is none."""
    text = value(element, *names)
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 10 else None


def switched(element: etree._Element | None, *names: str) -> bool | None:
    """Whether a property is on; None where it is not mentioned."""
    found = child(element, *names)
    return None if found is None else found.get(VAL, "1") not in _OFF
