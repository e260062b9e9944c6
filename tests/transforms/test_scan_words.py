"""Words of a scan without upright rules: told by ink, and by where level rules begin and end."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from transforms.pages.drawn import Glyph, Rule
from transforms.pages.ruled_grid import RuledCell
from transforms.readers.image_frames import frame, opened
from transforms.recognition.ink import ink_of_cell
from transforms.recognition.ink_words import InkWords, ink_words
from transforms.recognition.level_ends import with_even_ends
from transforms.recognition.pale import without_watermarks
from transforms.recognition.unruled import _on_line

SIDE = 28  # pixels, of a character


def sheet(*characters: tuple[int, int], bridge: int = 0) -> InkWords:
    """The words of a sheet with square characters, their upper left corners at (x, y); a thin
    stroke in column `bridge`."""
    ink = np.zeros((400, 900), np.uint8)
    ink[20:60, bridge] = 255 if bridge else 0
    for x, y in characters:
        ink[y : y + SIDE, x : x + SIDE] = 255
    return ink_words(ink)


def boxes(words: InkWords) -> set[tuple[int, int, int, int]]:
    return {(w.x0, w.top, w.x1, w.bottom) for w in words.boxes}


def test_lone_digit_far_from_all_others_is_a_word() -> None:
    words = sheet((20, 20), (50, 20), (600, 20))
    assert boxes(words) == {(20, 20, 78, 48), (600, 20, 628, 48)}


def test_lines_of_a_head_whose_ink_touches_are_two_words() -> None:
    below = 20 + SIDE + 2
    others = [(x, 300) for x in range(20, 800, 90)]
    words = sheet((20, 20), (50, 20), (20, below), (50, below), *others, bridge=30)
    lines = [box for box in boxes(words) if box[3] < 100]
    assert {(x0, x1) for x0, _, x1, _ in lines} == {(20, 78)}
    assert max(bottom for _, top, _, bottom in lines if top < below - 2) <= below


def test_running_text_is_no_table_and_rows_of_figures_are() -> None:
    rows = range(20, 200, 40)
    assert not sheet(*((x, y) for y in rows for x in range(20, 800, 30))).are_tabular()
    assert sheet(*((x, y) for y in rows for x in (20, 300, 500, 700))).are_tabular()


def test_rule_that_type_prolongs_begins_where_the_others_do() -> None:
    level = [Rule(10.0 * n, 133.0 + n % 2, 530.0) for n in range(6)]
    bent = [*level, Rule(70.0, 120.0, 531.5)]
    assert {(rule.start, rule.stop) for rule in with_even_ends(bent)} == {(133.5, 530.0)}


def test_cell_without_room_is_blank() -> None:
    assert not ink_of_cell(
        np.zeros((9, 9), np.uint8), np.zeros((9, 9), np.uint8), (5, 5, 4, 9)
    ).parts


def test_page_without_paper_has_no_watermark() -> None:
    black = np.zeros((90, 90), np.uint8)
    assert without_watermarks(black) is black


def test_twelve_bits_of_grey_are_white_at_their_own_most() -> None:
    deep = Image.fromarray(np.full((150, 150), 4095, np.uint16))
    stream = io.BytesIO()
    deep.save(stream, "PNG")
    assert np.asarray(frame(opened(stream.getvalue()), 1)).min() == 255


def test_figure_is_looked_for_on_its_own_line() -> None:
    cell = RuledCell((10.0, 0.0, 60.0, 40.0), 0, 1, 1, 1)
    head, figure = Glyph("元", 30, -8, 40, 2, 10.0), Glyph("7", 30, 15, 35, 25, 10.0)
    assert _on_line(cell, [head, figure]).box == (10.0, 15, 60.0, 25)
    assert _on_line(cell, [head]) == cell
