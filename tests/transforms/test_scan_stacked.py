"""Pages below one another on one picture are parted where a table is cut; whole ones are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from tests.corpus.cases.scans import ROW_TOO_TALL, below_one_another, printed
from transforms.recognition.stacked import leaves_below

_HOW = replace(ROW_TOO_TALL, dpi=80)
_XS = (60, 200, 260, 320, 380, 500)


def tops(image: Image.Image) -> list[int]:
    """Where pages of a picture begin."""
    return [leaf.top for leaf in leaves_below(np.asarray(image))]


def table(pen: ImageDraw.ImageDraw, top: int, foot: int, *, closed: bool) -> None:
    """Rules of a table's part; a closed one has rules at its head and foot."""
    for x in _XS:
        pen.line((x, top, x, foot), fill=0)
    for y in range(top, foot + 1, 30):
        if closed or top < y < foot:
            pen.line((_XS[0], y, _XS[-1], y), fill=0)


def parts_of_table(*, closed: bool, between: str = "") -> Image.Image:
    """Two parts of a table, one below the other, and text between them."""
    image = Image.new("L", (595, 1684), 255)
    pen = ImageDraw.Draw(image)
    table(pen, 300, 750, closed=closed)
    table(pen, 900, 1350, closed=closed)
    pen.text((250, 800), between, fill=0, font_size=12)
    return image


def test_pages_are_parted_where_a_table_of_many_columns_is_cut() -> None:
    pages = printed("distinct_2021", _HOW)[:3]
    found = tops(below_one_another(pages))
    assert len(found) == 2
    assert abs(found[1] - 2 * pages[0].height) < 60


def test_open_ends_of_rules_are_a_table_that_is_cut() -> None:
    assert len(tops(parts_of_table(closed=False))) == 2
    assert len(tops(parts_of_table(closed=False, between="- 2 -"))) == 2


def test_closed_tables_and_text_between_are_no_cut() -> None:
    assert not tops(parts_of_table(closed=True))
    assert not tops(parts_of_table(closed=False, between="a heading of the next table"))
