"""A sheet that does not lie flat is made level; one whose lines are straight stays as it is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from transforms.recognition.flatten import page_lines
from transforms.recognition.pixels import PIXELS, Floats, Pixels
from transforms.recognition.sag import Sag, level_again, sag_of

_SIZE = 1200, 1500  # pixels: width, height
_ROWS = range(200, 1400, 60)


def table() -> Pixels:
    sheet = np.full((_SIZE[1], _SIZE[0]), 255, np.uint8)
    for y in _ROWS:
        sheet[y : y + 3, 100:1100] = 0
    for x in range(100, 1101, 125):
        sheet[200:1341, x : x + 3] = 0
    return sheet


def seen(move: Floats) -> Pixels:
    """The table, each column moved down by so many pixels."""
    x, y = np.meshgrid(np.arange(_SIZE[0]), np.arange(_SIZE[1]))
    return np.asarray(
        cv2.remap(
            table(),
            x.astype(np.float32),
            (y - move).astype(np.float32),
            cv2.INTER_LINEAR,
            borderValue=255,
        ),
        np.uint8,
    )


def bow(depth: float) -> Floats:
    across = np.linspace(-1, 1, _SIZE[0])
    return np.asarray(depth * across**2 * (1 + 0.4 * across), np.float64)


def sag_in(sheet: Pixels) -> Sag | None:
    return sag_of(page_lines(sheet, PIXELS)[0], *_SIZE)


@pytest.mark.parametrize("depth", [14.0, -20.0])
def test_bowed_lines_are_level_again(depth: float) -> None:
    sheet = seen(bow(depth))
    sag = sag_in(sheet)
    assert sag is not None
    flat = level_again(sheet, sag, cv2.BORDER_REPLICATE)
    for y in _ROWS[2:-2]:
        rows = flat[y - 30 : y + 30, 130:1070:125].argmin(axis=0)
        assert np.ptp(rows) <= 2


def test_a_place_on_the_level_sheet_is_found_on_the_bowed_one() -> None:
    move = bow(14.0)
    sag = sag_in(seen(move))
    assert sag is not None
    x, y = np.array([150.0, 600.0, 1050.0]), np.full(3, 700.0)
    found = sag.down(x, y) - sag.down(np.array([600.0]), np.array([700.0]))
    expected = move[[150, 600, 1050]] - move[600]
    assert np.abs(found - expected).max() < 1.5


@pytest.mark.parametrize("slope", [0.0, 0.02])
def test_straight_lines_have_no_sag(slope: float) -> None:
    assert sag_in(seen(slope * np.arange(_SIZE[0], dtype=np.float64))) is None


def test_steps_are_no_sag() -> None:
    assert sag_in(seen(np.where(np.arange(_SIZE[0]) > 600, 12.0, 0.0))) is None
