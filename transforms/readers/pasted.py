"""Tables pasted into a page of text as pictures: recognised, and put where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from transforms.pages.drawn import Drawn, Rectangle
from transforms.pages.tables import PageTable, moved
from transforms.recognition.pixels import Pixels

Look = Callable[[Rectangle, float], Pixels]  # a box in points of the page, pixels to a point

_NARROWEST, _LOWEST = 150.0, 50.0  # points: less shows no statutory table
_MOST = 4  # pictures of a page
_TOUCHING = 1.5  # points: programs cut a picture into strips
_PIXELS_A_POINT = 3.0
_AS_WIDE = (
    480.0  # points: a table shrunk to fit is looked at as if it were as wide as a page's text
)
_WRITTEN_ON = 8  # characters printed over it: a background


def pasted_tables(drawn: Drawn, look: Look) -> list[PageTable]:
    """The tables that pictures on the page show; `look` is how the page is seen."""
    found: list[PageTable] = []
    for box in _pictures(drawn):
        found += _tables(drawn, box, look)
    return found


def may_hold_tables(drawn: Drawn) -> bool:
    """Whether the page has a picture that may show one."""
    return bool(_pictures(drawn))


def _tables(drawn: Drawn, box: Rectangle, look: Look) -> Iterator[PageTable]:
    from transforms.recognition.page import tables_in  # the models are loaded where needed

    x0, y0, x1, y1 = drawn.on_page(box)
    enlarged = max(1.0, _AS_WIDE / max(x1 - x0, y1 - y0))
    scale = _PIXELS_A_POINT * enlarged
    left, top = max(x0, 0.0), max(y0, 0.0)

    def on_page(found: Rectangle) -> Rectangle:
        a, b, c, d = (v / scale for v in found)
        return a + left, b + top, c + left, d + top

    for table in tables_in(look((left, top, x1, y1), scale), _PIXELS_A_POINT, drawn.page, on_page):
        yield moved(table, 1 / enlarged, box[0], box[1])


def _pictures(drawn: Drawn) -> list[Rectangle]:
    """Where pictures stand that are large enough for a table, the largest ones; what reaches beyond
    the paper does not show."""
    shown = [_on_paper(drawn, box) for box in _together(drawn.pictures)]
    large = [b for b in shown if b[2] - b[0] > _NARROWEST and b[3] - b[1] > _LOWEST]
    bare = [box for box in large if _printed_over(drawn, box) < _WRITTEN_ON]
    return sorted(bare, key=_area, reverse=True)[:_MOST]


def _on_paper(drawn: Drawn, box: Rectangle) -> Rectangle:
    """The box within the page; upside down if it lies beside it."""
    x0, top, x1, bottom = box
    return max(x0, 0.0), max(top, 0.0), min(x1, drawn.width), min(bottom, drawn.height)


def _printed_over(drawn: Drawn, box: Rectangle) -> int:
    x0, top, x1, bottom = box
    return sum(1 for g in drawn.glyphs if x0 < g.x0 and g.x1 < x1 and top < g.top < bottom)


def _area(box: Rectangle) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _together(boxes: Sequence[Rectangle]) -> list[Rectangle]:
    """The boxes, those that lie under each other and touch put together as one."""
    joined: list[Rectangle] = []
    for box in sorted(boxes, key=lambda b: (round(b[0]), b[1])):
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, box):
            joined[-1] = (last[0], last[1], last[2], max(last[3], box[3]))
        else:
            joined.append(box)
    return joined


def _goes_on(upper: Rectangle, lower: Rectangle) -> bool:
    same = abs(upper[0] - lower[0]) < _TOUCHING and abs(upper[2] - lower[2]) < _TOUCHING
    return same and abs(upper[3] - lower[1]) < _TOUCHING
