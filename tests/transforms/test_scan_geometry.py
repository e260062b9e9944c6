"""Where scanned pages mislead: heads that stand on end, and type in line with a rule."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.corpus.scanning.paper import SERIF
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
