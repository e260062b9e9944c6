"""Marks of a pen are told by their colour; seals, coloured rules and grounds are none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.corpus.cases.scans import marked_by_pen
from tests.corpus.scanning.wear import BLUE, RED
from transforms.extract import extract
from transforms.recognition.pen import without_pen
from transforms.recognition.pixels import Pixels

_SCALE = 2.0  # pixels a point
Draw = Callable[[ImageDraw.ImageDraw], None]


def page(draw: Draw, paper: tuple[int, int, int] = (250, 248, 240)) -> Pixels:
    """Lines of black type, and what is drawn on them."""
    image = Image.new("RGB", (1000, 1000), paper)
    pen = ImageDraw.Draw(image)
    type_in(pen, (20, 20, 20))
    draw(pen)
    return np.asarray(image)


def type_in(pen: ImageDraw.ImageDraw, colour: tuple[int, int, int]) -> None:
    for y in range(100, 900, 30):
        for x in range(100, 900, 24):
            pen.rectangle((x, y, x + 12, y + 16), outline=colour, width=2)


def sealed(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse((300, 300, 540, 540), outline=RED, width=6)
    pen.regular_polygon((420, 420, 40), 5, fill=RED)


MARKS: dict[str, Draw] = {
    "ring": lambda pen: pen.ellipse((300, 300, 380, 340), outline=BLUE, width=3),
    "tick": lambda pen: pen.line((500, 400, 510, 420, 540, 380), fill=RED, width=3),
    "stroke": lambda pen: pen.line((500, 400, 560, 404), fill=BLUE, width=3),
}
OTHERS: dict[str, Draw] = {
    "nothing": lambda _: None,
    "seal": sealed,
    "rule": lambda pen: pen.line((100, 482, 900, 482), fill=BLUE, width=3),
    "ground": lambda pen: pen.rectangle((100, 20, 900, 92), fill=BLUE),
    "blue print": lambda pen: type_in(pen, BLUE),
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_are_found_where_they_are(name: str) -> None:
    shown = page(MARKS[name])
    found = without_pen(shown, _SCALE)
    assert found is not None
    drawn = (shown != page(OTHERS["nothing"])).any(axis=2)
    assert (found.marks[drawn] > 0).mean() > 0.9
    assert np.count_nonzero(found.marks) < 8 * np.count_nonzero(drawn)


def test_print_below_a_blue_mark_stays() -> None:
    found = without_pen(page(MARKS["ring"]), _SCALE)
    assert found is not None
    plain, dark = page(OTHERS["nothing"]).max(axis=2), found.picture.max(axis=2) < 100
    assert (dark == (plain < 100)).mean() > 0.9995


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("paper", [(250, 248, 240), (214, 196, 150)], ids=["white", "yellowed"])
def test_what_is_no_pens_is_left_alone(name: str, paper: tuple[int, int, int]) -> None:
    assert without_pen(page(OTHERS[name], paper), _SCALE) is None


def test_figures_under_a_pens_marks_are_doubted_and_the_others_are_not() -> None:
    found = extract(marked_by_pen())
    doubted = [c for c in found.cells if c.confidence < 0.9]
    assert 0 < len(doubted) <= 5 < len(found.cells)
