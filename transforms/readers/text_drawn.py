"""Tables drawn with characters (│, |, +---+): each row becomes fields between tabs.

Where rules stand between all rows, the lines between two of them are one row: its cells were too
narrow for their text. Of a table without outer uprights an empty first cell leaves only its
upright, so that the outer ones are told by all rows together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from transforms.flat.flat_labels import is_value

Numbered = tuple[int, str]  # a line's number, from 1, and its text

_UPRIGHT = re.compile("[│┃┆┇┊┋║|｜]")
_RULE = re.compile(r"[\s:+=─-╿|-]*[─-╿=+-]{3}[\s:+=─-╿|-]*")
_FEWEST_UPRIGHTS = 3  # of some row: fewer may stand in a sentence
_FEWEST_ROWS = 5  # that end in a figure
_FEWEST_CELLS = 2  # with a text, of some row
_FEWEST_RULES = 3  # above, between and below two rows
_MOST_LINES = 12  # of one row's cells


def without_drawing(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines, with tabs in the places of a drawn table's uprights and without its rules."""
    for shown, run in groupby(lines, key=lambda line: bool(line[1].strip())):
        if shown:
            yield from _undrawn(list(run))
        else:
            yield from run


def _undrawn(run: Sequence[Numbered]) -> Iterator[Numbered]:
    """Of lines without an empty one among them."""
    rows = [text for _, text in run if _UPRIGHT.search(text) and not _is_rule(text)]
    if not _are_drawn(run, rows):
        yield from _cells([(n, text) for n, text in run if not _is_rule(text)])
        return
    first = all(_UPRIGHT.match(text.lstrip()) for text in rows)
    last = all(_UPRIGHT.match(text.rstrip()[-1]) for text in rows)
    groups = [list(group) for rule, group in groupby(run, lambda n: _is_rule(n[1])) if not rule]
    rules = sum(_is_rule(text) for _, text in run)
    for group in groups:
        drawn = [(number, _fields(text, first=first, last=last)) for number, text in group]
        if rules >= _FEWEST_RULES and (whole := _one_row([fields for _, fields in drawn])):
            drawn = [(group[0][0], whole)]
        yield from ((number, "\t".join(fields)) for number, fields in drawn)


def _cells(run: Sequence[Numbered]) -> Iterator[Numbered]:
    """Lines of one cell each that an upright closes, behind the text or on the next line. One that
    closes none is a blank cell, for which an empty line stands."""
    is_open = True  # an empty line stands before
    for number, text in run:
        alone = _UPRIGHT.fullmatch(text.strip()) is not None
        if not alone:
            yield number, _cell(text)
        elif not is_open:
            yield number, ""
        is_open = not alone and not _UPRIGHT.fullmatch(text.rstrip()[-1])


def _cell(line: str) -> str:
    """A line of one cell without the uprights before and behind it; another one as it is."""
    fields = _UPRIGHT.split(line)
    texts = [field.strip() for field in fields if field.strip()]
    return texts[0] if len(texts) == 1 < len(fields) else line


def _are_drawn(run: Sequence[Numbered], rows: Sequence[str]) -> bool:
    """Whether lines are those of a table: one has several uprights, or many end in a figure behind
    one, or there are such in a rule; not where each has the text of one cell."""
    if all(sum(map(bool, map(str.strip, _UPRIGHT.split(text)))) < _FEWEST_CELLS for text in rows):
        return False
    if any(len(_UPRIGHT.findall(text)) >= _FEWEST_UPRIGHTS for text in rows):
        return True
    if sum(map(_ends_in_figure, rows)) >= _FEWEST_ROWS:
        return True
    return bool(rows) and any(_is_rule(text) and _UPRIGHT.search(text) for _, text in run)


def _ends_in_figure(line: str) -> bool:
    last = _UPRIGHT.split(line)[-1].strip()
    return bool(last) and is_value(last)


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _fields(line: str, *, first: bool, last: bool) -> list[str]:
    """A row's fields, without what stands beyond its outer uprights; another line as it is."""
    fields = _UPRIGHT.split(line)
    if len(fields) == 1:
        return fields
    return [f.strip() for f in fields[int(first) : len(fields) - int(last)]]


def _one_row(lines: Sequence[Sequence[str]]) -> list[str] | None:
    """The fields of lines between two rules, put together; None if they may be rows by themselves:
    they have not as many fields, or figures below each other."""
    if not 1 < len(lines) <= _MOST_LINES or len(set(map(len, lines))) > 1 or len(lines[0]) < 2:
        return None
    columns = [[part for part in column if part] for column in zip(*lines, strict=True)]
    if any(len(parts) > 1 and any(map(is_value, parts)) for parts in columns):
        return None
    return ["".join(parts) for parts in columns]
