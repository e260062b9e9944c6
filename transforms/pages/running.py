"""Lines that run along from page to page, above or below what the pages say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.pages.layout import PageText
from transforms.pages.lines import Line, is_enumerated

_MARGIN = 0.13  # of the page's height: running lines stand above or below
_LEAST_MARGIN = 60.0  # points, on small pages
_SAME_HEIGHT = 3.0  # points
_WORD = re.compile(r"[^\W\d_]")
_LEAST = 4  # letters or characters of such a line: figures alone may be a table's
_DIGITS = re.compile(r"\d+")


def without_running_lines(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, with each line that runs along kept where it stands first, at a page's head."""
    seen: list[Line] = []
    kept: list[PageText] = []
    repeated = _repeated(pages)
    for page in pages:
        pieces = []
        for piece in page.pieces:
            if isinstance(piece, Line) and _zone(piece, page) and _among(piece, repeated):
                if _zone(piece, page) == "foot" or _among(piece, seen):
                    continue
                seen.append(piece)
            pieces.append(piece)
        kept.append(replace(page, pieces=tuple(pieces)))
    return kept


def in_margin(line: Line, page: PageText) -> bool:
    """Whether a line stands at the page's head or foot, and heads no section."""
    return bool(_zone(line, page)) and not is_enumerated(line)


def _zone(line: Line, page: PageText) -> str:
    margin = max(_MARGIN * page.height, _LEAST_MARGIN)
    if line.top < margin:
        return "head"
    return "foot" if line.top > page.height - margin else ""


def _repeated(pages: Sequence[PageText]) -> list[Line]:
    """Lines that stand at the same height of two pages' heads or feet, numbers aside."""
    before: list[Line] = []
    repeated: list[Line] = []
    for page in pages:
        here = [p for p in page.pieces if isinstance(p, Line) and _zone(p, page)]
        here = [line for line in here if len(_WORD.findall(line.text)) >= _LEAST]
        repeated += [line for line in here if _among(line, before) and not _among(line, repeated)]
        before += here
    return repeated


def _among(line: Line, others: Sequence[Line]) -> bool:
    words = _DIGITS.sub("#", line.text)
    return any(
        abs(line.top - other.top) < _SAME_HEIGHT and words == _DIGITS.sub("#", other.text)
        for other in others
    )
