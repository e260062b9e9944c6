"""Digits of a PDF table that are not what the text layer makes of them."""

from __future__ import annotations

from typing import Any

from transforms.readers.pdf_doubts import doubtful_cells
from transforms.readers.ruled_grid import Rule, RuledCell

LEFT = RuledCell((0, 0, 40, 20), 0, 0, 1, 1)
RIGHT = RuledCell((40, 0, 80, 20), 0, 1, 1, 1)


def digits(text: str, x: float, size: float = 10, top: float = 5) -> list[dict[str, Any]]:
    return [
        {
            "text": c,
            "x0": x + 5 * i,
            "x1": x + 5 * i + 5,
            "top": top,
            "bottom": top + size,
            "size": size,
        }
        for i, c in enumerate(text)
    ]


def test_figures_inside_their_cells_are_sound() -> None:
    assert doubtful_cells({LEFT: digits("121", 10), RIGHT: digits("7", 50)}, []) == set()


def test_raised_mark_is_no_digit_of_the_number() -> None:
    assert doubtful_cells({LEFT: digits("121", 5) + digits("1", 20, size=6)}, []) == {LEFT}


def test_rule_through_the_digits_strikes_them_out() -> None:
    assert doubtful_cells({LEFT: digits("12", 5)}, [Rule(10, 4, 16)]) == {LEFT}


def test_rule_below_the_digits_underlines_them() -> None:
    assert doubtful_cells({LEFT: digits("12", 5)}, [Rule(15.5, 4, 16)]) == set()


def test_number_that_runs_into_the_next_cell_spoils_both() -> None:
    inside = {LEFT: digits("1234", 20), RIGHT: digits("56", 40)}
    assert doubtful_cells(inside, []) == {LEFT, RIGHT}
