"""Several reports in one file: a column page with many years, 汇总 and 本级 in one PDF.

They stay apart. A report begins with its title; what lies between two different titles is one
report if it has statutory tables, and tables of the same topics as another has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms import alignment
from transforms.blocks import Block, Grid, Paragraph, Reading
from vocabulary.text import squash
from vocabulary.titles import may_be_report, parse_title

_LONGEST_TITLE = 60
_TITLE_TAGS = ("ArticleTitle", "h1", "title", "Title")

Key = tuple[str | None, int | None, str]  # agency, year, scope


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a file; `paragraphs_before` are those of the file that stand before it."""

    reading: Reading
    paragraphs_before: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    stop: int
    key: Key
    topics: frozenset[str]


def reports_in(reading: Reading) -> list[Report]:
    """The file's reports in their order; a file of one report (or none) comes back as it is."""
    titles = _titles(reading.blocks)
    if len({key for _, key in titles}) < 2:
        return [Report(reading)]
    parts = _joined([_part(reading.blocks, *ends) for ends in _ends(titles, len(reading.blocks))])
    topics = [t for part in parts for t in part.topics]
    if len(parts) < 2 or not all(any(topics.count(t) > 1 for t in p.topics) for p in parts):
        return [Report(reading)]
    return [_report(reading, part, first=n == 0) for n, part in enumerate(parts)]


def _titles(blocks: Sequence[Block]) -> list[tuple[int, Key]]:
    """(block, what it says) of each paragraph that is the title of an annual report, or the first
    line of one that is set on two."""
    found: list[tuple[int, Key]] = []
    lines = [_line_of_title(block) for block in blocks]
    for n, (line, following) in enumerate(pairwise([*lines, ""])):
        if key := _says(line):
            found.append((n, key))
        elif line and following and not _says(following):
            key = _says(line + following)
            if key and all(key[:2]):
                found.append((n, key))
    return found


def _line_of_title(block: Block) -> str:
    """The text of a paragraph that is short enough for a title; else empty."""
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_TITLE:
        return ""
    return squash(block.text)


def _says(text: str) -> Key | None:
    """What the title of an annual report says; None where a text is none, or says nothing."""
    if not text or len(text) > _LONGEST_TITLE or not may_be_report(text):
        return None
    title = parse_title(text)
    named = title.is_report and (title.agency or title.year)
    return (title.agency, title.year, title.scope) if named else None


def _ends(titles: Sequence[tuple[int, Key]], stop: int) -> list[tuple[int, int, Key]]:
    """Where each title's part begins and ends; the first takes all that stands before it."""
    starts = [0, *(n for n, _ in titles[1:]), stop]
    return [(a, b, key) for (a, b), (_, key) in zip(pairwise(starts), titles, strict=True)]


def _part(blocks: Sequence[Block], start: int, stop: int, key: Key) -> _Part:
    grids = [b for b in blocks[start:stop] if isinstance(b, Grid)]
    topics = {s.table.topic for s in alignment.read_grids(grids) if s.cells} if grids else set()
    return _Part(start, stop, key, frozenset(topics))


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """Parts without tables belong to what follows them (a title printed twice) or, at the end, to
    what stands before (links to other reports); parts of one report are one."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is None or (last.topics and part.topics and not _one_report(last, part)):
            joined.append(part)
            continue
        key = part.key if not last.topics and part.topics else last.key
        joined[-1] = _Part(last.start, part.stop, key, last.topics | part.topics)
    return joined


def _one_report(a: _Part, b: _Part) -> bool:
    """Whether two titles may be one report's, and its tables lie below either."""
    same = all(x == y or not x or not y for x, y in zip(a.key, b.key, strict=True))
    return same or not a.topics & b.topics


def _report(reading: Reading, part: _Part, *, first: bool) -> Report:
    before = sum(isinstance(b, Paragraph) for b in reading.blocks[: part.start])
    metadata = {k: v for k, v in reading.metadata.items() if k not in _TITLE_TAGS}
    alone = replace(
        reading,
        blocks=reading.blocks[part.start : part.stop],
        metadata=metadata,
        problems=reading.problems if first else (),
        missing=reading.missing if first else (),
    )
    return Report(alone, before)
