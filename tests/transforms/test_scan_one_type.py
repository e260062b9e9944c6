"""A digit that somebody has written beside printed ones is not of their type."""

from __future__ import annotations

import numpy as np

from transforms.recognition.glyphs import Glyph
from transforms.recognition.one_type import of_other_type
from transforms.recognition.pixels import Pixels

_TOP, _FOOT = 20, 44


def drawn(grey: Pixels, x: int, top: int = _TOP, foot: int = _FOOT, ink: int = 20) -> Glyph:
    """A stroke on the sheet, as its glyph."""
    grey[top:foot, x : x + 10] = ink
    return Glyph(x, top, x + 10, foot, ())


def figure(grey: Pixels, row: int) -> list[Glyph]:
    """Three printed digits."""
    down = 60 * row
    return [drawn(grey, x, _TOP + down, _FOOT + down) for x in (20, 36, 52)]


def sheet() -> Pixels:
    return np.full((800, 200), 250, np.uint8)


def test_digit_that_is_taller_or_paler_or_stands_lower_was_written() -> None:
    for top, foot, ink in ((_TOP - 6, _FOOT, 20), (_TOP, _FOOT, 110), (_TOP + 5, _FOOT + 5, 20)):
        grey = sheet()
        figures = {n: figure(grey, n) for n in range(4)}
        figures[2].append(drawn(grey, 70, 120 + top, 120 + foot, ink))
        assert of_other_type(grey, figures) == {2}


def test_digits_with_rough_edges_are_of_one_type() -> None:
    grey = sheet()
    figures = {
        n: [*figure(grey, n), drawn(grey, 70, 60 * n + _TOP - 1, 60 * n + _FOOT + 1)]
        for n in (0, 1)
    }
    assert not of_other_type(grey, figures)


def test_type_whose_digits_differ_in_height_is_left_alone() -> None:
    grey = sheet()
    figures = {
        n: [*figure(grey, n), drawn(grey, 70, 60 * n + _TOP + 6, 60 * n + _FOOT + 6)]
        for n in range(8)
    }
    assert not of_other_type(grey, figures)


def test_single_digits_tell_the_type_where_most_figures_were_written_beside() -> None:
    grey = np.full((1800, 200), 250, np.uint8)
    single = {n: [drawn(grey, 120, 60 * n + _TOP, 60 * n + _FOOT)] for n in range(10, 20)}
    written = {
        n: [*figure(grey, n), drawn(grey, 70, 60 * n + _TOP + 6, 60 * n + _FOOT + 6)]
        for n in range(8)
    }
    assert of_other_type(grey, single | written) == set(written)
