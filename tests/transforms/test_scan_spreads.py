"""A picture of two pages is parted at the paper between them; one page is not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.corpus.cases.page_series import side_by_side
from tests.corpus.cases.scans import printed
from tests.corpus.scanning.paper import Print
from transforms.extract import extract
from transforms.recognition.pixels import Pixels
from transforms.recognition.spreads import halves

_DPI = 80


def page() -> Image.Image:
    return printed("distinct_2021", Print(dpi=_DPI))[0].convert("RGB")


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    spread = Image.new("RGB", (left.width + right.width, left.height), "white")
    spread.paste(left, (0, 0))
    spread.paste(right, (left.width, 0))
    return spread


def pixels(image: Image.Image) -> Pixels:
    return np.asarray(image)


def lefts(image: Image.Image) -> list[int]:
    return [half.left for half in halves(pixels(image))]


def test_two_pages_are_parted_between_them() -> None:
    first, second = halves(pixels(beside(page(), page())))
    assert first.left == 0
    assert abs(second.left - page().width) < 20


def test_pages_upside_down_are_read_from_the_right() -> None:
    first, second = lefts(beside(page(), page()).rotate(180))
    assert first > second == 0


def test_line_of_the_fold_is_no_ink_between_the_pages() -> None:
    spread = beside(page(), page())
    middle = spread.width // 2
    ImageDraw.Draw(spread).line((middle, 0, middle, spread.height), fill=(90, 90, 90), width=3)
    assert len(lefts(spread)) == 2


@pytest.mark.parametrize("quarters", [0, 90])
def test_one_page_stays_one(quarters: int) -> None:
    assert not lefts(page().rotate(quarters, expand=True))


def test_page_beside_an_empty_one_or_with_a_rule_across_stays_one() -> None:
    empty = Image.new("RGB", page().size, "white")
    assert not lefts(beside(page(), empty))
    crossed = beside(page(), page())
    pen = ImageDraw.Draw(crossed)
    for y in range(100, 600, 50):
        pen.line((100, y, crossed.width - 100, y), fill=(0, 0, 0), width=2)
    assert not lefts(crossed)


def test_cells_of_the_second_page_stand_in_the_right_half_of_the_picture() -> None:
    data = side_by_side()
    width = Image.open(io.BytesIO(data)).width
    found = {c.item: c.locator for c in extract(data).cells}
    assert found["regulations"]["box"][2] < width / 2 < found["fees"]["box"][0]
    assert {locator["page"] for locator in found.values()} == {1}
