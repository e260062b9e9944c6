"""Labels that a recogniser misread, told by their place; printed ones never are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sample_portals.tables import Drawing, places
from tests.corpus.documents import DISTINCT_2021, bent_parts
from transforms.alignment import read_grids
from transforms.blocks import Grid, GridCell
from transforms.extraction import Cell
from transforms.tables.segment import Segment

_READ, _UNSURE = 0.97, 0.6


def recognised(topic: str, misread: Mapping[str, str], *, confidence: float = _UNSURE) -> Grid:
    """A table as recognised, some of its labels (each the first of its text) misread so unsurely;
    a confidence of 1: as printed in a text."""
    drawing = next(
        p for p in bent_parts(DISTINCT_2021, {}) if isinstance(p, Drawing) and p.topic == topic
    )
    left = dict(misread)
    cells = []
    for p in places(drawing.grid):
        text = p.box.text if p.box.is_value else left.pop(p.box.text, p.box.text)
        sure = confidence if text != p.box.text else 1.0 if confidence == 1 else _READ
        cells.append(GridCell(text, p.row, p.column, p.box.rows, p.box.columns, True, sure))
    assert not left
    return Grid(tuple(cells), 1)


def read(grid: Grid) -> Segment:
    (segment,) = read_grids([grid])
    return segment


def cells_of(segment: Segment, item: str = "*", breakdown: str = "*") -> list[Cell]:
    return [c for c in segment.cells if item in ("*", c.item) and breakdown in ("*", c.breakdown)]


def values(segment: Segment) -> dict[tuple[str, str], float | None]:
    return {(c.item, c.breakdown): c.value for c in segment.cells}


def _sound(topic: str) -> dict[tuple[str, str], float | None]:
    return {k: v for s in read_grids([recognised(topic, {})]) for k, v in values(s).items()}


SOUND = {topic: _sound(topic) for topic in ("proactive", "requests", "review")}


def test_misread_head_among_the_forms_heads_is_the_one_of_its_place() -> None:
    segment = read(recognised("requests", {"其他": "其池"}))
    assert values(segment) == SOUND["requests"]
    assert not segment.problems
    assert all(c.confidence >= 0.9 for c in segment.cells)
    assert {c.label_breakdown for c in cells_of(segment, breakdown="other_organization")} == {
        "其池"
    }


def test_head_with_one_character_that_looks_like_another_however_surely_read() -> None:
    segment = read(recognised("requests", {"自然人": "白然人"}, confidence=0.97))
    assert values(segment) == SOUND["requests"]
    assert not segment.problems


def test_misread_heads_of_the_line_of_fifteen_figures() -> None:
    segment = read(recognised("review", {"总计": "总it", "结果纠正": "结果纠"}, confidence=0.5))
    assert values(segment) == SOUND["review"]
    assert not segment.problems


def test_head_of_which_nothing_was_read_leaves_a_doubt() -> None:
    segment = read(recognised("review", {"总计": "它\nif"}))
    assert values(segment) == SOUND["review"]
    assert [p.code for p in segment.problems] == ["label_doubtful"]


@pytest.mark.parametrize("confidence", [0.85, 0.6])
@pytest.mark.parametrize(
    ("topic", "there", "local", "code"),
    [
        ("requests", "法律服务机构", "新闻媒体", "legal_service"),
        ("requests", "总计", "备注", "total"),
        ("requests", "其他", "涉外", "other_organization"),
        ("review", "尚未审结", "撤回起诉", "pending"),
        ("proactive", "本年废止件数", "对外公开总数是", "repealed"),
        ("proactive", "本年制发件数", "本年新制作数星", "issued"),
        ("requests", "2.重复申请", "2.恶意申请", "not_processed.repeat"),
        ("requests", "1.本机关不掌握相关政府信息", "1.非政府信息", "unavailable.not_held"),
        ("requests", "3.危及“三安全一稳定”", "3.属于商业秘密", "denied.security_and_stability"),
        ("requests", "3.其他", "3.转其他机关", "other.other"),
    ],
)
def test_label_of_a_local_form_in_an_official_ones_place_is_never_surely_that_one(
    topic: str, there: str, local: str, code: str, confidence: float
) -> None:
    segments = read_grids([recognised(topic, {there: local}, confidence=confidence)])
    found = [c for s in segments for c in s.cells if local in (c.label_item, c.label_breakdown)]
    assert all(code in (c.item, c.breakdown) and c.confidence < 0.9 for c in found)
    assert not found or "label_doubtful" in {p.code for s in segments for p in s.problems}


def test_head_that_is_printed_otherwise_is_another_column() -> None:
    """Text that is text was not misread: the column is no form's."""
    segment = read(recognised("requests", {"其他": "涉外"}, confidence=1.0))
    assert not cells_of(segment, breakdown="other_organization")


def test_head_that_was_surely_read_is_another_column() -> None:
    segment = read(recognised("requests", {"其他": "涉外"}, confidence=0.95))
    assert not cells_of(segment, breakdown="other_organization")


def test_heads_of_which_many_are_misread_are_not_guessed() -> None:
    segment = read(recognised("requests", {"其他": "其池", "总计": "它", "自然人": "目然"}))
    assert not cells_of(segment, breakdown="other_organization")


def test_misread_row_between_its_neighbours_is_the_one_of_its_place() -> None:
    wrong = {"2.重复申请": "2.里复申请", "3.危及“三安全一稳定”": "3.危及一安全稳走"}
    segment = read(recognised("requests", wrong))
    assert values(segment) == SOUND["requests"]
    assert not segment.problems
    assert all(c.confidence >= 0.9 for c in segment.cells)


def test_misread_row_below_the_heads_is_the_forms_first() -> None:
    segments = read_grids([recognised("proactive", {"规章": "规堂", "行政许可": "行政诈可"})])
    found = [c for s in segments for c in s.cells]
    assert {(c.item, c.breakdown): c.value for c in found} == SOUND["proactive"]
    assert all(c.confidence >= 0.9 for c in found)


def test_two_rows_that_are_like_one_are_neither() -> None:
    wrong = {"2.重复申请": "重复申青", "3.要求提供公开出版物": "里复申请"}
    segment = read(recognised("requests", wrong))
    assert not cells_of(segment, "not_processed.publication")
    assert len(cells_of(segment, "not_processed.repeat")) in (0, 7)


def test_misread_row_is_not_told_by_its_place_where_another_row_is_missing() -> None:
    grid = recognised("requests", {"2.重复申请": "2.里复中"})
    row = next(c.row for c in grid.cells if c.text.startswith("3.要求提供公开出版物"))
    kept = tuple(c for c in grid.cells if c.row != row)
    segment = read(replace(grid, cells=kept))
    assert not cells_of(segment, "not_processed.repeat")
    assert not cells_of(segment, "not_processed.publication")
