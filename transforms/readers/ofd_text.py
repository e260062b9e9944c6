"""Text of an OFD: where each character of a TextCode stands (GB/T 33190, 11.3).

`DeltaX` and `DeltaY` give the way from one character to the next; `g n d` stands for n times d.
Where they are missing or too short, characters follow each other as wide as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from transforms.readers.ofd_structure import children, numbers

_WIDE = {"W", "F", "A"}
_LOOSE = 1.15  # of a character's size: digits of one number that are set apart stand this near
_ABOVE, _BELOW = 0.88, 0.12  # of the size, above and below the base line


@dataclass(frozen=True, slots=True)
class Placed:
    """A character with its box in the text object's own space: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]


def characters(element: etree._Element, size: float) -> Iterator[Placed]:
    """All characters of a text object, `size` as tall as its attribute says."""
    scale = (numbers(element.get("HScale", "1")) or [1.0])[0]
    downwards = element.get("ReadDirection", "0") in ("90", "270")
    x = y = 0.0
    for code in children(element, "TextCode"):
        x = _first(code.get("X"), x)
        y = _first(code.get("Y"), y)
        yield from _run(code, x, y, size, scale, downwards)


def _first(word: str | None, otherwise: float) -> float:
    found = numbers(word or "")
    return found[0] if found else otherwise


def _run(
    code: etree._Element, x: float, y: float, size: float, scale: float, downwards: bool
) -> Iterator[Placed]:
    text = "".join(map(str, code.itertext()))
    if "\n" in text:  # the part was indented, its text too
        text = text.strip()
    across = _deltas(code.get("DeltaX"), len(text))
    down = _deltas(code.get("DeltaY"), len(text))
    for n, character in enumerate(text):
        width = size * scale * _width(character)
        step_x = across[n] if n < len(across) else None
        step_y = down[n] if n < len(down) else None
        if step_x is None and step_y is None:
            step_x, step_y = (0.0, size) if downwards else (width, 0.0)
        advance = step_x or 0.0
        right = x + (advance if width < advance <= _LOOSE * size * scale else width)
        yield Placed(character, (x, y - _ABOVE * size, right, y + _BELOW * size))
        x, y = x + advance, y + (step_y or 0.0)


def _width(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in _WIDE else 0.5


def _deltas(words: str | None, most: int) -> Sequence[float]:
    """The steps that a list of them stands for, `g n d` written out; not more than `most`."""
    found: list[float] = []
    parts = iter((words or "").replace(",", " ").split())
    for part in parts:
        times = 1
        if part == "g":
            times = int(_first(next(parts, ""), 0.0))
            part = next(parts, "")
        step = numbers(part)
        found += step * max(0, min(times, most - len(found)))
        if len(found) >= most:
            break
    return found
