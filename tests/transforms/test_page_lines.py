"""Lines of a printed page become paragraphs where nothing sets them apart."""

from __future__ import annotations

from transforms.pages.layout import page_text
from transforms.pages.lines import Line, Text, paragraphs

TITLE = "示例市水务局2023年政府信息公开工作年度报告"
BODY = 11.0


def test_a_heading_in_a_larger_font_is_no_part_of_the_text_below_it() -> None:
    assert _pieces(size=22.0) == (TITLE, "来源：市水务局，发布时间：2024年1月19日，浏览次数：991")


def test_a_line_that_fills_the_page_goes_on_in_the_next_of_its_size() -> None:
    assert len(_pieces(size=BODY)) == 1


def test_lines_of_unknown_size_are_joined_as_before() -> None:
    assert len(_pieces(size=0.0)) == 1


def _pieces(size: float) -> tuple[str, ...]:
    lines = (
        Line(TITLE, left=50, top=80, right=545, size=size),
        Line("来源：市水务局，发布时间：2024年1月19日，浏览次数：991", 50, 120, 545, size=BODY),
    )
    pieces = paragraphs(page_text(595, 842, (), lines).pieces, 595)
    return tuple(piece.text for piece in pieces if isinstance(piece, Text))
