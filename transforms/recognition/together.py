"""Scanned pages never lie alike: a table that goes on is moved under its first part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.pages.layout import PageText
from transforms.pages.ruled_grid import common_columns
from transforms.pages.tables import PageTable, moved

_NARROWEST, _WIDEST = 0.93, 1.07  # how much one scan may be larger than the next
_FARTHEST = 40.0  # points, from page to page


def on_common_columns(pages: Sequence[PageText]) -> list[PageText]:
    """The pages, tables that begin a page moved where the table that ended the last one stands."""
    placed: list[PageText] = []
    for page in pages:
        last = placed[-1].pieces[-1] if placed and placed[-1].pieces else None
        first = page.pieces[0] if page.pieces else None
        if isinstance(last, PageTable) and isinstance(first, PageTable):
            under = _under(last, first)
            page = replace(page, pieces=(under, *page.pieces[1:]))
        placed.append(page)
    return placed


def _under(upper: PageTable, lower: PageTable) -> PageTable:
    """The lower table with its outer edges where the upper one's are, if its columns fit then."""
    left, right = upper.grid.xs[0], upper.grid.xs[-1]
    scale = (right - left) / (lower.grid.xs[-1] - lower.grid.xs[0])
    shift = left - scale * lower.grid.xs[0]
    near = abs(left - lower.grid.xs[0]) < _FARTHEST and _NARROWEST < scale < _WIDEST
    xs = tuple(scale * x + shift for x in lower.grid.xs)
    if not near or not common_columns(upper.grid.xs, xs):
        return lower
    return moved(lower, scale, right=shift, down=0.0)
