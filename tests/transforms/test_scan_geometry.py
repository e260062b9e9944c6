"""Where scanned pages mislead: heads that stand on end, and type in line with a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.corpus.cases.scans import printed
from tests.corpus.scanning.paper import SERIF, Print
from transforms.pages.drawn import Rule
from transforms.pages.ruled_grid import find_grids
from transforms.recognition.faint import level_ones
from transforms.recognition.flatten import page_lines, projection, segments
from transforms.recognition.ghosts import without_ghosts
from transforms.recognition.grounds import on_white
from transforms.recognition.ink import ink_mask, rests_of_seals
from transforms.recognition.lens import bulge_of, unbent
from transforms.recognition.light import even, positive
from transforms.recognition.overrun import reaches
from transforms.recognition.page import recognise
from transforms.recognition.pale import without_watermarks
from transforms.recognition.pixels import PIXELS
from transforms.recognition.ridges import level_ridges
from transforms.recognition.rules import rules
from transforms.recognition.sheet import sheet_of
from transforms.recognition.torn import are_torn
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
    assert way_up(page).quarters == 0
    assert way_up(turn(page, 1)).quarters == 3


def test_page_scanned_through_its_back_is_read_in_a_mirror() -> None:
    page = np.asarray(printed("distinct_2021", Print(dpi=80))[0])
    mirrored = np.ascontiguousarray(page[:, ::-1])
    assert not way_up(page).mirrored
    assert way_up(mirrored).mirrored
    assert way_up(turn(mirrored, 1)).mirrored
    sheet = sheet_of(mirrored, 80 / 72)
    left, top, right, bottom = sheet.in_picture((0, 0, 100, 50))
    assert (left, top) == pytest.approx((page.shape[1] - 100 * 80 / 72, 0), abs=3)
    assert (right, bottom) == pytest.approx((page.shape[1], 50 * 80 / 72), abs=3)


_AT = tuple(30.0 + 20 * n for n in range(8))  # points: rules of rows, and of columns
_BESIDE = (30.0, 54.0, 120.0, 160.0, 200.0, 240.0)


def torn_table() -> np.ndarray:
    """A table whose first row, and first column, are one cell each; of its rules, all that stand in
    line have the same gaps. A label of one stroke stands in the first column, and a figure touches
    the rule beside it."""
    level = [Rule(at, 30 if n in (0, 1, 7) else 54, 240) for n, at in enumerate(_AT)]
    upright = [Rule(at, 30 if at in (30, 240) else 50, 170) for at in _BESIDE]
    sheet = ruled(level, upright)
    for drawn, gaps in ((sheet, ((90, 99), (170, 178))), (sheet.T, ((95, 104),))):
        for start, stop in gaps:
            drawn[:, round(start * PIXELS) : round(stop * PIXELS)] = 255
    for at, start, stop in ((90, 37, 47), (130, 37, 47)):
        there = slice(round(start * PIXELS), round(stop * PIXELS))
        sheet[round(at * PIXELS) : round(at * PIXELS) + 3, there] = 0
    figure = slice(round(57 * PIXELS), round(64 * PIXELS))
    sheet[figure, round(155 * PIXELS) : round(160 * PIXELS)] = 0
    return sheet


def test_rules_with_gaps_where_no_rule_can_end_are_whole() -> None:
    grey = torn_table()
    level, upright, _ = rules(grey, grey)
    (grid,) = find_grids(level, upright)
    assert len(grid.cells) == 1 + 1 + 6 * 4


def test_rules_that_are_whole_are_not_torn() -> None:
    level = [Rule(at, 30, 240) for at in _AT]
    grey = ruled(level, [Rule(at, 30 if at < 100 else 50, 170) for at in _BESIDE])
    found = [level_ridges(g, g) for g in (grey, np.ascontiguousarray(grey.T))]
    assert not are_torn((grey, np.ascontiguousarray(grey.T)), found)


_SIDES = (40.0, 200.0, 260.0)


def ruled(level: Sequence[Rule], upright: Sequence[Rule]) -> np.ndarray:
    """A small sheet with these rules, and strokes, drawn on it."""
    sheet = np.full((200 * PIXELS, 300 * PIXELS), 255, np.uint8)
    for drawn, rules_of_it in ((sheet, level), (sheet.T, upright)):
        for at, start, stop in rules_of_it:
            rows = slice(round(at * PIXELS), round(at * PIXELS) + 2)
            drawn[rows, round(start * PIXELS) : round(stop * PIXELS)] = 0
    return sheet


def test_stroke_in_line_with_a_rule_is_no_rule() -> None:
    """A table of two rows and two columns; below it, a stroke as of a heading's first character."""
    sheet = ruled(
        [Rule(y, 40, 260) for y in (40, 62, 84)],
        [*(Rule(x, 40, 84) for x in (40, 150, 260)), Rule(150, 86, 98)],
    )
    _, upright, pixels = rules(sheet, sheet)
    middle = [rule for rule in upright if abs(rule.at - 150) < 1]
    assert middle
    assert max(rule.stop for rule in middle) < 86
    assert not pixels[88 * PIXELS :].any()


