"""What the sheets of an Excel workbook share: texts, number formats, how it counts days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from transforms.readers.package import Package, Related

T = TypeVar("T")
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ON = ("1", "true")
_WHITES = ("1", "9")  # of the palette
_CHINESE_FORMATS = {  # ids that mean these in a Chinese Excel or WPS, and are written nowhere
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets share; `formats` and `unseen` (struck out, or white) by the cell's style."""

    strings: Sequence[str]
    formats: Sequence[str]
    unseen: Sequence[bool]
    date1904: bool
    recomputes: bool


def workbook_of(package: Package, main: str) -> Workbook:
    """What the sheets of the workbook in part `main` share."""
    root = package.xml(main)
    related = package.related(main).values()
    styles = _part(package, related, "styles")
    properties = root.find(f"{S}workbookPr")
    computing = root.find(f"{S}calcPr")
    return Workbook(
        strings=_strings(_part(package, related, "sharedStrings")),
        formats=_formats(styles),
        unseen=[] if styles is None else list(_unseen(styles)),
        date1904=properties is not None and properties.get("date1904") in ON,
        recomputes=computing is not None and computing.get("fullCalcOnLoad") in ON,
    )


def _part(package: Package, related: Iterable[Related], kind: str) -> etree._Element | None:
    of_kind = (r.target for r in related if r.kind == kind and package.has(r.target))
    return next(map(package.xml, of_kind), None)


def _strings(root: etree._Element | None) -> Sequence[str]:
    return [] if root is None else [rich_text(one) for one in root.iterchildren(f"{S}si")]


def rich_text(element: etree._Element) -> str:
    """Text of a string item: its runs, raised ones marked by `^`, without phonetic hints."""
    parts: list[str] = []
    for one in element:
        if one.tag == f"{S}t":
            parts.append(one.text or "")
        elif one.tag == f"{S}r":
            properties = one.find(f"{S}rPr")
            marks = [] if properties is None else [etree.QName(p).localname for p in properties]
            if "strike" not in marks:
                parts.append("^" * ("vertAlign" in marks) + (one.findtext(f"{S}t") or ""))
    return "".join(parts)


def _formats(root: etree._Element | None) -> Sequence[str]:
    if root is None:
        return []
    named = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    used = (xf.get("numFmtId", "0") for xf in root.iterfind(f"{S}cellXfs/{S}xf"))
    return [named.get(n) or builtin_format(n) for n in used]


def _unseen(root: etree._Element) -> Iterator[bool]:
    fonts = [_is_unseen(font) for font in root.iterfind(f"{S}fonts/{S}font")]
    grounds = [_is_ground(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
    for xf in root.iterfind(f"{S}cellXfs/{S}xf"):
        struck, white = style_at(fonts, xf.get("fontId"), (False, False))
        yield struck or (white and not style_at(grounds, xf.get("fillId"), otherwise=False))


def _is_ground(fill: etree._Element) -> bool:
    """Whether a fill colours its cell: a pattern that is one, or a gradient."""
    pattern = fill.find(f"{S}patternFill")
    return len(fill) > 0 if pattern is None else pattern.get("patternType", "none") != "none"


def _is_unseen(font: etree._Element) -> tuple[bool, bool]:
    """Whether a font strikes out, and whether it is white."""
    strike, colour = font.find(f"{S}strike"), font.find(f"{S}color")
    struck = strike is not None and strike.get("val", "1") in ON
    if colour is None:
        return struck, False
    tinted = colour.get("tint", "").strip("0.")  # some programs write a tint of 0
    white = colour.get("theme") == "0" and not tinted
    named = colour.get("rgb", "").upper().endswith("FFFFFF") or colour.get("indexed") in _WHITES
    return struck, white or named


def style_at(known: Sequence[T], index: str | None, otherwise: T) -> T:
    """What stands at an index written in the file; 0 where none is written."""
    number = int(index) if index and index.isdigit() and len(index) < 7 else 0
    return known[number] if number < len(known) else otherwise


def builtin_format(number: str) -> str:
    """The format that a number stands for where the file does not write it out."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS  # slow to load

    index = int(number) if number.isdigit() else 0
    return _CHINESE_FORMATS.get(index) or BUILTIN_FORMATS.get(index, "General")
