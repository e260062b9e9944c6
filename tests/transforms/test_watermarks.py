"""Words printed over a page: pale ones, and those too large for any title."""

from __future__ import annotations

from transforms.readers.pdf_text_state import TextState
from transforms.readers.watermarks import Printed, watermarks

BLACK, RED = (0, 0, 0), (255, 0, 0)


def _printed(order: int, size: float, color: tuple[int, int, int], x: float) -> Printed:
    state = TextState(order, size, 0, color, None, invisible=False)
    return state, "2", (x, 100.0, x + size, 100.0 + size)


TEXT = [_printed(n, 10.0, BLACK, 20.0 * n) for n in range(8)]


def test_a_huge_word_over_others_is_a_mark_in_any_color() -> None:
    assert watermarks([*TEXT, _printed(9, 48.0, RED, 50.0)]) == {9}


def test_a_huge_word_beside_others_is_none() -> None:
    assert watermarks([*TEXT, _printed(9, 48.0, RED, 400.0)]) == frozenset()


def test_a_large_word_may_be_a_figure() -> None:
    assert watermarks([*TEXT, _printed(9, 22.0, BLACK, 50.0)]) == frozenset()
