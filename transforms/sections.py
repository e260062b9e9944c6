"""The sections of a report's narrative, with their numbers and headings as printed.

Most are numbered (一、总体情况); some stand without a number, or as （一） or 1., and are known by
their words. The text of a section is all that stands below its heading, down to the next one; a
heading without any that returns further down is one of a list of contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from transforms.extraction import Section
from transforms.forms import section_headings
from transforms.tables.labels import closest, plain
from transforms.tables.official import numbered_labels
from vocabulary.text import squash

_NUMBER = r"([一二三四五六七八九十]{1,3})"
_NUMBERED = re.compile(rf"第?{_NUMBER}(?:部分)?\s*[、.．,，:：]\s*(.{{2,40}})")
_PART = re.compile(rf"第{_NUMBER}部分\s*[、.．,，:：]?\s*(.{{2,40}})")
_RUN_IN = re.compile(rf"{_NUMBER}、\s*([^。；;，,:：\s]{{2,25}})[\s。:：]+(.+)", re.DOTALL)
_SPACED = re.compile(rf"{_NUMBER}\s+(.{{2,30}})")
_LESSER = re.compile(rf"(?:[(（]{_NUMBER}[)）]|(\d)\s*[、.．])\s*(.{{2,30}})")
_SENTENCE = re.compile(r"[。；;！？]")
_SAYS_NONE = re.compile(r"[\u4e00-\u9fff]{0,6}?[,，]?(?:暂?无|没有)")  # 无其他需要报告的事项。
_CAPTION = re.compile(r"附?表\s*[\d一二三四]")  # 表1 主动公开政府信息情况
_LONGEST_LABEL = 100  # characters; plain() of all paragraphs would cost too much
_LONGEST = 40
_ALIKE = 0.85
_COPIED = 3  # headings in a row that stand there once more
_Found = tuple[str, str, list[str]]
_Heading = tuple[str, str, str]


def sections(paragraphs: Sequence[str]) -> list[Section]:
    """The report's parts in their order."""
    found: list[_Found] = []
    for paragraph, heading in zip(paragraphs, _headings_of(tuple(paragraphs)), strict=True):
        if heading:
            number, name, rest = heading
            found.append((number, squash(name), [rest] if rest else []))
        elif found:
            found[-1][2].append(paragraph)
    body = _body(_once(found))
    return [Section(number, name, "\n".join(text)) for number, name, text in body]


def last_heading(paragraphs: Sequence[str]) -> int | None:
    """The index of the last paragraph that begins a section."""
    found = [n for n, heading in enumerate(_headings_of(tuple(paragraphs))) if heading]
    return found[-1] if found else None


@lru_cache(maxsize=16)  # asked for the signature, for the report's end and for its sections
def _headings_of(paragraphs: tuple[str, ...]) -> Sequence[_Heading | None]:
    """What each paragraph begins, if it begins a section."""
    numbered = sum(_numbered(p.strip()) is not None for p in paragraphs)
    return [_heading(p.strip(), lesser=numbered < 2) for p in paragraphs]


def _once(found: Sequence[_Found]) -> Sequence[_Found]:
    """The sections without a second copy of them all: pages carry one for small screens."""
    keys = [section[:2] for section in found]
    again = (n for n in range(_COPIED, len(found)) if keys[n : n + _COPIED] == keys[:_COPIED])
    return found[: next(again, len(found))] if found and any(found[0][2]) else found


def _body(found: Sequence[_Found]) -> list[_Found]:
    """The sections without a list of contents, whose last heading has the text up to the body."""
    kept: list[_Found] = []
    in_contents = False
    for place, (number, name, text) in enumerate(found, start=1):
        returns = any(later[:2] == (number, name) for later in found[place:])
        last = in_contents and found[place : place + 1] and found[place][:2] == found[0][:2]
        in_contents = returns and bool(last or not text)
        if not in_contents:
            kept.append((number, name, text))
    return kept


def _numbered(text: str) -> re.Match[str] | None:
    return _PART.fullmatch(text) or _NUMBERED.fullmatch(text)


def _heading(text: str, *, lesser: bool) -> _Heading | None:
    """(number, heading, text behind it on the same line) of a paragraph that begins a section.

    `lesser`: headings are not numbered 一、; they may be （一） or 1. if their words are known.
    Rows of a statutory table are numbered so, too, where its lines are gone.
    """
    if (len(text) <= _LONGEST_LABEL and plain(text) in numbered_labels()) or _CAPTION.match(text):
        return None
    run_in = _RUN_IN.match(text)
    if run_in and _known(run_in[2]):
        return run_in[1], run_in[2], run_in[3]
    if (found := _numbered(text)) and not _SENTENCE.search(text[:-1]):
        return found[1], found[2].rstrip("。:："), ""
    if run_in:
        return run_in[1], run_in[2], run_in[3]
    if len(text) > _LONGEST:
        return None
    if (found := _SPACED.fullmatch(text)) and _known(found[2]):
        return found[1], found[2], ""
    if lesser and (found := _LESSER.fullmatch(text)) and _known(found[3]):
        return found[1] or found[2], found[3], ""
    bare = text[:1] not in "(（" and not text[:1].isdigit() and not _SAYS_NONE.match(text)
    return ("", text.rstrip("。:："), "") if bare and _known(text) else None


def _known(text: str) -> bool:
    label = plain(text)
    return len(label) > 1 and closest(label, _headings()) >= _ALIKE


@cache
def _headings() -> tuple[str, ...]:
    return tuple(map(plain, section_headings()))
