"""Figures of scans: what the readings and the ink say together decides how sure one is."""

from __future__ import annotations

from transforms.recognition.canvas import Marks
from transforms.recognition.dashes import may_be_rule
from transforms.recognition.engine import Read
from transforms.recognition.figures import SURE, Figure, decide
from transforms.recognition.glyphs import Glyph, figure_parts, glyphs, lost_parts, short_minus
from transforms.recognition.ink import CellInk, Part
from transforms.recognition.opinions import _further_zeros
from transforms.recognition.words import _likeliest
from transforms.recognition.wrapped import wrapped_figure

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


def test_reading_that_is_a_number_counts_before_ones_that_are_none_but_is_not_sure() -> None:
    reads = [Read("C", 0.9), Read("0", 0.9), Read("C", 0.9)]
    figure = decide(reads, [glyph(0, 18)], HEIGHT, 0.0)
    assert figure.text == "0"
    assert figure.confidence < 0.9


def test_word_read_alike_twice_is_sure_and_one_read_otherwise_each_time_is_not() -> None:
    alike = [Read("总计", 0.7), Read("总汁", 0.8), Read("总计", 0.95)]
    assert _likeliest(alike) == Read("总计", 0.95)
    apart = [Read("日然", 0.6), Read("自然", 0.95)]
    assert _likeliest(apart) == Read("自然", 0.6)


def test_blurred_hyphen_before_a_digit_is_no_dirt() -> None:
    digit, hyphen, dirt = Part(24, 0, 39, 24, 227), Part(15, 11, 24, 18, 42), Part(15, 2, 20, 7, 20)
    assert lost_parts(CellInk((0, 0, 90, 40), (digit, hyphen), False), [digit], 24)
    assert not lost_parts(CellInk((0, 0, 90, 40), (digit, dirt), False), [digit], 24)


def test_zero_with_a_dot_is_no_character() -> None:
    reads = [Read("日", 0.9), Read("0", 0.8), Read("日", 0.95)]
    figure = decide(reads, [glyph(0, 18)], HEIGHT, 0.0, ring=True)
    assert (figure.text, figure.confidence) == ("0", SURE)
    assert decide(reads, [glyph(0, 18)], HEIGHT, 0.0, ring=False).confidence < 0.9


def in_cell(width: int, *lines: tuple[int, int]) -> Marks:
    """A cell of that width, with lines from x0 to x1, 40 pixels below each other."""
    parts = [
        (Part(x0, 10 + 40 * n, x1, 10 + 40 * n + HEIGHT, 99),) for n, (x0, x1) in enumerate(lines)
    ]
    ink = CellInk((0, 0, width, 120), tuple(p for line in parts for p in line), overrun=False)
    return Marks(ink, (), tuple(parts))


def test_figure_broken_in_a_narrow_cell_is_one_and_two_in_a_wide_one_are_not() -> None:
    reads = [Read("12", 1.0), Read("34", 1.0)]
    assert wrapped_figure(in_cell(60, (12, 48), (12, 48)), reads) == "1234"
    assert not wrapped_figure(in_cell(120, (42, 78), (42, 78)), reads)
    assert not wrapped_figure(in_cell(60, (12, 30), (12, 48)), [Read("1", 1.0), Read("34", 1.0)])
    assert not wrapped_figure(in_cell(60, (21, 39), (21, 39)), [Read("0", 1.0), Read("0", 1.0)])


def stroke(width: int, height: int, ink: float) -> Glyph:
    """A level stroke; `ink` of its box is black."""
    part = Part(0, 12, width, 12 + height, round(ink * width * height))
    return Glyph(0, 12, width, 12 + height, (part,))


def test_dash_of_type_is_sure_and_a_pens_line_is_not() -> None:
    reads = [Read("-", 0.9)] * 3
    assert decide(reads, [stroke(30, 3, 1.0)], HEIGHT, 0.0) == Figure("-", SURE)
    for line in (stroke(120, 4, 1.0), stroke(60, 9, 0.3)):  # through the cell; leaning
        figure = decide(reads, [line], HEIGHT, 0.0)
        assert figure.text == "-"
        assert figure.confidence < 0.9


def test_strokes_at_a_cells_edge_or_many_of_them_may_be_pieces_of_a_bent_rule() -> None:
    dash = stroke(30, 3, 1.0)  # with its middle at 13.5
    assert not may_be_rule([dash], HEIGHT, 0, 27)
    assert not may_be_rule([dash, dash], HEIGHT, 0, 27)
    assert may_be_rule([dash], HEIGHT, 12, 60)
    assert may_be_rule([dash], HEIGHT, -30, 15)
    assert may_be_rule([dash] * 7, HEIGHT, 0, 27)


def test_short_hyphen_of_narrow_type_is_a_minus_sign_and_one_alone_may_be_dirt() -> None:
    digit, hyphen, dirt = (
        Part(24, 0, 39, 24, 227),
        Part(15, 11, 22, 16, 32),
        Part(15, 20, 21, 25, 25),
    )
    found = glyphs(CellInk((0, 0, 90, 40), (digit, hyphen), False), 24)
    assert figure_parts(found, 24) == [hyphen, digit]
    assert short_minus(found, 24) == hyphen
    assert glyphs(CellInk((0, 0, 90, 40), (digit, dirt), False), 24)[0].parts == (digit,)


def test_bold_zeros_whose_dot_touches_them_are_zeros_where_hardly_any_is_plain() -> None:
    alike = {n: Figure("日", 0.6) for n in range(8)}
    read = {n: [Read("日", 0.9)] * 3 for n in range(8)}
    assert set(_further_zeros(alike, read, ()).values()) == {Figure("0", SURE)}
    zeros = {n: Figure("0", SURE) for n in range(8, 12)}
    plain = {n: [Read("0", 0.9)] * 3 for n in range(8, 12)}
    assert not _further_zeros(alike | zeros, read | plain, ())
