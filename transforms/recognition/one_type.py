"""Figures whose digits are not of one type: somebody has written a digit beside printed ones.

Digits of one type are as high as one another and stand on one line; print is as dark in all of
them. A page on which many figures differ so is set in such type, or badly copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from transforms.recognition.glyphs import Glyph
from transforms.recognition.pixels import Pixels

_OFF = 0.13  # of a digit's height, from the others' upper or lower edge
_LEAST = 2.0  # pixels: the rough edge of a digit
_PALER = 45  # of brightness: more than copies make of one type
_CORE = 10  # percent of a digit's box are as dark as its strokes
_USUAL, _FEW = 0.5, 3  # of a page's figures, and more than so many: its type is like that


def of_other_type(grey: Pixels, figures: Mapping[int, Sequence[Glyph]]) -> set[int]:
    """Numbers of the figures that are not of one type; each is given by the glyphs of its digits,
    of which several may touch and be one."""
    several = {n: digits for n, digits in figures.items() if len(digits) > 1}
    differ = {n for n, digits in several.items() if _differ(grey, digits)}
    return differ if len(differ) <= max(_FEW, _USUAL * len(several)) else set()


def _differ(grey: Pixels, digits: Sequence[Glyph]) -> bool:
    edges = np.array([(g.top, g.bottom) for g in digits], np.float64)
    usual = np.median(edges, axis=0)
    most = max(_LEAST, _OFF * float(usual[1] - usual[0]))
    cores = [np.percentile(grey[g.top : g.bottom, g.x0 : g.x1], _CORE) for g in digits]
    return bool(np.abs(edges - usual).max() > most or np.ptp(cores) > _PALER)
