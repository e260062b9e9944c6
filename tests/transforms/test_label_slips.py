"""A label with one wrong character: its place among exact ones confirms it, or it is in doubt."""

from __future__ import annotations

import pytest

from tests.corpus.bends import dropped
from tests.corpus.documents import Bend, html_page, in_turn, relabel
from transforms.extract import extract
from transforms.extraction import Extraction

SLIP = relabel("2.重复申请", "2.重夏申请")


def _read(topic: str, *bends: Bend) -> Extraction:
    return extract(html_page(bends={topic: in_turn(*bends)}))


def _doubted(found: Extraction, item: str) -> tuple[bool, bool]:
    """(announced, with a low confidence)."""
    announced = any(p.code == "label_doubtful" for p in found.problems)
    return announced, min(c.confidence for c in found.cells if c.item == item) < 0.9


def test_row_between_its_neighbours_is_sure() -> None:
    assert _doubted(_read("requests", SLIP), "not_processed.repeat") == (False, False)


@pytest.mark.parametrize("beside", ["信访举报投诉", "要求提供公开出版物"])
def test_row_beside_a_gap_stays_in_doubt(beside: str) -> None:
    found = _read("requests", SLIP, dropped(beside))
    assert _doubted(found, "not_processed.repeat") == (True, True)


def test_column_among_exact_ones_is_sure() -> None:
    found = _read("proactive", relabel("本年废止件数", "本年发止件数"))
    assert _doubted(found, "regulations") == (False, False)


def test_row_of_another_year_stays_in_doubt_wherever_it_stands() -> None:
    found = _read("requests", relabel("二、上年结转", "二、本年结转"))
    assert _doubted(found, "carried_in") == (True, True)


def test_heads_of_a_whole_table_in_order_are_sure() -> None:
    """结果维特 is 结果维持 in each of its three places, among all heads of the form."""
    found = _read("review", relabel("结果维持", "结果维特"))
    assert _doubted(found, "reconsideration") == (False, False)
    assert {c.breakdown for c in found.cells if c.item == "litigation_direct"} >= {"upheld"}


def test_short_label_with_another_character_in_one_place_is_sure() -> None:
    found = _read("proactive", relabel("行政强制", "行政强剖"))
    assert _doubted(found, "coercion") == (False, False)


def test_short_label_with_two_other_characters_stays_in_doubt() -> None:
    found = _read("requests", relabel("2.重复申请", "2.重夏审请"))
    assert not any(c.item == "not_processed.repeat" and c.confidence >= 0.9 for c in found.cells)
