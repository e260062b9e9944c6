"""Figures without rules between them are told apart, or not told at all."""

from __future__ import annotations

from transforms.pages.drawn import Glyph
from transforms.pages.glyph_text import text_of
from transforms.pages.words import word_lines

SIZE = 10.0


def _glyphs(text: str, left: float, size: float = SIZE) -> list[Glyph]:
    return [
        Glyph(c, left + n * size / 2, 100, left + (n + 1) * size / 2, 110, size)
        for n, c in enumerate(text)
    ]


def test_figures_of_narrow_columns_are_one_each() -> None:
    (line,) = word_lines([*_glyphs("1001", 50), *_glyphs("1002", 74), *_glyphs("1003", 98)])
    assert [word.text for word in line] == ["1001", "1002", "1003"]


def test_words_with_a_small_gap_stay_one() -> None:
    (line,) = word_lines([*_glyphs("ab", 50), *_glyphs("cd", 64)])
    assert [word.text for word in line] == ["ab cd"]


def test_digits_of_two_sizes_are_uneven() -> None:
    (line,) = word_lines([*_glyphs("305", 50), *_glyphs("1", 65, size=7)])
    assert [word.is_uneven for word in line] == [True]


def test_smaller_digits_that_are_raised_are_uneven() -> None:
    mark = [g._replace(top=g.top - 2, bottom=g.bottom - 2) for g in _glyphs("1", 65, size=8.5)]
    (line,) = word_lines([*_glyphs("305", 50), *mark])
    assert [word.is_uneven for word in line] == [True]


def test_figure_typed_in_two_sizes_on_one_line_is_even() -> None:
    (line,) = word_lines([*_glyphs("3", 50, size=14), *_glyphs("05", 57, size=16)])
    assert [word.is_uneven for word in line] == [False]


def test_a_blank_line_above_heads_is_none() -> None:
    blank, *heads = (
        Glyph(c, x, top, x + SIZE, top + SIZE, SIZE)
        for c, x, top in (
            ("　", 0, 0),
            ("行", 0, 20),
            ("政", 20, 20),
            ("复", 0, 31),
            ("议", 20, 31),
        )
    )
    assert text_of([blank, *heads]) == text_of(heads) == "政议\n行复"


def test_sign_that_stands_lower_in_a_line_sets_no_text_from_top_to_bottom() -> None:
    label = [
        Glyph(c, 50 + n * SIZE, 100, 50 + (n + 1) * SIZE, 110, SIZE)
        for n, c in enumerate("六、举报投诉数量")
    ]
    low = [g._replace(top=106, size=3) if g.text == "、" else g for g in label]
    assert sorted(text_of(low)) == sorted("六 举报投诉数量\n、")
    assert "举报投诉数量" in text_of(low)