def test_strokes_of_two_lines_above_a_rule_are_not_its_beginning() -> None:
    """A merged row of two lines of type over two columns, as of 部 above 不."""
    columns = [Rule(40, 40, 136), Rule(150, 70, 136), Rule(260, 40, 136)]
    strokes = [Rule(150, 44, 54), Rule(150, 57, 68)]
    sheet = ruled([Rule(y, 40, 260) for y in (40, 70, 92, 114, 136)], [*columns, *strokes])
    _, upright, _ = rules(sheet, sheet)
    assert min(rule.start for rule in upright if abs(rule.at - 150) < 1) > 66


def test_stroke_as_high_as_a_low_row_is_no_rule() -> None:
    sheet = ruled(
        [Rule(y, 40, 260) for y in (40, 52, 64)],
        [*(Rule(x, 40, 64) for x in (40, 150, 260)), Rule(200, 40, 52)],
    )
    _, upright, _ = rules(sheet, sheet)
    assert {round(rule.at) for rule in upright} == {40, 150, 260}


def test_rules_of_two_rows_with_a_stroke_in_line_between_them_are_two() -> None:
    """A bracket of a merged row's text stands where the columns above and below it part."""
    strokes = [Rule(150, 40, 62), Rule(150, 65, 71), Rule(150, 74, 96)]
    sheet = ruled(
        [Rule(y, 40, 260) for y in (40, 51, 62, 74, 85, 96)],
        [Rule(40, 40, 96), Rule(260, 40, 96), *strokes],
    )
    _, upright, _ = rules(sheet, sheet)
    middle = sorted((round(r.start), round(r.stop)) for r in upright if abs(r.at - 150) < 1)
    assert middle in ([(41, 62), (74, 96)], [(40, 62), (74, 96)])


def test_rules_that_shine_through_paper_are_none_and_pale_ones_on_a_screen_are() -> None:
    level = [Rule(y, 40, 260) for y in (40, 70, 100, 130)]
    table, frame = (
        ruled(level, [Rule(x, 40, 130) for x in xs]) for xs in ((40, 200, 260), (40, 260))
    )
    for sheet in (table, frame):
        sheet[40 * PIXELS : 130 * PIXELS, 120 * PIXELS : 120 * PIXELS + 2] = 222
    noise = np.random.default_rng(1).normal(0, 2, table.shape)

    def columns(sheet: np.ndarray) -> set[int]:
        return {round(rule.at) for rule in rules(sheet, sheet)[1]}

    def on_paper(sheet: np.ndarray) -> np.ndarray:
        return np.clip(np.minimum(sheet, 250) + noise, 0, 255).astype(np.uint8)

    assert columns(on_paper(table)) == {40, 200, 260}
    assert columns(on_paper(frame)) == {40, 120, 260}
    assert columns(table) == {40, 120, 200, 260}


