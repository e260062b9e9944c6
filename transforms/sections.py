"""The sections of a report's narrative, with their numbers and headings as printed.

Most are numbered (一、总体情况); some stand without a number, or as （一）, and are known by their
words. The text of a section is all that stands below its heading, down to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from transforms.extraction import Section
from transforms.forms import section_headings
from transforms.labels import closest, plain
from vocabulary.text import squash

_NUMBER = r"([一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(rf"(?:第?{_NUMBER}(?:部分)?)\s*[、.．,，:：]\s*(.{{2,40}})")
_RUN_IN = re.compile(rf"{_NUMBER}、\s*([^。；;，,:：\s]{{2,25}})[\s。:：]+(.+)", re.DOTALL)
_BRACKETED = re.compile(rf"[(（]{_NUMBER}[)）]\s*(.{{2,30}})")
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST = 40
_ALIKE = 0.85


def sections(paragraphs: Sequence[str]) -> list[Section]:
    """The report's parts in their order."""
    found: list[tuple[str, str, list[str]]] = []
    numbered = sum(_NUMBERED.fullmatch(p.strip()) is not None for p in paragraphs)
    for paragraph in paragraphs:
        heading = _heading(paragraph.strip(), bracketed=numbered < 2)
        if heading:
            number, name, rest = heading
            found.append((number, squash(name), [rest] if rest else []))
        elif found:
            found[-1][2].append(paragraph)
    return [Section(number, name, "\n".join(text)) for number, name, text in found]


def _heading(text: str, *, bracketed: bool) -> tuple[str, str, str] | None:
    """(number, heading, text behind it on the same line) of a paragraph that begins a section."""
    if (found := _NUMBERED.fullmatch(text)) and not _SENTENCE.search(text[:-1]):
        return found[1], found[2].rstrip("。:："), ""
    if found := _RUN_IN.match(text):
        return found[1], found[2], found[3]
    if len(text) > _LONGEST:
        return None
    if bracketed and (found := _BRACKETED.fullmatch(text)) and _known(found[2]):
        return found[1], found[2], ""
    bare = text[:1] not in "(（" and not text[:1].isdigit()
    return ("", text.rstrip("。:："), "") if bare and _known(text) else None


def _known(text: str) -> bool:
    label = plain(text)
    return len(label) > 1 and closest(label, _headings()) >= _ALIKE


@cache
def _headings() -> tuple[str, ...]:
    return tuple(map(plain, section_headings()))
