"""Whether a printed character can be seen: not white on white, not clipped, not painted over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_lines import Point
from transforms.readers.pdf_objects import Fill
from transforms.readers.pdf_text_state import Color, TextState

_BAND = 40.0  # points: fills are kept by height, so that a page of many is searched fast
_DIFFERENT = 12  # of 255, in one channel: less cannot be seen
_CELL = 2.2  # times the size of its figure: the height of a cell that is painted over
_TABLE = 200.0  # points: its width
_WHITE: Color = (255, 255, 255)


class Backdrop:
    """The areas painted on a page, asked for what lies under and over a point of it."""

    def __init__(self, fills: Sequence[Fill]) -> None:
        """`fills` in order of drawing."""
        self._bands: dict[int, list[Fill]] = defaultdict(list)
        for fill in fills:
            for band in range(int(fill.box[1] // _BAND), int(fill.box[3] // _BAND) + 1):
                self._bands[band].append(fill)

    def shows(self, state: TextState, x: float, y: float) -> bool:
        """Whether text of that state can be seen at that point, before anything is put over it."""
        if state.invisible:
            return False
        if state.clip is not None:
            x0, top, x1, bottom = state.clip
            if not (x0 <= x <= x1 and top <= y <= bottom):
                return False
        if state.color is None:
            return True
        behind = self._behind(state.order, x, y)
        return behind is None or _differ(state.color, behind)

    def covers(self, state: TextState, x: float, y: float) -> bool:
        """Whether something opaque was painted over that point later."""
        if not self._bands:
            return False
        over = [f.order for f in self._at(x, y) if f.order > state.order and f.opaque]
        if not over:
            return False  # as for most
        return any(n % 2 for n in Counter(over).values())  # a ring's inner edge leaves its middle

    def erases(self, state: TextState, ink: Rectangle) -> bool:
        """Whether what was painted over the whole ink of a text later is what was behind it: a
        corrected figure's cell, or all that stood there before, and no box that lies over some
        cells as a page's buttons do."""
        x, y = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
        behind = self._behind(state.order, x, y)
        return behind is not None and any(
            fill.order > state.order
            and fill.opaque
            and fill.color is not None
            and not _differ(fill.color, behind)
            and _contains(fill.box, ink)
            and not _is_button(fill.box, state.size)
            for fill in self._at(x, y)
        )

    def _behind(self, order: int, x: float, y: float) -> Color | None:
        """The colour under a text; None if that is a picture or a pattern, or shines through."""
        color: Color | None = _WHITE
        if not self._bands:
            return color
        for fill in self._at(x, y):
            if fill.order < order:
                color = fill.color if fill.opaque else None
        return color

    def _at(self, x: float, y: float) -> Iterator[Fill]:
        for fill in self._bands.get(int(y // _BAND), ()):
            x0, top, x1, bottom = fill.box
            if x0 <= x <= x1 and top <= y <= bottom and _holds(fill.outline, x, y):
                yield fill


def _holds(outline: Sequence[Point], x: float, y: float) -> bool:
    """Whether a point lies within an outline; there is none around what fills its box."""
    inside = not outline
    for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
    return inside


def _is_button(box: Rectangle, size: float) -> bool:
    """Whether an area is larger than a cell, and smaller than a table."""
    width, height = box[2] - box[0], box[3] - box[1]
    return height > _CELL * size and width < _TABLE


def _contains(box: Rectangle, other: Rectangle) -> bool:
    x0, top, x1, bottom = other
    return box[0] <= x0 and box[1] <= top and x1 <= box[2] and bottom <= box[3]


@lru_cache(maxsize=4096)
def _differ(one: Color, other: Color) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) > _DIFFERENT
