"""Figures on which somebody has drawn with a coloured pen: read without its marks, and doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from transforms.pages.drawn import Rectangle
from transforms.pages.tables import CellText, PageTable
from transforms.recognition.figures import DOUBTED, may_be_figure
from transforms.recognition.pixels import PIXELS, Mask

_INSETS = (1, 1, -1, -1)  # points, from a cell's rules
_LEAST = 24  # pixels of a mark
_SHORT = 2  # characters: what is longer, and no figure, is a label
_NAMED = 5  # figures in a message

Problem = tuple[str, str]


def with_pen(
    tables: Sequence[PageTable], penned: Mask | None
) -> tuple[list[PageTable], tuple[Problem, ...]]:
    """The tables, figures less sure where a pen has drawn in their cells, and a problem that says
    so: it may have ticked them off, struck them out or changed them. Where nothing else stands in
    a cell, what the pen wrote is not read."""
    if penned is None:
        return list(tables), ()
    doubted = [replace(t, cells=tuple(_cells(t, penned))) for t in tables]
    changed = [
        (table.page, new.text)
        for table, other in zip(tables, doubted, strict=True)
        for old, new in zip(table.cells, other.cells, strict=True)
        if new is not old
    ]
    if not changed:
        return list(tables), ()
    named = ", ".join(text.replace("\n", " ") or "(by pen alone)" for _, text in changed[:_NAMED])
    more = f" and {len(changed) - _NAMED} more" if len(changed) > _NAMED else ""
    message = f"page {changed[0][0]}: a pen has drawn on figures: {named}{more}"
    return doubted, (("marked_by_pen", message),)


def _cells(table: PageTable, penned: Mask) -> list[CellText]:
    return [
        _doubted(text) if _is_penned(cell.box, penned) else text
        for cell, text in zip(table.grid.cells, table.cells, strict=True)
    ]


def _is_penned(box: Rectangle, penned: Mask) -> bool:
    x0, top, x1, bottom = (
        max(0, round((v + by) * PIXELS)) for v, by in zip(box, _INSETS, strict=True)
    )
    return bool(np.count_nonzero(penned[top:bottom, x0:x1]) >= _LEAST)


def _doubted(text: CellText) -> CellText:
    if not text.text:
        return CellText("", clear=False, confidence=DOUBTED)
    if len(text.text) > _SHORT and not may_be_figure(text.text):
        return text
    return text._replace(confidence=min(text.confidence, DOUBTED))
