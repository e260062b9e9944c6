"""Rules of the sheet's other side that shine through: much paler than those that are printed here.

Nothing in between is there, and the dark rules make a table by themselves: pale ones within a dark
frame are its own. On a picture of a screen, where paper has no noise, pale rules are drawn so.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from transforms.pages.ruled_grid import cluster
from transforms.recognition.pixels import PIXELS, Pixels
from transforms.recognition.ridges import LONG, PAPER, Found, along

_PALE, _DARK = 0.2, 0.4  # of the contrast of the darkest rules: what shines through, what does not
_DARKEST = 0.9  # of the length of all rules is no darker
_LEAST = (4, 3)  # dark rules of a table: level and upright ones
_DOTS = 25  # percent of a dotted rule's length has ink
_BESIDE = (-8, -5, 5, 8)  # pixels from a rule's middle: paper, where no print crosses it
_CLEAR = 0.2  # of its length, at least
_STILL = 0.82  # of all neighbours, and more, are as bright as each other on a screen: not on paper
_PAPER_LIKE, _EDGE = 200, 10  # of brightness: no ink; no noise

_Contrasts = list[tuple[float, Found]]


def without_ghosts(pictures: Sequence[Pixels], found: Sequence[list[Found]]) -> list[list[Found]]:
    """Level and upright rules but for such; of the upright ones all is transposed."""
    shown: list[_Contrasts] = [
        [(_contrast(grey, f), f) for f in one] for grey, one in zip(pictures, found, strict=True)
    ]
    long = sorted((c, _length(f)) for one in shown for c, f in one if _length(f) > LONG)
    if not long or not _is_noisy(pictures[0]):
        return [list(one) for one in found]
    lengths = np.cumsum([length for _, length in long])
    darkest = long[int(np.searchsorted(lengths, lengths[-1] * _DARKEST))][0]
    dark = [[f for c, f in one if c > _DARK * darkest] for one in shown]
    between = any(_PALE * darkest < c <= _DARK * darkest for c, _ in long)
    whole = all(
        len(cluster(sorted(f.rule.at for f in one))) >= least
        for one, least in zip(dark, _LEAST, strict=True)
    )
    if between or not whole:
        return [list(one) for one in found]
    return [[f for c, f in one if c > _PALE * darkest] for one in shown]


def _length(found: Found) -> float:
    return found.rule.stop - found.rule.start


def _contrast(grey: Pixels, found: Found) -> float:
    """How much darker than paper the rule, or its dots are, where no print crosses it."""
    rule = found.rule
    columns = np.arange(round(rule.start * PIXELS), round(rule.stop * PIXELS))
    row = np.full(len(columns), round(rule.at * PIXELS))
    if not len(columns):
        return 0.0
    darkest = np.min([along(grey, row + d, columns) for d in (-1, 0, 1)], axis=0)
    beside = np.min([along(grey, row + d, columns) for d in _BESIDE], axis=0)
    clear = beside > _PAPER_LIKE
    shown = darkest[clear] if clear.mean() > _CLEAR else darkest
    return PAPER - float(np.percentile(shown, _DOTS))


def _is_noisy(grey: Pixels) -> bool:
    rows = grey[::PIXELS].astype(np.int16)
    steps = np.abs(np.diff(rows, axis=1))[rows[:, 1:] > _PAPER_LIKE]
    steps = steps[steps < _EDGE]
    return bool(steps.size) and float((steps == 0).mean()) < _STILL
