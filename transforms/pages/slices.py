"""Where on which page something stands that was read from several pages put together, or from one
of several pages that a picture shows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from transforms.pages.drawn import Rectangle


@dataclass(frozen=True, slots=True)
class Slices:
    """Consecutive pages below one another: where each begins, in the unit of a locator's box. Of
    several pages of one picture, `part` says which this is, from 0 on, and `parts` their number."""

    tops: tuple[float, ...] = (0.0,)
    part: int = 0
    parts: int = 1

    def place(self, first: int, box: Rectangle) -> tuple[int, Rectangle]:
        """The page, where `first` is the first one's number, on which most of a box stands, and
        the box there."""
        x0, top, x1, bottom = box
        n = max(0, bisect_right(self.tops, (top + bottom) / 2) - 1)
        above = self.tops[n]
        return first + n, (x0, top - above, x1, bottom - above)


WHOLE = Slices()
