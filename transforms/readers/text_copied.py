"""Tables copied out of a browser whose cells hold paragraphs: every cell stands on lines of its
own, and the tabs between cells on lines of their own, too.

One empty line parts a paragraph from the tab behind or before it, more of them a row from the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.flat.flat_labels import is_value
from transforms.readers.text_drawn import Numbered

_ONLY_TABS = re.compile(r" *\t[\t ]*")
_FEWEST = 3  # lines of nothing but tabs
_NEAR = 1  # empty lines inside a row


def with_rows_on_lines(lines: Sequence[Numbered]) -> list[Numbered]:
    """The lines, each row of such a table on one; any others as they are."""
    if sum(_ONLY_TABS.fullmatch(text) is not None for _, text in lines) < _FEWEST:
        return list(lines)
    return list(_rows(lines))


class _Shown(NamedTuple):
    """A line that is not empty; `tabs`: it has nothing else; `gap`: the empty lines above it."""

    number: int
    text: str
    tabs: bool
    gap: int


def _rows(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    shown = list(_shown(lines))
    number, row, ends_in_tabs = 0, "", False
    for line, following in zip(shown, [*shown[1:], None], strict=True):
        in_row = line.tabs or (ends_in_tabs and _is_cell(line, following))
        if row and line.gap <= _NEAR and in_row:
            row += line.text
        else:
            if row:
                yield number, row
            if line.gap:
                yield line.number - 1, ""
            number, row = line.number, line.text
        ends_in_tabs = line.tabs
    yield number, row


def _shown(lines: Sequence[Numbered]) -> Iterator[_Shown]:
    gap = 0
    for number, text in lines:
        tabs = _ONLY_TABS.fullmatch(text) is not None
        if tabs or text.strip():
            yield _Shown(number, text.strip(" "), tabs, gap)
            gap = 0
        else:
            gap += 1


def _is_cell(line: _Shown, following: _Shown | None) -> bool:
    """Whether a text behind a tab is a cell, and not what follows a table that ends in a blank."""
    goes_on = following is not None and (following.tabs or following.gap > _NEAR)
    return goes_on or is_value(line.text)
