"""Rows lie between the rules that are drawn, not between the ends of rules across them."""

from __future__ import annotations

import numpy as np

from transforms.pages.drawn import Rule
from transforms.pages.ruled_grid import RuledCell, find_grids
from transforms.recognition.canvas import Canvas
from transforms.recognition.cells import _ink
from transforms.recognition.pixels import PIXELS

LEVEL = [Rule(at, 50.0, 250.0) for at in (100.0, 117.0, 134.0)]


def test_upright_rule_that_begins_too_high_moves_no_row() -> None:
    """The foot of a character above a rule is in line with it, and looks like a piece of it."""
    upright = [Rule(50.0, 100.0, 134.0), Rule(150.0, 113.0, 134.0), Rule(250.0, 100.0, 134.0)]
    (grid,) = find_grids(LEVEL, upright)
    assert grid.ys == (100.0, 117.0, 134.0)


def test_rules_that_end_beside_none_still_close_a_table() -> None:
    upright = [Rule(x, 100.0, 160.0) for x in (50.0, 150.0, 250.0)]
    (grid,) = find_grids(LEVEL, upright)
    assert grid.ys == (100.0, 117.0, 134.0, 160.0)


def test_type_close_to_a_rule_is_whole_and_runs_over_nothing() -> None:
    """In a low row there are two pixels of paper between a figure and the rule below it."""
    ink, rules = np.zeros((60, 120), np.uint8), np.zeros((60, 120), np.uint8)
    rules[3:6, :] = rules[45:48, :] = 255
    ink[20:43, 50:60] = 255
    box = (0.0, 4.5 / PIXELS, 120.0 / PIXELS, 46.5 / PIXELS)
    canvas = Canvas(255 - (ink | rules), ink | rules, rules, ink * 0)
    found = _ink(RuledCell(box, 0, 0, 1, 1), canvas)
    assert not found.overrun
    assert [(p.top, p.bottom) for p in found.parts] == [(20, 43)]


def test_type_that_touches_its_rule_still_runs_over_it() -> None:
    ink, rules = np.zeros((60, 120), np.uint8), np.zeros((60, 120), np.uint8)
    rules[3:6, :] = rules[45:48, :] = 255
    ink[20:52, 50:60] = 255
    box = (0.0, 4.5 / PIXELS, 120.0 / PIXELS, 46.5 / PIXELS)
    canvas = Canvas(255 - (ink | rules), ink | rules, rules, ink * 0)
    assert _ink(RuledCell(box, 0, 0, 1, 1), canvas).overrun


def test_rule_that_stops_short_of_its_cell_parts_rows() -> None:
    """A browser cuts a group's cell too short where a page ends: the row below it is open there."""
    level = [Rule(100.0, 50.0, 350.0), Rule(117.0, 90.0, 350.0), Rule(134.0, 50.0, 350.0)]
    upright = [Rule(x, 100.0, 134.0) for x in (50.0, 250.0, 350.0)]
    (grid,) = find_grids(level, upright, exact=True)
    assert [(c.row, c.column, c.row_span) for c in grid.cells if c.column == 0] == [
        (0, 0, 1),
        (1, 0, 1),
    ]


def test_short_rule_in_a_cell_parts_nothing() -> None:
    level = [Rule(100.0, 50.0, 350.0), Rule(117.0, 200.0, 350.0), Rule(134.0, 50.0, 350.0)]
    upright = [Rule(x, 100.0, 134.0) for x in (50.0, 250.0, 350.0)]
    (grid,) = find_grids(level, upright, exact=True)
    assert next(c for c in grid.cells if c.column == 0).row_span == 2
