"""Upright watermarks: pale or huge words, printed over what the page says.

Their digits would be read as those of the cells that they lie on. Pale text that lies on nothing is
left alone, and so is what is as large as the rest: some agencies print their zeros in grey.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from transforms.pages.drawn import Rectangle
from transforms.readers.pdf_text_state import Color, TextState

_PALE = 128  # of 255: the darkest channel of a pale colour is lighter than this
_OTHER_SIZE = 1.1
_LARGE = 2.0  # times the usual size: one such word is enough, of smaller ones it takes several
_HUGE = 3.0  # times the usual size: no title of a report is as large, whatever its colour
_SEVERAL = 3
_PATCH = 20.0  # points

Printed = tuple[TextState, str, Rectangle]
_Kind = tuple[str, Color | None, float]  # what it says, its colour and size


def watermarks(printed: Iterable[Printed]) -> frozenset[int]:
    """The texts (by `order`) that are watermarks."""
    dark: list[Printed] = []
    pale: dict[int, list[Printed]] = defaultdict(list)
    whole = list(printed)
    huge = _HUGE * median([state.size for state, _, _ in whole] or [0.0])
    for one in whole:
        if one[0].size > huge or (one[0].color is not None and min(one[0].color) > _PALE):
            pale[one[0].order].append(one)
        else:
            dark.append(one)
    if not pale or not dark:
        return frozenset()
    usual = median(state.size for state, _, _ in dark)
    kinds: dict[_Kind, list[int]] = defaultdict(list)
    for order, characters in pale.items():
        state = characters[0][0]
        kinds["".join(c[1] for c in characters), state.color, round(state.size, 1)].append(order)
    said = _middles(dark)
    return frozenset(
        order
        for (_, _, size), orders in kinds.items()
        if _is_of_another_size(size, usual, len(orders))
        and any(_lies_on(box, said) for order in orders for _, _, box in pale[order])
        for order in orders
    )


def _is_of_another_size(size: float, usual: float, count: int) -> bool:
    ratio = max(size / usual, usual / size) if size and usual else 1.0
    return ratio > _LARGE or (ratio > _OTHER_SIZE and count >= _SEVERAL)


def _middles(printed: Sequence[Printed]) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """The middles of characters, by the patch of the page that they lie in."""
    found: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for _, text, (x0, top, x1, bottom) in printed:
        if not text.isspace():
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            found[int(x // _PATCH), int(y // _PATCH)].append((x, y))
    return found


def _lies_on(box: Rectangle, said: dict[tuple[int, int], list[tuple[float, float]]]) -> bool:
    x0, top, x1, bottom = box
    return any(
        x0 < x < x1 and top < y < bottom
        for column in range(int(x0 // _PATCH), int(x1 // _PATCH) + 1)
        for row in range(int(top // _PATCH), int(bottom // _PATCH) + 1)
        for x, y in said.get((column, row), ())
    )
