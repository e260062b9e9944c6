"""A figure too long for its narrow cell, broken into lines: 12 above 34 is 1234.

Two figures, one above the other, may as well be those of two rows without a rule between them. The
cell tells: a broken figure fills it from side to side, and its last line is no longer than the
others. It is never sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.recognition.canvas import Marks
from transforms.recognition.crops import box_of
from transforms.recognition.engine import Read
from transforms.recognition.figures import as_figure
from transforms.recognition.pixels import PIXELS

_DIGITS = re.compile(r"\d{2,}")
_REST = re.compile(r"\d+(?:\.\d+)?")
_MARGIN = 5.5 * PIXELS  # pixels beside a cell's text, at most: what word processors leave
_PITCH = 3.2  # of a digit's height: from line to line, one and a half lines apart


def wrapped_figure(cell: Marks, reads: Sequence[Read]) -> str:
    """The figure that the lines of a cell make together; empty if they may be several."""
    *full, rest = (as_figure(read.text) for read in reads)
    if not full or len(cell.lines) != len(reads) or not _REST.fullmatch(rest):
        return ""
    if not all(map(_DIGITS.fullmatch, full)) or len({len(text) for text in full}) > 1:
        return ""
    if len(rest) > len(full[0]) or not _fills(cell, len(full[0])):
        return ""
    return "".join([*full, rest])


def _fills(cell: Marks, digits: int) -> bool:
    """Whether no further digit fits beside those of the first line, and the next lines follow."""
    boxes = [box_of(line) for line in cell.lines]
    x0, top, x1, bottom = boxes[0]
    free = cell.ink.box[2] - cell.ink.box[0] - (x1 - x0)
    near = all(b[1] - a[1] < _PITCH * (bottom - top) for a, b in pairwise(boxes))
    return near and free < (x1 - x0) / digits + 2 * _MARGIN
