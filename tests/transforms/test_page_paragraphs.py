"""Lines of a drawn page become the paragraphs that a reader of the page sees."""

from __future__ import annotations

from transforms.pages.layout import page_text
from transforms.pages.paragraphs import Line

_LEFT, _RIGHT, _SIZE = 70.0, 520.0, 12.0


def _line(text: str, top: float, left: float = _LEFT, right: float = _RIGHT) -> Line:
    return Line(text, left, top, right, _SIZE)


def _paragraphs(*lines: Line) -> list[str]:
    return [p for p in page_text(842.0, [], lines).pieces if isinstance(p, str)]


def test_full_line_goes_on_in_the_next() -> None:
    found = _paragraphs(
        _line("统计期限为2023年1月1日至2023年", 300, left=94), _line("12月31日。", 318, right=140)
    )
    assert found == ["统计期限为2023年1月1日至2023年12月31日。"]


def test_title_and_line_of_source_are_no_part_of_the_text() -> None:
    found = _paragraphs(
        Line("清江市水务局2023年政府信息公开工作年度报告", 110, 100, 480, 18),
        _line("来源：市水务局 发布时间：2024-01-19", 130, right=300),
        _line("本报告根据《条例》编制，", 150),
        _line("现予公布。", 168, right=140),
    )
    assert found == [
        "清江市水务局2023年政府信息公开工作年度报告",
        "来源：市水务局 发布时间：2024-01-19",
        "本报告根据《条例》编制，现予公布。",
    ]


def test_heading_begins_a_paragraph_even_after_a_line_as_short() -> None:
    found = _paragraphs(
        _line("二是形式单一。", 300, right=270), _line("六、其他需要报告的事项", 318, right=280)
    )
    assert found == ["二是形式单一。", "六、其他需要报告的事项"]


def test_running_head_wider_than_the_text_is_no_margin() -> None:
    found = _paragraphs(
        _line("报告打印于某日", 110, left=20, right=575),
        _line("全年新增公开规章1件，", 200),
        _line("规范性文件11件，", 218),
        _line("通过门户网站公开。", 236, right=200),
    )
    assert found[1:] == ["全年新增公开规章1件，规范性文件11件，通过门户网站公开。"]
