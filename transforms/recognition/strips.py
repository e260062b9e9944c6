"""Slices: one long picture of a report, cut at any height into pictures, and put together again.

Tools that publish a report as pictures cut it where a screen or a sheet ends, through rows and
characters. A page that was scanned or photographed has paper at its upper and lower edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from transforms.recognition.paper import points_wide
from transforms.recognition.pixels import Pixels

LONGEST = 842.0 * 12  # points of one strip
_ROWS = 3  # pixels of an edge
_DARK = 50  # of brightness: ink
_MOST = 0.5  # of an edge is dark: it is the ground on which a sheet lies
_BORDER = 0.02  # of the width: shadows along the sheet's sides
_LEAST = 3  # strokes that reach an edge: a streak of the scanner runs through all pages
_NEAR = 2.0  # pixels: strokes lean, compression moves edges
_ALIKE = 0.3  # correlation: specks at two edges have none, rules and cut characters more

Line = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Strip:
    """Consecutive pages, the first of which has that number, as one picture; `tops` are the rows
    of it in which they begin."""

    first: int
    pixels: Pixels
    tops: tuple[int, ...] = (0,)


def strips(pages: Iterable[tuple[int, Pixels]]) -> Iterator[Strip]:
    """Numbered pages in their order, those that are slices of one picture put together."""
    parts: list[Pixels] = []
    first = 0
    for number, pixels in pages:
        if parts and number == first + len(parts) and _fits(parts, pixels):
            parts.append(pixels)
            continue
        if parts:
            yield _together(first, parts)
        first, parts = number, [pixels]
    if parts:
        yield _together(first, parts)


def _fits(parts: list[Pixels], below: Pixels) -> bool:
    width = below.shape[1]
    height = sum(p.shape[0] for p in parts) + below.shape[0]
    long = height * points_wide(width, height) / width
    return long <= LONGEST and runs_on(parts[-1], below)


def _together(first: int, parts: list[Pixels]) -> Strip:
    if len(parts) == 1:
        return Strip(first, parts[0])
    tops = np.cumsum([0, *(p.shape[0] for p in parts[:-1])])
    return Strip(first, np.vstack(parts), tuple(map(int, tops)))


def runs_on(upper: Pixels, lower: Pixels) -> bool:
    """Whether the ink at the foot of one picture goes on at the head of the next one."""
    if upper.shape[1:] != lower.shape[1:]:
        return False
    foot, head = _darkness(upper[-_ROWS:]), _darkness(lower[:_ROWS])
    for edge in (foot, head):
        dark = edge > _DARK
        if dark.mean() > _MOST or np.count_nonzero(np.diff(dark, prepend=0) == 1) < _LEAST:
            return False
    return bool(np.corrcoef(_blurred(foot), _blurred(head))[0, 1] > _ALIKE)


def _darkness(edge: Pixels) -> Line:
    """How much darker than the ground around it an edge is along it, the sheet's sides left out."""
    grey = edge.astype(np.float32).mean(axis=tuple(range(2, edge.ndim))).mean(axis=0)
    border = round(_BORDER * len(grey))
    grey = grey[border : len(grey) - border]
    ground = cv2.morphologyEx(grey[None], cv2.MORPH_CLOSE, np.ones((1, 2 * border + 1), np.uint8))
    return np.asarray(ground[0] - grey, np.float32)


def _blurred(darkness: Line) -> Line:
    return np.asarray(cv2.GaussianBlur(darkness[None], (0, 0), _NEAR)[0], np.float32)
