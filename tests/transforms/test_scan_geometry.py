"""Where scanned pages mislead: heads that stand on end, and type in line with a rule."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.corpus.scanning.paper import SERIF
from transforms.pages.drawn import Rule
from transforms.recognition.grounds import on_white
from transforms.recognition.overrun import reaches
from transforms.recognition.page import recognise
from transforms.recognition.pixels import PIXELS
from transforms.recognition.rules import rules
from transforms.recognition.upright import turn, way_up

_HEADS = ("结果维持", "结果纠正", "其他结果", "尚未审结") * 3
_BELOW = "五、存在的主要问题及改进情况"


def stacked_heads() -> np.ndarray:
    """A page's end: narrow columns whose heads are set character below character, two lines."""
    image = Image.new("L", (660, 930), 255)
    drawing, font = ImageDraw.Draw(image), ImageFont.truetype(SERIF[0], 17, index=SERIF[1])
    for column, head in enumerate(_HEADS):
        for row, character in enumerate(head):
            drawing.text((70 + 44 * column, 80 + 20 * row), character, 0, font)
        drawing.text((74 + 44 * column, 180), str(column), 0, font)
    for row in range(2):
        drawing.text((90, 230 + 34 * row), _BELOW, 0, font)
    return np.asarray(image)


def test_heads_of_stacked_characters_do_not_turn_the_page() -> None:
    page = stacked_heads()
    assert way_up(page)[0] == 0
    assert way_up(turn(page, 1))[0] == 3


def test_stroke_in_line_with_a_rule_is_no_rule() -> None:
    """A table of two rows and two columns; below it, a stroke as of a heading's first character."""
    sheet = np.full((200 * PIXELS, 300 * PIXELS), 255, np.uint8)
    for y in (40, 62, 84):
        sheet[y * PIXELS : y * PIXELS + 2, 40 * PIXELS : 260 * PIXELS] = 0
    for x in (40, 150, 260):
        sheet[40 * PIXELS : 84 * PIXELS, x * PIXELS : x * PIXELS + 2] = 0
    sheet[86 * PIXELS : 98 * PIXELS, 150 * PIXELS : 150 * PIXELS + 2] = 0
    _, upright, pixels = rules(sheet, sheet)
    middle = [rule for rule in upright if abs(rule.at - 150) < 1]
    assert middle
    assert max(rule.stop for rule in middle) < 86
    assert not pixels[88 * PIXELS :].any()


def test_rule_that_begins_in_another_ones_pale_edge_meets_it() -> None:
    rule = Rule(321.9, 736.33, 786.33)
    assert reaches(rule, 736.84)
    assert reaches(rule, 785.58)
    assert not reaches(rule, 735.0)


def dense_lines(ink: int, ground: int) -> np.ndarray:
    """Lines of heavy characters, set solid, on a ground of that brightness amid white paper."""
    image = Image.new("L", (900, 1200), 255)
    drawing = ImageDraw.Draw(image)
    font = ImageFont.truetype(SERIF[0], 33, index=SERIF[1])
    drawing.rectangle((100, 300, 800, 500), fill=ground)
    for row in range(6):
        text = "属国家秘密属三类事务信息属四类过程"
        drawing.text((110, 300 + 33 * row), text, ink, font, stroke_width=1)
    return np.where(np.asarray(image) < 150, 0, 255).astype(np.uint8)


def test_dense_black_type_is_no_dark_ground() -> None:
    page = dense_lines(ink=0, ground=255)
    assert np.array_equal(on_white(page, 3.0), page)


def test_light_type_on_a_dark_ground_is_made_dark_on_white() -> None:
    page = np.full((1200, 900), 255, np.uint8)
    image = Image.fromarray(page)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((100, 300, 800, 360), fill=60)
    font = ImageFont.truetype(SERIF[0], 33, index=SERIF[1])
    drawing.text((110, 308), "本年制发件数　本年废止件数　现行有效件数", 255, font)
    seen = on_white(np.asarray(image), 3.0)
    assert np.mean(seen[310:350, 110:790] > 200) > 0.5


def test_page_of_no_sheets_shape_is_not_read_and_takes_no_memory() -> None:
    ribbon = recognise(np.full((6000, 8), 255, np.uint8), 8 / 595, number=3)
    assert [code for code, _ in ribbon.problems] == ["too_large"]
    line = recognise(np.full((1, 800), 255, np.uint8), 800 / 595, number=3)
    assert (line.pieces, line.problems) == ((), ())
