"""A 4 that lost its thin strokes is a stem with ink beside it, at the height of the bar."""

from __future__ import annotations

import numpy as np
import pytest

from transforms.recognition.broken_fours import with_fours
from transforms.recognition.canvas import Canvas
from transforms.recognition.figures import SURE, Figure
from transforms.recognition.glyphs import Glyph
from transforms.recognition.ink import Part

HEIGHT, TOP = 16, 10
STEMS = (20, 30)  # where each stem of the figure begins


def read(*specks: tuple[int, int], text: str = "11", trace: int = 0) -> Figure:
    """What two stems are read as; `specks`: left upper corners of further ink, 3 by 2 pixels.
    `trace`: how dark what is left of the second one's bar is."""
    ink = np.zeros((40, 60), np.uint8)
    found = []
    for x in STEMS:
        ink[TOP : TOP + HEIGHT, x : x + 4] = 255
        part = Part(x, TOP, x + 4, TOP + HEIGHT, 4 * HEIGHT)
        found.append(Glyph(x, TOP, x + 4, TOP + HEIGHT, (part,)))
    for x, y in specks:
        ink[y : y + 2, x : x + 3] = 255
    grey = 255 - ink
    grey[TOP + 10, 26] -= trace
    canvas = Canvas(grey, ink, ink * 0, ink * 0)
    return with_fours(Figure(text, SURE), canvas, found, HEIGHT)


def test_stem_with_the_rest_of_a_bar_is_a_4_and_not_sure() -> None:
    figure = read((25, TOP + 10))
    assert figure.text == "14"
    assert figure.confidence < 0.9
    assert read((15, TOP + 10), (25, TOP + 10)).text == "44"


def test_stems_alone_are_as_they_were_read() -> None:
    assert read() == Figure("11", SURE)


def test_1_with_a_trace_of_a_bar_stays_and_is_not_sure() -> None:
    assert read(trace=20) == Figure("11", SURE)
    assert read(trace=100).text == "11"
    assert read(trace=100).confidence < 0.9


def test_flag_and_foot_are_those_of_a_1() -> None:
    assert read((17, TOP)) == Figure("11", SURE)
    assert read((17, TOP + 10), (17, TOP + 14)) == Figure("11", SURE)


def test_point_at_the_foot_is_no_bar() -> None:
    assert read((25, TOP + 14)) == Figure("11", SURE)


def test_other_digits_stay() -> None:
    assert read((25, TOP + 10), text="17") == Figure("17", SURE)


@pytest.mark.parametrize("is_glyph", [True, False])
def test_minus_sign_before_a_1_is_no_bar(*, is_glyph: bool) -> None:
    """Fewer by one than last year: -1 is no -4, whether the sign was taken for ink or for dirt."""
    ink = np.zeros((40, 60), np.uint8)
    ink[TOP : TOP + HEIGHT, 30:34] = 255
    ink[TOP + 9 : TOP + 11, 22:28] = 255
    stem = Glyph(30, TOP, 34, TOP + HEIGHT, (Part(30, TOP, 34, TOP + HEIGHT, 4 * HEIGHT),))
    minus = Glyph(22, TOP + 9, 28, TOP + 11, (Part(22, TOP + 9, 28, TOP + 11, 12),))
    canvas = Canvas(255 - ink, ink, ink * 0, ink * 0)
    found = [minus, stem] if is_glyph else [stem]
    figure = with_fours(Figure("-1", SURE), canvas, found, HEIGHT)
    assert figure.text == "-1"
    assert not is_glyph or figure.confidence == SURE
