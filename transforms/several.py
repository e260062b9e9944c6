"""Several reports in one file: a column page with many years, 汇总 and 本级 in one PDF.

They stay apart. A report begins with its title; what lies between two different titles is one
report if it has statutory tables, and tables of the same topics as another has, or sections of its
own under the title of another body or year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transforms import alignment
from transforms.blocks import Block, Grid, Paragraph, Reading
from transforms.sections import sections
from vocabulary.text import squash
from vocabulary.title_parts import scope_of
from vocabulary.titles import may_be_report, parse_title

_LONGEST_TITLE = 60
_IN_BRACKETS = re.compile(r"[(【\[].{1,10}[)】\]]")  # （全市汇总） on a line of its own
_FEWEST_SECTIONS = 2  # that make a text a report of its own
_TITLE_TAGS = ("ArticleTitle", "h1", "title", "Title")

Key = tuple[str | None, int | None, str]  # agency, year, scope


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a file; `paragraphs_before` are those of the file that stand before it, `scope`
    whose figures are its own where a table holds several bodies', or several tables do below a
    `caption` each."""

    reading: Reading
    paragraphs_before: int = 0
    scope: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    stop: int
    key: Key
    topics: frozenset[str]
    sections: int  # if they begin with the first

    @property
    def is_body(self) -> bool:
        """Whether it is more than a title or a link."""
        return bool(self.topics) or self.sections >= _FEWEST_SECTIONS


def reports_in(reading: Reading) -> list[Report]:
    """The file's reports in their order; a file of one report (or none) comes back as it is."""
    titles = _titles(reading.blocks)
    if len({key for _, key in titles}) < 2:
        return [Report(reading)]
    ends = _ends(titles, len(reading.blocks))
    if sum(_may_be_body(reading.blocks[start:stop]) for start, stop, _ in ends) < 2:
        return [Report(reading)]  # the other titles are links
    holding = sum(any(isinstance(b, Grid) for b in reading.blocks[a:z]) for a, z, _ in ends)
    parts = _joined([_part(reading.blocks, *one, compared=holding > 1) for one in ends])
    tables = [part.topics for part in parts if part.topics]
    topics = [t for one in tables for t in one]
    divided = len(tables) > 1 and not all(any(topics.count(t) > 1 for t in one) for one in tables)
    if len(parts) < 2 or divided:
        return [Report(reading)]
    return [_report(reading, part, first=n == 0) for n, part in enumerate(parts)]


def _titles(blocks: Sequence[Block]) -> list[tuple[int, Key]]:
    """(block, what it says) of each paragraph that is the title of an annual report, or the first
    line of one that is set on two."""
    found: list[tuple[int, Key]] = []
    lines = ["", *(_line_of_title(block) for block in blocks), ""]
    said = [_says(line) for line in lines[1:]]
    for n, (above, line, following) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if key := said[n]:
            found.append(_with_lines_around(n, key, above, line, following))
        elif line and following and not said[n + 1]:
            key = _says(line + following)
            if key and all(key[:2]):
                found.append((n, key))
    return found


def _with_lines_around(at: int, key: Key, above: str, line: str, following: str) -> tuple[int, Key]:
    """The agency may stand on the line above the title, the scope on the one below."""
    if key[2] == "unknown" and _IN_BRACKETS.fullmatch(following):
        key = (*key[:2], scope_of(following))
    if not key[0] and above and parse_title(above).reason == "agency_only":
        named = _says(above + line)
        if named and named[0]:
            return at - 1, (*named[:2], key[2])
    return at, key


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


def _may_be_body(blocks: Sequence[Block]) -> bool:
    """Whether there may be more than a title or a link; tables are not looked into."""
    if any(isinstance(b, Grid) for b in blocks):
        return True
    return len(sections([b.text for b in blocks if isinstance(b, Paragraph)])) >= _FEWEST_SECTIONS


def _part(blocks: Sequence[Block], start: int, stop: int, key: Key, *, compared: bool) -> _Part:
    """What lies below a title. Tables are read where they are `compared` with others', or else
    would tell whether it is a body."""
    grids = [b for b in blocks[start:stop] if isinstance(b, Grid)]
    told = sections([b.text for b in blocks[start:stop] if isinstance(b, Paragraph)])
    count = len(told) if told and told[0].number in ("一", "") else 0
    topics = _topics(grids) if grids and (compared or count < _FEWEST_SECTIONS) else frozenset()
    return _Part(start, stop, key, topics, count)


def _topics(grids: Sequence[Grid]) -> frozenset[str]:
    return frozenset(s.table.topic for s in alignment.read_grids(grids) if s.cells)


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """Parts with nothing in them belong to what follows them (a title printed twice) or, at the
    end, to what stands before (links to other reports); parts of one report are one."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is None or _apart(last, part):
            joined.append(part)
            continue
        key = part.key if not last.is_body and part.is_body else last.key
        topics, count = last.topics | part.topics, last.sections + part.sections
        joined[-1] = _Part(last.start, part.stop, key, topics, count)
    return joined


def _apart(a: _Part, b: _Part) -> bool:
    if a.topics and b.topics:
        return not _one_report(a, b)
    return (
        a.is_body
        and b.is_body
        and any(x and y and x != y for x, y in zip(a.key[:2], b.key[:2], strict=True))
    )


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
        in_columns=(),
    )
    return Report(alone, before)
