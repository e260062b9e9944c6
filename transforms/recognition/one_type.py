"""Figures whose digits are not of one type: somebody has written a digit beside printed ones.

Digits of one type are as high as one another and stand on one line; print is as dark in all of
them. A page on which many figures differ so is set in such type, or badly copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from transforms.recognition.glyphs import Glyph
from transforms.recognition.pixels import Pixels

_OFF = 0.15  # of a digit's height, from another's upper or lower edge
_LEAST = 2.0  # pixels: the rough edge of a digit
_PALER = 45  # of brightness: more than copies make of one type
_CORE = 10  # percent of a digit's box are as dark as its strokes
_USUAL, _FEW = 0.5, 3  # of a page's figures, and more than so many: its type is like that
_ENOUGH, _UNEVEN = 8, 0.1  # single digits tell it better; so many of them are higher or lower


def of_other_type(grey: Pixels, figures: Mapping[int, Sequence[Glyph]]) -> set[int]:
    """Numbers of the figures that are not of one type; each is given by the glyphs of its digits,
    of which several may touch and be one."""
    several = {n: digits for n, digits in figures.items() if len(digits) > 1}
    differ = {n for n, digits in several.items() if _differ(grey, digits)}
    alone = [digits[0] for digits in figures.values() if len(digits) == 1]
    usual = _is_uneven(alone) if len(alone) >= _ENOUGH else len(differ) > _USUAL * len(several)
    return set() if usual and len(differ) > _FEW else differ


def _is_uneven(digits: Sequence[Glyph]) -> bool:
    """Whether single digits, which are of one type, are not as high as one another."""
    heights = np.array([g.bottom - g.top for g in digits], np.float64)
    usual = float(np.median(heights))
    return bool((np.abs(heights - usual) > max(_LEAST, _OFF * usual)).mean() > _UNEVEN)


def _differ(grey: Pixels, digits: Sequence[Glyph]) -> bool:
    edges = np.array([(g.top, g.bottom) for g in digits], np.float64)
    height = float(np.median(edges[:, 1] - edges[:, 0]))
    cores = [np.percentile(grey[g.top : g.bottom, g.x0 : g.x1], _CORE) for g in digits]
    off = float(np.ptp(edges, axis=0).max())
    return off > max(_LEAST, _OFF * height) or float(np.ptp(cores)) > _PALER
