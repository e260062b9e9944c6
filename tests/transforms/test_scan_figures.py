"""Figures of scans: what the readings and the ink say together decides how sure one is."""

from __future__ import annotations

from transforms.recognition.engine import Read
from transforms.recognition.figures import SURE, decide
from transforms.recognition.glyphs import Glyph
from transforms.recognition.ink import Part

HEIGHT = 27  # pixels, of a digit


def glyph(x0: int, x1: int) -> Glyph:
    part = Part(x0, 0, x1, HEIGHT, (x1 - x0) * HEIGHT // 2)
    return Glyph(x0, 0, x1, HEIGHT, (part,))


TOUCHING = [glyph(0, 33), glyph(34, 70), glyph(78, 95), glyph(96, 113)]  # 12 34 0 5


def test_digits_that_touch_are_sure_where_readings_agree() -> None:
    reads = [Read("123405", 1.0)] * 3
    assert decide(reads, TOUCHING, HEIGHT, 0.0).confidence == SURE


def test_space_between_digits_may_be_a_lost_point() -> None:
    reads = [Read("123405", 1.0), Read("1234 05", 1.0), Read("1234 05", 1.0)]
    assert decide(reads, TOUCHING, HEIGHT, 0.0).confidence < 0.9
