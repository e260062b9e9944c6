"""The end of a page cuts a table: its rules end in the open, its type goes on below them."""

from __future__ import annotations

import numpy as np

from tests.transforms.test_scan_geometry import ruled
from transforms.pages.drawn import Rule
from transforms.pages.ruled_grid import find_grids
from transforms.recognition.canvas import Canvas
from transforms.recognition.hanging import with_hanging
from transforms.recognition.pixels import PIXELS, Mask
from transforms.recognition.rules import rules

_LEFT, _MIDDLE, _RIGHT = 40.0, 100.0, 160.0  # of heads that are cut
_FAR = 280.0
_TOP, _LINE, _END = 30.0, 48.0, 66.0
_LEVEL = [Rule(_TOP, _LEFT, _FAR), Rule(_LINE, _LEFT, _FAR), Rule(_END, _RIGHT, _FAR)]
_UPRIGHT = [Rule(at, _TOP, _END) for at in (_LEFT, _RIGHT, _FAR)] + [Rule(_MIDDLE, _LINE, _END)]


def _canvas(*type_: tuple[float, float]) -> Canvas:
    """Ink of characters whose upper left corners stand there, 9 points high."""
    ink: Mask = np.zeros((200 * PIXELS, 320 * PIXELS), np.uint8)
    for x, top in type_:
        rows = slice(round(top * PIXELS), round((top + 9) * PIXELS))
        ink[rows, round(x * PIXELS) : round((x + 9) * PIXELS)] = 255
    empty = np.zeros_like(ink)
    return Canvas(255 - ink, ink, empty, empty)


def test_short_rules_that_end_at_the_pages_end_are_rules() -> None:
    sheet = ruled(_LEVEL, _UPRIGHT)
    level, upright, _ = rules(sheet, sheet)
    (grid,) = find_grids(level, upright)
    assert len(grid.cells) == 5


def test_heads_that_hang_out_of_their_cells_stand_in_them() -> None:
    (grid,) = find_grids(_LEVEL, _UPRIGHT)
    whole = with_hanging(grid, _LEVEL, _canvas((60, 60), (60, 72), (120, 60), (120, 72)))
    assert whole.ys[-1] > 81
    assert {c.box[3] for c in whole.cells if c.row == 1} == {whole.ys[-1]}


def test_text_below_a_table_is_none_of_its_cells() -> None:
    closed = [*_LEVEL[:2], Rule(_END, _LEFT, _FAR)]
    (grid,) = find_grids(_LEVEL, _UPRIGHT)
    line = [(x, 72.0) for x in range(40, 280, 12)]
    assert with_hanging(grid, _LEVEL, _canvas(*line)) is grid  # it stands below closed cells, too
    assert with_hanging(grid, closed, _canvas((60, 72))) is grid