def test_rule_that_shines_through_is_pale_however_much_print_stands_on_it() -> None:
    sheet = ruled(
        [Rule(y, 40, 260) for y in (40, 70, 100, 130)], [Rule(x, 40, 130) for x in _SIDES]
    )
    for top in range(50, 126, 5):
        sheet[top * PIXELS : top * PIXELS + 6, 116 * PIXELS : 124 * PIXELS] = 30
    noise = np.random.default_rng(1).normal(0, 2, sheet.shape)
    paper = np.clip(np.minimum(sheet, 250) + noise, 0, 255).astype(np.uint8)
    pictures = paper, np.ascontiguousarray(paper.T)
    level, upright = (level_ridges(picture, picture) for picture in pictures)
    ghost = replace(upright[0], rule=Rule(120, 40, 130))
    assert without_ghosts(pictures, [level, [*upright, ghost]]) == [level, upright]


def test_short_rules_of_the_last_row_of_a_table_without_outer_rules() -> None:
    """The rules between the columns of the second half begin one row lower."""
    sheet = ruled(
        [Rule(60, 40, 260), Rule(80, 150, 260), Rule(100, 40, 260)],
        [Rule(90, 40, 118), Rule(150, 40, 118), Rule(200, 80, 118)],
    )
    _, upright, _ = rules(sheet, sheet)
    assert {round(rule.at) for rule in upright} == {90, 150, 200}


SHEET = (1190, 1684)  # pixels, two to a point


def photographed() -> np.ndarray:
    """A sheet of rules as it is seen from one side."""
    wide, high = SHEET
    sheet = np.full((high, wide), 255, np.uint8)
    for y in range(160, 1560, 50):
        cv2.line(sheet, (100, y), (1090, y), 0, 2)
    for x in range(100, 1100, 110):
        cv2.line(sheet, (x, 160), (x, 1560), 0, 2)
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    seen = np.array([(24, 60), (1180, 16), (1150, 1660), (8, 1610)], np.float32)
    warp = cv2.getPerspectiveTransform(corners, seen)
    return cv2.warpPerspective(sheet, warp, SHEET, borderValue=255)


def test_perspective_of_many_lines_is_undone_wholly() -> None:
    page = photographed()
    flat = cv2.warpPerspective(
        page, projection(page, 2.0, page_lines(page, 2.0), []), SHEET, borderValue=255
    )
    level, _ = segments(flat, 2.0)
    slopes = np.abs((level[:, 3] - level[:, 1]) / (level[:, 2] - level[:, 0]))
    assert len(slopes) > 20
    assert np.percentile(slopes, 80) < 0.003


def test_negative_is_made_positive_and_a_sheet_on_dark_ground_is_not() -> None:
    page = dense_lines(ink=0, ground=255)
    assert (positive(255 - page, 2.0) == page).all()
    desk = np.full((1600, 1400), 20, np.uint8)
    desk[:1200, :900] = page
    assert (positive(desk, 2.0) == desk).all()


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


def test_pale_edges_of_a_bleached_seal_are_no_ink() -> None:
    """A black stroke with a hairline at its end, and two pale strokes: one where a seal was."""
    grey = np.full((60, 100), 250, np.uint8)
    grey[10:30, 10:14] = 90
    grey[28:30, 14:17] = 170
    grey[10:30, 30:32] = 170
    grey[10:30, 80:82] = 170
    grey[40:58, 90:94] = 90
    sealed = np.zeros((60, 100), np.uint8)
    sealed[:, :50] = 255
    ink = ink_mask(grey)
    rests = rests_of_seals(grey, ink, sealed)
    assert ink[20, 31] > 0
    assert rests[20, 31] > 0
    assert not rests[:, :25].any()
    assert not rests[:, 50:].any()


def test_of_a_seals_pale_edges_those_count_that_may_be_a_dash() -> None:
    faint = np.zeros((60, 80), np.uint8)
    faint[30:33, 20:32] = 255
    faint[10:26, 50:53] = 255
    kept = level_ones(faint)
    assert kept[31, 25]
    assert not kept[15, 51]


