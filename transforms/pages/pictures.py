"""Pages that are pictures of pages: what somebody scanned."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.pages.drawn import Rectangle

_FULL = 0.7  # share of the page


def covered(pictures: Iterable[Rectangle], width: float, height: float) -> bool:
    """Whether pictures fill a page of that size."""
    area = sum(
        max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
        for x0, top, x1, bottom in pictures
    )
    return area > _FULL * width * height
