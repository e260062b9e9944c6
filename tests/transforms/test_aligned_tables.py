"""Tables without rules that go on behind a page's end: which columns are blank there."""

from __future__ import annotations

from transforms.pages.aligned import aligned_tables
from transforms.pages.drawn import Glyph

WIDTH = 600.0
ABOVE = ((340.0, 440.0), (440.0, 540.0))  # the columns of the table on the page before
ROWS = ("国家秘密", "商业秘密", "个人隐私", "公共安全", "法律规定")


def _printed(*places: tuple[str, float], line: int) -> list[Glyph]:
    """Texts on one line, each from its place on; Chinese characters 10 wide."""
    top = 100.0 + 20 * line
    return [
        Glyph(c, x + 10 * n, top, x + 10 * n + 10, top + 10, 10)
        for text, x in places
        for n, c in enumerate(text)
    ]


def _texts(unit: str) -> list[tuple[str, ...]]:
    """The rows read from a page whose rows have a label, that unit and a figure of one digit."""
    rows = [((label, 60.0), (unit, 385.0), (str(n), 485.0)) for n, label in enumerate(ROWS)]
    glyphs = [g for n, row in enumerate(rows) for g in _printed(*row, line=n)]
    ((_, cells),) = aligned_tables(glyphs, WIDTH, ABOVE)
    texts = [cell.text for cell in cells]
    return list(zip(*[iter(texts)] * 3, strict=True))


def test_a_column_of_units_is_not_a_blank_one() -> None:
    assert _texts("件") == [(label, "件", str(n)) for n, label in enumerate(ROWS)]


def test_a_column_of_the_page_before_without_words_is_blank() -> None:
    assert _texts("") == [(label, "", str(n)) for n, label in enumerate(ROWS)]
