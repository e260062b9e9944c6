"""Digits of a page's table that are not what the text layer makes of them."""

from __future__ import annotations

from transforms.pages.doubts import doubtful_cells
from transforms.pages.drawn import Glyph, Rule
from transforms.pages.ruled_grid import RuledCell

LEFT = RuledCell((0, 0, 40, 20), 0, 0, 1, 1)
RIGHT = RuledCell((40, 0, 80, 20), 0, 1, 1, 1)


def digits(text: str, x: float, size: float = 10, top: float = 5) -> list[Glyph]:
    return [Glyph(c, x + 5 * i, top, x + 5 * i + 5, top + size, size) for i, c in enumerate(text)]


def test_figures_inside_their_cells_are_sound() -> None:
    assert doubtful_cells({LEFT: digits("121", 10), RIGHT: digits("7", 50)}, [], []) == set()


def test_raised_mark_is_no_digit_of_the_number() -> None:
    assert doubtful_cells({LEFT: digits("121", 5) + digits("1", 20, size=6)}, [], []) == {LEFT}


def test_rule_through_the_digits_strikes_them_out() -> None:
    assert doubtful_cells({LEFT: digits("12", 5)}, [], [Rule(10, 4, 16)]) == {LEFT}


def test_rule_below_the_digits_underlines_them() -> None:
    assert doubtful_cells({LEFT: digits("12", 5)}, [], [Rule(15.5, 4, 16)]) == set()


def test_number_that_runs_into_the_next_cell_spoils_both() -> None:
    inside = {LEFT: digits("1234", 20), RIGHT: digits("56", 40)}
    assert doubtful_cells(inside, [], []) == {LEFT, RIGHT}


def test_digit_under_a_button_beside_the_number_spoils_it() -> None:
    covered = [g._replace(text="\uf8ff") for g in digits("6", 40)]
    assert doubtful_cells({LEFT: digits("389", 25), RIGHT: covered}, [], []) >= {LEFT}
