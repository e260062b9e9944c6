"""Numbers that Word generates in front of paragraphs: they are printed, but stand in no text.

One counter for each level of each abstract list, as Word counts (ISO/IEC 29500-1, 17.9). A format
that is not known gives no number; a bullet is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from transforms.readers.docx_names import child, number, qn, value
from transforms.readers.docx_styles import Styles

_DIGITS = "〇一二三四五六七八九"
_LEVEL = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass
class Numbering:
    """The lists of a document and how far each has counted; asked once for each paragraph."""

    lists: Mapping[str, str] = field(default_factory=dict)  # numId to abstract list
    levels: Mapping[tuple[str, int], _Level] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element, styles: Styles) -> str:
        """The number that is printed before this paragraph; empty if none."""
        numbered = styles.numbering(paragraph)
        if numbered is None:
            return ""
        listed, depth = self.lists.get(numbered[0], ""), numbered[1]
        level = self.levels.get((listed, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(listed, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _LEVEL.sub(lambda m: self._printed(listed, int(m.group(1)) - 1), level.text)

    def _printed(self, listed: str, depth: int) -> str:
        level = self.levels.get((listed, depth))
        if level is None:
            return ""
        count = self._counts[listed].get(depth, level.start)
        shown = _FORMATS.get(level.format)
        return shown(count) if shown else ""


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists of `numbering.xml`; none where the document has no such part."""
    if root is None:
        return Numbering()
    levels: dict[tuple[str, int], _Level] = {}
    for abstract in root.iter(qn("w:abstractNum")):
        name = abstract.get(qn("w:abstractNumId"), "")
        for level in abstract.iter(qn("w:lvl")):
            depth = level.get(qn("w:ilvl"), "0")
            if depth.isdigit():
                levels[name, int(depth)] = _level(level)
    lists = {
        one.get(qn("w:numId"), ""): value(one, "w:abstractNumId") or ""
        for one in root.iterchildren(qn("w:num"))
    }
    return Numbering(lists, levels)


def _level(element: etree._Element) -> _Level:
    start = number(element, "w:start")
    shown = value(element, "w:numFmt") or "decimal"
    text = value(element, "w:lvlText") or ""
    is_none = shown in ("bullet", "none") or child(element, "w:lvlPicBulletId") is not None
    return _Level(1 if start is None else start, shown, "" if is_none else text)


def _chinese(count: int) -> str:
    """1 to 99 as headings count: 十, 十一, 二十."""
    tens, ones = divmod(count, 10)
    if count > 99:
        return "".join(_DIGITS[int(d)] for d in str(count))
    unit = _DIGITS[ones] if ones or not tens else ""
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + unit


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 260 else ""


def _roman(count: int) -> str:
    pairs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
    text = ""
    for unit, letters in (*pairs, (4, "iv"), (1, "i")):
        times, count = divmod(count, unit)
        text += letters * min(times, 20)
    return text


def _circled(count: int) -> str:
    return chr(ord("①") + count - 1) if 1 <= count <= 20 else str(count)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: "".join(chr(ord("０") + int(d)) for d in str(n)),
    "decimalHalfWidth": str,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