def test_what_a_lens_bends_is_undone_and_straight_lines_are_left_alone() -> None:
    """A table as a lens shows it, askew; perspective alone is no lens."""
    wide, high = SHEET
    assert bulge_of(*page_lines(photographed(), 2.0), *SHEET) == 0.0
    page = np.full((high, wide), 255, np.uint8)
    for at in range(160, 1570, 100):
        cv2.line(page, (100, at), (1090, at + 20), 0, 2)
    for at in range(100, 1100, 110):
        cv2.line(page, (at, 160), (at - 20, 1560), 0, 2)
    shown = unbent(page, np.eye(3), SHEET, 0.06, cv2.BORDER_REPLICATE)
    bulge = bulge_of(*page_lines(shown, 2.0), *SHEET)
    assert -0.07 < bulge < -0.045
    flat = unbent(shown, np.eye(3), SHEET, bulge, cv2.BORDER_REPLICATE)
    assert bulge_of(*page_lines(flat, 2.0), *SHEET) == 0.0


def test_broad_pale_strokes_are_a_watermark_and_thin_ones_are_type() -> None:
    page = np.full((300, 400), 246, np.uint8)
    cv2.line(page, (20, 280), (200, 20), 195, 24)
    cv2.line(page, (60, 150), (180, 150), 60, 3)
    cv2.line(page, (300, 40), (300, 260), 195, 3)
    lit = even(page, 2.0)
    assert lit[160:180, 95:100].min() > 230, "the watermark"
    assert lit[150, 110] < 110, "print on it"
    assert lit[150, 300] < 210, "pale type"


_EDGES = (40.0, 110.0, 180.0, 250.0)  # points
_LINES = (30.0, 54.0, 78.0, 102.0)


def dotted_table() -> np.ndarray:
    """A table of three rows and columns, of whose rules a copy has left dots; the first row is one
    cell, with a figure where the other rows have a rule."""
    chance = np.random.default_rng(3)
    sheet = np.full((140 * PIXELS, 300 * PIXELS), 255, np.uint8)
    for drawn, places, across, first in (
        (sheet, _LINES, _EDGES, _EDGES[0]),
        (sheet.T, _EDGES, _LINES, _LINES[1]),
    ):
        for at in places:
            outer = at in (places[0], places[-1])
            start = across[0] if outer else first
            span = slice(round(start * PIXELS), round(across[-1] * PIXELS))
            dots = chance.random(span.stop - span.start) < (0.95 if outer else 0.5)
            drawn[round(at * PIXELS), span][dots] = 0
    sheet[round(35 * PIXELS) : round(49 * PIXELS), round(110 * PIXELS) : round(111 * PIXELS)] = 0
    return sheet


def test_rules_of_which_dots_are_left_are_whole_and_a_1_between_them_is_none() -> None:
    grey = dotted_table()
    level, upright, _ = rules(grey, grey)
    (grid,) = find_grids(level, upright)
    assert len(grid.cells) == 1 + 2 * 3


def watermarked(darkness: int) -> np.ndarray:
    """Lines of small print with a large pale word over them."""
    page = Image.new("L", (900, 600), 250)
    drawing = ImageDraw.Draw(page)
    large, small = (ImageFont.truetype(SERIF[0], size, index=SERIF[1]) for size in (190, 28))
    drawing.text((120, 180), "政府", darkness, large)
    for row in range(12):
        drawing.text((40, 20 + 48 * row), "属于国家秘密 0 1 2 3 4 5 6 7 8 9 0 1 2 3", 40, small)
    return np.asarray(page)


def test_watermarks_are_bleached_and_print_is_not() -> None:
    page = watermarked(190)
    bleached = without_watermarks(page)
    assert not (bleached[page == 190] < 240).any()
    assert (bleached[page == 40] == 40).all()


def test_page_without_watermark_or_with_one_as_dark_as_print_stays_as_it_is() -> None:
    for darkness in (250, 90):
        page = watermarked(darkness)
        assert without_watermarks(page) is page
