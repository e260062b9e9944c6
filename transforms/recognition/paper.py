"""How large a picture of a page is on paper: what files say of their resolution is often wrong."""

from __future__ import annotations

_A4_WIDTH, _A4_HEIGHT = 595.0, 842.0  # points
_LEAST_RATIO, _GREATEST_RATIO = 1.2, 1.7  # of a sheet's sides


def points_wide(width: float, height: float) -> float:
    """The width on paper, in points, of what has these sides in any unit.

    A sheet is A4, upright or on its side; anything else is a part of a sheet, or a page longer than
    paper, as wide as a sheet.
    """
    if _LEAST_RATIO <= width / height <= _GREATEST_RATIO:
        return _A4_HEIGHT
    return _A4_WIDTH


def per_point(width: float, height: float) -> float:
    """Pixels (or whatever the sides are counted in) that make a point on paper."""
    return width / points_wide(width, height)
