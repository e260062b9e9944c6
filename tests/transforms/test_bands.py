"""Tables of level rules alone: what stands below the last rule, and rows whose figure is blank."""

from __future__ import annotations

from transforms.pages.band_columns import blocks, free_rooms
from transforms.pages.bands import Banded, banded_tables
from transforms.pages.drawn import Drawn, Glyph, Rule
from transforms.pages.glyph_text import line_text

HEIGHT = 842.0
HEADS = (("指标", 100.0), ("单位", 300.0), ("统计数", 400.0))


def _line(top: float, *texts: tuple[str, float]) -> list[Glyph]:
    return [
        Glyph(c, x + 10 * n, top, x + 10 * n + 10, top + 10, 10)
        for text, x in texts
        for n, c in enumerate(text)
    ]


def _table(*rows: tuple[tuple[str, float], ...], below: str = "") -> Banded:
    """Rows between rules that end near the foot of a page, a line right below the last one."""
    first = HEIGHT - 60 - 20 * len(rows)
    glyphs = [g for n, row in enumerate(rows) for g in _line(first + 20 * n + 5, *row)]
    glyphs += _line(HEIGHT - 55, (below, 350.0))
    rules = tuple(Rule(first + 20 * n, 60.0, 500.0) for n in range(len(rows) + 1))
    (table,) = banded_tables(Drawn(1, 595.0, HEIGHT, tuple(glyphs), rules, ()), glyphs, ())
    return table


ROWS = (
    HEADS,
    (("收到", 80.0), ("件", 305.0), ("12", 410.0)),
    (("办结", 80.0), ("件", 305.0), ("11", 410.0)),
)


def test_the_number_of_a_page_is_no_row() -> None:
    assert len(_table(*ROWS, below="-7-").bands) == 3


def test_a_row_that_has_no_rule_below_is_one() -> None:
    last = _table(*ROWS, below="12345").bands[-1]
    assert [line_text(line) for line in last.lines] == ["12345"]


def test_a_unit_alone_makes_no_head() -> None:
    blank = (("答复", 80.0), ("件", 305.0))
    assert len(blocks(_table(*ROWS, blank, ROWS[1]))) == 1


def test_heads_tell_columns_above_blank_rows() -> None:
    heads = (("内容", 80.0), ("制发", 180.0), ("废止", 280.0), ("有效", 400.0))
    table = _table(
        heads, (("规章", 80.0),), (("文件", 80.0), ("1", 405.0)), (("公告", 80.0), ("3", 405.0))
    )
    assert len(free_rooms(table.bands)) == 3
    assert blocks(table)[0].first == 1
