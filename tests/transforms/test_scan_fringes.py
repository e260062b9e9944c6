"""Sub-pixel rendering is no colour; seals and pens are."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from tests.corpus.scanning.wear import BLUE, RED, on_screen
from transforms.recognition.fringes import without_fringes
from transforms.recognition.pixels import Pixels

_SCALE = 1.5  # pixels a point


def lines_of_type() -> Image.Image:
    """Black strokes on white, three times as large as shown."""
    image = Image.new("L", (1500, 1500), 255)
    pen = ImageDraw.Draw(image)
    for y in range(60, 1440, 60):
        for x in range(60, 1400, 31):
            pen.rectangle((x, y, x + 20, y + 33), outline=0, width=4)
    return image


def colour_of(picture: Pixels) -> Pixels:
    """How far the channels of each pixel differ."""
    return np.asarray(picture.max(axis=2) - picture.min(axis=2), np.uint8)


def test_fringes_become_grey() -> None:
    shown = np.asarray(on_screen(lines_of_type()))
    assert colour_of(shown).max() > 60
    assert colour_of(without_fringes(shown, _SCALE)).max() == 0


def test_seal_among_fringes_stays_red() -> None:
    image = on_screen(lines_of_type())
    ImageDraw.Draw(image).ellipse((380, 380, 495, 495), outline=RED, width=5)
    kept = without_fringes(np.asarray(image), _SCALE)
    assert (kept[381:384, 432:442] == RED).all()
    assert colour_of(kept)[:350].max() == 0


def test_pens_on_paper_are_left_alone() -> None:
    image = lines_of_type().resize((500, 500)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for y in range(20, 480, 60):
        pen.line((40, y, 460, y + 18), fill=BLUE, width=2)
    drawn = np.asarray(image)
    assert without_fringes(drawn, _SCALE) is drawn
